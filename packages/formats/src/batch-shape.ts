import type { ValueLists } from '@feiyu/scan'
import { enlarged, JsonTape } from './json-tape.ts'

/**
 * How the records of a batch stood in the file, for whoever writes them again: each record with the text between it and
 * the one before it (line ends, and in an array of JSON its commas), in bytes that no parser has moved.
 */
export class BatchShape {
  /** By row: where the text between the record before and this one begins, and the byte after the record's last one. */
  gaps: Int32Array = new Int32Array(1024)
  ends: Int32Array = new Int32Array(1024)
  /** By row: where in `kept` the record begins that stood there before its cells were moved together; -1 where none was. */
  copies: Int32Array = new Int32Array(1024)
  kept: Uint8Array = new Uint8Array(1 << 16)
  /** For JSON: what stands where in each record. */
  readonly tape = new JsonTape()
  readonly lists = new Lists()
  #keptEnd = 0
  /** The copy of the record at hand. */
  #copy = -1

  /** Begins a batch. */
  begin(): void {
    this.#keptEnd = 0
    this.#copy = -1
    this.tape.begin()
    this.lists.count = 0
  }

  /** Copies a record whose bytes are about to be moved. */
  keep(bytes: Uint8Array, from: number, to: number): void {
    const end = this.#keptEnd + to - from
    if (end > this.kept.length) {
      const larger = new Uint8Array(Math.max(this.kept.length * 2, end))
      larger.set(this.kept.subarray(0, this.#keptEnd))
      this.kept = larger
    }
    this.kept.set(bytes.subarray(from, to), this.#keptEnd)
    this.#copy = this.#keptEnd
    this.#keptEnd = end
  }

  /** The record at hand is row `row` of the batch. */
  add(row: number, gap: number, end: number): void {
    if (row === this.gaps.length) this.#grow()
    this.gaps[row] = gap
    this.ends[row] = end
    this.copies[row] = this.#copy
    this.#copy = -1
    this.tape.endRecord(row)
  }

  #grow(): void {
    this.gaps = enlarged(this.gaps)
    this.ends = enlarged(this.ends)
    this.copies = enlarged(this.copies)
  }
}

/** Grows with the values that are added to it. */
export class Lists implements ValueLists {
  count = 0
  cells: Int32Array = new Int32Array(1024)
  starts: Int32Array = new Int32Array(1024)
  ends: Int32Array = new Int32Array(1024)
  classes: Uint16Array = new Uint16Array(1024)

  add(cell: number, start: number, end: number, classes: number): void {
    if (this.count === this.cells.length) {
      this.cells = enlarged(this.cells)
      this.starts = enlarged(this.starts)
      this.ends = enlarged(this.ends)
      const larger = new Uint16Array(this.classes.length * 2)
      larger.set(this.classes)
      this.classes = larger
    }
    this.cells[this.count] = cell
    this.starts[this.count] = start
    this.ends[this.count] = end
    this.classes[this.count++] = classes
  }
}
