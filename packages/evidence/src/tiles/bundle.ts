import { type Bytes, concat } from '../bytes.ts'
import { LogError } from '../errors.ts'

/** Bytes that one item of a bundle may have: its length is written in sixteen bits. */
const longestItem = 0xffff

/** The items one after the other, each behind its length in two bytes, high byte first (C2SP tlog-tiles). */
export function writeBundle(items: readonly Uint8Array[]): Bytes {
  const parts: Uint8Array[] = []
  for (const item of items) {
    if (item.length > longestItem) {
      throw new LogError(
        'FEIYU_LOG_ENTRY_TOO_LONG',
        `an entry has \`${item.length}\` bytes, and a log takes ${longestItem}; refer to large material by its digest`,
      )
    }
    parts.push(Uint8Array.of(item.length >>> 8, item.length & 0xff), item)
  }
  return concat(parts)
}

/** The items of a bundle, which must be exactly `count`: views of its bytes. `path` names the file in the error. */
export function readBundle(bytes: Bytes, count: number, path: string): readonly Bytes[] {
  const items: Bytes[] = []
  let offset = 0
  while (offset + 2 <= bytes.length) {
    const end = offset + 2 + bytes[offset]! * 256 + bytes[offset + 1]!
    if (end > bytes.length) break
    items.push(bytes.subarray(offset + 2, end))
    offset = end
  }
  if (offset !== bytes.length || items.length !== count) {
    throw new LogError(
      'FEIYU_LOG_BUNDLE_BROKEN',
      `\`${path}\` does not hold ${count} whole items; restore it from a copy of the log`,
      { at: path },
    )
  }
  return items
}
