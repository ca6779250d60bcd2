import { keyTypes, noKey, otherAccountKey, residentKey } from './key-type.ts'
import type { LinkLog } from './link-log.ts'
import type { PersonSet } from './person-set.ts'
import type { RowPatterns } from './row-patterns.ts'
import { SettledLinks } from './settled-links.ts'

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

/** Counts the persons of a finished scan for any set of columns. */
export class PersonCount {
  /** Distinct keys by kind. */
  readonly distinct: ArrayLike<number>
  readonly #patterns: RowPatterns
  /** By person: bitmap low and high of all that counts as that person; zeros where it is part of another. */
  readonly #bits: Int32Array
  /** By person: its kind of key, its component, and by component the kinds of key in it. */
  readonly #typeOf: Uint8Array
  readonly #components: Int32Array
  readonly #kinds: Int32Array
  /** Kinds of which a person has one: two of them are two persons, also where a shared phone connects them. */
  readonly #unique: number

  /**
   * @param ownBits by kind of key, the columns that hold it: what is left of a key that belongs to nobody else
   * @param subject kind of key of the column that the caller named as the person's, or `noKey`: it is the strongest,
   * and a key beside several of its values adds no person
   */
  constructor(set: PersonSet, log: LinkLog, patterns: RowPatterns, ownBits: readonly ColumnBits[], subject: number) {
    this.#unique = (1 << residentKey) | (subject === noKey ? 0 : 1 << subject)
    this.#patterns = patterns
    const kinds = [...keyTypes.keys()]
    const ranks = subject === noKey ? kinds : [subject, ...kinds.filter((kind) => kind !== subject)]
    const links = new SettledLinks(set, log, ranks)
    const disputed = subject === noKey ? links.disputed : []
    const size = set.count + 1
    this.distinct = links.distinct
    this.#kinds = links.kinds
    this.#bits = new Int32Array((size + disputed.length) * 2)
    this.#typeOf = new Uint8Array(size + disputed.length)
    this.#components = new Int32Array(size + disputed.length)
    this.#components.set(links.components)
    const none = { lo: 0, hi: 0 }
    for (let person = 1; person < size; person++) {
      this.#typeOf[person] = set.typeOf(person)
      const own = subject === noKey && links.isDisputed[person] === 1 ? ownBits[set.typeOf(person)]! : none
      const root = links.roots[person]! * 2
      this.#bits[root]! |= set.bitsLo(person) | own.lo
      this.#bits[root + 1]! |= set.bitsHi(person) | own.hi
    }
    for (const [index, { type, person }] of disputed.entries()) {
      this.#typeOf[size + index] = type
      this.#components[size + index] = links.components[person]!
      this.#bits[(size + index) * 2] = ownBits[type]!.lo
      this.#bits[(size + index) * 2 + 1] = ownBits[type]!.hi
    }
  }

  figures(ordinary: ColumnBits, sensitive: ColumnBits): PersonFigures {
    const figures = { ordinary: 0, sensitive: 0, lower: 0, upper: 0, keyless: 0 }
    const seen = new Uint8Array(this.#kinds.length)
    const perType = new Float64Array(keyTypes.length)
    for (let person = 1; person < this.#components.length; person++) {
      if (!tally(figures, this.#bits[person * 2]!, this.#bits[person * 2 + 1]!, 1, ordinary, sensitive)) continue
      const type = this.#typeOf[person]!
      if ((this.#unique & (1 << type)) !== 0) perType[type]!++
      const component = this.#components[person]!
      if (seen[component] === 1) continue
      seen[component] = 1
      let kinds = this.#kinds[component]! & ~this.#unique & ~(1 << otherAccountKey)
      for (; kinds !== 0; kinds &= kinds - 1) perType[31 - Math.clz32(kinds & -kinds)]!++
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
