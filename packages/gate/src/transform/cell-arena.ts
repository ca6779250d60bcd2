import type { ChangedColumn } from '@feiyu/scan'

/** The changed cells of one column, one after another; filled again for each batch. */
export class CellArena implements ChangedColumn {
  bytes: Uint8Array = new Uint8Array(1 << 16)
  starts: Int32Array = new Int32Array(0)
  ends: Int32Array = new Int32Array(0)
  classes: Uint16Array = new Uint16Array(0)
  readonly firsts = null
  /** Where the next cell begins. */
  end = 0

  /** Begins a batch of so many rows, all of them without the cell. */
  begin(rows: number): void {
    this.end = 0
    if (rows > this.starts.length) {
      this.starts = new Int32Array(rows)
      this.ends = new Int32Array(rows)
      this.classes = new Uint16Array(rows)
    }
    this.starts.fill(-1, 0, rows)
    this.ends.fill(-1, 0, rows)
  }

  /** Makes room for a cell of at most so many bytes. */
  reserve(size: number): void {
    if (this.end + size <= this.bytes.length) return
    const larger = new Uint8Array(Math.max(this.bytes.length * 2, this.end + size))
    larger.set(this.bytes.subarray(0, this.end))
    this.bytes = larger
  }

  /** The cell of a row is what was written from `end` up to here. */
  close(row: number, end: number, classes: number): void {
    this.starts[row] = this.end
    this.ends[row] = end
    this.classes[row] = classes
    this.end = end
  }
}
