import type { Digest, FeiyuError } from '@feiyu/core'
import { idOf } from '@feiyu/evidence'
import type { CrossingResult, Recovered } from '@feiyu/gate'
import type { Context } from '../../context.ts'
import { type ExitCode, exitCode } from '../../exit-code.ts'
import { grouped } from '../../output/figures.ts'
import { describeError, noteError } from '../../output/report-error.ts'
import { item } from '../../output/section.ts'
import { answerExit } from '../answer-exit.ts'
import { checkDocument } from '../check/check-document.ts'
import { reportCheck } from '../check/check-report.ts'
import type { Checked } from '../check/checked.ts'
import { suggest } from '../check/suggest.ts'
import { recoveredDocument } from './cross-document.ts'
import { type DenialReason, logDenial } from './denial.ts'
import { denialReasons, missingNames } from './denial-reasons.ts'
import type { Prepared } from './prepared.ts'

/** Refuses before any permit: the report of a check says what is missing and what supplies it, the log that it was refused. */
export async function refuse(context: Context, prepared: Prepared, recovered: readonly Recovered[]): Promise<ExitCode> {
  const { law, file, changes, whole, scanned } = prepared
  const columns = whole.report.fields.map(({ name }) => name)
  const reasons = denialReasons(file, scanned.report, changes, columns)
  const entry = await deny(context, prepared, reasons, missingNames(file))
  const { judged, said, conditions } = file
  const input = { law, scanned, judged, said, today: context.today, rescan: null }
  const suggestions = file.isGroup ? [] : await suggest(input)
  const checked: Checked = { ...file, ...prepared, conditions, suggestions }
  const exit = judged.answer.kind === 'decided' ? exitCode.refused : answerExit(judged.answer)
  const document = checkDocument(context, law, checked, exit)
  context.out.document({ ...document, crossed: false, denial: entry, recovered: recoveredDocument(recovered) })
  if (context.out.json) return exit
  reportCheck(context, law, checked, { whole: prepared.flags.full === true })
  sayRefused(context, entry)
  return exit
}

/** Refuses whole where a line or a scale would be crossed by now: others may have reserved since the file was judged. */
export async function refuseLine(
  context: Context,
  prepared: Prepared,
  { of, newPersons, upper }: Extract<CrossingResult, { kind: 'no-headroom' }>,
  recovered: readonly Recovered[],
): Promise<ExitCode> {
  const pathway = idOf(prepared.file.judged.answer.pathway)
  const entry = await deny(context, prepared, [{ code: idOf(of), pathway }], [])
  context.out.document({
    crossed: false,
    reason: of,
    newPersons,
    upper,
    denial: entry,
    recovered: recoveredDocument(recovered),
    exit: exitCode.refused,
  })
  if (!context.out.json) {
    const { out, say } = context
    out.report(out.paint.bad(say.cross.refused))
    out.report(
      item(out, '✗', say.cross.full[of](grouped(upper.ordinary), grouped(upper.sensitive)), { paint: out.paint.bad }),
    )
    sayRefused(context, entry)
  }
  return exitCode.refused
}

/**
 * Refuses a file whose rows or statements cannot be as they were said: a row of nobody's, or a statement that the scan
 * refutes. The error says what, the log that it was refused.
 */
export async function refuseInput(
  context: Context,
  { home, stated, recovered }: Pick<Prepared, 'home' | 'stated'> & { readonly recovered: readonly Recovered[] },
  error: FeiyuError,
  { input, reason }: { readonly input: Digest | null; readonly reason: DenialReason },
): Promise<ExitCode> {
  await using log = await home.openLog()
  const entry = await logDenial(context, log, stated, { input, decision: null, reasons: [reason], missing: [] })
  const document = describeError(error, context)
  const exit = exitCode.refused
  context.out.document({
    crossed: false,
    error: document,
    denial: entry,
    recovered: recoveredDocument(recovered),
    exit,
  })
  if (context.out.json) return exit
  noteError(document, context)
  sayRefused(context, entry)
  return exit
}

/** Writes into the log that the gate did not honour the permit. */
export function denyPermit(
  context: Context,
  prepared: Prepared,
  { refusals }: Extract<CrossingResult, { kind: 'refused' }>,
): Promise<number> {
  const pathway = idOf(prepared.file.judged.answer.pathway)
  return deny(
    context,
    prepared,
    refusals.map(({ code }) => ({ code: idOf(code), pathway })),
    [],
  )
}

function sayRefused(context: Context, entry: number): void {
  const { out, say } = context
  out.report('')
  out.report(out.paint.bad(say.cross.refused))
  out.report(out.paint.faint(`  ${say.cross.denial(entry)}`))
}

async function deny(
  context: Context,
  { home, stated, decision, whole }: Prepared,
  reasons: Parameters<typeof logDenial>[3]['reasons'],
  missing: readonly string[],
): Promise<number> {
  await using log = await home.openLog()
  return logDenial(context, log, stated, { input: whole.report.digest, decision, reasons, missing })
}
