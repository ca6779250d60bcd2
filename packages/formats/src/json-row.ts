import { byteClasses } from '@feiyu/scan'
import { type CellBatch, tooManyColumns } from './cell-batch.ts'
import type { ColumnNames } from './column-names.ts'
import { addColumn, type PathNode } from './json-paths.ts'
import { JsonUnescaper } from './json-unescape.ts'
import type { WarningLog } from './warnings.ts'

const lineFeed = 0x0a

/** A second or later value of one path in one record. */
interface FurtherValue {
  readonly column: number
  readonly start: number
  end: number
  classes: number
  readonly escaped: boolean
}

/**
 * The cells of the record that is being read. The bytes stay untouched until `finish`, so that a record which the text
 * cuts, or which needs more columns, can be read again.
 */
export class JsonRow {
  readonly #names: ColumnNames
  readonly #warnings: WarningLog
  readonly #path: string
  readonly #unescaper = new JsonUnescaper()
  #batch: CellBatch
  #starts: Int32Array
  #base = 0
  #columns = 0
  #number = 0
  readonly #escaped: number[] = []
  readonly #further: FurtherValue[] = []
  #joined: Uint8Array = new Uint8Array(0)

  constructor(names: ColumnNames, warnings: WarningLog, path: string, batch: CellBatch) {
    this.#names = names
    this.#warnings = warnings
    this.#path = path
    this.#batch = batch
    this.#starts = batch.starts
  }

  /** Begins row `number` (from 1) of the table in the batch's cells from `base` on. */
  begin(batch: CellBatch, base: number, columns: number, number: number): void {
    this.#batch = batch
    this.#starts = batch.starts
    this.#base = base
    this.#columns = columns
    this.#number = number
    this.#escaped.length = 0
    this.#further.length = 0
    batch.starts.fill(-1, base, base + columns)
    batch.ends.fill(-1, base, base + columns)
    batch.classes.fill(0, base, base + columns)
  }

  /** A value found at a place of the tree. A column beyond the batch is made, but its cell is left for the next reading. */
  set(node: PathNode, start: number, end: number, classes: number, escaped: boolean): void {
    const column = node.column
    if (column < 0) {
      if (addColumn(node, this.#names)) return
      throw tooManyColumns(this.#path, this.#number, 'member names that are data (ids, dates) belong into values')
    }
    if (column >= this.#columns) return
    const cell = this.#base + column
    if (this.#starts[cell]! >= 0) {
      this.#further.push({ column, start, end, classes, escaped })
      return
    }
    this.#starts[cell] = start
    this.#batch.ends[cell] = end
    this.#batch.classes[cell] = classes
    if (escaped) this.#escaped.push(cell)
  }

  /** Whether `finish` will move bytes of the record. */
  get movesBytes(): boolean {
    return this.#escaped.length > 0 || this.#further.length > 0
  }

  /** Takes escapes out and puts several values of one path together, within the record's own bytes. */
  finish(bytes: Uint8Array, record: number): void {
    if (!this.movesBytes) return
    const { starts, ends, classes } = this.#batch
    const unescaper = this.#unescaper
    unescaper.loneSurrogates = 0
    for (const cell of this.#escaped) {
      ends[cell] = unescaper.unescape(bytes, starts[cell]!, ends[cell]!)
      classes[cell] = unescaper.classes
    }
    for (const value of this.#further) {
      if (!value.escaped) continue
      value.end = unescaper.unescape(bytes, value.start, value.end)
      value.classes = unescaper.classes
    }
    if (unescaper.loneSurrogates > 0) {
      this.#warnings.add('lone-surrogates', this.#number, null, unescaper.loneSurrogates)
    }
    if (this.#further.length > 0) this.#join(bytes, record)
  }

  /**
   * Writes all cells of the row again, one after the other. They fit into the record: a separator takes the place of the
   * bracket, comma or colon that stood before each value.
   */
  #join(bytes: Uint8Array, record: number): void {
    const { starts, ends, classes } = this.#batch
    const lists = this.#batch.shape?.lists
    const further = this.#further.sort((a, b) => a.column - b.column)
    let needed = further.length
    for (const { start, end } of further) needed += end - start
    for (let cell = this.#base; cell < this.#base + this.#columns; cell++) needed += ends[cell]! - starts[cell]!
    if (this.#joined.length < needed) this.#joined = new Uint8Array(2 * needed)
    const joined = this.#joined
    let to = 0
    let next = 0
    for (let column = 0; column < this.#columns; column++) {
      const cell = this.#base + column
      const start = starts[cell]!
      if (start < 0) continue
      const newStart = to
      to = copy(bytes, start, ends[cell]!, joined, to)
      if (further[next]?.column === column) lists?.add(cell, record + newStart, record + to, classes[cell]!)
      for (; next < further.length && further[next]!.column === column; next++) {
        const value = further[next]!
        joined[to++] = lineFeed
        const from = to
        to = copy(bytes, value.start, value.end, joined, to)
        lists?.add(cell, record + from, record + to, value.classes)
        classes[cell]! |= value.classes | byteClasses.control
      }
      starts[cell] = record + newStart
      ends[cell] = record + to
    }
    bytes.set(joined.subarray(0, to), record)
  }
}

function copy(from: Uint8Array, start: number, end: number, to: Uint8Array, at: number): number {
  let next = at
  for (let index = start; index < end; index++) to[next++] = from[index]!
  return next
}
