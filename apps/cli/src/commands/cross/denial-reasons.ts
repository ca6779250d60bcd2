import { idOf } from '@feiyu/evidence'
import type { FileReport } from '../../scanning/file-report.ts'
import { type ColumnChanges, unclearedIn } from '../check/column-changes.ts'
import { groundOf } from '../check/ground.ts'
import type { JudgedFile } from '../check/judge-file.ts'
import type { DenialReason } from './denial.ts'

/** The reasons of a refusal in codes, with places and never a value. `columns` are the names of the file in their order. */
export function denialReasons(
  file: JudgedFile,
  report: FileReport,
  changes: ColumnChanges,
  columns: readonly string[],
): readonly DenialReason[] {
  const { answer } = file.judged
  if (answer.kind === 'gap' || answer.kind === 'conflict') return [{ code: idOf(`law-${answer.kind}`) }]
  if (answer.kind === 'undetermined') return [{ code: idOf('undetermined') }]
  const pathway = idOf(answer.pathway)
  if (groundOf(answer.pathway).kind === 'never') return [{ code: idOf('prohibited'), pathway }]
  const hidden = unclearedIn(report, changes).map(({ column, type, firstRow }) => ({
    code: idOf('uncleared-value'),
    pathway,
    row: firstRow,
    column: columns.indexOf(column) + 1,
    type: idOf(type),
  }))
  const missing = file.conditions.filter(({ state, id }) => state === 'missing' && id !== 'cleared-values')
  return [...hidden, ...missing.map(({ id }) => ({ code: idOf(`missing-${id}`), pathway }))]
}

/** Facts and conditions that were missing, by name. */
export function missingNames(file: JudgedFile): readonly string[] {
  return [...file.judged.missing, ...file.conditions.filter(({ state }) => state === 'missing').map(({ id }) => id)]
}
