import type { CivilDate } from '@feiyu/core'
import { BookError } from '../errors.ts'
import { type BookPlace, readFrames, writePersonsFile } from './book-files.ts'
import type { BookState } from './book-state.ts'
import { type FileBook, figuresOf } from './file-book.ts'
import type { JournalRecord, PersonsFile, TakenOpening, TakenOver } from './journal-records.ts'

/** A legal succession (tally T12): a merger or a division by which one handler goes on for another. */
export interface Succession {
  readonly date: CivilDate
  readonly reason: string
  readonly by: string
}

/**
 * Takes the crossings and openings of a predecessor's book of the same year into the successor's, and closes the
 * predecessor's. They stay exact among themselves and can be recounted. A person of both handlers counts twice, because
 * each handler tells persons apart under a key of its own: never too few. Done again after a crash it ends what was begun.
 *
 * @throws BookError FEIYU_BOOK_YEAR, FEIYU_BOOK_STILL_OPEN
 */
export async function takeOver(from: FileBook, into: FileBook, succession: Succession): Promise<void> {
  if (from.year !== into.year || from.id === into.id) {
    throw new BookError(
      'FEIYU_BOOK_YEAR',
      `the books are of \`${from.year}\` and \`${into.year}\`; unite two handlers' books of one year`,
    )
  }
  await from.hold(async (state, place) => {
    if (state.held.size > 0) {
      throw new BookError(
        'FEIYU_BOOK_STILL_OPEN',
        `\`${state.held.size}\` crossings of the predecessor are not settled; let them end first`,
      )
    }
    await into.hold((all, target) =>
      unite({ state, place, book: from }, { state: all, place: target, book: into }, succession),
    )
    if (state.closed === null) {
      const figures = await figuresOf(place, state)
      await from.change({ kind: 'closed', successor: into.uscc, figures }, figures.upper)
    }
  })
}

interface Held {
  readonly state: BookState
  readonly place: BookPlace
  readonly book: FileBook
}

async function unite(from: Held, into: Held, { date, reason, by }: Succession): Promise<void> {
  if (into.state.predecessors.has(from.book.id)) return
  const crossings: TakenOver[] = []
  for (const { file, ...crossing } of from.state.crossings()) {
    crossings.push({ ...crossing, file: file === null ? null : await copied(from.place, into.place, file, file.file) })
  }
  const openings: TakenOpening[] = []
  for (const [index, { opening, original }] of from.state.takenOpenings().entries()) {
    const { identifiers } = opening
    if (identifiers === null) {
      openings.push({ opening, original })
      continue
    }
    const name = `persons/opening-${into.state.changes.length}-${index}`
    const file = await copied(from.place, into.place, identifiers.file, name)
    openings.push({ opening: { ...opening, identifiers: { ...identifiers, file } }, original })
  }
  const change = {
    kind: 'succession',
    from: { book: from.book.id, uscc: from.book.uscc, date },
    reason,
    by,
    crossings,
    openings,
  } as const
  const united = into.state.copy()
  united.apply({ ...change, at: '', upper: { ordinary: 0, sensitive: 0 } } satisfies JournalRecord)
  const { upper } = await figuresOf(into.place, united)
  await into.book.change(change, upper)
}

/** Copies a file of persons into another book, under that book's seal. */
async function copied(from: BookPlace, into: BookPlace, file: PersonsFile, name: string): Promise<PersonsFile> {
  return await writePersonsFile(into, name, await readFrames(from, file))
}
