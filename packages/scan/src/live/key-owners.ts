/** Words of a place in the table: the key's second word, by which it is found, and its number (0: free). */
const slotWords = 2
/** Words by number: the other three words of the key, and the person beside which it was seen. */
const keyWords = 4
/** The key was seen beside several persons: it is nobody's. */
export const several = -1

/** Keys that are no row's person by themselves, each with the person beside which it was seen. */
export class KeyOwners {
  /** Keys so far; they are numbered from 1. */
  #count = 0
  #mask = 1023
  #slots: Int32Array = new Int32Array(slotWords * 1024)
  #keys: Int32Array = new Int32Array(keyWords * 1024)

  /** Sum of what `touch` read; of no meaning. */
  touched = 0

  /** Reads where a key will be looked for, so that the waits for memory of many keys overlap. */
  touch(hi: number): void {
    const number = this.#slots[(hi & this.#mask) * slotWords + 1]!
    this.touched = (this.touched + this.#keys[number * keyWords]!) | 0
  }

  /** The key's person, or `several`; 0 where it was not seen beside any. */
  find(lo: number, hi: number, lo2: number, hi2: number): number {
    const number = this.#slots[this.#place(lo, hi, lo2, hi2) + 1]!
    return number === 0 ? 0 : this.#keys[number * keyWords + 3]!
  }

  set(lo: number, hi: number, lo2: number, hi2: number, owner: number): void {
    const place = this.#place(lo, hi, lo2, hi2)
    const known = this.#slots[place + 1]!
    if (known !== 0) {
      this.#keys[known * keyWords + 3] = owner
      return
    }
    const number = ++this.#count
    this.#slots[place] = hi
    this.#slots[place + 1] = number
    const at = number * keyWords
    if (at === this.#keys.length) this.#makeRoom()
    this.#keys[at] = lo
    this.#keys[at + 1] = lo2
    this.#keys[at + 2] = hi2
    this.#keys[at + 3] = owner
    if (number * 5 > this.#mask * 3) this.#grow()
  }

  /** Where the key is, or the free place where it belongs. */
  #place(lo: number, hi: number, lo2: number, hi2: number): number {
    const slots = this.#slots
    const keys = this.#keys
    let slot = hi & this.#mask
    for (;;) {
      const place = slot * slotWords
      const at = slots[place + 1]! * keyWords
      if (at === 0) return place
      if (slots[place] === hi && keys[at] === lo && keys[at + 1] === lo2 && keys[at + 2] === hi2) return place
      slot = (slot + 1) & this.#mask
    }
  }

  #makeRoom(): void {
    const keys = new Int32Array(this.#keys.length * 2)
    keys.set(this.#keys)
    this.#keys = keys
  }

  #grow(): void {
    const old = this.#slots
    this.#mask = this.#mask * 2 + 1
    const slots = new Int32Array((this.#mask + 1) * slotWords)
    for (let from = 0; from < old.length; from += slotWords) {
      if (old[from + 1] === 0) continue
      // All keys of a table differ: the first free place is the one.
      let slot = old[from]! & this.#mask
      while (slots[slot * slotWords + 1] !== 0) slot = (slot + 1) & this.#mask
      slots[slot * slotWords] = old[from]!
      slots[slot * slotWords + 1] = old[from + 1]!
    }
    this.#slots = slots
  }
}
