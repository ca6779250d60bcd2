/** Words of an entry: the first two words of the key, the person beside which it was seen (0: free), the other two. */
const words = 5
/** The key was seen beside several persons: it is nobody's. */
export const several = -1

/** Keys that are no row's person by themselves, each with the person beside which it was seen. */
export class KeyOwners {
  #count = 0
  #mask = 1023
  #table: Int32Array = new Int32Array(words * 1024)

  /** Sum of what `touch` read; of no meaning. */
  touched = 0

  /** Reads where a key will be looked for, so that the waits for memory of many keys overlap. */
  touch(hi: number): void {
    this.touched = (this.touched + this.#table[(hi & this.#mask) * words]!) | 0
  }

  /** The key's person, or `several`; 0 where it was not seen beside any. */
  find(lo: number, hi: number, lo2: number, hi2: number): number {
    return this.#table[this.#place(lo, hi, lo2, hi2) + 2]!
  }

  set(lo: number, hi: number, lo2: number, hi2: number, owner: number): void {
    const at = this.#place(lo, hi, lo2, hi2)
    const isNew = this.#table[at + 2] === 0
    this.#table[at] = lo
    this.#table[at + 1] = hi
    this.#table[at + 2] = owner
    this.#table[at + 3] = lo2
    this.#table[at + 4] = hi2
    if (isNew && ++this.#count * 5 > this.#mask * 3) this.#grow()
  }

  #place(lo: number, hi: number, lo2: number, hi2: number): number {
    const table = this.#table
    let slot = hi & this.#mask
    for (;;) {
      const at = slot * words
      if (table[at + 2] === 0) return at
      const isHalf = table[at] === lo && table[at + 1] === hi
      if (isHalf && table[at + 3] === lo2 && table[at + 4] === hi2) return at
      slot = (slot + 1) & this.#mask
    }
  }

  #grow(): void {
    const old = this.#table
    this.#mask = this.#mask * 2 + 1
    this.#table = new Int32Array((this.#mask + 1) * words)
    for (let at = 0; at < old.length; at += words) {
      if (old[at + 2] === 0) continue
      const place = this.#place(old[at]!, old[at + 1]!, old[at + 3]!, old[at + 4]!)
      for (let word = 0; word < words; word++) this.#table[place + word] = old[at + word]!
    }
  }
}
