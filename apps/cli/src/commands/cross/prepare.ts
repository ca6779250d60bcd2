import { compileClassTable } from '@feiyu/law'
import type { Context } from '../../context.ts'
import { bookKeys } from '../../scanning/registers.ts'
import { scanFile } from '../../scanning/scan-file.ts'
import { afterChanges } from '../check/column-changes.ts'
import { judgeFile } from '../check/judge-file.ts'
import { viewTally } from '../check/view-tally.ts'
import { openConsent } from './consent.ts'
import { crossingConditions } from './crossing-conditions.ts'
import type { Prepared, PrepareInput } from './prepared.ts'

/** The first pass: what the file holds, what the law says of it as it would cross, and what is still missing. */
export async function prepare(context: Context, given: PrepareInput): Promise<Prepared> {
  const { law, stated, changes, input, book, path, flags } = given
  const keys = book === null ? undefined : bookKeys(book.book, stated.registers)
  const whole = await scanFile(context, law, path, { ...flags, asOf: stated.asOf, handle: input, keys })
  const scanned = afterChanges(whole, changes)
  const tally = await viewTally(context, scanned, stated, book?.file ?? null)
  const judged = await judgeFile(context, law, scanned, stated, { changes, tally })
  const own = crossingConditions(context, law, judged, scanned.report, stated)
  const isDecided = judged.judged.answer.kind === 'decided'
  const file = isDecided
    ? { ...judged, conditions: [...judged.conditions, ...own], mayCross: judged.mayCross && own.length === 0 }
    : judged
  const classTable = await compileClassTable(law, stated.asOf)
  const consent = await openConsent(context, flags, stated, whole.report)
  return { ...given, classTable, whole, scanned, file, consent, subject: flags.subject }
}
