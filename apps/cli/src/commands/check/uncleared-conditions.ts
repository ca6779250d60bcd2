import type { Law } from '@feiyu/law'
import type { Context } from '../../context.ts'
import { grouped } from '../../output/figures.ts'
import { quoted } from '../../output/quoted.ts'
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
  law: Law,
  report: FileReport,
  changes: ColumnChanges,
): readonly Condition[] {
  const words = context.say.check.conditions
  const isCredential = (type: string) =>
    law.packs.some(({ classes }) => classes.some((row) => row.type === type && row.person === 'credential'))
  const isColumnOfCredentials = (column: string) =>
    report.fields.some(({ name, category }) => name === column && category === 'credential')
  return unclearedIn(report, changes)
    .filter(({ column, type }) => !isCredential(type) || !isColumnOfCredentials(column))
    .map(({ column, type, count, firstRow }) => ({
      id: 'cleared-values',
      state: 'missing',
      text: words.uncleared(column, typeName(context, type), grouped(count), grouped(firstRow)),
      citations: [],
      proof: null,
      flag: `--drop ${quoted(column)}`,
      // What opens doors passes no gate, whoever says that it may.
      reasons: isCredential(type) ? [words.neverClear] : [words.orClear, `--clear ${quoted(`${column}=${type}`)}`],
    }))
}

/** Text that cannot be read for certain, in a column that leaves: nobody can say what would cross. */
export function undecodableConditions({ say }: Context, { warnings }: FileReport): readonly Condition[] {
  const words = say.check.conditions
  return warnings.flatMap(({ code, column, count, row }) =>
    code !== 'undecodable' || column === null
      ? []
      : [
          {
            id: 'decodable-text',
            state: 'missing',
            text: words.undecodable(column, grouped(count), grouped(row ?? 0)),
            citations: [],
            proof: null,
            flag: `--drop ${quoted(column)}`,
            reasons: [words.orDecode],
          },
        ],
  )
}
