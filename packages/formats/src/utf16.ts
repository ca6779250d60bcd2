import { Transcoder, writeUtf8 } from './transcoder.ts'

/** UTF-16 of either byte order; a surrogate without its other half is replaced. */
export class Utf16Transcoder extends Transcoder {
  readonly #low: 0 | 1
  readonly #high: 0 | 1

  constructor(littleEndian: boolean) {
    super()
    this.#low = littleEndian ? 0 : 1
    this.#high = littleEndian ? 1 : 0
  }

  transcode(input: Uint8Array, from: number, to: number, final: boolean, output: Uint8Array, at: number): void {
    const low = this.#low
    const high = this.#high
    this.replaced = 0
    let i = from
    let o = at
    while (i + 1 < to) {
      const unit = input[i + low]! | (input[i + high]! << 8)
      if (unit < 0x80) {
        output[o++] = unit
        i += 2
      } else if (unit < 0xd800 || unit > 0xdfff) {
        o = writeUtf8(unit, output, o)
        i += 2
      } else if (unit < 0xdc00 && i + 3 < to && (input[i + 2 + high]! & 0xfc) === 0xdc) {
        const second = input[i + 2 + low]! | (input[i + 2 + high]! << 8)
        o = writeUtf8(0x10000 + ((unit - 0xd800) << 10) + (second - 0xdc00), output, o)
        i += 4
      } else if (unit < 0xdc00 && i + 3 >= to && !final) {
        break
      } else {
        o = this.replace(i, output, o)
        i += 2
      }
    }
    if (final && i < to) {
      o = this.replace(i, output, o)
      i = to
    }
    this.consumed = i
    this.written = o
  }

  override indexOfNul(input: Uint8Array, from: number): number {
    let at = from
    while (input[at] !== 0 || input[at + 1] !== 0) at += 2
    return at
  }
}
