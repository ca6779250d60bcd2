/**
 * One column of rows on their way out: the cell of row `r` has index `first + r * step` in the arrays. A start of -1 is a
 * cell that the row does not have.
 */
export interface OutgoingColumn {
  readonly bytes: Uint8Array
  readonly starts: Int32Array
  readonly ends: Int32Array
  /** OR of `byteClass` over the bytes of each cell, or more bits than that. */
  readonly classes: Uint16Array
  /** As in `RowBatch`, where cells leave as they came. */
  readonly bare?: Uint8Array | undefined
  readonly first: number
  readonly step: number
}

/** Rows on their way out, as a gate hands them to an encoder. */
export interface OutgoingBatch {
  readonly rows: number
  /** Every column of the output, in its order; null where the rows have no cells in it. */
  readonly columns: readonly (OutgoingColumn | null)[]
  /** By row, 1 where the row stays behind; null where none does. */
  readonly withheld: Uint8Array | null
}

/** Writes rows in one format. What was written is kept until it is taken. */
export interface RowEncoder {
  /** Names the columns; once, before all else. */
  begin(names: readonly string[]): void
  add(batch: OutgoingBatch): void
  /** Writes what ends the format. */
  end(): void
  /** All that was written since the last call, lent until the next call of any method. */
  take(): Uint8Array
}
