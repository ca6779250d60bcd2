import type { Context } from '../../context.ts'
import type { FileReport } from '../../scanning/file-report.ts'
import type { Condition } from './conditions.ts'

/** Names cross as they stand, so the gate stops a column whose own name holds a value. The profile calls it `column_N`. */
export function nameConditions({ say }: Context, { warnings }: FileReport): readonly Condition[] {
  const words = say.check.conditions
  return warnings.flatMap(({ code, column }) =>
    code !== 'name-holds-value' || column === null
      ? []
      : [
          {
            id: 'names',
            state: 'missing',
            text: words.nameHoldsValue(column),
            citations: [],
            proof: null,
            flag: `--drop ${column}`,
            reasons: [words.orRename],
          },
        ],
  )
}
