import { isUtf8 } from 'node:buffer'
import { byteClasses, type RowBatch } from '@feiyu/scan'

const { high } = byteClasses
/** U+FFFD: what a character became that does not exist in the encoding of the input. */
const replacement = Buffer.from('\ufffd')

/** The first cell that could not be decoded, by row and column from 0; null where there is none. */
export function firstUndecodable(
  batch: RowBatch,
  leaves: (column: number) => boolean,
  withheld: Uint8Array | null,
): { readonly row: number; readonly column: number } | null {
  if (isClean(batch)) return null
  for (let row = 0; row < batch.rows; row++) {
    if (withheld !== null && withheld[row] === 1) continue
    for (let column = 0; column < batch.columns; column++) {
      if (leaves(column) && isUndecodable(batch, row, column)) return { row, column }
    }
  }
  return null
}

/**
 * The columns of a batch, from 0, with text that could not be decoded: in how many rows, and the first of them from 0
 * within the batch. What a gate would stop, as an earlier pass sees it.
 */
export function undecodableColumns(
  batch: RowBatch,
): ReadonlyMap<number, { readonly rows: number; readonly firstRow: number }> {
  const found = new Map<number, { rows: number; firstRow: number }>()
  if (isClean(batch)) return found
  for (let column = 0; column < batch.columns; column++) {
    for (let row = 0; row < batch.rows; row++) {
      if (!isUndecodable(batch, row, column)) continue
      const { rows, firstRow } = found.get(column) ?? { rows: 0, firstRow: row }
      found.set(column, { rows: rows + 1, firstRow })
    }
  }
  return found
}

function isUndecodable({ bytes, starts, ends, classes, columns }: RowBatch, row: number, column: number): boolean {
  const cell = row * columns + column
  if (starts[cell]! < 0 || (classes[cell]! & high) === 0) return false
  return !isDecoded(bytes, starts[cell]!, ends[cell]!)
}

/** Whether all bytes from the first cell to the last are whole characters: quick, and most often so. */
function isClean({ bytes, starts, ends, columns, rows }: RowBatch): boolean {
  let first = bytes.length
  let last = 0
  for (let cell = 0; cell < rows * columns; cell++) {
    const start = starts[cell]!
    if (start < 0) continue
    if (start < first) first = start
    if (ends[cell]! > last) last = ends[cell]!
  }
  return last <= first || isDecoded(bytes, first, last)
}

function isDecoded(bytes: Uint8Array, from: number, to: number): boolean {
  const part = Buffer.from(bytes.buffer, bytes.byteOffset + from, to - from)
  return isUtf8(part) && !part.includes(replacement)
}
