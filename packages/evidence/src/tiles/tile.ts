/** Hashes in a full tile; a tile is eight levels of the tree (C2SP tlog-tiles). */
export const tileWidth = 256

/** Levels of the tree in a tile. */
export const tileHeight = 8

/** A tile: its level from the leaves up, its place in the level, and how many hashes it holds (1 to 256). */
export interface Tile {
  readonly level: number
  readonly index: number
  readonly width: number
}

/** Hashes that the tile holds in a tree of `size` leaves: `floor(size / 256^level)`, cut to its place; 0 when it is not there. */
export function widthOf(level: number, index: number, size: number): number {
  const hashes = Math.floor(size / tileWidth ** level)
  return Math.min(tileWidth, Math.max(0, hashes - index * tileWidth))
}

/** Levels of tiles in a tree of `size` leaves. */
export function tileLevels(size: number): number {
  let levels = 0
  for (let hashes = size; hashes > 0; hashes = Math.floor(hashes / tileWidth)) levels++
  return levels
}

/**
 * Path of a tile of hashes.
 *
 * @example tilePath({ level: 1, index: 1234067, width: 5 }) // 'tile/1/x001/x234/067.p/5'
 */
export function tilePath({ level, index, width }: Tile): string {
  return `tile/${level}/${placePath(index, width)}`
}

/** Path of the bundle of leaves under a tile of level 0. */
export function leavesPath(index: number, width: number): string {
  return `tile/entries/${placePath(index, width)}`
}

/** Path of the bundle of entries that those leaves speak of: ours, beside the tree's own files, and of the same form. */
export function entriesPath(index: number, width: number): string {
  return `feiyu/entries/${placePath(index, width)}`
}

function placePath(index: number, width: number): string {
  let path = String(index % 1000).padStart(3, '0')
  for (let rest = Math.floor(index / 1000); rest > 0; rest = Math.floor(rest / 1000)) {
    path = `x${String(rest % 1000).padStart(3, '0')}/${path}`
  }
  return width === tileWidth ? path : `${path}.p/${width}`
}
