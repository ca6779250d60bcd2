import type { Encoding } from '../encodings.ts'
import { FormatError } from '../errors.ts'
import { firstOtherPlanePointer, fourByteBase, gb18030Places } from '../gb18030.ts'

/** Turns UTF-8 into another encoding. */
export interface OutputEncoder {
  /** The text in the encoding, lent until the next call. The text must be whole characters. */
  encode(text: Uint8Array): Uint8Array
}

/** Makes the encoder of an encoding other than UTF-8. */
export function outputEncoder(encoding: Exclude<Encoding, 'utf-8'>): OutputEncoder {
  return encoding === 'gb18030' ? new Gb18030Encoder() : new Utf16Encoder(encoding === 'utf-16le')
}

/** No byte of UTF-8 becomes more than two here: a letter of ASCII in UTF-16. */
const mostBytesPerByte = 2

abstract class BlockEncoder implements OutputEncoder {
  #output: Uint8Array = new Uint8Array(0)

  encode(text: Uint8Array): Uint8Array {
    const most = text.length * mostBytesPerByte
    if (this.#output.length < most) this.#output = new Uint8Array(most)
    const output = this.#output
    let at = 0
    let end = 0
    while (at < text.length) {
      const byte = text[at]!
      if (byte < 0x80) {
        at++
        end = this.put(byte, output, end)
        continue
      }
      const length = byte < 0xe0 ? 2 : byte < 0xf0 ? 3 : 4
      let code = byte & (0x7f >> length)
      for (let index = 1; index < length; index++) code = (code << 6) | (text[at + index]! & 0x3f)
      at += length
      end = this.put(code, output, end)
    }
    return output.subarray(0, end)
  }

  /** Writes a code point and gives the index after it. */
  protected abstract put(code: number, output: Uint8Array, at: number): number
}

class Utf16Encoder extends BlockEncoder {
  readonly #low: 0 | 1
  readonly #high: 0 | 1

  constructor(littleEndian: boolean) {
    super()
    this.#low = littleEndian ? 0 : 1
    this.#high = littleEndian ? 1 : 0
  }

  protected override put(code: number, output: Uint8Array, at: number): number {
    if (code < 0x10000) return this.#unit(code, output, at)
    const after = this.#unit(0xd800 + ((code - 0x10000) >> 10), output, at)
    return this.#unit(0xdc00 + ((code - 0x10000) & 0x3ff), output, after)
  }

  #unit(unit: number, output: Uint8Array, at: number): number {
    output[at + this.#low] = unit & 0xff
    output[at + this.#high] = unit >> 8
    return at + 2
  }
}

/** GB 18030 by the tables that it is read with, so that what was read is written with the same bytes. */
class Gb18030Encoder extends BlockEncoder {
  readonly #places = gb18030Places()

  protected override put(code: number, output: Uint8Array, at: number): number {
    if (code < 0x80) {
      output[at] = code
      return at + 1
    }
    if (code >= 0x10000) return putFour(firstOtherPlanePointer + code - 0x10000, output, at)
    const place = this.#places[code]!
    if (place === 0) throw cannotWrite(code)
    if (place >= fourByteBase) return putFour(place - fourByteBase, output, at)
    output[at] = place >> 8
    output[at + 1] = place & 0xff
    return at + 2
  }
}

function putFour(pointer: number, output: Uint8Array, at: number): number {
  const row = Math.floor(pointer / 10)
  const plane = Math.floor(row / 126)
  output[at] = 0x81 + Math.floor(plane / 10)
  output[at + 1] = 0x30 + (plane % 10)
  output[at + 2] = 0x81 + (row % 126)
  output[at + 3] = 0x30 + (pointer % 10)
  return at + 4
}

function cannotWrite(code: number): FormatError {
  const name = `U+${code.toString(16).toUpperCase()}`
  return new FormatError(
    'FEIYU_FORMAT_CHARACTER',
    `GB 18030 has no bytes for the private character \`${name}\`, which a changed value holds; convert the file to UTF-8 first`,
  )
}
