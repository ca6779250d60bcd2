import type { RowBatch } from './batch.ts'

/** The values of one column as a gate has changed them: value `v` is `bytes[starts[v], ends[v])`, in UTF-8. */
export interface ChangedColumn {
  readonly bytes: Uint8Array
  /** -1 where there is no value, because the row has none. */
  readonly starts: Int32Array
  readonly ends: Int32Array
  /** OR of `byteClass` over the bytes of each value, or more bits than that. */
  readonly classes: Uint16Array
  /** Index of the first value of each row, where a row may have several; null where value `r` is that of row `r`. */
  readonly firsts: Int32Array | null
}

/** What becomes of a column: it passes as it was read, it is cut out with its name, or its values are others. */
export type ColumnFate = 'pass' | 'cut' | ChangedColumn

/** Rows on their way out, as a gate hands them to an encoder. */
export interface OutgoingBatch {
  /** The batch as the codec lent it: inspected whole. */
  readonly source: RowBatch
  /** By column of the table. Columns beyond those of the batch have no values in it. */
  readonly columns: readonly ColumnFate[]
  /** By row, 1 where the row stays behind; null where none does. */
  readonly withheld: Uint8Array | null
}

/** Writes rows in the shape in which they were read. What was written is kept until it is taken. */
export interface RowEncoder {
  /** By column so far, the name under which it leaves, or null where it does not; once, before all else. */
  begin(names: readonly (string | null)[]): void
  add(batch: OutgoingBatch): void
  /** Writes what ends the file. */
  end(): void
  /** All that was written since the last call, lent until the next call of any method. */
  take(): Uint8Array
}
