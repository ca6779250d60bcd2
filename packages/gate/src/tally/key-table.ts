import { BookError } from '../errors.ts'

/** Words of an entry in the table: the first two words of the key, and its number (0: free). */
const entryWords = 3
/** Words of a key that stand beside its number: the other two. */
const restWords = 2
const firstSlots = 2048
const fullAt = 0.6
/** Places are found by a word of 32 bits, and their numbers are signed: a table of so many is the largest. */
const mostSlots = 2 ** 31
/** Keys that the largest table holds. */
export const mostKeys: number = Math.floor(mostSlots * fullAt)

/**
 * Numbers for keys of 128 bits, from 1: open addressing over one Int32Array, linear probing, at most 0.6 full. The table
 * finds a key by its first 64 bits; the other 64 stand by its number and are compared where those agree. Keys come as
 * four words of an array.
 */
export class KeyTable {
  count = 0
  readonly #most: number
  #table: Int32Array = new Int32Array(entryWords * firstSlots)
  #rest: Int32Array = new Int32Array(restWords * 1024)
  #mask = firstSlots - 1
  /**
   * A key belongs at the upper bits of a mix of its words. Keys come in the order of the scanner's own table, which is
   * that of their low word: put in that order into a table of the same order they would crowd at its front.
   */
  #shift = 21
  #limit = Math.floor(firstSlots * fullAt)

  /** @param most keys that it takes; fewer than it can in tests alone */
  constructor(most: number = mostKeys) {
    this.#most = most
  }

  /** Number of the key that begins at `from` in `words`, a new one where it had none. */
  add(words: Int32Array, from: number): number {
    let at = this.#place(words, from)
    const known = this.#table[at + 2]!
    if (known !== 0) return known
    if (this.count >= this.#most) throw tooMany(this.#most)
    if (this.count >= this.#limit) {
      this.#grow()
      at = this.#place(words, from)
    }
    const number = ++this.count
    this.#table[at] = words[from]!
    this.#table[at + 1] = words[from + 1]!
    this.#table[at + 2] = number
    const rest = number * restWords
    if (rest === this.#rest.length) this.#rest = longer(this.#rest)
    this.#rest[rest] = words[from + 2]!
    this.#rest[rest + 1] = words[from + 3]!
    return number
  }

  #place(words: Int32Array, from: number): number {
    const table = this.#table
    const lo = words[from]!
    const hi = words[from + 1]!
    let slot = slotOf(lo, hi, this.#shift)
    for (;;) {
      const at = slot * entryWords
      const number = table[at + 2]!
      if (number === 0) return at
      if (table[at] === lo && table[at + 1] === hi && this.#endsWith(number, words, from)) return at
      slot = (slot + 1) & this.#mask
    }
  }

  /** Whether the other half of a key is that of the number's. */
  #endsWith(number: number, words: Int32Array, from: number): boolean {
    const rest = number * restWords
    return this.#rest[rest] === words[from + 2] && this.#rest[rest + 1] === words[from + 3]
  }

  #grow(): void {
    const old = this.#table
    const size = (this.#mask + 1) * 2
    const table = new Int32Array(size * entryWords)
    this.#table = table
    this.#mask = size - 1
    this.#shift--
    this.#limit = Math.floor(size * fullAt)
    for (let at = 0; at < old.length; at += entryWords) {
      if (old[at + 2] === 0) continue
      let slot = slotOf(old[at]!, old[at + 1]!, this.#shift)
      while (table[slot * entryWords + 2] !== 0) slot = (slot + 1) & this.#mask
      for (let word = 0; word < entryWords; word++) table[slot * entryWords + word] = old[at + word]!
    }
  }
}

function slotOf(lo: number, hi: number, shift: number): number {
  return (Math.imul(lo, 0x9e3779b1) ^ hi) >>> shift
}

function longer(words: Int32Array): Int32Array {
  const larger = new Int32Array(words.length * 2)
  larger.set(words)
  return larger
}

function tooMany(most: number): BookError {
  return new BookError(
    'FEIYU_BOOK_TOO_MANY',
    `more than \`${most}\` keys of persons in one book, which is all that its table numbers; each identifier is a key, so leave out (\`--drop\`) the columns of identifiers that need not cross`,
  )
}
