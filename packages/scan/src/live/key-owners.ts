/** Words of an entry: the two words of the key, and the person beside which it was seen (0: free). */
const words = 3
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
  find(lo: number, hi: number): number {
    return this.#table[this.#place(lo, hi) + 2]!
  }

  set(lo: number, hi: number, owner: number): void {
    const at = this.#place(lo, hi)
    const isNew = this.#table[at + 2] === 0
    this.#table[at] = lo
    this.#table[at + 1] = hi
    this.#table[at + 2] = owner
    if (isNew && ++this.#count * 5 > this.#mask * 3) this.#grow()
  }

  #place(lo: number, hi: number): number {
    let slot = hi & this.#mask
    for (;;) {
      const at = slot * words
      if (this.#table[at + 2] === 0 || (this.#table[at] === lo && this.#table[at + 1] === hi)) return at
      slot = (slot + 1) & this.#mask
    }
  }

  #grow(): void {
    const old = this.#table
    this.#mask = this.#mask * 2 + 1
    this.#table = new Int32Array((this.#mask + 1) * words)
    for (let at = 0; at < old.length; at += words) {
      if (old[at + 2] === 0) continue
      const place = this.#place(old[at]!, old[at + 1]!)
      for (let word = 0; word < words; word++) this.#table[place + word] = old[at + word]!
    }
  }
}
