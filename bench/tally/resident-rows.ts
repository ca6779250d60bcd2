import { byteClasses, type RowBatch } from '@feiyu/scan'
import { residentIdCheck } from '../../tools/samples/identifiers.ts'

const digits = 18
const batchRows = 8_192

/** Rows with one column, a resident ID, different in every row: all of them in memory. */
export function residentRows(count: number): readonly RowBatch[] {
  const encoder = new TextEncoder()
  const day = 86_400_000
  const batches: RowBatch[] = []
  for (let firstRow = 0; firstRow < count; firstRow += batchRows) {
    const rows = Math.min(batchRows, count - firstRow)
    const bytes = new Uint8Array(rows * (digits + 1))
    const starts = new Int32Array(rows)
    const ends = new Int32Array(rows)
    const classes = new Uint16Array(rows)
    for (let row = 0; row < rows; row++) {
      const person = firstRow + row
      const born = new Date(Math.floor(person / 900) * day).toISOString().slice(0, 10).replaceAll('-', '')
      const first17 = `110105${born}${String(100 + (person % 900))}`
      const at = row * (digits + 1)
      encoder.encodeInto(`${first17}${residentIdCheck(first17)}\n`, bytes.subarray(at))
      starts[row] = at
      ends[row] = at + digits
      classes[row] = byteClasses.digit | (bytes[at + digits - 1] === 0x58 ? byteClasses.upper : 0)
    }
    batches.push({ bytes, columns: 1, rows, firstRow, starts, ends, classes })
  }
  return batches
}
