import { FeiyuError } from '@feiyu/core'
import type { Recovered } from '@feiyu/gate'
import type { Context } from '../../context.ts'
import { type ExitCode, exitCode } from '../../exit-code.ts'
import { receiptPath } from '../../home/crossings.ts'
import { groupDocument } from '../check/group-section.ts'
import type { CrossedFile } from './crossed-file.ts'
import type { Prepared } from './prepared.ts'

/** The one document of `feiyu cross --json` after the gate. */
export function crossDocument(context: Context, prepared: Prepared, crossed: CrossedFile, exit: ExitCode): unknown {
  const { result, place, opening, recovered } = crossed
  const { file, stated, scanned } = prepared
  const common = {
    crossed: result.kind === 'completed',
    to: stated.country,
    recipient: stated.recipient,
    purpose: stated.purpose,
    pathway: file.judged.answer.pathway,
    citations: file.judged.answer.citations,
    conditions: file.conditions,
    persons: scanned.report.subjects,
    tally: file.said.tally,
    ...(file.isGroup ? { legalPersons: groupDocument(file) } : {}),
    opening,
    recovered: recoveredDocument(recovered),
    exit,
  }
  switch (result.kind) {
    case 'completed':
    case 'stopped':
      return {
        ...common,
        path: result.kind === 'completed' ? `${place.folder}/${place.name}` : null,
        receipt: receiptPath(context.config.home, result.receipt, place),
        permit: result.permit,
        outcome: result.outcome,
        entries: { permit: result.receipt.permit.index, outcome: result.receipt.outcome.index },
        ...(result.kind === 'stopped' ? { stop: result.stop } : {}),
      }
    case 'refused':
      return { ...common, refusals: result.refusals }
    case 'no-headroom':
      return { ...common, newPersons: result.newPersons, upper: result.upper }
    default:
      return result satisfies never
  }
}

/** What was closed of earlier runs. */
export function recoveredDocument(recovered: readonly Recovered[]): readonly unknown[] {
  return recovered.map((one) => ({
    kind: one.kind,
    permit: one.permit?.id ?? null,
    ...(one.kind === 'closed' ? { end: one.outcome.end } : {}),
    ...(one.kind === 'postponed' ? { code: one.error instanceof FeiyuError ? one.error.code : 'FEIYU_FAULT' } : {}),
  }))
}

/** The exit code of what the gate said. */
export function exitOf(crossed: CrossedFile): ExitCode {
  return crossed.result.kind === 'completed' ? exitCode.ok : exitCode.refused
}
