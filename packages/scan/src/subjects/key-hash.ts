import { halfSipHash, initialState, result, stateAfter } from './half-sip-hash.ts'
import { KeyForms } from './key-forms.ts'
import { accountKey, cardKey, mobileKey, otherAccountKey, phoneKey, residentKey } from './key-type.ts'

/** Bytes of a value that are hashed at once; a longer one goes through the state piece by piece. */
const pieceBytes = 256
/** Bytes of the key that the caller gives. */
export const keySizeBytes = 16

/**
 * Turns values into keys of 64 bits that only the holder of the key can make again: HalfSipHash-2-4 under the first 8
 * bytes, over the other 8 bytes ‖ kind of key ‖ canonical value ‖ its length.
 */
export class KeyHash extends KeyForms {
  readonly #key: Int32Array
  readonly #blocks = new Int32Array(pieceBytes / 4 + 1)
  readonly #states: (Int32Array | undefined)[] = []

  constructor(key: Uint8Array) {
    super()
    const view = new DataView(key.buffer, key.byteOffset, keySizeBytes)
    this.#key = Int32Array.from({ length: 4 }, (_, word) => view.getInt32(word * 4, true))
  }

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
