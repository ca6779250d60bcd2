import { BookError } from '../errors.ts'

/** Words of an entry in the table: the two words of the key, and its number (0: free). */
const words = 3
/** Keys of 64 bits tell persons apart without doubt up to here (tally T2: a collision among 10 million in 2.7e-6). */
const mostKeys = 100_000_000

/** Numbers for keys of 64 bits, from 1: open addressing over one Int32Array, linear probing, at most 0.6 full. */
export class KeyTable {
  count = 0
  #table: Int32Array = new Int32Array(words * 2048)
  #mask = 2047
  /**
   * A key belongs at the upper bits of a mix of its words. Keys come in the order of the scanner's own table, which is
   * that of their low word: put in that order into a table of the same order they would crowd at its front.
   */
  #shift = 21
  #limit = Math.floor(2048 * 0.6)

  /** Number of a key, a new one where it had none. */
  add(lo: number, hi: number): number {
    let at = this.#place(lo, hi)
    const known = this.#table[at + 2]!
    if (known !== 0) return known
    if (this.count >= this.#limit) {
      this.#grow()
      at = this.#place(lo, hi)
    }
    if (this.count >= mostKeys) {
      throw new BookError(
        'FEIYU_BOOK_TOO_MANY',
        `more than \`${mostKeys}\` keys of persons in one book; keys of 64 bits cannot tell more apart: count them in books of several handlers`,
      )
    }
    this.#table[at] = lo
    this.#table[at + 1] = hi
    this.#table[at + 2] = ++this.count
    return this.count
  }

  #place(lo: number, hi: number): number {
    const table = this.#table
    let slot = (Math.imul(lo, 0x9e3779b1) ^ hi) >>> this.#shift
    for (;;) {
      const at = slot * words
      if (table[at + 2] === 0 || (table[at] === lo && table[at + 1] === hi)) return at
      slot = (slot + 1) & this.#mask
    }
  }

  #grow(): void {
    const old = this.#table
    const size = (this.#mask + 1) * 2
    this.#table = new Int32Array(size * words)
    this.#mask = size - 1
    this.#shift--
    this.#limit = Math.floor(size * 0.6)
    for (let at = 0; at < old.length; at += words) {
      if (old[at + 2] === 0) continue
      const place = this.#place(old[at]!, old[at + 1]!)
      this.#table[place] = old[at]!
      this.#table[place + 1] = old[at + 1]!
      this.#table[place + 2] = old[at + 2]!
    }
  }
}
