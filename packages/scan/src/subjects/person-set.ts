import { ScanError } from '../errors.ts'

/** Words of an entry in the table of keys: the two words of the key, and what it refers to. */
const keyWords = 3
/** Words of a person: two of bitmap, two links, the parent in the tree of its component, the keys it was last seen with. */
const personWords = 6
const indexBits = 27
const indexMask = 2 ** indexBits - 1
const typeMask = 15
/** Set in a reference whose index is that of another key's person: the key itself was only seen beside it. */
const borrowed = -2147483648
/** In place of the second link: linked to three keys or more, which can be no one person's. */
export const manyLinks = -1

/**
 * The distinct keys of a file and the persons that they stand for. A key has a person of its own when it was seen as a
 * row's person or stood alone; otherwise it is *borrowed*: it was only seen beside a stronger key, and counts as that
 * key's. Open addressing over one Int32Array, linear probing, at most 0.6 full.
 */
export class PersonSet {
  /** Persons from 1: bitmap low, bitmap high, the two first persons that it was seen beside, and more. */
  persons: Int32Array = new Int32Array(personWords * 1024)
  count = 0
  keys = 0
  /** Sum of what `touch` read; of no meaning. */
  touched = 0
  #table: Int32Array = new Int32Array(keyWords * 2048)
  #mask = 2047
  /** A key belongs at its upper bits, so that a table that grows is read and written from front to back. */
  #shift = 21
  #limit = Math.floor(2048 * 0.6)

  /** The key is a row's person, or stands alone: adds the bits of what was not empty, and returns the person. */
  add(lo: number, hi: number, type: number, bitsLo: number, bitsHi: number): number {
    const at = this.#find(lo, hi)
    let reference = this.#table[at + 2]!
    if (reference <= 0) {
      const isNew = reference === 0
      const person = this.#newPerson(isNew ? 0 : reference & indexMask)
      reference = (type << indexBits) | person
      this.#table[at + 2] = reference
      this.#table[at] = lo
      this.#table[at + 1] = hi
      const first = person * personWords
      this.persons[first] = bitsLo
      this.persons[first + 1] = bitsHi
      if (isNew && ++this.keys > this.#limit) this.#grow()
      return person
    }
    const person = reference & indexMask
    const first = person * personWords
    this.persons[first]! |= bitsLo
    this.persons[first + 1]! |= bitsHi
    return person
  }

  /** The key was seen in a row whose person, by a stronger key of another kind, is `owner`. */
  link(lo: number, hi: number, type: number, owner: number): void {
    const at = this.#find(lo, hi)
    const reference = this.#table[at + 2]!
    if (reference === 0) {
      this.#table[at] = lo
      this.#table[at + 1] = hi
      this.#table[at + 2] = borrowed | (type << indexBits) | owner
      if (++this.keys > this.#limit) this.#grow()
      return
    }
    if (reference < 0) {
      if ((reference & indexMask) === owner) return
      const person = this.#newPerson(reference & indexMask)
      this.#table[at + 2] = (type << indexBits) | person
      this.#linkPerson(person, owner)
    } else this.#linkPerson(reference & indexMask, owner)
  }

  /**
   * Reads where a key will be looked for. Done for the keys of a block in a row, the waits for memory overlap, and the
   * lookups that follow find their lines in the cache. Adds up what it reads, or the reads would be left out.
   */
  touch(lo: number): void {
    this.touched = (this.touched + this.#table[(lo >>> this.#shift) * keyWords + 2]!) | 0
  }

  /** Whether the last time the person was seen it was with keys of this sum; from now on it was. */
  isSeenWith(person: number, sum: number): boolean {
    const at = person * personWords + 5
    const isSeen = this.persons[at] === sum
    this.persons[at] = sum
    return isSeen
  }

  /** Keys of each kind. */
  countByType(): Float64Array {
    const counts = new Float64Array(typeMask + 1)
    const table = this.#table
    for (let at = 2; at < table.length; at += keyWords) {
      if (table[at] !== 0) counts[(table[at]! >>> indexBits) & typeMask]!++
    }
    return counts
  }

  /** Notes for every key its kind: at the person that it has in `typeOf`, and as a bit at that person's component. */
  noteTypes(typeOf: Uint8Array, components: Int32Array, types: Int32Array): void {
    const table = this.#table
    for (let at = 2; at < table.length; at += keyWords) {
      const reference = table[at]!
      if (reference === 0) continue
      const type = (reference >>> indexBits) & typeMask
      const person = reference & indexMask
      if (reference > 0) typeOf[person] = type
      types[components[person]!]! |= 1 << type
    }
  }

  /** First of the person's words in `persons`. */
  static at(person: number): number {
    return person * personWords
  }

  /** Root of the component that the person belongs to: all that any row connects. */
  componentOf(person: number): number {
    let root = person
    for (let next = this.#parent(root); next !== root; next = this.#parent(root)) root = next
    let walk = person
    while (walk !== root) {
      const next = this.#parent(walk)
      this.persons[walk * personWords + 4] = root
      walk = next
    }
    return root
  }

  #parent(person: number): number {
    return this.persons[person * personWords + 4]!
  }

  #linkPerson(person: number, owner: number): void {
    const first = person * personWords
    const link = this.persons[first + 2]!
    if (link === owner) return
    this.#unite(person, owner)
    if (link === 0) this.persons[first + 2] = owner
    else {
      const second = this.persons[first + 3]!
      if (second === 0) this.persons[first + 3] = owner
      else if (second !== owner) this.persons[first + 3] = manyLinks
    }
  }

  #unite(left: number, right: number): void {
    const one = this.componentOf(left)
    const other = this.componentOf(right)
    if (one < other) this.persons[other * personWords + 4] = one
    else this.persons[one * personWords + 4] = other
  }

  #newPerson(link: number): number {
    const person = ++this.count
    if (person > indexMask) {
      throw new ScanError('FEIYU_SCAN_TOO_MANY_PERSONS', `more than ${indexMask} persons; split the file by its rows`)
    }
    if ((person + 1) * personWords > this.persons.length) {
      const larger = new Int32Array(this.persons.length * 2)
      larger.set(this.persons)
      this.persons = larger
    }
    const first = person * personWords
    this.persons[first + 2] = link
    this.persons[first + 4] = person
    if (link !== 0) this.#unite(person, link)
    return person
  }

  /** Where the key is, or the free place where it belongs. */
  #find(lo: number, hi: number): number {
    const table = this.#table
    let slot = lo >>> this.#shift
    for (;;) {
      const at = slot * keyWords
      if (table[at + 2] === 0 || (table[at] === lo && table[at + 1] === hi)) return at
      slot = (slot + 1) & this.#mask
    }
  }

  #grow(): void {
    const old = this.#table
    const size = (this.#mask + 1) * 2
    this.#table = new Int32Array(size * keyWords)
    this.#mask = size - 1
    this.#shift--
    this.#limit = Math.floor(size * 0.6)
    for (let at = 0; at < old.length; at += keyWords) {
      if (old[at + 2] === 0) continue
      const place = this.#find(old[at]!, old[at + 1]!)
      this.#table[place] = old[at]!
      this.#table[place + 1] = old[at + 1]!
      this.#table[place + 2] = old[at + 2]!
    }
  }
}
