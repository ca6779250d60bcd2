import { control, space } from '../byte-class.ts'
import { isPlaceholder } from '../detectors/placeholders.ts'

/** Longest word for "no value", in bytes. */
const longestPlaceholder = 16
/** Shortest run of digits that a detector asks about. */
export const shortestNumber = 11

/** Spaces alone, or a word for "no value"; asked for cells without digits. */
export function isNothing(bytes: Uint8Array, from: number, to: number, mask: number): boolean {
  if (to - from > longestPlaceholder) return false
  return (mask & ~(space | control)) === 0 || isPlaceholder(bytes, from, to)
}

/** Whether the number of an account is zero or -1: that of nobody. */
export function isZero(bytes: Uint8Array, from: number, to: number): boolean {
  if (to - from === 2 && bytes[from] === 0x2d && bytes[from + 1] === 0x31) return true
  for (let index = from; index < to; index++) if (bytes[index] !== 0x30) return false
  return true
}

/** Letters, digits and signs between them, with at least so many digits; nothing hidden by `*`. */
export function isCode(bytes: Uint8Array, from: number, to: number, leastDigits: number): boolean {
  let digits = 0
  for (let index = from; index < to; index++) {
    const byte = bytes[index]!
    const letter = byte & 0xdf
    if (byte >= 0x30 && byte <= 0x39) digits++
    else if ((letter < 0x41 || letter > 0x5a) && byte !== 0x20 && byte !== 0x2d && byte !== 0x2e) return false
  }
  return digits >= leastDigits && to - from <= 40
}

/** Whether `[from, to)` is letters and digits alone. */
export function isAlphanumeric(bytes: Uint8Array, from: number, to: number): boolean {
  for (let index = from; index < to; index++) {
    const byte = bytes[index]!
    const letter = byte & 0xdf
    if ((byte < 0x30 || byte > 0x39) && (letter < 0x41 || letter > 0x5a)) return false
  }
  return true
}

const lineFeed = 0x0a

/** Whether a cell holds several values, a line feed between them, as an array of JSON has them. */
export function hasLines(bytes: Uint8Array, from: number, to: number): boolean {
  return bytes.subarray(from, to).includes(lineFeed)
}

/** Where the line that begins at `from` ends. */
export function lineEnd(bytes: Uint8Array, from: number, to: number): number {
  const end = bytes.subarray(from, to).indexOf(lineFeed)
  return end < 0 ? to : from + end
}

/** Lines of a cell that are not empty. */
export function countLines(bytes: Uint8Array, from: number, to: number): number {
  let lines = 0
  for (let start = from; start < to; ) {
    const end = lineEnd(bytes, start, to)
    if (end > start) lines++
    start = end + 1
  }
  return lines
}
