import { type CountedField, type Figures, type FileBook, openingsOf, type Persons } from '@feiyu/gate'
import { StatementError } from '../../errors.ts'
import { holdsPersons } from '../../scanning/file-report.ts'
import type { ScannedFile } from '../../scanning/scan-file.ts'
import type { Opening } from './persons.ts'
import type { Stated } from './stated.ts'

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

/**
 * What a handler's book says of a file as it would cross; null where there is no book, or nobody in the file. The book
 * stays as it is.
 */
export async function viewTally(
  scanned: ScannedFile,
  stated: Stated,
  book: FileBook | null,
): Promise<TallyView | null> {
  if (book === null || !holdsPersons(scanned.report)) return null
  const head = {
    account: { kind: 'counted' },
    recipient: stated.recipient ?? '',
    scenario: null,
    fields: countedFields(scanned),
    classTable: scanned.report.classTable,
  } as const
  const figures = await book.figures()
  const isOpened = (await openingsOf(book)).length > 0
  return { year: book.year, figures, isOpened, ...(await book.preview(head, scanned.persons())) }
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

/** The personal columns that cross, with their bits. */
export function countedFields(scanned: ScannedFile): readonly CountedField[] {
  return scanned.counted({}).map(({ name, type, bit, sensitive }) => ({ path: name, type, bit, sensitive }))
}
