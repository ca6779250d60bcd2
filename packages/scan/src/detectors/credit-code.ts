import { creditCode, creditCodeSoleTrader, none } from './detector.ts'

const invalid = 255
/** Value of each character in GB 32100: digits and letters without I, O, S, V, Z; lower case counts as upper. */
const values = valueTable()
/** Registering departments and the categories that each of them gives (GB 32100-2015, table 1). */
const categories: Readonly<Record<string, string>> = {
  '1': '1239',
  '2': '19',
  '3': '123459',
  '4': '19',
  '5': '1239',
  '6': '129',
  '7': '129',
  '8': '19',
  '9': '123',
  A: '19',
  N: '1239',
  Y: '1',
}
const pairs = pairTable()
const provinces = new Set([
  10, 11, 12, 13, 14, 15, 21, 22, 23, 31, 32, 33, 34, 35, 36, 37, 41, 42, 43, 44, 45, 46, 50, 51, 52, 53, 54, 61, 62,
  63, 64, 65, 66, 71, 81, 82,
])
const isProvince = Uint8Array.from({ length: 100 }, (_, code) => (provinces.has(code) ? 1 : 0))

/**
 * Whether the 18 alphanumerics at `at` are a unified social credit code: department and category, region, check of
 * the body's own code (GB 11714, characters 9 to 17) and of the whole (weights 3^i mod 31).
 */
export function creditCodeAt(bytes: Uint8Array, at: number): number {
  const department = values[bytes[at]!]!
  const category = values[bytes[at + 1]!]!
  if (department === invalid || category === invalid || pairs[department * 32 + category] === 0) return none
  const tens = bytes[at + 2]! - 0x30
  const units = bytes[at + 3]! - 0x30
  if (tens < 0 || tens > 9 || units < 0 || units > 9 || isProvince[tens * 10 + units] === 0) return none
  for (let index = at + 4; index < at + 8; index++) {
    if (bytes[index]! < 0x30 || bytes[index]! > 0x39) return none
  }
  if (!hasBodyCheck(bytes, at + 8)) return none
  let weight = 1
  let sum = 0
  for (let index = at; index < at + 17; index++) {
    const value = values[bytes[index]!]!
    if (value === invalid) return none
    sum += value * weight
    weight = (weight * 3) % 31
  }
  if (values[bytes[at + 17]!] !== (31 - (sum % 31)) % 31) return none
  return department === 9 && category === 2 ? creditCodeSoleTrader : creditCode
}

/** GB 11714: eight characters (A is 10) with weights 3 7 9 10 5 8 4 2, then 11 − sum mod 11 (10 is X, 11 is 0). */
function hasBodyCheck(bytes: Uint8Array, at: number): boolean {
  const sum =
    3 * bodyValue(bytes[at]!) +
    7 * bodyValue(bytes[at + 1]!) +
    9 * bodyValue(bytes[at + 2]!) +
    10 * bodyValue(bytes[at + 3]!) +
    5 * bodyValue(bytes[at + 4]!) +
    8 * bodyValue(bytes[at + 5]!) +
    4 * bodyValue(bytes[at + 6]!) +
    2 * bodyValue(bytes[at + 7]!)
  const value = (11 - (sum % 11)) % 11
  const check = bytes[at + 8]!
  return value === 10 ? check === 0x58 || check === 0x78 : check === 0x30 + value
}

function bodyValue(byte: number): number {
  return byte < 0x40 ? byte - 0x30 : (byte & 0xdf) - 55
}

function valueTable(): Uint8Array {
  const table = new Uint8Array(256).fill(invalid)
  const alphabet = '0123456789ABCDEFGHJKLMNPQRTUWXY'
  for (let value = 0; value < alphabet.length; value++) {
    table[alphabet.charCodeAt(value)] = value
    table[alphabet.toLowerCase().charCodeAt(value)] = value
  }
  return table
}

function pairTable(): Uint8Array {
  const table = new Uint8Array(32 * 32)
  for (const [department, given] of Object.entries(categories)) {
    for (const category of given) {
      table[values[department.charCodeAt(0)]! * 32 + values[category.charCodeAt(0)]!] = 1
    }
  }
  return table
}
