import type { Bytes } from '../bytes.ts'
import { LogError } from '../errors.ts'
import { hashBytes } from '../merkle/tree.ts'
import { readBundle } from './bundle.ts'
import { entriesPath, leavesPath, tilePath, tileWidth, widthOf } from './tile.ts'

/** The files of a log, by the paths of C2SP tlog-tiles: a folder, an object store, an HTTP prefix. */
export interface LogReader {
  /** Bytes of the file, or `undefined` when there is none. */
  read(path: string): Promise<Bytes | undefined>
}

/** Hashes of a tile, as many as it has in a tree of `size` leaves. */
export async function readTile(
  reader: LogReader,
  level: number,
  index: number,
  size: number,
): Promise<readonly Bytes[]> {
  const width = widthOf(level, index, size)
  const { bytes, path, full } = await readPlace(reader, (wide) => tilePath({ level, index, width: wide }), width)
  const expected = (full ? tileWidth : width) * hashBytes
  if (bytes.length !== expected) {
    throw new LogError(
      'FEIYU_LOG_TILE_LENGTH',
      `\`${path}\` has ${bytes.length} bytes instead of ${expected}; restore it from a copy of the log`,
      { at: path },
    )
  }
  return Array.from({ length: width }, (_, place) => bytes.subarray(place * hashBytes, (place + 1) * hashBytes))
}

/** Leaves under tile `index` of level 0, as many as it has in a tree of `size` leaves. */
export async function readLeaves(reader: LogReader, index: number, size: number): Promise<readonly Bytes[]> {
  return readItems(reader, leavesPath, index, size)
}

/** Entries that those leaves speak of, in the same order. */
export async function readEntries(reader: LogReader, index: number, size: number): Promise<readonly Bytes[]> {
  return readItems(reader, entriesPath, index, size)
}

async function readItems(
  reader: LogReader,
  pathOf: (index: number, width: number) => string,
  index: number,
  size: number,
): Promise<readonly Bytes[]> {
  const width = widthOf(0, index, size)
  const { bytes, path, full } = await readPlace(reader, (wide) => pathOf(index, wide), width)
  return readBundle(bytes, full ? tileWidth : width, path).slice(0, width)
}

/** A partial file may be gone once the full one is there, which then begins with the same content. */
async function readPlace(
  reader: LogReader,
  pathOf: (width: number) => string,
  width: number,
): Promise<{ readonly bytes: Bytes; readonly path: string; readonly full: boolean }> {
  const path = pathOf(width)
  const exact = width === 0 ? undefined : await reader.read(path)
  if (exact !== undefined) return { bytes: exact, path, full: width === tileWidth }
  const fullPath = pathOf(tileWidth)
  const bytes = width === 0 || width === tileWidth ? undefined : await reader.read(fullPath)
  if (bytes !== undefined) return { bytes, path: fullPath, full: true }
  throw new LogError('FEIYU_LOG_FILE_MISSING', `no file \`${path}\` in the log; restore it from a copy of the log`, {
    at: path,
  })
}
