import { byteClasses, maxColumns } from '@feiyu/scan'
import { type CellBatch, type RecordParser, tooManyColumns } from './cell-batch.ts'
import { FormatError, rowName } from './errors.ts'
import { maxRecordBytes, recordTooLarge } from './record-limit.ts'
import type { Text } from './text-window.ts'
import type { WarningLog } from './warnings.ts'

export interface CsvDialect {
  /** One ASCII character that separates cells. */
  readonly delimiter: string
  /** One ASCII character that may enclose a cell, doubled inside it. */
  readonly quote: string
}

const { byteClass, control, other } = byteClasses
const lineFeed = 0x0a
const carriageReturn = 0x0d
/** Bits above a byte's class in a parser's table: what ends a cell, or looks as if it did. */
const structural = 1 << 16
const delimiterBit = 1 << 16
const quoteBit = 1 << 17
const lineFeedBit = 1 << 18
const carriageReturnBit = 1 << 19

/**
 * CSV (RFC 4180, read leniently) over bytes. Any of LF, CR and CRLF ends a record; a quote opens a cell only as its first
 * byte; text after the closing quote belongs to the cell. A record that the text cuts is read again from its beginning
 * when there is more text, so quotes are taken out of a cell only once its record is whole.
 */
export class CsvParser implements RecordParser {
  position = 0
  gap = 0
  /** Line of the next record, from 1. */
  line = 1
  readonly #path: string
  readonly #quote: number
  readonly #plain: Int32Array
  readonly #quoted: Int32Array
  readonly #warnings: WarningLog
  /** Cells of the record at hand that still hold doubled quotes, a closing quote or line ends: index × 2 + unquote. */
  readonly #unfinished: number[] = []

  constructor(dialect: CsvDialect, warnings: WarningLog, path: string) {
    this.#path = path
    this.#warnings = warnings
    this.#quote = dialect.quote.charCodeAt(0)
    this.#plain = Int32Array.from(byteClass)
    this.#quoted = Int32Array.from(byteClass)
    this.#plain[lineFeed] = lineFeedBit
    this.#plain[carriageReturn] = carriageReturnBit
    this.#plain[this.#quote] = quoteBit
    this.#plain[dialect.delimiter.charCodeAt(0)] = delimiterBit
    this.#quoted[this.#quote] = quoteBit
  }

