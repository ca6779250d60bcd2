import type { Column } from '../columns/column.ts'
import type { ColumnType } from '../columns/typing.ts'
import type { ScanWarning } from '../profile.ts'
import { isUnreadableName } from './field-names.ts'

/** What a reader of the profile should know about how it came about. */
export function scanWarnings(
  columns: readonly Column[],
  names: readonly string[],
  types: readonly ColumnType[],
  table: { readonly rows: number; readonly isSampled: boolean; readonly isGrouped: boolean },
): ScanWarning[] {
  const warnings: ScanWarning[] = []
  if (table.isSampled) warnings.push({ code: 'sampled', column: null })
  if (table.rows === 0) warnings.push({ code: 'no-rows', column: null })
  if (table.isGrouped) warnings.push({ code: 'columns-grouped', column: null })
  for (const { index, rawName, evidence } of columns) {
    const column = names[index]!
    if (column !== rawName) {
      warnings.push({ code: isUnreadableName(rawName) ? 'unreadable-name' : 'name-holds-value', column })
    }
    if (types[index]!.isUnverified) warnings.push({ code: 'unverified-values', column })
    if (evidence.masked > evidence.values * 0.1) warnings.push({ code: 'masked-values', column })
    if (evidence.scientific > 0 && types[index]!.type !== 'number') warnings.push({ code: 'damaged-values', column })
  }
  return warnings
}
