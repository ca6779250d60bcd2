import { landline, mobile, none, phoneInternational } from './detector.ts'

/** Whether 11 digits at `at` are a mainland mobile number: 13 to 19, then nine digits. */
export function mobileAt(bytes: Uint8Array, at: number): number {
  return bytes[at] === 0x31 && bytes[at + 1]! >= 0x33 ? mobile : none
}

/** Whether the digits of `[from, to)` are an area code (010, 02x, 03xx to 09xx) and a local number of 7 or 8 digits. */
export function landlineAt(bytes: Uint8Array, from: number, to: number): number {
  if (bytes[from] !== 0x30) return none
  const length = to - from
  const second = bytes[from + 1]!
  const isShortArea = second === 0x32 || (second === 0x31 && bytes[from + 2] === 0x30)
  const area = isShortArea ? 3 : second >= 0x33 ? 4 : 0
  if (area === 0) return none
  const local = length - area
  const leads = bytes[from + area]! >= 0x32
  return leads && (local === 8 || (local === 7 && !isShortArea)) ? landline : none
}

/** Number of digits of the longest phone number of E.164. */
const maxInternational = 15

/**
 * Reads a number that begins with `+` at `at`, with single spaces, dashes, dots and parentheses between its digits,
 * into `into` (digits as bytes). Returns the byte after its last digit, or -1. `into` must hold 16 bytes.
 */
export function internationalEnd(bytes: Uint8Array, at: number, to: number, into: Uint8Array): number {
  let count = 0
  let end = -1
  let gap = 0
  for (let index = at + 1; index < to; index++) {
    const byte = bytes[index]!
    if (byte >= 0x30 && byte <= 0x39) {
      if (count === maxInternational) return -1
      into[count++] = byte
      end = index + 1
      gap = 0
    } else if (
      count > 0 &&
      gap < 2 &&
      (byte === 0x20 || byte === 0x2d || byte === 0x28 || byte === 0x29 || byte === 0x2e)
    ) {
      gap++
    } else break
  }
  into[count] = 0
  return count >= 8 && into[0] !== 0x30 ? end : -1
}

/** Kind of the digits that `internationalEnd` read, `count` of them: mainland mobile, mainland landline, another country. */
export function internationalKind(digits: Uint8Array, count: number): number {
  if (digits[0] === 0x38 && digits[1] === 0x36) {
    if (count === 13) return mobileAt(digits, 2)
    return count >= 11 && count <= 13 ? landline : none
  }
  return phoneInternational
}
