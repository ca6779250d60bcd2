import type { Bytes } from '../bytes.ts'
import { type Entry, readEntry } from '../entries/entry.ts'
import { type Leaf, readLeaf } from '../entries/leaf.ts'
import { LogError } from '../errors.ts'
import type { RunHashing } from '../hashing.ts'
import { type LogReader, readEntries, readLeaves } from '../tiles/log-reader.ts'
import { proveInclusion } from '../tiles/prove.ts'
import { tileWidth } from '../tiles/tile.ts'

/** An entry with its leaf and the way from the leaf to the root of a checkpoint. */
export interface ProvenEntry<E extends Entry = Entry> {
  readonly entry: E
  readonly leaf: Leaf
  readonly index: number
  readonly hashes: readonly Bytes[]
}

/** Takes entry `index` out of a log, with its proof in the tree of the first `size` leaves. Verifies nothing. */
export async function proveEntry(
  reader: LogReader,
  index: number,
  size: number,
  hashing: RunHashing,
): Promise<ProvenEntry> {
  assertInLog(index, size)
  const bundle = Math.floor(index / tileWidth)
  // Side by side: each is a file or two, and most of the time is waiting.
  const [{ hashes }, leaves, entries] = await Promise.all([
    proveInclusion(reader, index, size, hashing),
    readLeaves(reader, bundle, size),
    readEntries(reader, bundle, size),
  ])
  const leaf = leaves[index % tileWidth]
  const entry = entries[index % tileWidth]
  if (leaf === undefined || entry === undefined) {
    throw new LogError('FEIYU_LOG_OUT_OF_RANGE', `no entry ${index} in the log; entries count from 0`)
  }
  return { entry: readEntry(entry), leaf: readLeaf(leaf), index, hashes }
}

/** Said before any file is looked for: a place outside the log has none. */
function assertInLog(index: number, size: number): void {
  if (Number.isSafeInteger(index) && index >= 0 && index < size) return
  throw new LogError('FEIYU_LOG_OUT_OF_RANGE', `no entry ${index} in a log of ${size}; entries count from 0`)
}

/** Whether the entry is of the kind. */
export function isProven<K extends Entry['kind']>(
  proven: ProvenEntry,
  kind: K,
): proven is ProvenEntry<Extract<Entry, { readonly kind: K }>> {
  return proven.entry.kind === kind
}
