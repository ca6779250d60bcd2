import type { CellBatch, RecordParser } from './cell-batch.ts'
import type { ColumnNames } from './column-names.ts'
import { FormatError } from './errors.ts'
import { JsonRecord, maxDepth } from './json-record.ts'
import { JsonRow } from './json-row.ts'
import { maxRecordBytes, recordTooLarge } from './record-limit.ts'
import type { Text } from './text-window.ts'
import type { WarningLog } from './warnings.ts'

/** `lines`: one object on each line (NDJSON). `array`: one array of objects, however it is laid out. */
export type JsonLayout = 'lines' | 'array'

const lineFeed = 0x0a
const comma = 0x2c
const openBracket = 0x5b
const closeBracket = 0x5d
const openBrace = 0x7b

/**
 * JSON objects as rows, over bytes. Members of nested objects become columns by path (`a.b`), elements of arrays under
 * `a[]` and `a[].b`. Several values of one path in one record are put into one cell with a line feed between them; null,
 * `{}` and `[]` are empty cells; numbers and booleans stand as they are in the file.
 */
export class JsonParser implements RecordParser {
  position = 0
  gap = 0
  readonly #path: string
  readonly #layout: JsonLayout
  readonly #names: ColumnNames
  readonly #row: JsonRow
  readonly #record: JsonRecord
  /** What comes next: in `lines` always an object. */
  #state: 'open' | 'first' | 'object' | 'next' | 'closed'
  #line = 1
  /** Index of the first byte of the line; negative when it lies before the text. */
  #lineStart = 0
  /** `position` as this parser left it; the caller may have moved it along with the text. */
  #left = 0

  constructor(layout: JsonLayout, names: ColumnNames, warnings: WarningLog, path: string, batch: CellBatch) {
    this.#path = path
    this.#layout = layout
    this.#names = names
    this.#row = new JsonRow(names, warnings, path, batch)
    this.#record = new JsonRecord(this.#row, layout === 'array', batch.shape?.tape ?? null)
    this.#state = layout === 'array' ? 'open' : 'object'
  }

