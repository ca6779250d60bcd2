import { type Bytes, concat, sameBytes } from '../bytes.ts'
import { LogError } from '../errors.ts'
import type { Hashing, RunHashing } from '../hashing.ts'
import type { Tree } from '../merkle/consistency.ts'
import { emptyRoot, leafHash, rootOfHashes } from '../merkle/tree.ts'
import { writeBundle } from './bundle.ts'
import { type LogReader, readEntries, readLeaves, readTile } from './log-reader.ts'
import { entriesPath, leavesPath, tileLevels, tilePath, tileWidth, widthOf } from './tile.ts'

/** Everything that appending needs to know of a log: a value, made from its files alone. */
export interface LogState {
  /** Leaves in the tree. */
  readonly size: number
  /** By level of tiles: the hashes of the tile that is not full yet. */
  readonly edge: readonly (readonly Bytes[])[]
  /** Leaves under the unfinished tile of level 0, and the entries that they speak of. */
  readonly leaves: readonly Bytes[]
  readonly entries: readonly Bytes[]
}

/** One entry on its way into the log: the leaf that the tree hashes, and the entry that the leaf speaks of. */
export interface LogRecord {
  readonly leaf: Bytes
  readonly entry: Bytes
}

/** What the writer has to do after an append, before it signs a checkpoint over the new tree. */
export interface Appended {
  readonly state: LogState
  /** Files to write. A path never has two contents, so writing one again after a crash does no harm. */
  readonly writes: readonly { readonly path: string; readonly bytes: Bytes }[]
  /** Folders of partial files whose full file is among `writes`; they may go once a checkpoint covers it. */
  readonly outgrown: readonly string[]
}

/** A log without entries. */
export const emptyLog: LogState = { size: 0, edge: [], leaves: [], entries: [] }

/** Adds records to the right edge. The same state and records give the same bytes. */
export function* append(state: LogState, records: readonly LogRecord[]): Hashing<Appended> {
  const writes: { path: string; bytes: Bytes }[] = []
  const outgrown: string[] = []
  const edge = state.edge.map((hashes) => [...hashes])
  let leaves = [...state.leaves]
  let entries = [...state.entries]
  let size = state.size
  for (const { leaf, entry } of records) {
    let hash = yield* leafHash(leaf)
    leaves.push(leaf)
    entries.push(entry)
    size++
    for (let level = 0; ; level++) {
      edge[level] ??= []
      const hashes = edge[level]!
      hashes.push(hash)
      if (hashes.length < tileWidth) break
      const index = size / tileWidth ** (level + 1) - 1
      if (level === 0) {
        writes.push({ path: leavesPath(index, tileWidth), bytes: writeBundle(leaves) })
        writes.push({ path: entriesPath(index, tileWidth), bytes: writeBundle(entries) })
        outgrown.push(`${leavesPath(index, tileWidth)}.p`, `${entriesPath(index, tileWidth)}.p`)
        leaves = []
        entries = []
      }
      writes.push({ path: tilePath({ level, index, width: tileWidth }), bytes: concat(hashes) })
      outgrown.push(`${tilePath({ level, index, width: tileWidth })}.p`)
      hash = yield* rootOfHashes(hashes)
      edge[level] = []
    }
  }
  for (const [level, hashes] of edge.entries()) {
    const span = tileWidth ** level
    if (hashes.length === 0 || Math.floor(size / span) === Math.floor(state.size / span)) continue
    const index = Math.floor(size / (span * tileWidth))
    if (level === 0) {
      writes.push({ path: leavesPath(index, hashes.length), bytes: writeBundle(leaves) })
      writes.push({ path: entriesPath(index, hashes.length), bytes: writeBundle(entries) })
    }
    writes.push({ path: tilePath({ level, index, width: hashes.length }), bytes: concat(hashes) })
  }
  return { state: { size, edge, leaves, entries }, writes, outgrown }
}

/** Root of the whole tree (RFC 6962 §2.1). */
export function* treeRoot(state: LogState): Hashing<Bytes> {
  let right: Bytes | undefined
  for (const hashes of state.edge) {
    const subtrees = right === undefined ? hashes : [...hashes, right]
    if (subtrees.length > 0) right = yield* rootOfHashes(subtrees)
  }
  return right ?? (yield* emptyRoot())
}

/** The state of a log from its files, for the tree of a checkpoint whose signature the caller has verified. */
export async function resumeLog(reader: LogReader, tree: Tree, hashing: RunHashing): Promise<LogState> {
  const { size } = tree
  const unfinished = Math.floor(size / tileWidth)
  const hasPartial = widthOf(0, unfinished, size) > 0
  const edge = await Promise.all(
    Array.from({ length: tileLevels(size) }, async (_, level) => {
      const index = Math.floor(size / tileWidth ** (level + 1))
      return widthOf(level, index, size) === 0 ? [] : readTile(reader, level, index, size)
    }),
  )
  const leaves = hasPartial ? await readLeaves(reader, unfinished, size) : []
  const entries = hasPartial ? await readEntries(reader, unfinished, size) : []
  const state: LogState = { size, edge, leaves, entries }
  if (!sameBytes(await hashing(treeRoot(state)), tree.root)) {
    throw new LogError(
      'FEIYU_LOG_ROOT_DIFFERS',
      `the tiles of ${size} leaves do not have the root that the checkpoint signs; restore the log from a copy`,
    )
  }
  for (const [place, leaf] of leaves.entries()) {
    if (sameBytes(await hashing(leafHash(leaf)), edge[0]![place]!)) continue
    const path = leavesPath(unfinished, leaves.length)
    throw new LogError(
      'FEIYU_LOG_LEAF_DIFFERS',
      `leaf ${unfinished * tileWidth + place} in \`${path}\` is not the one that the tree hashes; restore it from a copy of the log`,
      { at: path },
    )
  }
  return state
}
