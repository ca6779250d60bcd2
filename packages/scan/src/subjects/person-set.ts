import { ScanError } from '../errors.ts'

/** Words of an entry in the table: the first two words of the key, and the number of its person (0: free). */
const entryWords = 3
/** Words of a person: bitmap low and high, kinds of key, and a sum over the keys that it was last seen with. */
const personWords = 4
/** Words of a person in a wide set besides: the other two of its key. */
const restWords = 2
/** Bits for the kinds of key of a person; the kind of its own key stands above them. */
const kindBits = 16
const kindMask = 2 ** kindBits - 1
const typeMask = 15
/** The person was seen with different keys beside its own. */
const changedBit = 1 << 30
const maxPersons = 2 ** 27 - 1

/** The memory of a set: see `PersonSet`. */
export interface SetMemory {
  readonly count: number
  readonly table: Int32Array<ArrayBuffer>
  readonly persons: Int32Array<ArrayBuffer>
  readonly rest: Int32Array<ArrayBuffer> | null
}

/**
 * The keys that were a row's person, or stood alone in a text, each with a person of its own: what was not empty about
 * it, as a bitmap of columns. Open addressing over one Int32Array, linear probing, at most 0.6 full.
 *
 * Within one file keys of 64 bits (`lo`, `hi`) tell persons apart. In a wide set, for keys under a book's code, they have
 * 128: the table finds a key by its first 64 bits, and the other 64 (`lo2`, `hi2`) are compared where those agree.
 */
export class PersonSet {
  /** Number of persons; they are numbered from 1. */
  count = 0
  /** Sum of what `touch` read; of no meaning. */
  touched = 0
  #persons: Int32Array<ArrayBuffer> = new Int32Array(personWords * 1024)
  /** By person, the other half of its key; null where keys have 64 bits. */
  #rest: Int32Array<ArrayBuffer> | null
  #table: Int32Array<ArrayBuffer> = new Int32Array(entryWords * 2048)
  #mask = 2047
  /** A key belongs at its upper bits, so that a table that grows is read and written from front to back. */
  #shift = 21
  #limit = Math.floor(2048 * 0.6)

  constructor(isWide = false) {
    this.#rest = isWide ? new Int32Array(restWords * 1024) : null
  }

  get isWide(): boolean {
    return this.#rest !== null
  }

