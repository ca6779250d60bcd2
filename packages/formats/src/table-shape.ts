/** What of a file is no row, as it stands there, in UTF-8: for whoever writes its rows again. */
export interface TableShape {
  /** Line ends before the header; empty without one. */
  lead: Uint8Array
  /** The names of a CSV header, quotes and all; null where the file has none. */
  header: readonly Uint8Array[] | null
  /** Cells of the first record of a CSV file: where it is 1, an empty line is a row. */
  width: number
  /** What follows the last record, once all were read. */
  tail: Uint8Array
}

export const noBytes: Uint8Array = new Uint8Array(0)
