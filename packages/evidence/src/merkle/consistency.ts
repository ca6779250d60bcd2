import { type Bytes, sameBytes } from '../bytes.ts'
import type { Hashing } from '../hashing.ts'
import { emptyRoot, hashBytes, nodeHash } from './tree.ts'

/** Size and root of a tree. */
export interface Tree {
  readonly size: number
  readonly root: Bytes
}

/** Whether the hashes show that the later tree begins with every leaf of the earlier one (RFC 9162 §2.1.4.2). */
export function* verifyConsistency(earlier: Tree, later: Tree, hashes: readonly Bytes[]): Hashing<boolean> {
  if (!isTree(earlier) || !isTree(later) || earlier.size > later.size) return false
  if (hashes.some((hash) => hash.length !== hashBytes)) return false
  if (earlier.size === later.size) return hashes.length === 0 && sameBytes(earlier.root, later.root)
  if (earlier.size === 0) return hashes.length === 0 && sameBytes(earlier.root, yield* emptyRoot())

  let node = earlier.size - 1
  let last = later.size - 1
  while (node % 2 === 1) {
    node = Math.floor(node / 2)
    last = Math.floor(last / 2)
  }
  // A perfect earlier tree is itself a node of the later one, so the proof leaves its root out.
  const [first, ...rest] = node === 0 ? [earlier.root, ...hashes] : hashes
  if (first === undefined) return false
  let before = first
  let after = first
  for (const hash of rest) {
    if (last === 0) return false
    if (node % 2 === 1 || node === last) {
      before = yield* nodeHash(hash, before)
      after = yield* nodeHash(hash, after)
      while (node % 2 === 0 && node !== 0) {
        node /= 2
        last = Math.floor(last / 2)
      }
    } else {
      after = yield* nodeHash(after, hash)
    }
    node = Math.floor(node / 2)
    last = Math.floor(last / 2)
  }
  return last === 0 && sameBytes(before, earlier.root) && sameBytes(after, later.root)
}

function isTree({ size, root }: Tree): boolean {
  return Number.isSafeInteger(size) && size >= 0 && root.length === hashBytes
}
