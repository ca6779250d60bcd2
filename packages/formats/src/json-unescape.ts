import { byteClasses } from '@feiyu/scan'
import { writeUtf8 } from './transcoder.ts'

const { byteClass } = byteClasses
const backslash = 0x5c
const letterU = 0x75

/** What stands for itself after a backslash, and what the letters stand for. */
const simple = new Uint8Array(256)
for (const [letter, meaning] of ['""', '\\\\', '//', 'b\b', 'f\f', 'n\n', 'r\r', 't\t']) {
  simple[letter!.charCodeAt(0)] = meaning!.charCodeAt(0)
}

/** Value of each hexadecimal digit, 255 for any other byte. */
const hex = new Uint8Array(256).fill(255)
for (const [value, digits] of [...'0123456789'].entries()) hex[digits.charCodeAt(0)] = value
for (const [index, letter] of [...'abcdef'].entries()) {
  hex[letter.charCodeAt(0)] = 10 + index
  hex[letter.toUpperCase().charCodeAt(0)] = 10 + index
}

/** Index after the escape whose backslash is just before `at`; negative: minus the index of the byte that is wrong. */
export function escapeEnd(bytes: Uint8Array, at: number): number {
  const kind = bytes[at]!
  if (simple[kind] !== 0) return at + 1
  if (kind !== letterU) return -at
  for (let index = at + 1; index <= at + 4; index++) if (hex[bytes[index]!] === 255) return -index
  return at + 5
}

/** Takes the escapes out of strings whose escapes are known to be valid, by moving bytes together in place. */
export class JsonUnescaper {
  /** Classes of the bytes of the last string, ORed. */
  classes = 0
  /** Escapes met so far that were half a surrogate pair; each became U+FFFD. */
  loneSurrogates = 0

  /** Unescapes `bytes[start, end)` and returns the new end. */
  unescape(bytes: Uint8Array, start: number, end: number): number {
    let classes = 0
    let to = start
    let at = start
    while (at < end) {
      let byte = bytes[at++]!
      if (byte === backslash) {
        byte = bytes[at++]!
        if (byte === letterU) {
          let code = hex4(bytes, at)
          at += 4
          if (code >= 0xd800 && code <= 0xdfff) {
            const low = code < 0xdc00 && bytes[at] === backslash && bytes[at + 1] === letterU ? hex4(bytes, at + 2) : 0
            if (low >= 0xdc00 && low <= 0xdfff) {
              code = 0x10000 + ((code - 0xd800) << 10) + (low - 0xdc00)
              at += 6
            } else {
              code = 0xfffd
              this.loneSurrogates++
            }
          }
          classes |= code < 0x80 ? byteClass[code]! : byteClasses.high
          to = writeUtf8(code, bytes, to)
          continue
        }
        byte = simple[byte]!
      }
      classes |= byteClass[byte]!
      bytes[to++] = byte
    }
    this.classes = classes
    return to
  }
}

function hex4(bytes: Uint8Array, at: number): number {
  return (hex[bytes[at]!]! << 12) | (hex[bytes[at + 1]!]! << 8) | (hex[bytes[at + 2]!]! << 4) | hex[bytes[at + 3]!]!
}
