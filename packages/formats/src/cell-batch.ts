import { maxColumns, type RowBatch, type ValueLists } from '@feiyu/scan'
import type { BatchShape } from './batch-shape.ts'
import { FormatError, rowName } from './errors.ts'
import type { Text } from './text-window.ts'

/** A batch ends when another row would not fit: enough rows to be worth a call, few enough to stay in the cache. */
const usualCells = 1 << 16

/** The batch that a parser fills again and again; its arrays grow only for a row of more cells than ever before. */
export class CellBatch implements RowBatch {
  bytes: Uint8Array = new Uint8Array(0)
  columns = 0
  rows = 0
  firstRow = 0
  starts: Int32Array
  ends: Int32Array
  classes: Uint16Array
  /** First byte of the record that each row was read from. */
  records: Int32Array
  /** Kept only where the rows are to be written again. */
  readonly shape: BatchShape | null

  constructor(cells = usualCells, shape: BatchShape | null = null) {
    this.starts = new Int32Array(cells)
    this.ends = new Int32Array(cells)
    this.classes = new Uint16Array(cells)
    this.records = new Int32Array(cells)
    this.shape = shape
  }

  get lists(): ValueLists | undefined {
    return this.shape?.lists
  }

  /** Makes room for at least so many cells; what the batch holds stays. */
  grow(cells: number): void {
    if (cells <= this.starts.length) return
    const size = Math.max(cells, this.starts.length * 2)
    this.starts = enlarged(this.starts, new Int32Array(size))
    this.ends = enlarged(this.ends, new Int32Array(size))
    this.classes = enlarged(this.classes, new Uint16Array(size))
    this.records = enlarged(this.records, new Int32Array(size))
  }

  /** Row (from 0, among the data rows) whose record holds the byte at `position`; -1 when it lies before all of them. */
  rowAt(position: number): number {
    let low = 0
    let high = this.rows
    while (low < high) {
      const middle = (low + high) >> 1
      if (this.records[middle]! <= position) low = middle + 1
      else high = middle
    }
    return this.firstRow + low - 1
  }
}

/** What turns text into rows; the caller moves `position` when it moves the text. */
export interface RecordParser {
  /** First byte of the next record. */
  position: number
  /** Byte after the last record: what stands from there to the next one belongs to neither. Not after `position`. */
  gap: number
  /**
   * Reads at most `maxRows` whole records into the batch. `columns` is what the table has so far, 0 while that is
   * unknown. Returns true when the text holds no further whole record, false when the batch ends for another reason: it
   * is full, or the next record needs more columns than it has.
   */
  fill(text: Text, batch: CellBatch, columns: number, maxRows: number): boolean
}

/** Refuses a row, or a set of member names, of more columns than a table can have. */
export function tooManyColumns(at: string, row: number, advice: string): FormatError {
  return new FormatError(
    'FEIYU_FORMAT_TOO_MANY_COLUMNS',
    `${rowName(row)} has more than ${maxColumns} columns; ${advice}`,
    { at },
  )
}

function enlarged<A extends Int32Array | Uint16Array>(from: A, to: A): A {
  to.set(from)
  return to
}
