import type { SampleCell } from './sample.ts'

export type SampleFormat = 'csv' | 'csv-gb18030' | 'ndjson'

/** How rows become lines: the file's ending, its encoding, the header (if any) and one line a row. */
export interface LineWriter {
  readonly ending: 'csv' | 'ndjson'
  readonly encoding: 'utf-8' | 'gb18030'
  readonly header: string
  line(cells: readonly SampleCell[]): string
}

/** CSV as RFC 4180 has it but with line feeds alone, or one JSON object a line without its empty members. */
export function lineWriter(format: SampleFormat, names: readonly string[]): LineWriter {
  if (format === 'ndjson')
    return { ending: 'ndjson', encoding: 'utf-8', header: '', line: (cells) => json(names, cells) }
  return { ending: 'csv', encoding: format === 'csv' ? 'utf-8' : 'gb18030', header: csv(names), line: csv }
}

function csv(cells: readonly SampleCell[]): string {
  return `${cells.map(field).join(',')}\n`
}

function field(cell: SampleCell): string {
  const text = String(cell)
  return /[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}

function json(names: readonly string[], cells: readonly SampleCell[]): string {
  const members = names.map((name, at) => [name, cells[at]]).filter(([, cell]) => cell !== '')
  return `${JSON.stringify(Object.fromEntries(members))}\n`
}
