import type { Encoding } from '../encodings.ts'
import { FormatError } from '../errors.ts'
import { firstOtherPlanePointer, fourByteBase, gb18030Places } from '../gb18030.ts'

/** Turns whole characters of UTF-8 into another encoding; what it gives is lent until the next call. */
export type OutputEncoder = (text: Uint8Array) => Uint8Array

/** Makes the encoder of an encoding other than UTF-8. */
export function outputEncoder(encoding: Exclude<Encoding, 'utf-8'>): OutputEncoder {
  switch (encoding) {
    case 'gb18030':
      return gb18030Encoder()
    case 'utf-16le':
      return utf16
    case 'utf-16be':
      return (text) => utf16(text).swap16()
    default:
      return encoding satisfies never
  }
}

function utf16(text: Uint8Array): Buffer {
  return Buffer.from(Buffer.from(text.buffer, text.byteOffset, text.length).toString('utf8'), 'utf16le')
}

/** GB 18030 by the tables that it is read with, so that what was read is written with the same bytes. */
function gb18030Encoder(): OutputEncoder {
  const places = gb18030Places()
  let output: Uint8Array = new Uint8Array(0)
  return (text) => {
    // At most, two bytes become four.
    if (output.length < text.length * 2) output = new Uint8Array(text.length * 2)
    let at = 0
    let end = 0
    while (at < text.length) {
      const byte = text[at]!
      if (byte < 0x80) {
        output[end++] = byte
        at++
        continue
      }
      const length = byte < 0xe0 ? 2 : byte < 0xf0 ? 3 : 4
      let code = byte & (0x7f >> length)
      for (let index = 1; index < length; index++) code = (code << 6) | (text[at + index]! & 0x3f)
      at += length
      const place = code < 0x10000 ? places[code]! : fourByteBase + firstOtherPlanePointer + code - 0x10000
      if (place === 0) throw cannotWrite(code)
      if (place >= fourByteBase) end = putFour(place - fourByteBase, output, end)
      else {
        output[end++] = place >> 8
        output[end++] = place & 0xff
      }
    }
    return output.subarray(0, end)
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
