import type { Digest } from '@feiyu/core'
import type { Account, Book, CountedField, Figures, Persons } from '@feiyu/gate'
import type { PersonBatch } from '@feiyu/scan'
import { StatementError } from '../../errors.ts'
import type { Opening } from './persons.ts'

/** What the handler's book of the year says of a file: the figures that law uses, this file included. */
export interface TallyView {
  readonly year: number
  /** The book before this file. */
  readonly figures: Figures
  /** Persons of this file that the book does not have yet. */
  readonly newPersons: Persons
  /** Settled ∪ reserved ∪ this file. */
  readonly upper: Persons
  /** Whether the exports of this year outside Feiyu are in the book: then nobody is asked for them again. */
  readonly isOpened: boolean
}

/** Persons of a file as a book counts them. */
export interface FilePersons {
  readonly persons: PersonBatch
  readonly fields: readonly CountedField[]
  readonly recipient: string
  readonly classTable: Digest
}

/**
 * Refuses an opening balance of the flags that differs from the one in the book.
 *
 * @throws StatementError
 */
export function refuseOtherOpening({ figures, isOpened }: TallyView, opening: Opening): void {
  if (!isOpened) return
  for (const tally of ['ordinary', 'sensitive'] as const) {
    const stated = opening[tally]
    if (stated === null || stated.from !== 'flag' || stated.persons === figures.opening[tally]) continue
    throw new StatementError(
      'FEIYU_STATEMENT_OPENED',
      `the flags state an opening balance of \`${stated.persons}\`, but the book holds \`${figures.opening[tally]}\` already; leave the flag out, or add what is missing with \`feiyu tally import\``,
    )
  }
}

/** Looks a file up in a book, which stays as it is. */
export async function viewTally(
  book: Book,
  { persons, ...head }: FilePersons,
  account: Account,
  isOpened: boolean,
): Promise<TallyView> {
  const figures = await book.figures()
  return { year: book.year, figures, isOpened, ...(await book.preview({ ...head, account, scenario: null }, persons)) }
}
