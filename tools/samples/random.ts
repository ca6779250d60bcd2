/** Numbers that follow from a seed alone, the same on every machine (mulberry32). Not for secrets. */
export class Random {
  #state: number

  constructor(seed: number) {
    this.#state = seed >>> 0
  }

  /** A whole number from 0 up to, not including, `limit`. */
  below(limit: number): number {
    this.#state = (this.#state + 0x6d2b79f5) >>> 0
    let mixed = this.#state
    mixed = Math.imul(mixed ^ (mixed >>> 15), mixed | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32) * limit)
  }

  /** A whole number from `low` to `high`, both included. */
  between(low: number, high: number): number {
    return low + this.below(high - low + 1)
  }

  pick<const L extends readonly [unknown, ...unknown[]]>(list: L): L[number] {
    return list[this.below(list.length)]
  }

  /** True in `perMille` of 1,000 cases. */
  chance(perMille: number): boolean {
    return this.below(1000) < perMille
  }

  digits(length: number): string {
    let text = ''
    for (let at = 0; at < length; at++) text += this.below(10)
    return text
  }
}

/** A stream of its own for one thing of a kind, so that thing 7 is the same whatever came before it. */
export function randomFor(seed: number, kind: number, index: number): Random {
  return new Random(Math.imul(seed, 0x9e3779b1) ^ Math.imul(index + 1, 0x85ebca6b) ^ Math.imul(kind, 0xc2b2ae35))
}

const step = 179_424_673
const largestIndex = 50_000_000

/**
 * Spreads indexes over 0 … size - 1 so that different ones stay different (`step` is a prime that divides no size used
 * here): unique numbers without a memory of those given out.
 */
export function scatter(seed: number, index: number, size: number): number {
  if (index >= Math.min(size, largestIndex)) {
    throw new RangeError(`no ${index + 1} different ones; make fewer rows`)
  }
  return (index * step + (Math.imul(seed, 0x9e3779b1) >>> 0)) % size
}
