import type { RowBatch } from '../batch.ts'
import { byteClass } from '../byte-class.ts'

/** A batch of the given cells; `null` is a cell that the row does not have. */
export function batchOf(rows: readonly (readonly (string | null)[])[], columns: number, firstRow = 0): RowBatch {
  const encoder = new TextEncoder()
  const cells = rows.flatMap((row) => Array.from({ length: columns }, (_, column) => row[column] ?? null))
  const encoded = cells.map((cell) => (cell === null ? null : encoder.encode(cell)))
  const bytes = new Uint8Array(encoded.reduce((sum, cell) => sum + (cell?.length ?? 0) + 1, 0))
  const starts = new Int32Array(cells.length)
  const ends = new Int32Array(cells.length)
  const classes = new Uint16Array(cells.length)
  let at = 0
  for (const [index, cell] of encoded.entries()) {
    starts[index] = cell === null ? -1 : at
    ends[index] = cell === null ? -1 : at + cell.length
    if (cell === null) continue
    bytes.set(cell, at)
    for (const byte of cell) classes[index]! |= byteClass[byte]!
    at += cell.length
    bytes[at++] = 0x2c
  }
  return { bytes, columns, rows: rows.length, firstRow, starts, ends, classes }
}
