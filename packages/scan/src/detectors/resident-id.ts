import {
  foreignResidentCard,
  hkmtResidencePermit,
  none,
  residentId,
  residentIdOld,
  residentIdUnknownRegion,
} from './detector.ts'

const mainland = 1
const hkmt = 2
const foreign = 3
/** Kind of document by the first two digits: GB/T 2260 provinces, 81–83 for Hong Kong, Macau and Taiwan, 9 for foreigners. */
const provinceKind = provinceTable()
/** Days of each month, leap Februaries included; the year decides below. */
const monthDays = new Uint8Array([0, 31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31])

/**
 * Which 18-digit identity number stands at `at` (17 digits, then a digit, X or x): GB 11643 date, region and check
 * digit. `today` is `yyyymmdd`; later birth dates are refused.
 */
export function residentIdAt(bytes: Uint8Array, at: number, today: number): number {
  const kind = provinceKind[bytes[at]! * 10 + bytes[at + 1]! - 528]!
  if (kind === none) return none
  const birth = birthNumber(bytes, at + 6)
  if (birth < 19000101 || birth > today || !isDate(birth) || !hasCheckDigit(bytes, at)) return none
  if (kind === mainland) {
    return isPlausibleRegion(bytes, at) ? residentId : residentIdUnknownRegion
  }
  if (kind === hkmt) {
    return bytes[at + 2] === 0x30 && bytes[at + 3] === 0x30 && bytes[at + 4] === 0x30 && bytes[at + 5] === 0x30
      ? hkmtResidencePermit
      : none
  }
  const issuer = provinceKind[bytes[at + 1]! * 10 + bytes[at + 2]! - 528]!
  return kind === foreign && issuer === mainland ? foreignResidentCard : none
}

/** Whether the 15 digits at `at` are an identity number of before 1999: region, `yymmdd` of the 20th century. No check digit. */
export function residentIdOldAt(bytes: Uint8Array, at: number): number {
  if (provinceKind[bytes[at]! * 10 + bytes[at + 1]! - 528] !== mainland || !isPlausibleRegion(bytes, at)) return none
  return isDate(oldBirthNumber(bytes, at)) ? residentIdOld : none
}

/** Birth date `yyyymmdd` of an identity number of 18 or 15 characters at `at`. */
export function birthOf(bytes: Uint8Array, at: number, length: number): number {
  return length === 15 ? oldBirthNumber(bytes, at) : birthNumber(bytes, at + 6)
}

/** Whether `yyyymmdd` is a day of the calendar. */
export function isDate(number: number): boolean {
  const year = (number / 10000) | 0
  const month = ((number / 100) | 0) - year * 100
  const day = number - year * 10000 - month * 100
  if (month < 1 || month > 12 || day < 1 || day > monthDays[month]!) return false
  return day < 29 || month !== 2 || (year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0))
}

function birthNumber(bytes: Uint8Array, at: number): number {
  return (
    bytes[at]! * 10000000 +
    bytes[at + 1]! * 1000000 +
    bytes[at + 2]! * 100000 +
    bytes[at + 3]! * 10000 +
    bytes[at + 4]! * 1000 +
    bytes[at + 5]! * 100 +
    bytes[at + 6]! * 10 +
    bytes[at + 7]! -
    533333328
  )
}

function oldBirthNumber(bytes: Uint8Array, at: number): number {
  let number = 19
  for (let index = at + 6; index < at + 12; index++) number = number * 10 + bytes[index]! - 0x30
  return number
}

/** Weights of GB 11643 modulo 11 against the 18th character; the constant takes the 48 of each digit's byte away. */
function hasCheckDigit(bytes: Uint8Array, at: number): boolean {
  const sum =
    7 * bytes[at]! +
    9 * bytes[at + 1]! +
    10 * bytes[at + 2]! +
    5 * bytes[at + 3]! +
    8 * bytes[at + 4]! +
    4 * bytes[at + 5]! +
    2 * bytes[at + 6]! +
    bytes[at + 7]! +
    6 * bytes[at + 8]! +
    3 * bytes[at + 9]! +
    7 * bytes[at + 10]! +
    9 * bytes[at + 11]! +
    10 * bytes[at + 12]! +
    5 * bytes[at + 13]! +
    8 * bytes[at + 14]! +
    4 * bytes[at + 15]! +
    2 * bytes[at + 16]! -
    4800
  const value = (12 - (sum % 11)) % 11
  const check = bytes[at + 17]!
  return value === 10 ? check === 0x58 || check === 0x78 : check === 0x30 + value
}

/**
 * Whether the prefecture and county digits lie where codes were ever given: prefectures 01–43, 51–54 and 90, counties
 * 01–40 and 81–90. Retired codes are far more than any list holds, so a stranger only lowers confidence.
 */
function isPlausibleRegion(bytes: Uint8Array, at: number): boolean {
  const prefecture = bytes[at + 2]! * 10 + bytes[at + 3]! - 528
  const county = bytes[at + 4]! * 10 + bytes[at + 5]! - 528
  if (prefecture === 0 || (prefecture > 43 && prefecture < 51) || (prefecture > 54 && prefecture !== 90)) return false
  return county !== 0 && county <= 90 && (county <= 40 || county >= 81)
}

function provinceTable(): Uint8Array {
  const kinds = new Uint8Array(256)
  const provinces = [
    11, 12, 13, 14, 15, 21, 22, 23, 31, 32, 33, 34, 35, 36, 37, 41, 42, 43, 44, 45, 46, 50, 51, 52, 53, 54, 61, 62, 63,
    64, 65, 71,
  ]
  for (const province of provinces) kinds[province] = mainland
  for (const region of [81, 82, 83]) kinds[region] = hkmt
  for (let second = 90; second < 100; second++) kinds[second] = foreign
  return kinds
}
