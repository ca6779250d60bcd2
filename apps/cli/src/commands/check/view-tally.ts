import { type CountedField, type FileBook, mechanismPersons, openingsOf, type Persons } from '@feiyu/gate'
import { isOfRegister, linkKindAt, linkWords, type PersonBatch, personKindAt, personWords } from '@feiyu/scan'
import type { Context } from '../../context.ts'
import { StatementError } from '../../errors.ts'
import { booksOfHandler } from '../../home/open-home.ts'
import { holdsPersons } from '../../scanning/file-report.ts'
import type { ScannedFile } from '../../scanning/scan-file.ts'
import type { Mechanism } from './mechanism.ts'
import type { Opening } from './persons.ts'
import type { Stated } from './stated.ts'
import type { TallyView } from './tally-view.ts'

/**
 * What a handler's book says of a file as it would cross; null where there is no book, or nobody in the file. The book
 * stays as it is.
 */
export async function viewTally(
  context: Context,
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
    registers: stated.registers,
    classTable: scanned.report.classTable,
  } as const
  const figures = await book.figures()
  const isOpened = (await openingsOf(book)).length > 0
  const persons = scanned.persons()
  const { mechanism: shown } = stated.shown
  const file = { persons, fields: head.fields }
  const mechanism = shown === null ? null : await underMechanism(context, shown, book.uscc, file)
  const isAlone = stated.registers.kind === 'alone' && hasAccountNumbers(persons)
  return { year: book.year, figures, isOpened, mechanism, isAlone, ...(await book.preview(head, persons)) }
}

/** All that crossed under a mechanism in the books of a legal person, in all years, and in a file besides (tally T1). */
export async function underMechanism(
  context: Context,
  mechanism: Mechanism,
  uscc: string,
  file: Parameters<typeof mechanismPersons>[2],
): Promise<Persons> {
  await using books = new AsyncDisposableStack()
  const all = await booksOfHandler(context, uscc)
  for (const book of all) books.use(book)
  return mechanismPersons(all, mechanism.file.digest, file)
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

/** Whether somebody is told apart, or is known as well, by a number that means a person in one system alone. */
function hasAccountNumbers({ count, words, linkCount, links }: PersonBatch): boolean {
  for (let at = 0; at < count * personWords; at += personWords) if (isOfRegister(words[at + personKindAt]!)) return true
  for (let at = 0; at < linkCount * linkWords; at += linkWords) if (isOfRegister(links[at + linkKindAt]!)) return true
  return false
}
