import { type ReceiptVerdict, verifyReceipt } from '@feiyu/evidence'
import type { Context } from '../../context.ts'
import { UsageError } from '../../errors.ts'
import { type ExitCode, exitCode } from '../../exit-code.ts'
import { digestOfFile, readBytes } from '../../inputs/read-file.ts'
import { readKey } from '../../inputs/read-key.ts'
import type { FlagValues } from '../../options/flag.ts'
import { item, paragraph } from '../../output/section.ts'
import { printable } from '../../output/width.ts'
import { receiptDocument, receiptLines } from './receipt-report.ts'
import type { verifyFlags } from './verify.flags.ts'

/** Verifies a receipt offline. Exit 3 when it does not hold, with every part that does not by name. */
export async function runVerify(
  context: Context,
  args: readonly string[],
  flags: FlagValues<typeof verifyFlags>,
): Promise<ExitCode> {
  if (flags.key === undefined) {
    throw new UsageError(
      'FEIYU_USAGE_NO_KEY',
      "`--key` is missing; name the log's verifier key, or a file that holds it",
    )
  }
  const key = await readKey(flags.key, context.stdin)
  const receipt = await readBytes(args[0] ?? '')
  const outputDigest = flags.data === undefined ? undefined : (await digestOfFile(flags.data)).digest
  const verdict = await verifyReceipt(receipt, key, { outputDigest })
  return verdict.kind === 'holds' ? reportHolds(context, verdict) : reportRefused(context, verdict, flags.data)
}

function reportHolds(context: Context, verdict: Extract<ReceiptVerdict, { kind: 'holds' }>): ExitCode {
  const { out, say } = context
  out.document({ verdict: 'holds', data: verdict.data, faults: [], ...receiptDocument(verdict) })
  if (out.json) return exitCode.ok
  out.report(item(out, '✓', say.verify.holds(printable(verdict.checkpoint.origin)), { paint: out.paint.good }))
  const compared = verdict.data === 'same'
  out.report(
    item(out, compared ? '✓' : '!', say.verify.data[verdict.data], {
      paint: compared ? out.paint.good : out.paint.wary,
    }),
  )
  out.report('')
  for (const line of receiptLines(context, verdict)) out.report(line)
  out.report(`\n${paragraph(out, say.verify.meaning, 0)}`)
  return exitCode.ok
}

function reportRefused(
  context: Context,
  { faults }: Extract<ReceiptVerdict, { kind: 'refused' }>,
  data: string | undefined,
): ExitCode {
  const { out, say } = context
  const named = faults.map(({ part, code, message }) => ({ part, code, message: say.verify.fault(code, message) }))
  const isCompared = data !== undefined && !faults.some(({ code }) => code === 'not-a-receipt')
  const differs = faults.some(({ part }) => part === 'data')
  out.document({ verdict: 'refused', data: !isCompared ? 'not-compared' : differs ? 'differs' : 'same', faults: named })
  if (out.json) return exitCode.refused
  for (const { part, message } of named) {
    const text = `${say.verify.parts[part]}${say.terms.colon}${printable(message)}`
    out.report(item(out, '✗', text, { paint: out.paint.bad }))
  }
  if (!isCompared) out.report(item(out, '!', say.verify.data['not-compared'], { paint: out.paint.wary }))
  out.report(`\n${out.paint.bad(say.verify.refused)}`)
  return exitCode.refused
}
