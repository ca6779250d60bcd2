import { byteClasses, type ChangedColumn, type ColumnFate } from '@feiyu/scan'
import type { CsvDialect } from '../csv-parser.ts'
import { CsvRecord } from '../csv-record.ts'
import { type ShapedBatch, type ShapedTable, ShapeEncoder } from './shape-encoder.ts'

const { byteClass } = byteClasses
const lineFeed = 0x0a
const carriageReturn = 0x0d

/**
 * Writes CSV as it was read: cells that pass with the quotes that they had, and no more cells in a record than it had. A
 * changed cell is in quotes where it was, or where it must be.
 */
export class CsvEncoder extends ShapeEncoder {
  protected readonly hasFrame = false
  readonly #record: CsvRecord
  readonly #delimiter: number
  readonly #quote: number
  /** 1 for the bytes for which a cell is quoted, and the classes of those bytes. */
  readonly #special = new Uint8Array(256)
  #suspicious = 0
  /**
   * Cells of the first record that was written, 0 before. Only its first cell could be taken for a byte order mark, and
   * where it has one alone, an empty line is a row for whoever reads the file.
   */
  #width = 0
  /** Place in the output where the record at hand begins. */
  #start = 0
  /** Cells of the record at hand that leave, so far; and the place among them of the last one that was written, from 1. */
  #cells = 0
  #written = 0

  constructor(table: ShapedTable, { delimiter, quote }: CsvDialect) {
    super(table)
    this.#record = new CsvRecord(quote)
    this.#delimiter = delimiter.charCodeAt(0)
    this.#quote = quote.charCodeAt(0)
    for (const byte of [this.#delimiter, this.#quote, lineFeed, carriageReturn]) {
      this.#special[byte] = 1
      this.#suspicious |= byteClass[byte]!
    }
  }

  protected header(names: readonly (string | null)[]): boolean {
    const { header, lead } = this.table.shape
    if (header === null) return false
    this.write(lead)
    this.#beginRecord()
    const known = this.table.names()
    for (const [column, raw] of header.entries()) {
      const name = names[column] ?? null
      if (name === null) continue
      this.#cells++
      if (name !== known[column]) this.#putText(new TextEncoder().encode(name), false)
      else if (this.#isMark(raw, 0)) this.#putText(raw, true)
      else this.#put(raw, 0, raw.length)
    }
    this.#endRecord(true)
    return true
  }

  protected row(batch: ShapedBatch, row: number, columns: readonly ColumnFate[]): void {
    const record = this.#record
    record.read(batch, row)
    this.#beginRecord()
    for (let column = 0; column < batch.columns; column++) {
      const fate = columns[column]!
      if (fate === 'cut') continue
      if (fate === 'pass') column = this.#pass(columns, column, batch.columns)
      else this.#change(fate, row, column)
    }
    this.#endRecord(record.to > record.from || this.#width !== 1)
  }

  /** An empty line is a row in a table of one column; between the rows of a wider one it was none. */
  protected override betweenEnd(bytes: Uint8Array, from: number, to: number): number {
    if (this.#width !== 1 || this.table.shape.width === 1) return to
    return Math.min(to, from + (bytes[from] === carriageReturn && bytes[from + 1] === lineFeed ? 2 : 1))
  }

  /** Not before the first record, nor where the rows that leave are narrower: empty lines then mean something else. */
  protected override mayCopy(): boolean {
    return this.#width === this.table.shape.width
  }

  /** Writes the cells that pass one after another, from `column` on; gives the last of them. */
  #pass(columns: readonly ColumnFate[], column: number, end: number): number {
    const record = this.#record
    let last = column
    while (last + 1 < end && columns[last + 1] === 'pass') last++
    const { cells } = record
    this.#cells++
    if (column < cells) {
      const from = record.start(column)
      if (!record.isQuoted(column) && this.#isMark(record.bytes, from)) {
        this.#putText(record.bytes.subarray(from, record.end(column)), true)
        return column
      }
      this.#put(record.bytes, from, record.end(last < cells ? last : cells - 1))
      this.#cells += last - column
      this.#written += Math.min(last, cells - 1) - column
    } else this.#cells += last - column
    return last
  }

  #change(changed: ChangedColumn, row: number, column: number): void {
    this.#cells++
    const value = changed.firsts === null ? row : changed.firsts[row]!
    const from = changed.starts[value]!
    if (from < 0) return
    const isQuoted = column < this.#record.cells && this.#record.isQuoted(column)
    const isPlain = (changed.classes[value]! & this.#suspicious) === 0
    const to = changed.ends[value]!
    if (isPlain && !isQuoted && !this.#isMark(changed.bytes, from)) this.#put(changed.bytes, from, to)
    else this.#putText(changed.bytes.subarray(from, to), isQuoted)
  }

  #beginRecord(): void {
    this.#cells = 0
    this.#written = 0
    this.#start = this.output.length
  }

  /** A record that would be an empty line, and is a row, has an empty cell in quotes: else nobody would see it. */
  #endRecord(isRow: boolean): void {
    if (this.#width === 0) this.#width = Math.max(1, this.#written)
    if (!isRow || this.output.length > this.#start) return
    this.output.reserve(2)
    this.output.put(this.#quote)
    this.output.put(this.#quote)
  }

  /** Writes the cell whose turn it is, as it is. */
  #put(bytes: Uint8Array, from: number, to: number): void {
    this.#separate(to - from)
    this.output.copy(bytes, from, to)
  }

  /** Writes a text as the cell whose turn it is, in quotes if they are asked for or needed. */
  #putText(text: Uint8Array, inQuotes: boolean): void {
    if (!inQuotes && !this.#isMark(text, 0) && !text.some((byte) => this.#special[byte] === 1)) {
      this.#put(text, 0, text.length)
      return
    }
    this.#separate(text.length * 2 + 2)
    const { output } = this
    const quote = this.#quote
    output.put(quote)
    for (let at = 0; at < text.length; at++) {
      const byte = text[at]!
      if (byte === quote) output.put(byte)
      output.put(byte)
    }
    output.put(quote)
  }

  /** Writes the delimiters since the last cell, and makes room for a cell. */
  #separate(size: number): void {
    const due = this.#cells - Math.max(this.#written, 1)
    this.output.reserve(due + size)
    for (let index = 0; index < due; index++) this.output.put(this.#delimiter)
    this.#written = this.#cells
  }

  /** Whether a text would be taken for a byte order mark, were it the first of the file. */
  #isMark(bytes: Uint8Array, at: number): boolean {
    const isFirst = this.#width === 0 && this.#written === 0 && !this.table.byteOrderMark
    return isFirst && bytes[at] === 0xef && bytes[at + 1] === 0xbb && bytes[at + 2] === 0xbf
  }
}
