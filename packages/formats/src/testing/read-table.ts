import { byteClasses, type RowBatch } from '@feiyu/scan'
import { openTable } from '../open-table.ts'
import type { Table, TableOptions } from '../table.ts'

/** A cell as text; null where the row has none. */
export type Cell = string | null

export interface ReadTable {
  readonly table: Table
  readonly names: readonly string[]
  readonly rows: readonly (readonly Cell[])[]
}

/** Reads a whole table into text and checks on the way what every batch promises. */
export async function readTable(path: string, options: TableOptions = {}): Promise<ReadTable> {
  await using table = await openTable(path, options)
  const rows: Cell[][] = []
  for await (const batch of table.batches()) {
    assertPromises(batch, rows.length)
    for (let row = 0; row < batch.rows; row++) rows.push(cellsOf(batch, row))
  }
  const width = table.names().length
  for (const row of rows) while (row.length < width) row.push(null)
  return { table, names: [...table.names()], rows }
}

function cellsOf(batch: RowBatch, row: number): Cell[] {
  const cells: Cell[] = []
  for (let cell = row * batch.columns; cell < (row + 1) * batch.columns; cell++) {
    const start = batch.starts[cell]!
    cells.push(start < 0 ? null : new TextDecoder().decode(batch.bytes.subarray(start, batch.ends[cell])))
  }
  return cells
}

function assertPromises(batch: RowBatch, rowsBefore: number): void {
  if (batch.firstRow !== rowsBefore) throw new Error(`batch begins at row ${batch.firstRow}, not at ${rowsBefore}`)
  for (let cell = 0; cell < batch.rows * batch.columns; cell++) {
    const start = batch.starts[cell]!
    const end = batch.ends[cell]!
    let classes = 0
    for (let at = start; at < end; at++) classes |= byteClasses.byteClass[batch.bytes[at]!]!
    if (end < start || classes !== batch.classes[cell]) throw new Error(`cell ${cell}: its range or classes are wrong`)
  }
}