  /**
   * Adds the bits of what was not empty to the key's person, and returns its number. `lo2` and `hi2` say nothing in a
   * set that is not wide.
   */
  add(lo: number, hi: number, lo2: number, hi2: number, type: number, bitsLo: number, bitsHi: number): number {
    const at = this.#place(lo, hi, lo2, hi2)
    let person = this.#table[at + 2]!
    if (person === 0) {
      person = this.#newPerson(lo2, hi2, type)
      this.#table[at] = lo
      this.#table[at + 1] = hi
      this.#table[at + 2] = person
      if (person > this.#limit) this.#grow()
    }
    const first = person * personWords
    this.#persons[first]! |= bitsLo
    this.#persons[first + 1]! |= bitsHi
    return person
  }

  /**
   * Reads where a key will be looked for. Done for the keys of a block in a row, the waits for memory overlap, and the
   * lookups that follow find their lines in the cache. Adds up what it reads, or the reads would be left out. Gives the
   * number of the person who is there, who need not be the key's.
   */
  touch(lo: number): number {
    const person = this.#table[(lo >>> this.#shift) * entryWords + 2]!
    this.touched = (this.touched + this.#persons[person * personWords]!) | 0
    if (this.#rest !== null) this.touched = (this.touched + this.#rest[person * restWords]!) | 0
    return person
  }

  /** Number of the key's person; 0 for a key that was never one. */
  find(lo: number, hi: number, lo2: number, hi2: number): number {
    return this.#table[this.#place(lo, hi, lo2, hi2) + 2]!
  }

  /** Whether the last time the person was seen it was with keys of this sum; from now on it was. */
  isSeenWith(person: number, sum: number): boolean {
    const at = person * personWords + 3
    const last = this.#persons[at]!
    if (last === sum) return true
    this.#persons[at] = sum
    if (last !== 0) this.#persons[at - 1]! |= changedBit
    return false
  }

  bitsLo(person: number): number {
    return this.#persons[person * personWords]!
  }

  bitsHi(person: number): number {
    return this.#persons[person * personWords + 1]!
  }

  /** Kind of the person's own key. */
  typeOf(person: number): number {
    return (this.#persons[person * personWords + 2]! >>> kindBits) & typeMask
  }

  /** Kinds of the keys that it was seen with, as bits; its own is among them. */
  kindsOf(person: number): number {
    return this.#persons[person * personWords + 2]! & kindMask
  }

  /** Third word of the person's key; 0 where keys have 64 bits. */
  keyLo2(person: number): number {
    return this.#rest === null ? 0 : this.#rest[person * restWords]!
  }

  /** Fourth word of the person's key; 0 where keys have 64 bits. */
  keyHi2(person: number): number {
    return this.#rest === null ? 0 : this.#rest[person * restWords + 1]!
  }

  /** The memory of the set, to be handed to another thread; the set may not be used after it. */
  get memory(): SetMemory {
    return { count: this.count, table: this.#table, persons: this.#persons, rest: this.#rest }
  }

  /**
   * Adds the persons of another set under the same key and of the same width. Gives by their number there their number here, negative where
   * this set knows every key that the person was ever seen with.
   */
  addAll({ count, table, persons, rest }: SetMemory): Int32Array {
    // Before, not meanwhile: keys that come in order would crowd one part of a table that is still small.
    while (this.count + count > this.#limit) this.#grow()
    const numbers = new Int32Array(count + 1)
    for (let at = 0; at < table.length; at += entryWords) {
      const there = table[at + 2]!
      if (there === 0) continue
      const from = there * personWords
      const kinds = persons[from + 2]!
      const sum = persons[from + 3]!
      const type = (kinds >>> kindBits) & typeMask
      const lo2 = rest === null ? 0 : rest[there * restWords]!
      const hi2 = rest === null ? 0 : rest[there * restWords + 1]!
      const person = this.add(table[at]!, table[at + 1]!, lo2, hi2, type, persons[from]!, persons[from + 1]!)
      const to = person * personWords
      const isKnown =
        sum !== 0 && sum === this.#persons[to + 3] && ((kinds | this.#persons[to + 2]!) & changedBit) === 0
      this.#persons[to + 2]! |= kinds & kindMask
      numbers[there] = isKnown ? -person : person
    }
    return numbers
  }

  /** A key of a kind was seen beside the person's. */
  addKind(person: number, type: number): void {
    this.#persons[person * personWords + 2]! |= 1 << type
  }

  #newPerson(lo2: number, hi2: number, type: number): number {
    const person = ++this.count
    if (person > maxPersons) {
      throw new ScanError('FEIYU_SCAN_TOO_MANY_PERSONS', `more than ${maxPersons} persons; split the file by its rows`)
    }
    if ((person + 1) * personWords > this.#persons.length) {
      this.#persons = doubled(this.#persons)
      if (this.#rest !== null) this.#rest = doubled(this.#rest)
    }
    const at = person * personWords
    this.#persons[at + 2] = (type << kindBits) | (1 << type)
    if (this.#rest !== null) {
      this.#rest[person * restWords] = lo2
      this.#rest[person * restWords + 1] = hi2
    }
    return person
  }

  /** Where the key is, or the free place where it belongs. */
  #place(lo: number, hi: number, lo2: number, hi2: number): number {
    const table = this.#table
    let slot = lo >>> this.#shift
    for (;;) {
      const at = slot * entryWords
      if (table[at + 2] === 0) return at
      if (table[at] === lo && table[at + 1] === hi && this.#endsWith(table[at + 2]!, lo2, hi2)) return at
      slot = (slot + 1) & this.#mask
    }
  }

  /** Whether the other half of the person's key is this one. */
  #endsWith(person: number, lo2: number, hi2: number): boolean {
    const rest = this.#rest
    return rest === null || (rest[person * restWords] === lo2 && rest[person * restWords + 1] === hi2)
  }

  /** The free place where a key belongs that is not in the table. */
  #free(lo: number): number {
    const table = this.#table
    let slot = lo >>> this.#shift
    while (table[slot * entryWords + 2] !== 0) slot = (slot + 1) & this.#mask
    return slot * entryWords
  }

  #grow(): void {
    const old = this.#table
    const size = (this.#mask + 1) * 2
    this.#table = new Int32Array(size * entryWords)
    this.#mask = size - 1
    this.#shift--
    this.#limit = Math.floor(size * 0.6)
    for (let at = 0; at < old.length; at += entryWords) {
      if (old[at + 2] === 0) continue
      const place = this.#free(old[at]!)
      this.#table[place] = old[at]!
      this.#table[place + 1] = old[at + 1]!
      this.#table[place + 2] = old[at + 2]!
    }
  }
}

function doubled(words: Int32Array<ArrayBuffer>): Int32Array<ArrayBuffer> {
  const larger = new Int32Array(words.length * 2)
  larger.set(words)
  return larger
}
