import { type Bytes, sameBytes } from '../bytes.ts'
import type { Hashing } from '../hashing.ts'
import { hashBytes, nodeHash } from './tree.ts'

/** That a leaf is in a tree: the siblings on its way to the root, from the leaf up (RFC 6962 §2.1.1). */
export interface InclusionProof {
  /** Position of the leaf, from 0. */
  readonly index: number
  /** Leaves of the tree. */
  readonly size: number
  readonly hashes: readonly Bytes[]
}

/** Whether the proof leads from the leaf's hash to the root (RFC 9162 §2.1.3.2). */
export function* verifyInclusion(proof: InclusionProof, leaf: Bytes, root: Bytes): Hashing<boolean> {
  const { index, size, hashes } = proof
  if (!Number.isSafeInteger(size) || !Number.isSafeInteger(index) || index < 0 || index >= size) return false
  if ([leaf, root, ...hashes].some((hash) => hash.length !== hashBytes)) return false
  let node = index
  let last = size - 1
  let hash = leaf
  for (const sibling of hashes) {
    if (last === 0) return false
    if (node % 2 === 1 || node === last) {
      hash = yield* nodeHash(sibling, hash)
      while (node % 2 === 0 && node !== 0) {
        node /= 2
        last = Math.floor(last / 2)
      }
    } else {
      hash = yield* nodeHash(hash, sibling)
    }
    node = Math.floor(node / 2)
    last = Math.floor(last / 2)
  }
  return last === 0 && sameBytes(hash, root)
}
