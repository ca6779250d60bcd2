import { byteClasses, type OutgoingBatch, type RowEncoder } from '@feiyu/scan'
import type { CsvDialect } from '../csv-parser.ts'
import { Output } from './output.ts'

const { byteClass } = byteClasses
const lineFeed = 0x0a
const carriageReturn = 0x0d
const noRun = -2

/**
 * Writes CSV (RFC 4180, but for LF at the end of a line) in UTF-8. A cell is quoted only where it must be; cells that
 * stand one after another in the input as they would in the output are copied together, whole rows and more.
 */
export class CsvEncoder implements RowEncoder {
  readonly #output = new Output()
  readonly #delimiter: number
  readonly #quote: number
  /** 1 for the bytes for which a cell is quoted, and the classes of those bytes. */
  readonly #special = new Uint8Array(256)
  #suspicious = 0
  /** What is to be copied next: `[#from, #to)` of `#source`. */
  #source: Uint8Array = new Uint8Array(0)
  #from = 0
  #to = noRun

  constructor({ delimiter, quote }: CsvDialect) {
    this.#delimiter = delimiter.charCodeAt(0)
    this.#quote = quote.charCodeAt(0)
    for (const byte of [this.#delimiter, this.#quote, lineFeed, carriageReturn]) {
      this.#special[byte] = 1
      this.#suspicious |= byteClass[byte]!
    }
  }

  begin(names: readonly string[]): void {
    const encoder = new TextEncoder()
    for (const [index, name] of names.entries()) {
      const bytes = encoder.encode(name)
      this.#output.reserve(bytes.length * 2 + 4)
      if (index > 0) this.#output.put(this.#delimiter)
      const isPlain = !this.#mustQuote(bytes, 0, bytes.length) && !(index === 0 && startsWithMark(bytes))
      if (isPlain && (names.length > 1 || bytes.length > 0)) this.#output.copy(bytes, 0, bytes.length)
      else this.#putQuoted(bytes, 0, bytes.length)
    }
    this.#output.reserve(1)
    this.#output.put(lineFeed)
  }

  add({ rows, columns, withheld }: OutgoingBatch): void {
    const isNarrow = columns.length === 1
    let isFirst = true
    for (let row = 0; row < rows; row++) {
      if (withheld !== null && withheld[row] === 1) continue
      for (let index = 0; index < columns.length; index++) {
        const column = columns[index]!
        const cell = column === null ? 0 : column.first + row * column.step
        const from = column === null ? -1 : column.starts[cell]!
        const to = column === null ? -1 : column.ends[cell]!
        const isEmpty = from < 0 || to <= from
        if (column === null || isEmpty) {
          // The empty cell of a table of one column would be an empty line.
          this.#separate(index, isFirst, isNarrow ? 3 : 1)
          if (isNarrow) this.#putQuoted(this.#source, 0, 0)
        } else {
          const { bytes } = column
          if ((column.classes[cell]! & this.#suspicious) === 0 || !this.#mustQuote(bytes, from, to)) {
            this.#putPlain(bytes, from, to, index, isFirst)
          } else {
            this.#separate(index, isFirst, (to - from) * 2 + 3)
            this.#putQuoted(bytes, from, to)
          }
        }
        isFirst = false
      }
    }
    if (isFirst) return
    this.#flush(1)
    this.#output.put(lineFeed)
  }

  end(): void {}

  take(): Uint8Array {
    return this.#output.take()
  }

  /** Goes on copying when the cell and its separator follow what is to be copied; else begins anew. */
  #putPlain(bytes: Uint8Array, from: number, to: number, index: number, isFirst: boolean): void {
    const separator = index === 0 ? lineFeed : this.#delimiter
    if (this.#to + 1 === from && bytes === this.#source && !isFirst && bytes[this.#to] === separator) {
      this.#to = to
      return
    }
    this.#separate(index, isFirst, 1)
    this.#source = bytes
    this.#from = from
    this.#to = to
  }

  /** Writes what is to be copied and what stands before the next cell, and makes room for `size` bytes. */
  #separate(index: number, isFirst: boolean, size: number): void {
    this.#flush(size + 1)
    if (!isFirst) this.#output.put(index === 0 ? lineFeed : this.#delimiter)
  }

  #flush(size: number): void {
    const length = this.#to === noRun ? 0 : this.#to - this.#from
    this.#output.reserve(length + size)
    if (length > 0) this.#output.copy(this.#source, this.#from, this.#to)
    this.#to = noRun
  }

  #mustQuote(bytes: Uint8Array, from: number, to: number): boolean {
    const special = this.#special
    for (let at = from; at < to; at++) if (special[bytes[at]!] === 1) return true
    return false
  }

  #putQuoted(bytes: Uint8Array, from: number, to: number): void {
    const output = this.#output
    const quote = this.#quote
    output.put(quote)
    for (let at = from; at < to; at++) {
      const byte = bytes[at]!
      if (byte === quote) output.put(quote)
      output.put(byte)
    }
    output.put(quote)
  }
}

/** Whether a first name would be taken for a byte order mark. */
function startsWithMark(bytes: Uint8Array): boolean {
  return bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf
}
