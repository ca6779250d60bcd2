import { FeiyuError } from '@feiyu/core'
import { mayHaveLeft, type Recovered } from '@feiyu/gate'
import type { Context } from '../../context.ts'
import { type ExitCode, exitCode } from '../../exit-code.ts'
import { receiptPath } from '../../home/crossings.ts'
import { exitCodeOf } from '../../output/report-error.ts'
import { droppedColumns } from '../check/column-changes.ts'
import { groupDocument } from '../check/group-section.ts'
import type { CrossedFile } from './crossed-file.ts'
import type { Prepared } from './prepared.ts'
import { brokenError, nextText } from './stopped-report.ts'

/** The one document of `feiyu cross --json` after the gate. */
export function crossDocument(
  context: Context,
  prepared: Prepared,
  crossed: CrossedFile,
  exit: ExitCode,
): Readonly<Record<string, unknown>> {
  const { result, place, opening, recovered } = crossed
  const { file, stated, scanned, changes } = prepared
  const common = {
    crossed: result.kind === 'completed',
    to: stated.country,
    recipient: stated.recipient,
    purpose: stated.purpose,
    pathway: file.judged.answer.pathway,
    citations: file.judged.answer.citations,
    conditions: file.conditions,
    dropped: droppedColumns(changes),
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
    case 'broken':
      return {
        ...common,
        path: result.kind === 'completed' ? `${place.folder}/${place.name}` : null,
        destination: place,
        mayHaveLeft: result.kind === 'completed' || mayHaveLeft(result.outcome),
        receipt: receiptPath(context.config.home, result.receipt, place),
        permit: result.permit,
        outcome: result.outcome,
        entries: { permit: result.receipt.permit.index, outcome: result.receipt.outcome.index },
        ...(result.kind === 'completed' ? {} : { stop: result.stop, next: nextText(context, prepared, place, result) }),
        ...(result.kind === 'broken' ? { error: brokenError(context, place, result) } : {}),
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
    ...(one.kind === 'closed'
      ? { end: one.outcome.end, mayHaveLeft: mayHaveLeft(one.outcome) || one.outcome.end === 'completed' }
      : {}),
    ...(one.kind === 'postponed' ? { code: one.error instanceof FeiyuError ? one.error.code : 'FEIYU_FAULT' } : {}),
  }))
}

/** The exit code of what the gate said. */
export function exitOf(crossed: CrossedFile): ExitCode {
  const { result } = crossed
  if (result.kind === 'broken') return exitCodeOf(result.error)
  return result.kind === 'completed' ? exitCode.ok : exitCode.refused
}
