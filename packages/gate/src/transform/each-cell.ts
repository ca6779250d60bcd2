import type { RowBatch } from '@feiyu/scan'
import { CellArena } from './cell-arena.ts'
import type { Transform, Transformed } from './transform.ts'

/** A transform that looks at one cell at a time. */
export abstract class EachCell implements Transform {
  protected readonly cells = new CellArena()

  /**
   * Writes what becomes of the value `[from, to)` of row `row` into `cells`, and says whether it could; `mask` is the OR
   * of the classes of its bytes.
   */
  protected abstract write(bytes: Uint8Array, from: number, to: number, mask: number, row: number): boolean

  apply(batch: RowBatch, column: number, withheld: Uint8Array | null): Transformed {
    const { bytes, starts, ends, classes, columns, rows } = batch
    const { cells } = this
    cells.begin(rows)
    let changed = 0
    let unreadable = -1
    for (let row = 0, cell = column; row < rows; row++, cell += columns) {
      const from = starts[cell]!
      const to = ends[cell]!
      if (from < 0 || (withheld !== null && withheld[row] === 1)) continue
      if (to <= from) {
        cells.close(row, cells.end, 0)
        continue
      }
      if (this.write(bytes, from, to, classes[cell]!, row)) changed++
      else if (unreadable < 0) unreadable = row
    }
    return { column: cells, changed, unreadable }
  }
}
