import type { RowBatch, ValueLists } from '@feiyu/scan'
import type { Transform, Transformed } from './transform.ts'

/** Applies a transform to each single value of a column, also where a cell holds several, as elements of JSON arrays do. */
export class EachValue implements Transform {
  readonly #transform: Transform
  /** The values of the column in the last batch, each like a row of its own, and the first one of each row. */
  #starts: Int32Array = new Int32Array(0)
  #ends: Int32Array = new Int32Array(0)
  #classes: Uint16Array = new Uint16Array(0)
  #withheld: Uint8Array = new Uint8Array(0)
  #firsts: Int32Array = new Int32Array(0)

  constructor(transform: Transform) {
    this.#transform = transform
  }

  apply(batch: RowBatch, column: number, withheld: Uint8Array | null): Transformed {
    const { lists, columns } = batch
    if (lists === undefined || !holdsLists(lists, columns, column)) {
      return this.#transform.apply(batch, column, withheld)
    }
    const values = this.#spread(batch, lists, column, withheld)
    const { bytes, firstRow } = batch
    const spread: RowBatch = {
      bytes,
      columns: 1,
      rows: values,
      firstRow,
      starts: this.#starts,
      ends: this.#ends,
      classes: this.#classes,
    }
    const done = this.#transform.apply(spread, 0, withheld === null ? null : this.#withheld)
    const { bytes: changed, starts, ends, classes } = done.column
    return {
      column: { bytes: changed, starts, ends, classes, firsts: this.#firsts },
      changed: done.changed,
      unreadable: done.unreadable < 0 ? -1 : this.#rowOf(done.unreadable, batch.rows),
    }
  }

  /** Puts the values of the column one after another, and gives how many there are. */
  #spread(batch: RowBatch, lists: ValueLists, column: number, withheld: Uint8Array | null): number {
    const { rows, columns } = batch
    this.#grow(rows, rows + lists.count)
    let count = 0
    let next = 0
    for (let row = 0, cell = column; row < rows; row++, cell += columns) {
      this.#firsts[row] = count
      while (next < lists.count && lists.cells[next]! < cell) next++
      if (next === lists.count || lists.cells[next] !== cell) {
        this.#put(count++, batch, cell, withheld?.[row] ?? 0)
        continue
      }
      while (next < lists.count && lists.cells[next] === cell) this.#put(count++, lists, next++, withheld?.[row] ?? 0)
    }
    return count
  }

  #put(value: number, from: Pick<RowBatch, 'starts' | 'ends' | 'classes'>, at: number, withheld: number): void {
    this.#starts[value] = from.starts[at]!
    this.#ends[value] = from.ends[at]!
    this.#classes[value] = from.classes[at]!
    this.#withheld[value] = withheld
  }

  #rowOf(value: number, rows: number): number {
    let row = rows - 1
    while (row > 0 && this.#firsts[row]! > value) row--
    return row
  }

  #grow(rows: number, values: number): void {
    if (this.#firsts.length < rows) this.#firsts = new Int32Array(rows)
    if (this.#starts.length >= values) return
    this.#starts = new Int32Array(values)
    this.#ends = new Int32Array(values)
    this.#classes = new Uint16Array(values)
    this.#withheld = new Uint8Array(values)
  }
}

function holdsLists({ count, cells }: ValueLists, columns: number, column: number): boolean {
  for (let index = 0; index < count; index++) if (cells[index]! % columns === column) return true
  return false
}