  fill(text: Text, batch: CellBatch, _columns: number, maxRows: number): boolean {
    const { bytes, end, last } = text
    const record = this.#record
    const names = this.#names.list
    const { shape } = batch
    shape?.begin()
    bytes[end] = 0
    this.#lineStart += this.position - this.#left
    batch.bytes = bytes
    let columns = names.length
    batch.grow(columns)
    let rows = 0
    let exhausted = false
    while (rows < maxRows && rows < batch.records.length && (rows + 1) * columns <= batch.starts.length) {
      const number = batch.firstRow + rows + 1
      const at = this.#nextObject(text, number)
      if (at < 0) {
        if (shape !== null && end - this.gap > maxRecordBytes) throw recordTooLarge(this.#path, number, this.#line)
        exhausted = true
        break
      }
      shape?.tape.beginRecord()
      this.#row.begin(batch, rows * columns, columns, number)
      const next = this.#endOfRecord(text, record.read(bytes, at))
      if (next < 0) {
        if (record.faultAt < end || last) throw this.#fault(record.faultAt, record.expected, end)
        if (end - at > maxRecordBytes) throw recordTooLarge(this.#path, number, this.#line)
        exhausted = true
        break
      }
      if (next - at > maxRecordBytes) throw recordTooLarge(this.#path, number, this.#line)
      if (names.length > columns) {
        if (rows > 0) break
        columns = names.length
        batch.grow(columns)
        continue
      }
      if (shape !== null && this.#row.movesBytes) shape.keep(bytes, at, next)
      this.#row.finish(bytes, at)
      batch.records[rows] = at
      if (shape !== null) {
        shape.add(rows, this.gap, next)
        this.gap = next
      }
      rows++
      this.position = next
      if (this.#layout === 'array') this.#state = 'next'
      if (record.lines > 0) {
        this.#line += record.lines
        this.#lineStart = record.lineStart
      }
    }
    if (shape === null) this.gap = this.position
    batch.columns = columns
    batch.rows = rows
    this.#left = this.position
    return exhausted
  }

  /** Moves to the `{` of the next object and returns its index; -1 when the text ends before it. */
  #nextObject(text: Text, number: number): number {
    const { bytes, end, last } = text
    for (;;) {
      while (this.position < end && isBlank(bytes[this.position]!)) {
        if (bytes[this.position] === lineFeed) {
          this.#line++
          this.#lineStart = this.position + 1
        }
        this.position++
      }
      const at = this.position
      if (at === end) {
        if (last && this.#layout === 'array' && this.#state !== 'closed') throw this.#fault(at, '`]`', end)
        return -1
      }
      const byte = bytes[at]
      if (this.#state === 'open') {
        if (byte !== openBracket) throw this.#fault(at, '`[`', end)
        this.#state = 'first'
      } else if (this.#state === 'next' || (this.#state === 'first' && byte === closeBracket)) {
        if (byte !== comma && byte !== closeBracket) throw this.#fault(at, '`,` or `]`', end)
        this.#state = byte === comma ? 'object' : 'closed'
      } else if (this.#state === 'closed') {
        throw this.#fault(at, 'nothing after the array', end)
      } else {
        if (byte === openBrace) return at
        throw this.#shapeError(byte, at, end, number)
      }
      this.position++
    }
  }

  /** In `lines` nothing may follow an object on its line. */
  #endOfRecord(text: Text, after: number): number {
    if (after < 0 || this.#layout === 'array') return after
    const at = this.#record.skip(after)
    if (text.bytes[at] === lineFeed || (at === text.end && text.last)) return at
    this.#record.faultAt = at
    this.#record.expected = 'the end of the line'
    return -1
  }

  #fault(at: number, expected: string, end: number): FormatError {
    const inRecord = at > this.position && this.#record.lines > 0 && this.#record.lineStart <= at
    const line = this.#line + (inRecord ? this.#record.lines : 0)
    const column = at - (inRecord ? this.#record.lineStart : this.#lineStart) + 1
    const place = { at: `${this.#path}:${line}:${column}` }
    if (this.#record.tooDeep) {
      return new FormatError(
        'FEIYU_FORMAT_JSON_DEPTH',
        `line ${line} has objects and arrays more than ${maxDepth} deep; flatten the records first`,
        place,
      )
    }
    const advice =
      this.#layout === 'lines'
        ? 'each line must be one whole JSON object (`jq -c .` writes them so)'
        : 'the file must be one array of JSON objects'
    const ends = at >= end ? ', where the file ends' : ''
    return new FormatError(
      'FEIYU_FORMAT_JSON',
      `line ${line} is not JSON at byte ${column}${ends}: expected ${expected}; ${advice}`,
      place,
    )
  }

  #shapeError(byte: number | undefined, at: number, end: number, number: number): FormatError {
    const what = shapes.find(([first]) => byte !== undefined && first.includes(String.fromCharCode(byte)))?.[1]
    if (what === undefined) return this.#fault(at, 'an object (`{`)', end)
    const advice =
      this.#layout === 'array'
        ? 'every element of the array must be an object'
        : what === 'an array'
          ? 'put one object on each line (`jq -c ".[]"` does it), or name the format `json` if the file is one array'
          : 'put one object on each line'
    return new FormatError('FEIYU_FORMAT_JSON_SHAPE', `line ${this.#line} (row ${number}) holds ${what}; ${advice}`, {
      at: `${this.#path}:${this.#line}:${at - this.#lineStart + 1}`,
    })
  }
}

const shapes: readonly (readonly [first: string, what: string])[] = [
  ['[', 'an array'],
  ['"', 'a text'],
  ['-0123456789', 'a number'],
  ['tfn', 'true, false or null'],
]

function isBlank(byte: number): boolean {
  return byte === 0x20 || byte === lineFeed || byte === 0x0d || byte === 0x09
}
