import { type Bytes, sameBytes } from '../bytes.ts'
import { readEntry } from '../entries/entry.ts'
import { readLeaf, signedBytes } from '../entries/leaf.ts'
import { EvidenceFormError, LogError } from '../errors.ts'
import { type RunHashing, sha256 } from '../hashing.ts'
import type { Tree } from '../merkle/consistency.ts'
import { leafHash, rootOfHashes } from '../merkle/tree.ts'
import { type VerifierKey, verifySignature } from '../notes/verifier-key.ts'
import { type LogReader, readEntries, readLeaves, readTile } from './log-reader.ts'
import { treeRoot } from './log-state.ts'
import { entriesPath, leavesPath, tileLevels, tilePath, tileWidth, widthOf } from './tile.ts'

/** A file of a log that is not what the signed tree says. */
export interface LogFault {
  readonly path: string
  readonly code: 'missing' | 'malformed' | 'differs' | 'other-key' | 'signature'
  readonly message: string
}

/** What an audit looks at: the log's files, the tree that its checkpoint signs, the log's key, and a hash. */
export interface Audit {
  readonly reader: LogReader
  readonly tree: Tree
  readonly key: VerifierKey
  readonly hashing: RunHashing
}

/**
 * Checks every file of a log against the tree of a checkpoint whose signature the caller has verified. Where the leaves
 * make up the root that is signed, each tile is compared with what they make up, so that the one that was altered is
 * named and no other. Where they do not, each tile is checked against the tile above it up to the root, and each leaf
 * against its tile. Each entry is checked against its leaf.
 */
export async function* auditLog(audit: Audit): AsyncGenerator<LogFault> {
  const { size } = audit.tree
  const tiles = await auditTilesByLeaves(audit)
  if (tiles !== null) {
    yield* tiles
    for (let index = 0; widthOf(0, index, size) > 0; index++) yield* await auditEntries(audit, index)
    return
  }
  yield* await auditRoot(audit)
  for (let level = tileLevels(size) - 1; level >= 0; level--) {
    for (let index = 0; widthOf(level, index, size) > 0; index++) yield* await auditTile(audit, level, index)
  }
  for (let index = 0; widthOf(0, index, size) > 0; index++) {
    yield* await auditLeaves(audit, index)
    yield* await auditEntries(audit, index)
  }
}

/**
 * Tiles that are not what the leaves make up; null where the leaves do not make up the root, or cannot be read: then
 * something else than a tile was altered.
 */
async function auditTilesByLeaves(audit: Audit): Promise<readonly LogFault[] | null> {
  const { reader, tree, hashing } = audit
  const faults: LogFault[] = []
  const edge: Bytes[][] = []
  let above: Bytes[] = []
  try {
    for (let index = 0; widthOf(0, index, tree.size) > 0; index++) {
      const leaves = await readLeaves(reader, index, tree.size)
      const hashes = await Promise.all(leaves.map((leaf) => hashing(leafHash(leaf))))
      faults.push(...(await compareTile(audit, 0, index, hashes)))
      if (hashes.length < tileWidth) edge[0] = hashes
      else above.push(await hashing(rootOfHashes(hashes)))
    }
  } catch (error) {
    if (error instanceof LogError) return null
    throw error
  }
  for (let level = 1; level < tileLevels(tree.size); level++) {
    const below = above
    above = []
    for (let index = 0; index * tileWidth < below.length; index++) {
      const hashes = below.slice(index * tileWidth, (index + 1) * tileWidth)
      faults.push(...(await compareTile(audit, level, index, hashes)))
      if (hashes.length < tileWidth) edge[level] = hashes
      else above.push(await hashing(rootOfHashes(hashes)))
    }
  }
  const levels = Array.from({ length: tileLevels(tree.size) }, (_, level) => edge[level] ?? [])
  const root = await hashing(treeRoot({ size: tree.size, edge: levels, leaves: [], entries: [] }))
  return sameBytes(root, tree.root) ? faults : null
}

function compareTile(
  { reader, tree: { size } }: Audit,
  level: number,
  index: number,
  hashes: readonly Bytes[],
): Promise<readonly LogFault[]> {
  return naming(async () => {
    const stored = await readTile(reader, level, index, size)
    if (stored.every((hash, place) => sameBytes(hash, hashes[place]!))) return []
    const path = tilePath({ level, index, width: hashes.length })
    return [differs(path, 'the tile is not the one that the leaves below it make up')]
  })
}

