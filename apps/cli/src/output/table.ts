import { pad, widthOf, wrap } from './width.ts'

/** A column of a table; `grow` columns give way where the terminal is narrow. */
export interface Column {
  readonly title: string
  readonly align?: 'left' | 'right'
  readonly grow?: boolean
}

const gap = 2
const narrowest = 8

/**
 * A table without lines: aligned columns, Chinese characters counted as two, cells of `grow` columns wrapped so that no
 * line is wider than `width` (as far as the fixed columns leave room). Cells may hold colour only where they do not wrap.
 */
export function table(
  columns: readonly Column[],
  rows: readonly (readonly string[])[],
  options: { readonly width: number; readonly indent?: number; readonly heading?: (text: string) => string },
): string {
  const indent = options.indent ?? 0
  const widths = fit(columns, rows, options.width - indent)
  const lines: string[] = []
  const push = (cells: readonly string[], style: (text: string) => string) => {
    const wrapped = cells.map((cell, index) => (widthOf(cell) <= widths[index]! ? [cell] : wrap(cell, widths[index]!)))
    const height = Math.max(...wrapped.map((cell) => cell.length))
    for (let row = 0; row < height; row++) {
      const line = wrapped.map((cell, index) =>
        pad(cell[row] ?? '', widths[index]!, columns[index]?.align === 'right' ? 'left' : 'right'),
      )
      lines.push(style(`${' '.repeat(indent)}${line.join(' '.repeat(gap))}`.trimEnd()))
    }
  }
  push(
    columns.map((column) => column.title),
    options.heading ?? ((text) => text),
  )
  for (const row of rows) push(row, (text) => text)
  return lines.join('\n')
}

function fit(columns: readonly Column[], rows: readonly (readonly string[])[], width: number): readonly number[] {
  const widths = columns.map((column, index) =>
    Math.max(widthOf(column.title), ...rows.map((row) => widthOf(row[index] ?? ''))),
  )
  let excess = widths.reduce((sum, one) => sum + one, 0) + gap * (columns.length - 1) - width
  while (excess > 0) {
    // The widest column that may shrink gives one column at a time, so that all of them end up alike.
    let widest = -1
    for (const [index, column] of columns.entries()) {
      if (column.grow === true && widths[index]! > narrowest && (widest < 0 || widths[index]! > widths[widest]!)) {
        widest = index
      }
    }
    if (widest < 0) break
    widths[widest]!--
    excess--
  }
  return widths
}
