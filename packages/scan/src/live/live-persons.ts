import { personBitsAt, personKindAt, personWords } from '../subjects/person-batch.ts'
import { PersonSet } from '../subjects/person-set.ts'
import { WordList } from './word-list.ts'

/** Words of a person: the first two words of its key, and the bits that it had when it was last noted. */
const words = 4

/** A set of persons that tells who came, or had something new, since it was last asked. */
export class LivePersons extends PersonSet {
  #known: Int32Array = new Int32Array(words * 1024)
  /** By person: 1 where it is in `#changed`. */
  #isChanged: Uint8Array = new Uint8Array(1024)
  readonly #changed = new WordList()

  override add(lo: number, hi: number, lo2: number, hi2: number, type: number, bitsLo: number, bitsHi: number): number {
    const before = this.count
    const person = super.add(lo, hi, lo2, hi2, type, bitsLo, bitsHi)
    const at = person * words
    if (person > before) {
      if (person >= this.#isChanged.length) this.#makeRoom()
      this.#known[at] = lo
      this.#known[at + 1] = hi
    } else if ((bitsLo & ~this.#known[at + 2]!) === 0 && (bitsHi & ~this.#known[at + 3]!) === 0) return person
    this.#known[at + 2]! |= bitsLo
    this.#known[at + 3]! |= bitsHi
    if (this.#isChanged[person] === 0) {
      this.#isChanged[person] = 1
      this.#changed.push(person)
    }
    return person
  }

  override touch(lo: number): number {
    const person = super.touch(lo)
    this.touched = (this.touched + this.#known[person * words]!) | 0
    return person
  }

  keyLo(person: number): number {
    return this.#known[person * words]!
  }

  keyHi(person: number): number {
    return this.#known[person * words + 1]!
  }

  /** The persons who came or changed since the last call, as words of a `PersonBatch`. */
  drain(): Int32Array {
    const numbers = this.#changed.take()
    const batch = new Int32Array(numbers.length * personWords)
    for (let index = 0; index < numbers.length; index++) {
      const person = numbers[index]!
      const to = index * personWords
      batch[to] = this.keyLo(person)
      batch[to + 1] = this.keyHi(person)
      batch[to + 2] = this.keyLo2(person)
      batch[to + 3] = this.keyHi2(person)
      batch[to + personBitsAt] = this.bitsLo(person)
      batch[to + personBitsAt + 1] = this.bitsHi(person)
      batch[to + personKindAt] = this.typeOf(person)
      this.#isChanged[person] = 0
    }
    return batch
  }

  #makeRoom(): void {
    const known = new Int32Array(this.#known.length * 2)
    known.set(this.#known)
    this.#known = known
    const isChanged = new Uint8Array(this.#isChanged.length * 2)
    isChanged.set(this.#isChanged)
    this.#isChanged = isChanged
  }
}
