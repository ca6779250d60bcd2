/**
 * More columns than any real table; a file beyond it has its delimiter, its quotes or its member names wrong. One limit for
 * who reads a table and for the permits that name its columns: what is read can cross.
 */
export const maxColumns = 10_000

/**
 * Some rows of a table as a codec hands them over: cells are ranges of bytes in one buffer, never strings.
 *
 * Row-major: the cell of row `r` and column `c` has index `r * columns + c`. The bytes are UTF-8, unquoted and unescaped
 * (a codec moves them together in place). A batch is lent: it is valid only until the next one is asked for.
 */
export interface RowBatch {
  readonly bytes: Uint8Array
  readonly columns: number
  readonly rows: number
  /** Index of the batch's first row among the data rows, from 0. */
  readonly firstRow: number
  /** First byte of each cell; -1 where a row has no such cell (short row, missing member). Length ≥ rows × columns. */
  readonly starts: Int32Array
  /** Byte after the last one of each cell; equal to the start where the cell is empty. */
  readonly ends: Int32Array
  /** OR of `byteClass` over the bytes of each cell; 0 where it is empty. */
  readonly classes: Uint16Array
  /** The values of those cells that hold several, where the codec tells them; a cell has them with a line feed between. */
  readonly lists?: ValueLists | undefined
  /** By row, 1 where the row will not cross: it is inspected and not counted. Without it every row counts. */
  readonly uncounted?: Uint8Array | undefined
}

/** The single values of cells that hold several of one row (elements of JSON arrays), cell by cell, each in its order. */
export interface ValueLists {
  readonly count: number
  /** Index of the cell that holds the value; never falling. */
  readonly cells: Int32Array
  /** First byte of each value in the bytes of the batch, and the byte after its last one. */
  readonly starts: Int32Array
  readonly ends: Int32Array
  /** OR of `byteClass` over the bytes of each value. */
  readonly classes: Uint16Array
}
