import type { ChangedColumn, RowBatch } from '@feiyu/scan'

/** What became of a column of a batch. */
export interface Transformed {
  /** Its cells as they may leave; lent until the next batch. */
  readonly column: ChangedColumn
  /** Cells that were changed. */
  readonly changed: number
  /** First row of the batch, from 0, with a value that the transform cannot read; -1 where there is none. */
  readonly unreadable: number
}

/** Changes the cells of one column on bytes. An empty cell stays empty; a value that it cannot read never passes. */
export interface Transform {
  /** Rows with a 1 in `withheld` stay behind: their cells do not matter. */
  apply(batch: RowBatch, column: number, withheld: Uint8Array | null): Transformed
}
