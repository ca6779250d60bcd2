import { isTestNumber } from '../detectors/placeholders.ts'
import { halfSipHash, initialState, result, stateAfter } from './half-sip-hash.ts'
import { accountKey, cardKey, mobileKey, otherAccountKey, phoneKey, residentKey } from './key-type.ts'

/** Bytes of a value that are hashed at once; a longer one goes through the state piece by piece. */
const pieceBytes = 256
/** Bytes of the key that the caller gives. */
export const keySizeBytes = 16
const scratchBytes = 128

/**
 * Turns values into keys of 64 bits that only the holder of the key can make again: HalfSipHash-2-4 under the first 8
 * bytes, over the other 8 bytes ‖ kind of key ‖ canonical value ‖ its length. Each method leaves its hash in `lo` and
 * `hi`.
 *
 * Canonical values: the 17 digits of an identity number (15-digit ones in the form of 18; the check digit follows from
 * them), the digits of other numbers (mobiles without +86), letters in lower case without the spaces, dashes, dots and
 * parentheses between them, e-mail addresses in lower case, numbers of a register as they are.
 */
export class KeyHash {
  lo = 0
  hi = 0
  readonly #key: Int32Array
  readonly #blocks = new Int32Array(pieceBytes / 4 + 1)
  readonly #scratch = new Uint8Array(scratchBytes)
  readonly #view = new DataView(this.#scratch.buffer)
  readonly #states: (Int32Array | undefined)[] = []

  constructor(key: Uint8Array) {
    const view = new DataView(key.buffer, key.byteOffset, keySizeBytes)
    this.#key = Int32Array.from({ length: 4 }, (_, word) => view.getInt32(word * 4, true))
  }

  /** Key of a value that stands in its canonical form (but for case) in `[from, to)` of the view. */
  plain(type: number, register: number, view: DataView, from: number, to: number): void {
    if (type === residentKey || type === mobileKey || type === phoneKey || type === cardKey) {
      this.#number(type, view, from, to)
    } else this.#text(type, register, view, from, to)
  }

