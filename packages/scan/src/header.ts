import { CellScanner } from './cells/cell-scanner.ts'
import { isAddress } from './columns/addresses.ts'
import { readColumnName } from './columns/column-name.ts'
import { isChineseName, isLatinName } from './columns/person-names.ts'
import { holdsValue } from './table/field-names.ts'

const latest = 99991231
const valueForm = /^[-+]?[\d.,:/ -]*\d[\d.,:/ -]*%?$|^\d{4}-\d{2}-\d{2}[T ]|^(true|false|null|na|n\/a|yes|no)$/i

/**
 * Whether the first row of a table names its columns. It does not when it holds what a value looks like: an identifier,
 * a number, a date, a person's name that no column would have.
 *
 * @example looksLikeHeader(['张伟', '110101199003071234'], []) // false
 */
export function looksLikeHeader(firstRow: readonly string[], nextRows: readonly (readonly string[])[]): boolean {
  const cells = firstRow.map((cell) => cell.trim())
  const filled = cells.filter((cell) => cell !== '')
  if (filled.length === 0) return false
  const scanner = new CellScanner(latest)
  if (filled.some((cell) => holdsValue(cell, scanner))) return false
  if (filled.some((cell) => valueForm.test(cell) && !/^(19|20)\d{2}$/.test(cell))) return false
  if (comesAgain(cells, nextRows)) return false
  const known = filled.filter((cell) => isKnownName(cell)).length
  if (known > 0 && known * 4 >= filled.length) return true
  if (filled.some((cell) => isAddress(cell) || cell.length > 100)) return false
  if (filled.some((cell) => isName(cell) && isColumnOfNames(cells.indexOf(cell), nextRows))) return false
  if (new Set(filled).size < filled.length) return false
  return true
}

function isKnownName(cell: string): boolean {
  const { hint } = readColumnName(cell)
  return hint !== null && hint.match !== 'inside'
}

/** A Chinese name, or a given name and more in Latin letters: a lone word like `Mark` may name a column. */
function isName(cell: string): boolean {
  return isChineseName(cell) || (cell.includes(' ') && isLatinName(cell))
}

function isColumnOfNames(column: number, rows: readonly (readonly string[])[]): boolean {
  const cells = rows.map((row) => (row[column] ?? '').trim()).filter((cell) => cell !== '')
  return cells.length === 0 || cells.filter(isName).length * 2 >= cells.length
}

/** A value of the first row comes again below it: states, cities and the like. A header that is repeated comes whole. */
function comesAgain(cells: readonly string[], rows: readonly (readonly string[])[]): boolean {
  const isRepeated = (row: readonly string[]) => cells.every((cell, column) => (row[column] ?? '').trim() === cell)
  const others = rows.filter((row) => !isRepeated(row))
  return cells.some((cell, column) => cell !== '' && others.some((row) => (row[column] ?? '').trim() === cell))
}