/** The unfinished tiles of every level make up the root. */
export async function auditRoot({ reader, tree, hashing }: Audit): Promise<readonly LogFault[]> {
  return naming(async () => {
    const { size } = tree
    const edge = await Promise.all(
      Array.from({ length: tileLevels(size) }, async (_, level) => {
        const index = Math.floor(size / tileWidth ** (level + 1))
        return widthOf(level, index, size) === 0 ? [] : readTile(reader, level, index, size)
      }),
    )
    const root = await hashing(treeRoot({ size, edge, leaves: [], entries: [] }))
    if (sameBytes(root, tree.root)) return []
    return [differs('checkpoint', 'the unfinished tiles do not make up the root that the checkpoint signs')]
  })
}

/** A full tile has its hash in the tile above. An unfinished one is part of the root: see `auditRoot`. */
export async function auditTile(
  { reader, tree, hashing }: Audit,
  level: number,
  index: number,
): Promise<readonly LogFault[]> {
  const { size } = tree
  const width = widthOf(level, index, size)
  const path = tilePath({ level, index, width })
  if (width < tileWidth) return []
  return naming(async () => {
    const hashes = await readTile(reader, level, index, size)
    const above = await readTile(reader, level + 1, Math.floor(index / tileWidth), size)
    const same = sameBytes(await hashing(rootOfHashes(hashes)), above[index % tileWidth]!)
    return same ? [] : [differs(path, 'the tile does not have the hash that the tile above names')]
  })
}

/** Each leaf of a bundle has its hash in the tile of level 0. */
export async function auditLeaves({ reader, tree, hashing }: Audit, index: number): Promise<readonly LogFault[]> {
  const { size } = tree
  const path = leavesPath(index, widthOf(0, index, size))
  return naming(async () => {
    const leaves = await readLeaves(reader, index, size)
    const hashes = await readTile(reader, 0, index, size)
    const faults: LogFault[] = []
    for (const [place, leaf] of leaves.entries()) {
      if (sameBytes(await hashing(leafHash(leaf)), hashes[place]!)) continue
      faults.push(differs(path, `leaf ${index * tileWidth + place} is not the one that the tree hashes`))
    }
    return faults
  })
}

/** Each entry of a bundle is of a known form and is the one that its leaf names, under the log's signature. */
export async function auditEntries(audit: Audit, index: number): Promise<readonly LogFault[]> {
  const { size } = audit.tree
  const path = entriesPath(index, widthOf(0, index, size))
  return naming(async () => {
    const leaves = await readLeaves(audit.reader, index, size)
    const entries = await readEntries(audit.reader, index, size)
    const faults = await Promise.all(
      entries.map((entry, place) => entryFaults(audit, leaves[place]!, entry, path, index * tileWidth + place)),
    )
    return faults.flat()
  })
}

async function entryFaults(
  { key, hashing }: Audit,
  leafBytes: Bytes,
  entry: Bytes,
  path: string,
  index: number,
): Promise<readonly LogFault[]> {
  return naming(async () => {
    const leaf = readLeaf(leafBytes)
    const message = signedBytes(entry)
    if (!sameBytes(await hashing(sha256(message)), leaf.digest)) {
      return [differs(path, `entry ${index} is not the one that its leaf names`)]
    }
    readEntry(entry)
    if (!sameBytes(leaf.publicKey, key.publicKey)) {
      return [{ path, code: 'other-key', message: `entry ${index} is signed by another key than the log's` }]
    }
    if (!(await verifySignature(key, message, leaf.signature))) {
      return [{ path, code: 'signature', message: `the signature of entry ${index} does not fit it` }]
    }
    return []
  }, path)
}

/** Files that cannot be read are what an audit looks for, so they are named like the others. */
async function naming(look: () => Promise<readonly LogFault[]>, path?: string): Promise<readonly LogFault[]> {
  try {
    return await look()
  } catch (error) {
    if (error instanceof LogError) {
      const code = error.code === 'FEIYU_LOG_FILE_MISSING' ? 'missing' : 'malformed'
      return [{ path: error.at ?? path ?? 'the log', code, message: error.message }]
    }
    if (error instanceof EvidenceFormError)
      return [{ path: path ?? 'the log', code: 'malformed', message: error.message }]
    throw error
  }
}

function differs(path: string, message: string): LogFault {
  return { path, code: 'differs', message }
}