  /** A number: eight digits of four bits in a block, up to three with the count in the last one. */
  #number(type: number, view: DataView, from: number, to: number): void {
    const blocks = this.#blocks
    let block = 0
    let index = from
    for (; index + 8 <= to; index += 8) {
      blocks[block++] = packed(view.getInt32(index, true)) | (packed(view.getInt32(index + 4, true)) << 16)
    }
    let rest = 0
    if (to - index > 3) {
      let word = packed(view.getInt32(index, true))
      for (index += 4; index < to; index++) word = (word << 4) | (view.getUint8(index) & 15)
      blocks[block++] = word
    } else for (; index < to; index++) rest = (rest << 4) | (view.getUint8(index) & 15)
    this.#finish(this.#stateOf(type, 0), block, (rest << 8) | ((to - from) & 255))
  }

  #text(type: number, register: number, view: DataView, from: number, to: number): void {
    let state = this.#stateOf(type, register)
    const blocks = this.#blocks
    const folds = type !== accountKey && type !== otherAccountKey
    let block = 0
    let index = from
    for (; index + 4 <= to; index += 4) {
      const word = view.getInt32(index, true)
      blocks[block++] = folds ? lowered(word) : word
      if (block * 4 < pieceBytes) continue
      state = stateAfter(state, [...blocks.subarray(0, block)])
      block = 0
    }
    if (index < to) {
      let word = 0
      for (let shift = 0; index < to; index++, shift += 8) word |= view.getUint8(index) << shift
      blocks[block++] = folds ? lowered(word) : word
    }
    this.#finish(state, block, (to - from) & 0xffffff)
  }

  /** Ends the message: prefix of 12 bytes, the blocks, and 3 bytes of `rest` in the last one. */
  #finish(state: Int32Array, blocks: number, rest: number): void {
    halfSipHash(state, this.#blocks, blocks, rest | ((15 + blocks * 4) << 24))
    this.lo = result[0]!
    this.hi = result[1]!
  }

  /** Key of an identity number of 18 or 15 characters, with signs between them as may be. */
  residentId(type: number, bytes: Uint8Array, from: number, to: number): void {
    const scratch = this.#scratch
    if (this.#copyDigits(bytes, from, to) === 15) {
      scratch.copyWithin(8, 6, 15)
      scratch[6] = 0x31
      scratch[7] = 0x39
    }
    this.plain(type, 0, this.#view, 0, 17)
  }

  /**
   * Key of a number of which the last `keep` digits count; signs between digits do not. False, and no key, where the
   * number is one that nobody has.
   */
  digits(type: number, bytes: Uint8Array, from: number, to: number, keep: number): boolean {
    const count = this.#copyDigits(bytes, from, to)
    const start = count > keep ? count - keep : 0
    if (isTestNumber(this.#scratch, start, count)) return false
    this.plain(type, 0, this.#view, start, count)
    return true
  }

  /** Key of a text, which may be long or of another buffer than the rows'. */
  text(type: number, register: number, bytes: Uint8Array, from: number, to: number): void {
    this.plain(type, register, new DataView(bytes.buffer, bytes.byteOffset, bytes.length), from, to)
  }

  /** Key of letters and digits without the signs between them. */
  compact(type: number, bytes: Uint8Array, from: number, to: number): void {
    this.plain(type, 0, this.#view, 0, this.#copyCompact(bytes, from, to))
  }

  /** Key of a vehicle or a device together with the name beside it. */
  pair(type: number, bytes: Uint8Array, from: number, to: number, nameFrom: number, nameTo: number): void {
    const scratch = this.#scratch
    let count = this.#copyCompact(bytes, from, to)
    for (let index = nameFrom; index < nameTo && count < scratchBytes; index++) scratch[count++] = bytes[index]!
    this.plain(type, 0, this.#view, 0, count)
  }

  /** State for a kind of key; `register` keeps apart numbers that mean different persons in different registers. */
  #stateOf(type: number, register: number): Int32Array {
    const prefix = type + register * 16
    const known = this.#states[prefix]
    if (known !== undefined) return known
    const start = initialState(this.#key[0]!, this.#key[1]!)
    const state = stateAfter(start, [this.#key[2]!, this.#key[3]!, prefix])
    this.#states[prefix] = state
    return state
  }

  /** Leaves out spaces, dashes, dots, colons, parentheses and `·`. */
  #copyCompact(bytes: Uint8Array, from: number, to: number): number {
    const scratch = this.#scratch
    let count = 0
    for (let index = from; index < to && count < scratchBytes; index++) {
      const byte = bytes[index]!
      if (byte === 0x20 || byte === 0x2d || byte === 0x2e || byte === 0x3a || byte === 0x28 || byte === 0x29) continue
      if (byte === 0xc2 && bytes[index + 1] === 0xb7) index++
      else scratch[count++] = byte
    }
    return count
  }

  #copyDigits(bytes: Uint8Array, from: number, to: number): number {
    let count = 0
    for (let index = from; index < to; index++) {
      const byte = bytes[index]!
      if (byte >= 0x30 && byte <= 0x39 && count < scratchBytes) this.#scratch[count++] = byte
    }
    return count
  }
}

/** The four bytes with ASCII capitals made small, all at once. */
function lowered(word: number): number {
  const low = word & 0x7f7f7f7f
  const isCapital = (low + 0x3f3f3f3f) ^ (low + 0x25252525)
  return word | (((isCapital & ~word & 0x80808080) >>> 2) & 0x20202020)
}

/** Four digits, four bits each, of four bytes of ASCII digits. */
function packed(word: number): number {
  const pairs = ((word & 0x0f0f0f0f) | ((word & 0x0f0f0f0f) >>> 4)) & 0x00ff00ff
  return (pairs | (pairs >>> 8)) & 0xffff
}
