import type { PersonBatch } from '@feiyu/scan'
import { BookError } from '../errors.ts'
import type { Persons } from '../ports/book.ts'
import { countAccount, into, plus } from './book-count.ts'
import { writePersonsFile } from './book-files.ts'
import type { FileBook } from './file-book.ts'
import type { Opening, OpeningHead } from './journal-records.ts'
import { PersonLedger } from './person-ledger.ts'
import { visitBatch, writePersons } from './persons-format.ts'
import { readingOf } from './reading.ts'

/** Exports of the year outside Feiyu, as somebody answers for them (tally T8). */
export type StatedExports = {
  readonly source: string
  readonly by: string
} & (
  | { readonly kind: 'number'; readonly persons: Persons }
  | { readonly kind: 'identifiers'; readonly persons: PersonBatch; readonly head: OpeningHead }
)

/**
 * Adds exports outside Feiyu to the book: a number counts as other persons than all in the book, identifiers are united
 * with them exactly. Gives the persons of the addition.
 */
export async function addOpening(book: FileBook, exports: StatedExports): Promise<Persons> {
  if (exports.source.trim() === '' || exports.by.trim() === '') {
    throw new BookError(
      'FEIYU_BOOK_UNSIGNED',
      'exports outside Feiyu need a source and the name of who answers for them; state both',
    )
  }
  return await book.hold(async (state, place) => {
    const { source, by } = exports
    if (exports.kind === 'number') {
      const { persons } = exports
      const { upper } = await countAccount(place, state, { kind: 'counted' })
      await book.change({ kind: 'opening', opening: { persons, identifiers: null, source, by } }, plus(upper, persons))
      return persons
    }
    const { head } = exports
    const ledger = new PersonLedger()
    visitBatch(exports.persons, into(ledger, readingOf(head.fields)))
    const persons = ledger.upper()
    const { upper } = await countAccount(
      place,
      state,
      { kind: 'counted' },
      {
        add: (all) => visitBatch(exports.persons, into(all, readingOf(head.fields))),
      },
    )
    const name = `persons/opening-${state.changes.length}`
    const file = await writePersonsFile(place, name, [writePersons(exports.persons)])
    await book.change({ kind: 'opening', opening: { persons, identifiers: { head, file }, source, by } }, upper)
    return persons
  })
}

/** What was added from outside, in the order in which it was; empty where nobody was asked yet. */
export function openingsOf(book: FileBook): Promise<readonly Opening[]> {
  return book.hold(async ({ openings }) => [...openings])
}
