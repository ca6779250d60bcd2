import { crc32 } from 'node:zlib'
import type { Bytes, LogRecord } from '@feiyu/evidence'
import { LogWriteError } from '../errors.ts'

/** A record of the log with its place in it. */
export interface PlacedRecord extends LogRecord {
  readonly index: number
}

/**
 * Form of a record, numbers with the low byte first: mark (4), CRC-32 of all that follows (4), bytes of the leaf (4),
 * bytes of the entry (4), index (8), where in the file its batch begins (8), leaf, entry. A batch is what one fsync made
 * durable.
 */
const mark = 0x31_77_79_66
const headBytes = 32
const checkedFrom = 8

/** Bytes of a batch of records, one after the other in the log, for a file that has `offset` bytes so far. */
export function writeBatch(records: readonly PlacedRecord[], offset: number): Bytes {
  const length = records.reduce((sum, { leaf, entry }) => sum + headBytes + leaf.length + entry.length, 0)
  const bytes = new Uint8Array(length)
  const view = new DataView(bytes.buffer)
  let at = 0
  for (const { index, leaf, entry } of records) {
    const end = at + headBytes + leaf.length + entry.length
    view.setUint32(at, mark, true)
    view.setUint32(at + 8, leaf.length, true)
    view.setUint32(at + 12, entry.length, true)
    view.setBigUint64(at + 16, BigInt(index), true)
    view.setBigUint64(at + 24, BigInt(offset), true)
    bytes.set(leaf, at + headBytes)
    bytes.set(entry, at + headBytes + leaf.length)
    view.setUint32(at + 4, crc32(bytes.subarray(at + checkedFrom, end)), true)
    at = end
  }
  return bytes
}

/**
 * The records of a write-ahead file, in order and without a gap. What follows the last whole one is a torn write and is
 * dropped: it was never acknowledged. But when a later batch is whole, with an entry that is not among the `published`
 * first ones, then what is broken before it had been durable; nobody may go on as if the disk had not lost that.
 */
export function readBatches(bytes: Bytes, published: number, path: string): readonly PlacedRecord[] {
  const records: PlacedRecord[] = []
  let offset = 0
  for (let read = readRecord(bytes, 0); read !== undefined; read = readRecord(bytes, offset)) {
    const last = records.at(-1)
    if (last !== undefined && read.record.index !== last.index + 1) break
    records.push(read.record)
    offset = read.end
  }
  if (recordsAfter(bytes, offset).some(({ record, batchAt }) => batchAt > offset && record.index >= published)) {
    throw new LogWriteError(
      'FEIYU_LOG_AHEAD_DAMAGED',
      `\`${path}\` was durable and can no longer be read from byte \`${offset}\` on; restore the log from a copy and look at the disk`,
      { at: path },
    )
  }
  return records
}

interface ReadRecord {
  readonly record: PlacedRecord
  readonly batchAt: number
  readonly end: number
}

function readRecord(bytes: Bytes, offset: number): ReadRecord | undefined {
  if (offset + headBytes > bytes.length) return undefined
  const view = new DataView(bytes.buffer, bytes.byteOffset + offset)
  const leafBytes = view.getUint32(8, true)
  const end = offset + headBytes + leafBytes + view.getUint32(12, true)
  if (view.getUint32(0, true) !== mark || end > bytes.length) return undefined
  if (crc32(bytes.subarray(offset + checkedFrom, end)) !== view.getUint32(4, true)) return undefined
  const leaf = bytes.slice(offset + headBytes, offset + headBytes + leafBytes)
  const entry = bytes.slice(offset + headBytes + leafBytes, end)
  const index = Number(view.getBigUint64(16, true))
  return { record: { index, leaf, entry }, batchAt: Number(view.getBigUint64(24, true)), end }
}

/** Every whole record from `from` on, wherever it begins. */
function recordsAfter(bytes: Bytes, from: number): readonly ReadRecord[] {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length)
  const sign = Buffer.alloc(4)
  sign.writeUInt32LE(mark)
  const found: ReadRecord[] = []
  for (let at = buffer.indexOf(sign, from); at >= 0; at = buffer.indexOf(sign, at + 1)) {
    const read = readRecord(bytes, at)
    if (read !== undefined) found.push(read)
  }
  return found
}
