import type { CellBatch } from './cell-batch.ts'

/** One record of CSV as it stands in the file, quotes and all. The batch must keep its shape. */
export class CsvRecord {
  /** The record is `bytes[from, to)`. */
  bytes: Uint8Array = new Uint8Array(0)
  from = 0
  to = 0
  /** Cells that it has. */
  cells = 0
  readonly #quote: number
  #starts: Int32Array = new Int32Array(0)
  #first = 0
  /** From an index in the batch's bytes to one in `bytes`. */
  #shift = 0

  constructor(quote: string) {
    this.#quote = quote.charCodeAt(0)
  }

  /** Goes to a row of a batch. */
  read(batch: CellBatch, row: number): void {
    const { columns, starts } = batch
    const shape = batch.shape!
    const record = batch.records[row]!
    const copy = shape.copies[row]!
    this.bytes = copy < 0 ? batch.bytes : shape.kept
    this.#shift = copy < 0 ? 0 : copy - record
    this.from = record + this.#shift
    this.to = shape.ends[row]! + this.#shift
    this.#starts = starts
    this.#first = row * columns
    let cells = columns
    while (cells > 0 && starts[this.#first + cells - 1]! < 0) cells--
    this.cells = cells
  }

  /** Index of the first byte of a cell that the record has: of its quote, if it is in quotes. */
  start(column: number): number {
    const at = this.#starts[this.#first + column]! + this.#shift
    return this.#isQuote(at - 1) ? at - 1 : at
  }

  /** Index after the last byte of a cell. */
  end(column: number): number {
    return column + 1 >= this.cells ? this.to : this.start(column + 1) - 1
  }

  isQuoted(column: number): boolean {
    return this.#isQuote(this.#starts[this.#first + column]! + this.#shift - 1)
  }

  /** Whether the byte before a cell's text opens it: else that is a delimiter, or before the record. */
  #isQuote(at: number): boolean {
    return at >= this.from && this.bytes[at] === this.#quote
  }
}
