import { createHash } from 'node:crypto'

/** The definitions of RFC 6962 §2.1, word for word and slow, to compare the tiles with. */
export function naiveRoot(leaves: readonly Uint8Array[]): Buffer {
  if (leaves.length === 0) return sha256()
  if (leaves.length === 1) return sha256([0], leaves[0]!)
  const k = largestPowerBelow(leaves.length)
  return sha256([1], naiveRoot(leaves.slice(0, k)), naiveRoot(leaves.slice(k)))
}

/** PATH(m, D[n]) of RFC 6962 §2.1.1. */
export function naiveInclusion(index: number, leaves: readonly Uint8Array[]): readonly Buffer[] {
  if (leaves.length === 1) return []
  const k = largestPowerBelow(leaves.length)
  return index < k
    ? [...naiveInclusion(index, leaves.slice(0, k)), naiveRoot(leaves.slice(k))]
    : [...naiveInclusion(index - k, leaves.slice(k)), naiveRoot(leaves.slice(0, k))]
}

/** PROOF(m, D[n]) of RFC 6962 §2.1.2. */
export function naiveConsistency(earlier: number, leaves: readonly Uint8Array[], whole = true): readonly Buffer[] {
  if (earlier === leaves.length) return whole ? [] : [naiveRoot(leaves)]
  const k = largestPowerBelow(leaves.length)
  return earlier <= k
    ? [...naiveConsistency(earlier, leaves.slice(0, k), whole), naiveRoot(leaves.slice(k))]
    : [...naiveConsistency(earlier - k, leaves.slice(k), false), naiveRoot(leaves.slice(0, k))]
}

function largestPowerBelow(count: number): number {
  let k = 1
  while (k * 2 < count) k *= 2
  return k
}

function sha256(...parts: readonly (Uint8Array | readonly number[])[]): Buffer {
  const hash = createHash('sha256')
  for (const part of parts) hash.update(Uint8Array.from(part))
  return hash.digest()
}
