import { keyTypes, noKey, otherAccountKey, residentKey } from './key-type.ts'
import { manyLinks, PersonSet } from './person-set.ts'
import type { RowPatterns } from './row-patterns.ts'

/** Bit 63: the person is below the age under which all that is known about them is sensitive. */
export const minorBit = -2147483648

/** A set of columns, as the bits that they have in the bitmaps of persons. */
export interface ColumnBits {
  lo: number
  hi: number
}

/** How many persons some columns are about. */
export interface PersonFigures {
  /** Persons (as `upper` counts them) with a value in an ordinary column; minors are not among them. */
  readonly ordinary: number
  /** Persons with a value in a sensitive column, and minors with a value in any. */
  readonly sensitive: number
  /** No fewer persons than these: at least so many differ whatever belongs together. */
  readonly lower: number
  /** No more persons than these: every key and keyless row of which it is not known that it is another's. */
  readonly upper: number
  /** Rows without a key among `upper`. */
  readonly keyless: number
}

/**
 * Counts the persons of a finished scan for any set of columns. Links are settled once: a key counts as the person that
 * it was seen beside when that was one person in every row, and on its own otherwise.
 */
export class PersonCount {
  readonly #patterns: RowPatterns
  /** By person: bitmap low and high of all that counts as that person; zeros where it is part of another. */
  readonly #bits: Int32Array
  /** By person: its component, and by component the kinds of key in it. */
  readonly #components: Int32Array
  readonly #types: Int32Array
  readonly #typeOf: Uint8Array
  /** Kinds of which a person has one: two of them are two persons, also where a shared phone connects them. */
  readonly #unique: number

  /**
   * @param ownBits by kind of key, the columns that hold it: what is left of a key that belongs to nobody else
   * @param subject kind of key of the column that the caller named as the person's, or `noKey`: a key beside several
   * of its values then adds no person
   */
  constructor(set: PersonSet, patterns: RowPatterns, ownBits: readonly ColumnBits[], subject: number) {
    this.#unique = (1 << residentKey) | (subject === noKey ? 0 : 1 << subject)
    const size = set.count + 1
    this.#patterns = patterns
    this.#bits = new Int32Array(size * 2)
    this.#components = new Int32Array(size)
    this.#types = new Int32Array(size)
    this.#typeOf = new Uint8Array(size)
    for (let person = 1; person < size; person++) this.#components[person] = set.componentOf(person)
    set.noteTypes(this.#typeOf, this.#components, this.#types)
    const roots = new Int32Array(size)
    for (let person = 1; person < size; person++) {
      const root = rootOf(set.persons, person, roots)
      const first = PersonSet.at(person)
      let lo = set.persons[first]!
      let hi = set.persons[first + 1]!
      if (root === person && set.persons[first + 2] !== 0 && subject === noKey) {
        lo |= ownBits[this.#typeOf[person]!]!.lo
        hi |= ownBits[this.#typeOf[person]!]!.hi
      }
      this.#bits[root * 2]! |= lo
      this.#bits[root * 2 + 1]! |= hi
    }
  }

  figures(ordinary: ColumnBits, sensitive: ColumnBits): PersonFigures {
    const figures = { ordinary: 0, sensitive: 0, lower: 0, upper: 0, keyless: 0 }
    const seen = new Uint8Array(this.#components.length)
    const perType = new Float64Array(keyTypes.length)
    for (let person = 1; person < this.#components.length; person++) {
      if (!tally(figures, this.#bits[person * 2]!, this.#bits[person * 2 + 1]!, 1, ordinary, sensitive)) continue
      const type = this.#typeOf[person]!
      if ((this.#unique & (1 << type)) !== 0) perType[type]!++
      const component = this.#components[person]!
      if (seen[component] === 1) continue
      seen[component] = 1
      let types = this.#types[component]! & ~this.#unique & ~(1 << otherAccountKey)
      for (; types !== 0; types &= types - 1) perType[31 - Math.clz32(types & -types)]!++
    }
    this.#patterns.forEach((lo, hi, rows) => {
      if (tally(figures, lo, hi, rows, ordinary, sensitive)) figures.keyless += rows
    })
    figures.lower = Math.max(...perType, figures.upper > 0 ? 1 : 0)
    return figures
  }
}

/** Adds `persons` of one bitmap to the figures; false when they have nothing in these columns. */
function tally(
  figures: { ordinary: number; sensitive: number; upper: number },
  lo: number,
  hi: number,
  persons: number,
  ordinary: ColumnBits,
  sensitive: ColumnBits,
): boolean {
  const hasOrdinary = ((lo & ordinary.lo) | (hi & ordinary.hi)) !== 0
  const hasSensitive = ((lo & sensitive.lo) | (hi & sensitive.hi)) !== 0
  if (!hasOrdinary && !hasSensitive) return false
  figures.upper += persons
  if ((hi & minorBit) !== 0) figures.sensitive += persons
  else {
    if (hasOrdinary) figures.ordinary += persons
    if (hasSensitive) figures.sensitive += persons
  }
  return true
}

/**
 * The person that this one counts as. Links lead to stronger kinds of key; only where the caller named the subject's
 * column can they form a circle, and then whoever is asked first stands for all of it.
 */
function rootOf(persons: Int32Array, person: number, roots: Int32Array): number {
  const known = roots[person]!
  if (known !== 0) return known
  roots[person] = person
  const first = PersonSet.at(person)
  const link = persons[first + 2]!
  const second = persons[first + 3]!
  let root = person
  if (link !== 0 && second !== manyLinks) {
    const one = rootOf(persons, link, roots)
    if (second === 0 || rootOf(persons, second, roots) === one) root = one
  }
  roots[person] = root
  return root
}
