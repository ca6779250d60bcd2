import { compileClassTable } from '@feiyu/law'
import type { Context } from '../../context.ts'
import { decisionRecords } from '../check/decision-records.ts'
import { readParts } from '../check/file-parts.ts'
import { judgeFile } from '../check/judge-file.ts'
import { openConsent } from './consent.ts'
import { withContradictions } from './contradiction.ts'
import { crossingConditions } from './crossing-conditions.ts'
import { keepDecision } from './keep-decision.ts'
import type { Prepared, PrepareInput } from './prepared.ts'

/** The first pass: what the file holds, what the law says of it as it would cross, and what is still missing. */
export async function prepare(context: Context, given: PrepareInput): Promise<Prepared> {
  const { law, stated, input, books, path, flags } = given
  const held = books.map(({ uscc, file: book }) => ({ uscc, book }))
  const { whole, scanned, parts, changes } = await readParts(context, law, stated, given.changes, {
    path,
    flags,
    handle: input,
    books: held.length === 0 ? [{ uscc: null, book: null }] : held,
  })
  const isGroup = flags.handlerColumn !== undefined
  const judged = await withContradictions(whole.report, () =>
    judgeFile(context, law, scanned, stated, { changes, parts, isGroup }),
  )
  const own = crossingConditions(context, law, judged, scanned.report, stated)
  const { kind } = judged.judged.answer
  // Where the law has no answer, nothing helps that could be brought.
  const file =
    kind === 'gap' || kind === 'conflict'
      ? judged
      : { ...judged, conditions: [...judged.conditions, ...own], mayCross: judged.mayCross && own.length === 0 }
  const classTable = await compileClassTable(law, stated.asOf)
  const consent = await openConsent(context, flags, stated, whole.report)
  const { digest } = whole.report
  const records = await decisionRecords(law, { file, asOf: stated.asOf, digest })
  const decision = await keepDecision(context, { file, records, classTable: whole.report.classTable })
  return { ...given, changes, classTable, whole, scanned, file, records, decision, consent, subject: flags.subject }
}
