import {
  addYears,
  type CivilDate,
  type Clock,
  canonicalJson,
  type Digest,
  parseCivilDate,
  shanghaiDate,
} from '@feiyu/core'
import type { Disk } from '../disk/disk.ts'
import { BookError } from '../errors.ts'
import type { Figures } from '../ports/book.ts'
import { destroyKey, type KeyFolders, type KeyPlaces, keyPlaces } from './book-keys.ts'
import { type FileBook, figuresOf } from './file-book.ts'

/** Years after the end of a book's year for which it is kept (PIPL art. 56: reports and records at least three years). */
const keptYears = 3

/** What stays of a destroyed book: its figures, and the root that the log signed. */
export interface BookTotals {
  readonly uscc: string
  readonly year: number
  readonly book: Digest
  readonly root: Digest
  readonly figures: Figures
  /** Instant in UTC, and who answers for it. */
  readonly at: string
  readonly by: string
}

/** First day on which the book of a year may be destroyed. */
export function mayDestroyFrom(year: number): CivilDate {
  return addYears(parseCivilDate(`${year + 1}-01-01`), keptYears)
}

/**
 * Destroys a book that was kept long enough (tally T11): closes it, has the log told (`tell`), destroys its key at both
 * places, and takes the files away. The totals stay, in a file and in the log.
 *
 * @throws BookError FEIYU_BOOK_RETENTION, FEIYU_BOOK_STILL_OPEN, FEIYU_BOOK_UNSIGNED
 */
export async function destroyBook(
  options: KeyFolders & { readonly clock: Clock },
  { book, by }: { readonly book: FileBook; readonly by: string },
  tell: (book: FileBook) => Promise<void>,
): Promise<BookTotals> {
  if (by.trim() === '') {
    throw new BookError('FEIYU_BOOK_UNSIGNED', 'a book is destroyed in the name of who answers for it; state it')
  }
  const from = mayDestroyFrom(book.year)
  if (shanghaiDate(options.clock.now()) < from) {
    throw new BookError(
      'FEIYU_BOOK_RETENTION',
      `the tally book of ${book.year} has to be kept until \`${from}\`; wait for that day`,
    )
  }
  await book.hold(async (state, place) => {
    if (state.held.size > 0) {
      throw new BookError(
        'FEIYU_BOOK_STILL_OPEN',
        `\`${state.held.size}\` crossings are not settled; let them end first`,
      )
    }
    if (state.closed !== null) return
    const figures = await figuresOf(place, state)
    await book.change({ kind: 'closed', successor: null, figures }, figures.upper)
  })
  await tell(book)
  return await book.hold(async (state, { disk, folder }) => {
    const { uscc, year, id } = book
    const { figures } = state.closed!
    const at = new Date(options.clock.now()).toISOString()
    const totals: BookTotals = { uscc, year, book: id, root: state.root, figures, at, by }
    const path = totalsPath(folder)
    await disk.remove(`${path}.new`)
    {
      await using file = await disk.open(`${path}.new`, 'new')
      await file.append(new TextEncoder().encode(canonicalJson(totals)))
      await file.sync()
    }
    await disk.rename(`${path}.new`, path)
    await disk.syncFolder(folder)
    await removeBook(disk, folder, keyPlaces(options, uscc, String(year)))
    return totals
  })
}

/** Takes away a book whose totals are written; done again after a crash it ends what was begun. */
export async function removeBook(disk: Disk, folder: string, places: KeyPlaces): Promise<void> {
  await destroyKey(disk, places)
  await disk.removeFolder(`${folder}/persons`)
  await disk.remove(`${folder}/journal`)
  await disk.syncFolder(folder)
}

/** The totals of the book that was in a folder; null where none was destroyed there. */
export async function readTotals(disk: Disk, folder: string): Promise<BookTotals | null> {
  const bytes = await disk.read(totalsPath(folder))
  return bytes === undefined ? null : (JSON.parse(new TextDecoder().decode(bytes)) as BookTotals)
}

/** Totals are there from when a book begins to be destroyed: nobody opens it any more. */
export function totalsPath(folder: string): string {
  return `${folder}/totals.json`
}
