import { hkid, macauId, none, taiwanId } from './detector.ts'

/** Value of each first letter of a Taiwan number: A 10 … with the historical order of W, Z, I, O. */
const taiwanLetters = [
  10, 11, 12, 13, 14, 15, 16, 17, 34, 18, 19, 20, 21, 22, 35, 23, 24, 25, 26, 27, 28, 29, 32, 30, 31, 33,
]

/**
 * Whether a Hong Kong identity card number fills `[from, to)`: one or two letters, six digits, check digit with or
 * without parentheses; weights 9 to 2, a missing letter counts 36, modulo 11.
 */
export function hkidAt(bytes: Uint8Array, from: number, to: number): number {
  const letters = isLetter(bytes[from + 1]!) ? 2 : 1
  if (!isLetter(bytes[from]!)) return none
  const digits = from + letters
  const bracket = bytes[digits + 6] === 0x28
  if (to - digits !== (bracket ? 9 : 7) || (bracket && bytes[to - 1] !== 0x29)) return none
  let sum = (letters === 2 ? letterValue(bytes[from]!) : 36) * 9 + letterValue(bytes[digits - 1]!) * 8
  for (let index = 0; index < 6; index++) {
    const digit = bytes[digits + index]! - 0x30
    if (digit < 0 || digit > 9) return none
    sum += digit * (7 - index)
  }
  const check = bytes[digits + (bracket ? 7 : 6)]!
  const value = check === 0x41 || check === 0x61 ? 10 : check >= 0x30 && check <= 0x39 ? check - 0x30 : -1
  return value >= 0 && (sum + value) % 11 === 0 ? hkid : none
}

/** Whether a Macau resident identity card number fills `[from, to)`: 1, 5 or 7, six digits, one digit, maybe in parentheses. */
export function macauIdAt(bytes: Uint8Array, from: number, to: number): number {
  const first = bytes[from]
  if (first !== 0x31 && first !== 0x35 && first !== 0x37) return none
  const bracket = bytes[from + 7] === 0x28
  if (to - from !== (bracket ? 10 : 8) || (bracket && bytes[to - 1] !== 0x29)) return none
  for (let index = from; index < from + 7; index++) if (!isDigit(bytes[index]!)) return none
  return isDigit(bytes[from + (bracket ? 8 : 7)]!) ? macauId : none
}

/**
 * Whether the ten characters at `at` are a Taiwan identity or resident number: letter, 1 2 (sex) or 8 9 (foreigner),
 * eight digits; letter value and weights 1 9 8 7 6 5 4 3 2 1 1, modulo 10.
 */
export function taiwanIdAt(bytes: Uint8Array, at: number): number {
  const second = bytes[at + 1]
  if (!isLetter(bytes[at]!) || (second !== 0x31 && second !== 0x32 && second !== 0x38 && second !== 0x39)) return none
  const letter = taiwanLetters[(bytes[at]! & 0xdf) - 0x41]!
  let sum = ((letter / 10) | 0) + (letter % 10) * 9
  for (let index = 1; index < 10; index++) {
    const byte = bytes[at + index]!
    if (!isDigit(byte)) return none
    sum += (byte - 0x30) * (index < 9 ? 9 - index : 1)
  }
  return sum % 10 === 0 ? taiwanId : none
}

function letterValue(byte: number): number {
  return (byte & 0xdf) - 55
}

function isLetter(byte: number): boolean {
  const letter = byte & 0xdf
  return letter >= 0x41 && letter <= 0x5a
}

function isDigit(byte: number): boolean {
  return byte >= 0x30 && byte <= 0x39
}
