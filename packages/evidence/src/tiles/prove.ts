import type { Bytes } from '../bytes.ts'
import { LogError } from '../errors.ts'
import type { Hashing, RunHashing } from '../hashing.ts'
import type { InclusionProof } from '../merkle/inclusion.ts'
import { nodeHash, rootOfHashes } from '../merkle/tree.ts'
import { type LogReader, readTile } from './log-reader.ts'
import { tileHeight, tileWidth } from './tile.ts'

/** Leaves from `from` up to, and without, `to`. */
interface Range {
  readonly from: number
  readonly to: number
}

/** The proof that leaf `index` is in the tree of the first `size` leaves (RFC 6962 §2.1.1). Reads at most two tiles a level. */
export async function proveInclusion(
  reader: LogReader,
  index: number,
  size: number,
  hashing: RunHashing,
): Promise<InclusionProof> {
  if (!Number.isSafeInteger(index) || !Number.isSafeInteger(size) || index < 0 || index >= size) {
    throw new LogError('FEIYU_LOG_OUT_OF_RANGE', `no leaf ${index} in a tree of ${size}; leaves count from 0`)
  }
  const siblings: Range[] = []
  let whole: Range = { from: 0, to: size }
  while (whole.to - whole.from > 1) {
    const [left, right] = split(whole)
    siblings.push(index < left.to ? right : left)
    whole = index < left.to ? left : right
  }
  return { index, size, hashes: await rootsOf(reader, siblings.reverse(), size, hashing) }
}

/** The proof that the tree of `later` leaves begins with the tree of `earlier` leaves (RFC 6962 §2.1.2). */
export async function proveConsistency(
  reader: LogReader,
  earlier: number,
  later: number,
  hashing: RunHashing,
): Promise<readonly Bytes[]> {
  if (!Number.isSafeInteger(earlier) || !Number.isSafeInteger(later) || earlier < 0 || earlier > later) {
    throw new LogError(
      'FEIYU_LOG_OUT_OF_RANGE',
      `no proof from ${earlier} to ${later} leaves; the first tree is the smaller one`,
    )
  }
  if (earlier === 0 || earlier === later) return []
  const ranges: Range[] = []
  let whole: Range = { from: 0, to: later }
  while (whole.to !== earlier) {
    const [left, right] = split(whole)
    ranges.push(earlier <= left.to ? right : left)
    whole = earlier <= left.to ? left : right
  }
  // The earlier tree's own root is known to the verifier; any other subtree that ends with it is not.
  if (whole.from > 0) ranges.push(whole)
  return rootsOf(reader, ranges.reverse(), later, hashing)
}

/** The root that the log had when it held its first `earlier` leaves, of which there are at least one. */
export async function earlierRoot(
  reader: LogReader,
  earlier: number,
  size: number,
  hashing: RunHashing,
): Promise<Bytes> {
  if (!Number.isSafeInteger(earlier) || earlier < 1 || earlier > size) {
    throw new LogError('FEIYU_LOG_OUT_OF_RANGE', `no tree of ${earlier} leaves in one of ${size}; the first has 1`)
  }
  const [root] = await rootsOf(reader, [{ from: 0, to: earlier }], size, hashing)
  return root!
}

/** Left part the largest power of two that is smaller than the whole (RFC 6962 §2.1). */
function split({ from, to }: Range): readonly [Range, Range] {
  let left = 1
  while (left * 2 < to - from) left *= 2
  return [
    { from, to: from + left },
    { from: from + left, to },
  ]
}

async function rootsOf(
  reader: LogReader,
  ranges: readonly Range[],
  size: number,
  hashing: RunHashing,
): Promise<readonly Bytes[]> {
  const tiles = new Map<string, Promise<readonly Bytes[]>>()
  const parts = await Promise.all(
    ranges.map((range) => Promise.all(perfectSubtrees(range).map((subtree) => hashesOf(subtree, reader, size, tiles)))),
  )
  const roots: Bytes[] = []
  for (const subtrees of parts) roots.push(await hashing(rootOfSubtrees(subtrees)))
  return roots
}

/** Perfect subtree of `2^height` leaves, the `index`-th of that height. */
interface Subtree {
  readonly height: number
  readonly index: number
}

/** The perfect subtrees that make up a range which starts at a multiple of its largest one: large to small. */
function perfectSubtrees({ from, to }: Range): readonly Subtree[] {
  const subtrees: Subtree[] = []
  for (let start = from; start < to; ) {
    let height = 0
    while (2 ** (height + 1) <= to - start) height++
    subtrees.push({ height, index: start / 2 ** height })
    start += 2 ** height
  }
  return subtrees
}

/** The hashes of the tile that the subtree is the root of. */
async function hashesOf(
  { height, index }: Subtree,
  reader: LogReader,
  size: number,
  tiles: Map<string, Promise<readonly Bytes[]>>,
): Promise<readonly Bytes[]> {
  const level = Math.floor(height / tileHeight)
  const count = 2 ** (height % tileHeight)
  const start = index * count
  const tile = Math.floor(start / tileWidth)
  const key = `${level}/${tile}`
  const reading = tiles.get(key) ?? readTile(reader, level, tile, size)
  tiles.set(key, reading)
  const offset = start % tileWidth
  return (await reading).slice(offset, offset + count)
}

function* rootOfSubtrees(subtrees: readonly (readonly Bytes[])[]): Hashing<Bytes> {
  let right: Bytes | undefined
  for (const hashes of subtrees.toReversed()) {
    const left = yield* rootOfHashes(hashes)
    right = right === undefined ? left : yield* nodeHash(left, right)
  }
  // A range of a proof is never empty.
  return right!
}
