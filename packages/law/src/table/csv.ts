import { PackError } from '../errors.ts'

/** One record of a table: the line on which it begins, and its cells. */
export interface TableRecord {
  readonly line: number
  readonly cells: readonly string[]
}

/** Writes a table as CSV (RFC 4180): UTF-8 with its mark, so that spreadsheets read Chinese. */
export function writeCsv(rows: readonly (readonly string[])[]): string {
  return `\uFEFF${rows.map((row) => `${row.map(quoted).join(',')}\r\n`).join('')}`
}

/**
 * Reads a CSV text. A cell in quotes may hold commas, doubled quotes and line ends; records without any text are not there.
 *
 * @throws PackError `FEIYU_PACK_BAD_TABLE` with file and line
 */
export function readCsv(file: string, text: string): readonly TableRecord[] {
  const source = text.replace(/^\uFEFF/, '').replaceAll('\r\n', '\n')
  const records: TableRecord[] = []
  let line = 1
  let at = 0
  while (at < source.length) {
    const started = line
    const cells: string[] = []
    for (;;) {
      const cell = source[at] === '"' ? quotedCell(file, source, at, line) : plainCell(source, at)
      cells.push(cell.text)
      at = cell.end
      line += cell.lines
      if (source[at] !== ',') break
      at++
    }
    at++
    line++
    if (cells.some((cell) => cell !== '')) records.push({ line: started, cells })
  }
  return records
}

interface Cell {
  readonly text: string
  readonly end: number
  /** Line ends inside it. */
  readonly lines: number
}

function plainCell(source: string, start: number): Cell {
  let end = start
  while (end < source.length && source[end] !== ',' && source[end] !== '\n') end++
  return { text: source.slice(start, end), end, lines: 0 }
}

function quotedCell(file: string, source: string, start: number, line: number): Cell {
  let text = ''
  let lines = 0
  let at = start + 1
  for (; source[at] !== '"' || source[at + 1] === '"'; at++) {
    if (at >= source.length) throw bad(`${file}:${line}`, 'a quote is not closed; close it, or double it inside')
    if (source[at] === '"') at++
    if (source[at] === '\n') lines++
    text += source[at]
  }
  const after = source[at + 1]
  if (after !== undefined && after !== ',' && after !== '\n')
    throw bad(`${file}:${line + lines}`, 'text after a closed quote; put the whole cell into quotes')
  return { text, end: at + 1, lines }
}

function quoted(cell: string): string {
  return /[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell
}

/** A table that cannot be used as it is. */
export function bad(at: string, message: string): PackError {
  return new PackError('FEIYU_PACK_BAD_TABLE', message, { at })
}
