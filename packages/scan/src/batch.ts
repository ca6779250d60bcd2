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
  /** By cell, 1 where the file has the value without quotes and that means something: a number, true, false, null in JSON. */
  readonly bare?: Uint8Array | undefined
  /** By row, 1 where the row will not cross: it is inspected and not counted. Without it every row counts. */
  readonly uncounted?: Uint8Array | undefined
}
