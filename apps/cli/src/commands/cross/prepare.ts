import { bookKeyMac, openingsOf } from '@feiyu/gate'
import { compileClassTable } from '@feiyu/law'
import type { Context } from '../../context.ts'
import type { HandlerBook } from '../../home/handler-book.ts'
import { holdsPersons } from '../../scanning/file-report.ts'
import { type ScannedFile, scanFile } from '../../scanning/scan-file.ts'
import { afterChanges } from '../check/column-changes.ts'
import { judgeFile } from '../check/judge-file.ts'
import type { Stated } from '../check/stated.ts'
import { type TallyView, viewTally } from '../check/tally-view.ts'
import { crossingConditions } from './crossing-conditions.ts'
import { countedFields } from './permit-parts.ts'
import type { Prepared, PrepareInput } from './prepared.ts'

/** The first pass: what the file holds, what the law says of it as it would cross, and what is still missing. */
export async function prepare(context: Context, given: PrepareInput): Promise<Prepared> {
  const { law, stated, changes, input, book, path, reading } = given
  const mac = book === null ? undefined : bookKeyMac(book.book.key)
  const whole = await scanFile(context, law, path, { ...reading, asOf: stated.asOf, handle: input, mac })
  const scanned = afterChanges(whole, changes)
  const tally = await tallyOf(scanned, stated, book)
  const judged = await judgeFile(context, law, scanned, stated, { changes, tally })
  const own = crossingConditions(context, law, judged, scanned.report, stated)
  const isDecided = judged.judged.answer.kind === 'decided'
  const file = isDecided
    ? { ...judged, conditions: [...judged.conditions, ...own], mayCross: judged.mayCross && own.length === 0 }
    : judged
  const classTable = await compileClassTable(law, stated.asOf)
  return { ...given, classTable, whole, scanned, file, subject: reading.subject }
}

/** What the handler's book says of the file as it would cross; null where there is no book, or nobody in the file. */
export async function tallyOf(
  scanned: ScannedFile,
  stated: Stated,
  book: HandlerBook | null,
): Promise<TallyView | null> {
  if (book === null || !holdsPersons(scanned.report)) return null
  const persons = {
    persons: scanned.persons(),
    fields: countedFields(scanned),
    recipient: stated.recipient ?? '',
    classTable: scanned.report.classTable,
  }
  return viewTally(book.book, persons, { kind: 'counted' }, (await openingsOf(book.file)).length > 0)
}
