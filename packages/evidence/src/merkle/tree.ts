import { type Bytes, concat } from '../bytes.ts'
import type { Hashing } from '../hashing.ts'

/** Bytes of a SHA-256 hash. */
export const hashBytes = 32

const leafPrefix = Uint8Array.of(0)
const nodePrefix = Uint8Array.of(1)

/** Hash of a leaf: SHA-256(0x00 ‖ leaf), RFC 6962 §2.1. */
export function* leafHash(leaf: Uint8Array): Hashing<Bytes> {
  return yield concat([leafPrefix, leaf])
}

/** Hash of an inner node: SHA-256(0x01 ‖ left ‖ right), RFC 6962 §2.1. */
export function* nodeHash(left: Uint8Array, right: Uint8Array): Hashing<Bytes> {
  return yield concat([nodePrefix, left, right])
}

/** Root of the empty tree: SHA-256 of nothing. */
export function* emptyRoot(): Hashing<Bytes> {
  return yield new Uint8Array(0)
}

/**
 * Root over subtrees from left to right, of which all but the last are perfect and of one size: neighbours are joined
 * level by level and an odd one moves up, which is the split of RFC 6962 §2.1. At least one hash.
 */
export function* rootOfHashes(hashes: readonly Bytes[]): Hashing<Bytes> {
  let level = hashes
  while (level.length > 1) {
    const above: Bytes[] = []
    for (let index = 0; index + 1 < level.length; index += 2) {
      above.push(yield concat([nodePrefix, level[index]!, level[index + 1]!]))
    }
    if (level.length % 2 === 1) above.push(level[level.length - 1]!)
    level = above
  }
  return level[0]!
}
