import type { Context } from '../../context.ts'
import type { FileReport } from '../../scanning/file-report.ts'
import type { Condition } from './conditions.ts'

/**
 * Names cross as they stand, so the gate stops a column whose own name holds a value, or what is no character. The profile
 * calls it `column_N`.
 */
export function nameConditions({ say }: Context, { warnings }: FileReport): readonly Condition[] {
  const words = say.check.conditions
  return warnings.flatMap(({ code, column }) => {
    if (column === null || (code !== 'name-holds-value' && code !== 'unreadable-name')) return []
    const text = code === 'name-holds-value' ? words.nameHoldsValue(column) : words.nameUnreadable(column)
    const flag = `--drop ${column}`
    return [{ id: 'names', state: 'missing', text, citations: [], proof: null, flag, reasons: [words.orRename] }]
  })
}
