import { LinkLog } from '../subjects/link-log.ts'
import type { ColumnBits } from '../subjects/person-count.ts'
import { KeyOwners, several } from './key-owners.ts'
import type { LivePersons } from './live-persons.ts'
import { rootOf } from './root-of.ts'
import { WordList } from './word-list.ts'

/**
 * Links of keys to the stronger key of their row, handed on as they come. A key that turns up beside a second person is
 * nobody's: every link of it is handed on, and the key becomes a person of its own, with the bits of the columns that
 * hold such keys.
 */
export class LiveLinks extends LinkLog {
  readonly #persons: LivePersons
  readonly #owners = new KeyOwners()
  readonly #new = new WordList()
  /** By kind of key; null where a key beside several persons adds none, because the caller named who the persons are. */
  readonly #bitsOf: ((type: number) => ColumnBits) | null

  constructor(persons: LivePersons, bitsOf: ((type: number) => ColumnBits) | null) {
    super()
    this.#persons = persons
    this.#bitsOf = bitsOf
  }

  override push(lo: number, hi: number, lo2: number, hi2: number, type: number, owner: number): void {
    const known = this.#owners.find(lo, hi, lo2, hi2)
    if (known === owner) return
    this.#hand(lo, hi, lo2, hi2, type, owner)
    if (known === 0) this.#owners.set(lo, hi, lo2, hi2, owner)
    if (known === 0 || known === several || this.#isOne(known, owner)) return
    this.#owners.set(lo, hi, lo2, hi2, several)
    if (this.#bitsOf === null) return
    const bits = this.#bitsOf(type)
    this.#persons.add(lo, hi, lo2, hi2, type, bits.lo, bits.hi)
  }

  override touch(hi: number): void {
    this.#owners.touch(hi)
  }

  /** The links since the last call, as words of a `PersonBatch`. */
  drain(): Int32Array {
    return this.#new.take()
  }

  /** Whether two persons count as one, as far as is known by now; a tally asks again when it knows more. */
  #isOne(left: number, right: number): boolean {
    return rootOf(this.#persons, this.#owners, left) === rootOf(this.#persons, this.#owners, right)
  }

  #hand(lo: number, hi: number, lo2: number, hi2: number, type: number, owner: number): void {
    const persons = this.#persons
    const list = this.#new
    list.push(lo)
    list.push(hi)
    list.push(lo2)
    list.push(hi2)
    list.push(type)
    list.push(persons.keyLo(owner))
    list.push(persons.keyHi(owner))
    list.push(persons.keyLo2(owner))
    list.push(persons.keyHi2(owner))
    list.push(persons.typeOf(owner))
  }
}
