import type { MacKeys } from '../live/mac-keys.ts'
import type { PersonSet } from './person-set.ts'

/** Words of a key: its row in the block, the words and the kind of the key, bitmap low and high. */
const words = 6
const leftOut = -1
/** Above the kind: the key is one of several that a cell of the row lists, and has all that is known of the row. */
const listed = 1 << 8
const kindMask = listed - 1

/** Keys that stand in the texts of a block of rows: each is a person of its own. */
export class FoundKeys {
  #count = 0
  #words: Int32Array = new Int32Array(words * 64)

  add(row: number, lo: number, hi: number, type: number, bitsLo: number, bitsHi: number): void {
    const at = this.#count * words
    if (at === this.#words.length) {
      const larger = new Int32Array(at * 2)
      larger.set(this.#words)
      this.#words = larger
    }
    this.#words[at] = row
    this.#words[at + 1] = lo
    this.#words[at + 2] = hi
    this.#words[at + 3] = type
    this.#words[at + 4] = bitsLo
    this.#words[at + 5] = bitsHi
    this.#count++
  }

  /** A key that a cell lists beside others. `bitsHi`: what is known of it alone. */
  addListed(row: number, lo: number, hi: number, type: number, bitsHi: number): void {
    this.add(row, lo, hi, type | listed, 0, bitsHi)
  }

  /** Leaves out the keys of a row. */
  leaveOut(row: number): void {
    for (let at = 0; at < this.#count * words; at += words) if (this.#words[at] === row) this.#words[at] = leftOut
  }

  /** Gives the keys to the set; `rowLo` and `rowHi` are what is known of each row. */
  settle(set: PersonSet, mac: MacKeys | null, rowLo: Int32Array, rowHi: Int32Array): void {
    const all = this.#words
    for (let at = 0; at < this.#count * words; at += words) {
      if (all[at] === leftOut) continue
      const [lo, hi] = [all[at + 1]!, all[at + 2]!]
      const isListed = (all[at + 3]! & listed) !== 0
      const type = all[at + 3]! & kindMask
      const bitsLo = all[at + 4]! | (isListed ? rowLo[all[at]!]! : 0)
      const bitsHi = all[at + 5]! | (isListed ? rowHi[all[at]!]! : 0)
      if (mac === null) set.add(lo, hi, 0, 0, type, bitsLo, bitsHi)
      else {
        const [lo2, hi2] = [mac.foundWord(hi, 2), mac.foundWord(hi, 3)]
        set.add(mac.foundWord(hi, 0), mac.foundWord(hi, 1), lo2, hi2, type, bitsLo, bitsHi)
      }
    }
    this.#count = 0
  }
}
