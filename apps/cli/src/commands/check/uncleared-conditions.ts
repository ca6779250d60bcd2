import type { Context } from '../../context.ts'
import { grouped } from '../../output/figures.ts'
import type { FileReport } from '../../scanning/file-report.ts'
import { typeName } from '../../scanning/file-sections.ts'
import { type ColumnChanges, unclearedIn } from './column-changes.ts'
import type { Condition } from './conditions.ts'

/**
 * What the gate would stop: a value of one kind inside a column that is something else, such as an identity number in a
 * remark. Somebody has to take the column out, or say that this kind may cross there.
 */
export function unclearedConditions(
  context: Context,
  report: FileReport,
  changes: ColumnChanges,
): readonly Condition[] {
  const words = context.say.check.conditions
  return unclearedIn(report, changes).map(({ column, type, count, firstRow }) => ({
    id: 'cleared-values',
    state: 'missing',
    text: words.uncleared(column, typeName(context, type), grouped(count), grouped(firstRow)),
    citations: [],
    proof: null,
    flag: `--drop ${quoted(column)}`,
    reasons: [words.orClear, `--clear ${quoted(`${column}=${type}`)}`],
  }))
}

/** A word as a shell takes it. */
export function quoted(word: string): string {
  return /^[\p{L}\p{N}_./:=,-]+$/u.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`
}
