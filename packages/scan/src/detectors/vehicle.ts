import { none, plate, vin } from './detector.ts'

const invalid = 255
/** Value of each character of a VIN (ISO 3779); I, O and Q do not occur. */
const vinValues = vinTable()
const vinWeights = new Uint8Array([8, 7, 6, 5, 4, 3, 2, 10, 0, 9, 8, 7, 6, 5, 4, 3, 2])
/** Provinces of a plate, by code point. */
const plateProvinces = codePoints('京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼使')
/** Last characters of plates of police, schools, trailers, learners, Hong Kong, Macau, consulates and tests. */
const plateSuffixes = codePoints('警学挂港澳领试超使')
const plateDigit = 1
const plateLetter = 2
/** Digits and the letters of a plate: all capitals but I and O; 4 for any other byte. */
const plateKinds = plateKindTable()

/** Whether the 17 alphanumerics at `at` are a VIN with its check digit (position 9, weights 8 7 6 5 4 3 2 10 0 9 …). */
export function vinAt(bytes: Uint8Array, at: number): number {
  let sum = 0
  for (let index = 0; index < 17; index++) {
    const value = vinValues[bytes[at + index]!]!
    if (value === invalid) return none
    sum += value * vinWeights[index]!
  }
  const check = sum % 11
  const byte = bytes[at + 8]!
  return (check === 10 ? byte === 0x58 || byte === 0x78 : byte === 0x30 + check) ? vin : none
}

/** Whether the 17 alphanumerics at `at` have a VIN's characters; European makers leave the check digit out. */
export function isVinShaped(bytes: Uint8Array, at: number): boolean {
  let seen = 0
  let digits = 0
  for (let index = at; index < at + 17; index++) {
    const byte = bytes[index]!
    seen |= vinValues[byte]!
    digits -= (byte - 0x40) >> 31
  }
  return seen < 16 && digits >= 3 && digits < 17
}

/**
 * Reads a mainland plate at `at` (GA 36-2018): province, letter, then five characters or six for new-energy cars, one
 * separator allowed after the letter. Returns the byte after it, or -1.
 */
export function plateEnd(bytes: Uint8Array, at: number, to: number): number {
  const office = bytes[at + 3]!
  if (to - at < 9 || office < 0x41 || office > 0x5a || office === 0x49) return -1
  if (plateProvinces[codePointAt(bytes, at)] === 0) return -1
  let index = at + 4
  if (bytes[index] === 0x20 || bytes[index] === 0x2d || bytes[index] === 0x2e) index++
  else if (bytes[index] === 0xc2 && bytes[index + 1] === 0xb7) index += 2
  const start = index
  let digits = 0
  while (index < to && index - start < 7) {
    const byte = bytes[index]!
    if (byte >= 0x30 && byte <= 0x39) digits++
    else if (byte < 0x41 || byte > 0x5a || byte === 0x49 || byte === 0x4f) break
    index++
  }
  const length = index - start
  if (index < to && isAlphanumeric(bytes[index]!)) return -1
  if (length === 4 && digits >= 2 && index + 3 <= to && plateSuffixes[codePointAt(bytes, index)] === 1) return index + 3
  if (length === 5) return digits >= 2 ? index : -1
  return length === 6 && isNewEnergy(bytes, start) ? index : -1
}

/** The detector's code when all of `[from, to)` is a plate. */
export function plateAt(bytes: Uint8Array, from: number, to: number): number {
  if (to - from === 9 && isOrdinary(bytes, from)) return plate
  return plateEnd(bytes, from, to) === to ? plate : none
}

/** The usual form, read without a decision by byte: province, letter, five letters or digits. */
function isOrdinary(bytes: Uint8Array, from: number): boolean {
  if (plateProvinces[codePointAt(bytes, from)] === 0) return false
  const office = plateKinds[bytes[from + 3]!]!
  const one = plateKinds[bytes[from + 4]!]!
  const two = plateKinds[bytes[from + 5]!]!
  const three = plateKinds[bytes[from + 6]!]!
  const four = plateKinds[bytes[from + 7]!]!
  const five = plateKinds[bytes[from + 8]!]!
  const digits = (one & 1) + (two & 1) + (three & 1) + (four & 1) + (five & 1)
  return (one | two | three | four | five) < 4 && digits >= 2 && (office === plateLetter || bytes[from + 3] === 0x4f)
}

/** Small cars: class letter A–K without I, one character, four digits; large ones: five digits and the class letter. */
function isNewEnergy(bytes: Uint8Array, at: number): boolean {
  if (isClassLetter(bytes[at]!)) return areDigits(bytes, at + 2, at + 6)
  return isClassLetter(bytes[at + 5]!) && areDigits(bytes, at, at + 5)
}

function isClassLetter(byte: number): boolean {
  return byte >= 0x41 && byte <= 0x4b && byte !== 0x49
}

function areDigits(bytes: Uint8Array, from: number, to: number): boolean {
  for (let index = from; index < to; index++) {
    if (bytes[index]! < 0x30 || bytes[index]! > 0x39) return false
  }
  return true
}

function isAlphanumeric(byte: number): boolean {
  const letter = byte & 0xdf
  return (byte >= 0x30 && byte <= 0x39) || (letter >= 0x41 && letter <= 0x5a)
}

/** Code point of the three bytes at `at`. */
function codePointAt(bytes: Uint8Array, at: number): number {
  return ((bytes[at]! & 15) << 12) | ((bytes[at + 1]! & 63) << 6) | (bytes[at + 2]! & 63)
}

function codePoints(characters: string): Uint8Array {
  const table = new Uint8Array(0x10000)
  for (const character of characters) table[character.charCodeAt(0)] = 1
  return table
}

function plateKindTable(): Uint8Array {
  const table = new Uint8Array(256).fill(4)
  for (let byte = 0x30; byte <= 0x39; byte++) table[byte] = plateDigit
  for (let byte = 0x41; byte <= 0x5a; byte++) if (byte !== 0x49 && byte !== 0x4f) table[byte] = plateLetter
  return table
}

function vinTable(): Uint8Array {
  const table = new Uint8Array(256).fill(invalid)
  for (let digit = 0; digit < 10; digit++) table[0x30 + digit] = digit
  const letters = 'ABCDEFGHJKLMNPRSTUVWXYZ'
  const values = [1, 2, 3, 4, 5, 6, 7, 8, 1, 2, 3, 4, 5, 7, 9, 2, 3, 4, 5, 6, 7, 8, 9]
  for (let index = 0; index < letters.length; index++) {
    table[letters.charCodeAt(index)] = values[index]!
    table[letters.toLowerCase().charCodeAt(index)] = values[index]!
  }
  return table
}