  fill(text: Text, batch: CellBatch, columns: number, maxRows: number): boolean {
    const { bytes, end, last } = text
    const plain = this.#plain
    const quoted = this.#quoted
    const quote = this.#quote
    const unfinished = this.#unfinished
    // Every loop over plain cells ends at the line feed, every loop over quoted ones at the quote: no test per byte.
    bytes[end] = lineFeed
    bytes[end + 1] = quote
    batch.grow(columns)
    batch.bytes = bytes
    const { starts, ends, classes, shape } = batch
    shape?.begin()
    const capacity = starts.length
    let width = columns
    let rows = 0
    let cell = 0
    let position = this.position
    let exhausted = true
    /** Where the quote was opened that is still open at the end of the text. */
    let openedAt = -1

    records: while (position < end) {
      if (rows === maxRows || (rows > 0 && cell + width > capacity)) {
        exhausted = false
        break
      }
      const opening = plain[bytes[position]!]!
      if (opening >= lineFeedBit && columns !== 1) {
        const next = afterLineEnd(bytes, position, end, last)
        if (next < 0) break
        position = next
        this.line++
        continue
      }
      const rowStart = cell
      let at = position
      let strays = 0
      let tails = 0
      if (unfinished.length > 0) unfinished.length = 0
      for (;;) {
        if (cell === capacity) {
          if (rows > 0) {
            cell = rowStart
            exhausted = false
            break records
          }
          if (cell >= maxColumns) throw this.#tooMany(batch.firstRow + 1)
          // From the beginning, with larger arrays: so they stay the same ones within the loops.
          batch.grow(capacity + 1)
          this.position = position
          return this.fill(text, batch, columns, maxRows)
        }
        let start = at
        let kind = plain[bytes[at]!]!
        let classOf = kind
        if (kind === quoteBit) {
          start = ++at
          classOf = 0
          let unquote = 0
          for (;;) {
            do {
              kind = quoted[bytes[at++]!]!
              classOf |= kind
            } while (kind < structural)
            if (at > end) {
              if (last) throw this.#openQuote(bytes, position, start, batch.firstRow + rows + 1)
              openedAt = start
              break records
            }
            // A quote at the very end of the text meets the line feed here; the record is then read again, unless it is the last.
            if (bytes[at] !== quote) break
            unquote = 1
            classOf |= other
            at++
          }
          ends[cell] = at - 1
          kind = plain[bytes[at]!]!
          if (kind < structural) {
            tails++
            unquote = 1
            do {
              classOf |= kind === quoteBit ? other : kind
              kind = plain[bytes[++at]!]!
            } while (kind < structural || kind === quoteBit)
            ends[cell] = at
          }
          if (unquote === 1 || (classOf & control) !== 0) unfinished.push(cell * 2 + unquote)
        } else {
          let stray = 0
          classOf = 0
          for (;;) {
            const a = plain[bytes[at]!]!
            const b = plain[bytes[at + 1]!]!
            const c = plain[bytes[at + 2]!]!
            const all = a | b | c | plain[bytes[at + 3]!]!
            if (all < structural) {
              classOf |= all
              at += 4
              continue
            }
            // Which of the four it is, without a branch that most cells would mispredict: a quarter faster than one byte a
            // turn. Each of these is -1 as long as no structural byte came, then 0.
            const beforeB = (a - structural) >> 31
            const beforeC = beforeB & ((b - structural) >> 31)
            const beforeD = beforeC & ((c - structural) >> 31)
            classOf |= (a & beforeB) | (b & beforeC) | (c & beforeD)
            at -= beforeB + beforeC + beforeD
            kind = plain[bytes[at]!]!
            if (kind !== quoteBit) break
            stray = 1
            classOf |= other
            at++
          }
          strays += stray
          ends[cell] = at
        }
        starts[cell] = start
        classes[cell] = classOf
        cell++
        if (kind !== delimiterBit) break
        at++
      }

      const next = at >= end ? (last ? end : -1) : afterLineEnd(bytes, at, end, last)
      if (next < 0) break
      const row = batch.firstRow + rows + 1
      if (next - position > maxRecordBytes) throw recordTooLarge(this.#path, row, this.line)
      const found = cell - rowStart
      if (found > width) {
        if (found > maxColumns) throw this.#tooMany(row)
        if (rows > 0) {
          cell = rowStart
          exhausted = false
          break
        }
        width = found
      }
      for (const filled = rowStart + width; cell < filled; cell++) {
        starts[cell] = -1
        ends[cell] = -1
        classes[cell] = 0
      }
      if (columns > 0 && found !== columns) this.#warnings.add(found < columns ? 'short-rows' : 'long-rows', row)
      if (strays > 0) this.#warnings.add('stray-quotes', row, null, strays)
      if (tails > 0) this.#warnings.add('text-after-quote', row, null, tails)
      if (unfinished.length > 0) this.#finish(batch, position, at)
      batch.records[rows] = position
      if (shape !== null) {
        shape.add(rows, this.gap, at)
        this.gap = at
      }
      rows++
      this.line++
      position = next
    }
    if (shape === null) this.gap = position
    if (exhausted && end - this.gap > maxRecordBytes) {
      const hint =
        openedAt < 0 ? '' : `; a quote opened in line ${this.line + lineEnds(bytes, position, openedAt)} is not closed`
      throw recordTooLarge(this.#path, batch.firstRow + rows + 1, this.line, hint)
    }
    batch.columns = width
    batch.rows = rows
    this.position = position
    return exhausted
  }

  /** Takes the quotes out of the cells of the record `[from, to)`. */
  #finish(batch: CellBatch, from: number, to: number): void {
    const { bytes, starts, ends, shape } = batch
    if (shape !== null && this.#unfinished.some((entry) => (entry & 1) === 1)) shape.keep(bytes, from, to)
    for (const entry of this.#unfinished) {
      const cell = entry >> 1
      this.line += lineEnds(bytes, starts[cell]!, ends[cell]!)
      if ((entry & 1) === 1) ends[cell] = unquote(bytes, starts[cell]!, ends[cell]!, this.#quote)
    }
  }

  #openQuote(bytes: Uint8Array, record: number, start: number, row: number): FormatError {
    const line = this.line + lineEnds(bytes, record, start)
    return new FormatError(
      'FEIYU_FORMAT_QUOTE_OPEN',
      `the quote opened in ${rowName(row)}, line ${line}, is never closed; close it, or double it if it is part of the text`,
      { at: `${this.#path}:${line}` },
    )
  }

  #tooMany(row: number): FormatError {
    return tooManyColumns(this.#path, row, 'check the delimiter and the line ends')
  }
}

/** Index after the line end at `at`; -1 when a CR is the last byte of a text that goes on, perhaps with its LF. */
function afterLineEnd(bytes: Uint8Array, at: number, end: number, last: boolean): number {
  if (bytes[at] === lineFeed) return at + 1
  if (at + 1 < end) return bytes[at + 1] === lineFeed ? at + 2 : at + 1
  return last ? end : -1
}

/** Line ends (LF, CR, CRLF) in a range. */
function lineEnds(bytes: Uint8Array, from: number, to: number): number {
  let count = 0
  for (let at = from; at < to; at++) {
    if (bytes[at] === lineFeed || (bytes[at] === carriageReturn && (at + 1 === to || bytes[at + 1] !== lineFeed)))
      count++
  }
  return count
}

/** Moves the text of a cell together: doubled quotes become one, the closing quote goes, what follows it stays. */
function unquote(bytes: Uint8Array, start: number, end: number, quote: number): number {
  let to = start
  let at = start
  while (at < end) {
    const byte = bytes[at++]!
    if (byte === quote) {
      if (at === end || bytes[at] !== quote) break
      at++
    }
    bytes[to++] = byte
  }
  while (at < end) bytes[to++] = bytes[at++]!
  return to
}
