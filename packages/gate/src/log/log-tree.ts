import {
  type Bytes,
  entriesPath,
  leavesPath,
  readEntries,
  readLeaves,
  readTile,
  tilePath,
  writeBundle,
} from '@feiyu/evidence'
import type { LogView } from './read-log.ts'

const width = 256

/** Every tile and bundle of a log as it was under its checkpoint, and no other file: a static tlog-tiles tree. */
export async function* logTree({
  reader,
  tree: { size },
}: LogView): AsyncGenerator<{ readonly path: string; readonly bytes: Bytes }> {
  for (let bundle = 0; bundle * width < size; bundle++) {
    const wide = Math.min(width, size - bundle * width)
    yield { path: leavesPath(bundle, wide), bytes: writeBundle(await readLeaves(reader, bundle, size)) }
    yield { path: entriesPath(bundle, wide), bytes: writeBundle(await readEntries(reader, bundle, size)) }
  }
  for (let level = 0, hashes = size; hashes > 0; level++, hashes = Math.floor(hashes / width)) {
    for (let index = 0; index * width < hashes; index++) {
      const tile = await readTile(reader, level, index, size)
      yield { path: tilePath({ level, index, width: tile.length }), bytes: joined(tile) }
    }
  }
}

function joined(hashes: readonly Bytes[]): Bytes {
  const bytes = new Uint8Array(hashes.length * 32)
  for (const [place, hash] of hashes.entries()) bytes.set(hash, place * 32)
  return bytes
}
