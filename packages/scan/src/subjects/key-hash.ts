import { isTestNumber } from '../detectors/placeholders.ts'
import { halfSipHash, initialState, result, stateAfter } from './half-sip-hash.ts'

/** Bytes of a value that are hashed at once; a longer one goes through the state piece by piece. */
const maxBytes = 256
/** Bytes of the key that the caller gives. */
export const keySizeBytes = 16

/**
 * Turns values into keys of 64 bits that only the holder of the key can make again: HalfSipHash-2-4 under the first 8
 * bytes, over the other 8 bytes ‖ kind of key ‖ canonical value. Each method leaves its hash in `lo` and `hi`.
 */
export class KeyHash {
  lo = 0
  hi = 0
  readonly #key: Int32Array
  readonly #blocks = new Int32Array(maxBytes / 4 + 1)
  readonly #digits = new Uint8Array(64)
  readonly #states: (Int32Array | undefined)[] = []

  constructor(key: Uint8Array) {
    const view = new DataView(key.buffer, key.byteOffset, keySizeBytes)
    this.#key = Int32Array.from({ length: 4 }, (_, word) => view.getInt32(word * 4, true))
  }

  /** State for a kind of key; `register` keeps apart numbers that mean different persons in different registers. */
  stateOf(keyType: number, register = 0): Int32Array {
    const prefix = keyType + register * 16
    const known = this.#states[prefix]
    if (known !== undefined) return known
    const start = initialState(this.#key[0]!, this.#key[1]!)
    const state = stateAfter(start, [this.#key[2]!, this.#key[3]!, prefix])
    this.#states[prefix] = state
    return state
  }

  /** Key of an identity number of 18 or 15 characters: its 17 digits in the form of 18 (the check digit follows from them). */
  residentId(state: Int32Array, bytes: Uint8Array, from: number, to: number): void {
    if (to - from === 18) this.#seventeen(state, bytes, from)
    else {
      const digits = this.#digits
      if (this.#copyDigits(bytes, from, to) === 15) {
        digits.copyWithin(8, 6, 15)
        digits[6] = 0x31
        digits[7] = 0x39
      }
      this.#seventeen(state, digits, 0)
    }
  }

  /**
   * Key of a number of which the last `keep` digits count (a mobile without +86); signs between digits do not. False,
   * and no key, where the number is one that nobody has.
   */
  digits(state: Int32Array, bytes: Uint8Array, from: number, to: number, keep: number): boolean {
    const digits = this.#digits
    const count = this.#copyDigits(bytes, from, to)
    const start = count > keep ? count - keep : 0
    if (isTestNumber(digits, start, count)) return false
    const blocks = this.#blocks
    let block = 0
    for (let index = start; index < count; index += 9) {
      const end = index + 9 < count ? index + 9 : count
      let number = 0
      for (let at = index; at < end; at++) number = (number * 10 + digits[at]! - 0x30) | 0
      blocks[block++] = number
    }
    this.#finish(state, block, count - start)
    return true
  }

  /** Key of a text: trimmed bytes, ASCII letters made lower (`fold` 0x20 where they are upper), signs kept. */
  text(start: Int32Array, bytes: Uint8Array, from: number, to: number, foldsCase: boolean): void {
    let state = start
    const blocks = this.#blocks
    const bit = foldsCase ? 0x20 : 0
    let block = 0
    let word = 0
    let shift = 0
    for (let index = from; index < to; index++) {
      let byte = bytes[index]!
      if (byte >= 0x41 && byte <= 0x5a) byte |= bit
      word |= byte << shift
      shift += 8
      if (shift < 32) continue
      blocks[block++] = word
      word = 0
      shift = 0
      if (block * 4 === maxBytes) {
        state = stateAfter(state, [...blocks.subarray(0, block)])
        block = 0
      }
    }
    if (shift > 0) blocks[block++] = word
    this.#finish(state, block, to - from)
  }

  /** Key of letters, digits and other characters without the spaces, dashes, dots and parentheses between them. */
  compact(state: Int32Array, bytes: Uint8Array, from: number, to: number): void {
    const digits = this.#digits
    let count = 0
    for (let index = from; index < to && count < digits.length; index++) {
      const byte = bytes[index]!
      if (byte === 0x20 || byte === 0x2d || byte === 0x2e || byte === 0x28 || byte === 0x29) continue
      if (byte === 0xc2 && bytes[index + 1] === 0xb7) index++
      else digits[count++] = byte
    }
    this.text(state, digits, 0, count, true)
  }

  /** Makes the last key one of two texts side by side: a vehicle and its driver's name. */
  extend(bytes: Uint8Array, from: number, to: number): void {
    const start = stateAfter(initialState(this.#key[0]!, this.#key[1]!), [this.lo, this.hi])
    this.text(start, bytes, from, to, true)
  }

  #seventeen(state: Int32Array, bytes: Uint8Array, from: number): void {
    let high = 0
    for (let index = from; index < from + 9; index++) high = (high * 10 + bytes[index]! - 0x30) | 0
    let low = 0
    for (let index = from + 9; index < from + 17; index++) low = (low * 10 + bytes[index]! - 0x30) | 0
    this.#blocks[0] = high
    this.#blocks[1] = low
    this.#finish(state, 2, 17)
  }

  #copyDigits(bytes: Uint8Array, from: number, to: number): number {
    let count = 0
    for (let index = from; index < to; index++) {
      const byte = bytes[index]!
      if (byte >= 0x30 && byte <= 0x39 && count < this.#digits.length) this.#digits[count++] = byte
    }
    return count
  }

  /** Ends the message with the length of the value. */
  #finish(state: Int32Array, blocks: number, length: number): void {
    // prefix of 12 bytes, the blocks, and 3 bytes of the value's length in the last one
    halfSipHash(state, this.#blocks, blocks, (length & 0xffffff) | ((15 + blocks * 4) << 24))
    this.lo = result[0]!
    this.hi = result[1]!
  }
}
