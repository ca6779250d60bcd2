import type { ColumnBits } from '../subjects/person-count.ts'

/** Bits of a bitmap that columns share out; bit 63 says that the person is a minor. */
const columnBits = 63
const shared = { filled: bit(columnBits - 2), found: bit(columnBits - 1) }

/** Bits of one column: where it is not empty, and where a text of it holds something personal. */
export interface BitPair {
  readonly filled: ColumnBits
  readonly found: ColumnBits
}

/**
 * Gives out the bits of a bitmap: one for a personal column; two for any other, so that a text in which something
 * personal was found counts for the rows where it was found. When they run out, the columns that are left share two.
 */
export class BitShares {
  isGrouped = false
  #next = 0

  give(isPersonal: boolean): BitPair {
    const needed = isPersonal ? 1 : 2
    if (this.#next + needed > columnBits - 2) {
      this.isGrouped = true
      return shared
    }
    const pair = { filled: bit(this.#next), found: bit(this.#next + needed - 1) }
    this.#next += needed
    return pair
  }
}

/** Whether the bits are those that several columns share. */
export function isShared(pair: BitPair): boolean {
  return pair === shared
}

/** Position of the only bit that is set. */
export function bitOf({ lo, hi }: ColumnBits): number {
  return lo === 0 ? 63 - Math.clz32(hi) : 31 - Math.clz32(lo)
}

function bit(position: number): ColumnBits {
  return position < 32 ? { lo: 1 << position, hi: 0 } : { lo: 0, hi: 1 << (position - 32) }
}
