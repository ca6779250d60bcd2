import { createHash } from 'node:crypto'

/** The definitions of RFC 6962 §2.1, word for word, over leaves `from` up to, and without, `to`, to compare the tiles with. */
export class NaiveTree {
  readonly #leaves: readonly Uint8Array[]
  readonly #roots = new Map<string, Buffer>()

  constructor(leaves: readonly Uint8Array[]) {
    this.#leaves = leaves
  }

  /** MTH(D[n]), §2.1. */
  root(to: number, from = 0): Buffer {
    const key = `${from}-${to}`
    const known = this.#roots.get(key)
    if (known !== undefined) return known
    const root = this.#compute(from, to)
    this.#roots.set(key, root)
    return root
  }

  /** PATH(m, D[n]), §2.1.1. */
  inclusion(index: number, to: number, from = 0): readonly Buffer[] {
    if (to - from === 1) return []
    const middle = from + largestPowerBelow(to - from)
    return index < middle
      ? [...this.inclusion(index, middle, from), this.root(to, middle)]
      : [...this.inclusion(index, to, middle), this.root(middle, from)]
  }

  /** PROOF(m, D[n]), §2.1.2. */
  consistency(earlier: number, to: number, from = 0, whole = true): readonly Buffer[] {
    if (earlier === to) return whole ? [] : [this.root(to, from)]
    const middle = from + largestPowerBelow(to - from)
    return earlier <= middle
      ? [...this.consistency(earlier, middle, from, whole), this.root(to, middle)]
      : [...this.consistency(earlier, to, middle, false), this.root(middle, from)]
  }

  #compute(from: number, to: number): Buffer {
    if (from === to) return sha256()
    if (to - from === 1) return sha256([0], this.#leaves[from]!)
    const middle = from + largestPowerBelow(to - from)
    return sha256([1], this.root(middle, from), this.root(to, middle))
  }
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
