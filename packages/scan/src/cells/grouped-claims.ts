import { cardAt } from '../detectors/card.ts'
import { mobile, none } from '../detectors/detector.ts'
import { landlineAt } from '../detectors/phone.ts'
import { residentIdAt } from '../detectors/resident-id.ts'
import type { Hits } from './hits.ts'

const maxGroups = 6
const maxDigits = 24

/**
 * Numbers written in groups: cards 4-4-4-4(-3), mobiles 3-4-4, landlines with a dash after the area code, resident IDs
 * 6-8-4 and 6-4-4-4. One separator, space or dash, throughout.
 */
export class GroupedClaims {
  readonly #digits = new Uint8Array(maxDigits + 2)
  /** Digits and end of the text after each group. */
  readonly #counts = new Int32Array(maxGroups)
  readonly #ends = new Int32Array(maxGroups)
  #groups = 0

  /**
   * Claims the number whose first group of digits is `[from, firstEnd)`; the byte after it is the separator. Returns
   * the byte after what was claimed, or -1.
   */
  claim(bytes: Uint8Array, from: number, firstEnd: number, to: number, today: number, hits: Hits): number {
    this.#read(bytes, from, firstEnd, to)
    const counts = this.#counts
    const first = counts[0]!
    for (let groups = this.#groups; groups >= 2; groups--) {
      const total = counts[groups - 1]!
      const end = this.#ends[groups - 1]!
      let code = none
      if (first === 3 && groups === 3 && counts[1] === 7 && total === 11) code = this.#isMobile() ? mobile : none
      else if (first === 4 && (groups === 4 || groups === 5) && counts[1] === 8 && counts[2] === 12 && total >= 14) {
        code = counts[3] === 16 || groups === 4 ? cardAt(this.#digits, 0, total) : none
      } else if (first === 6 && total >= 17 && (counts[1] === 14 || (counts[1] === 10 && counts[2] === 14))) {
        const crossed = total === 17 && end < to && (bytes[end]! | 0x20) === 0x78
        if (crossed) this.#digits[17] = 0x58
        if (total === 18 || crossed) code = residentIdAt(this.#digits, 0, today)
        if (code !== none && crossed) {
          hits.add(code, from, end + 1)
          return end + 1
        }
      }
      if (code === none && groups === 2 && (first === 3 || first === 4)) code = landlineAt(this.#digits, 0, total)
      if (code !== none) {
        hits.add(code, from, end)
        return end
      }
    }
    return -1
  }

  #read(bytes: Uint8Array, from: number, firstEnd: number, to: number): void {
    const separator = bytes[firstEnd]!
    let count = 0
    let groups = 0
    let index = from
    while (groups < maxGroups) {
      const start = index
      while (index < to && count < maxDigits && isDigit(bytes[index]!)) this.#digits[count++] = bytes[index++]!
      if (index === start || (index < to && isDigit(bytes[index]!))) break
      this.#counts[groups] = count
      this.#ends[groups] = index
      groups++
      if (index + 1 >= to || bytes[index] !== separator) break
      index++
    }
    this.#groups = groups
  }

  #isMobile(): boolean {
    return this.#digits[0] === 0x31 && this.#digits[1]! >= 0x33
  }
}

function isDigit(byte: number): boolean {
  return byte >= 0x30 && byte <= 0x39
}
