import type { RowBatch } from '@feiyu/scan'

/** What a table without a row hands to the gate: its columns alone. */
export function noRows(columns: number): RowBatch {
  const cells = { starts: new Int32Array(0), ends: new Int32Array(0), classes: new Uint16Array(0) }
  return { bytes: new Uint8Array(0), rows: 0, columns, firstRow: 0, ...cells }
}
