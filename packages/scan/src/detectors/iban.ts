import { iban, none } from './detector.ts'

/** Length of an IBAN by country (ISO 13616 register). */
const lengths = lengthTable(
  'AD24AE23AL28AT20AZ28BA20BE16BG22BH22BR29BY28CH21CR22CY28CZ24DE22DK18DO28EE20EG29ES24FI18FO18FR27GB22GE22GI23GL18GR27GT28' +
    'HR21HU28IE22IL23IQ23IS26IT27JO30KW30KZ20LB28LC32LI21LT20LU20LV21LY25MC27MD24ME22MK19MR27MT31MU30NL18NO15PK24PL28PS29' +
    'PT25QA29RO24RS22SA24SC31SE24SI19SK24SM27ST25SV28TL23TN24TR26UA29VA22VG24XK20',
)

/**
 * Whether an IBAN starts at `from`: country, its length, remainder 1 modulo 97. Single spaces between groups are
 * passed over. Returns the byte after its last one, or -1.
 */
export function ibanEnd(bytes: Uint8Array, from: number, to: number): number {
  const first = bytes[from]! & 0xdf
  const second = bytes[from + 1]! & 0xdf
  if (first < 0x41 || first > 0x5a || second < 0x41 || second > 0x5a) return -1
  const length = lengths[(first - 0x41) * 26 + second - 0x41]!
  if (length === none || to - from < length) return -1
  let seen = 0
  let head = 0
  let remainder = 0
  let index = from
  for (; index < to && seen < length; index++) {
    const value = digitsOf(bytes[index]!)
    if (value < 0) {
      if (bytes[index] === 0x20 && seen % 4 === 0) continue
      return -1
    }
    if (seen < 4) head = value < 10 ? (head * 10 + value) | 0 : (head * 100 + value) | 0
    else remainder = value < 10 ? (remainder * 10 + value) % 97 : (remainder * 100 + value) % 97
    seen++
  }
  if (seen < length || (index < to && digitsOf(bytes[index]!) >= 0)) return -1
  return (remainder * 1000000 + head) % 97 === 1 ? index : -1
}

/** The detector's code when all of `[from, to)` is an IBAN. */
export function ibanAt(bytes: Uint8Array, from: number, to: number): number {
  return ibanEnd(bytes, from, to) === to ? iban : none
}

function digitsOf(byte: number): number {
  if (byte >= 0x30 && byte <= 0x39) return byte - 0x30
  const letter = byte & 0xdf
  return letter >= 0x41 && letter <= 0x5a ? letter - 55 : -1
}

function lengthTable(text: string): Uint8Array {
  const table = new Uint8Array(26 * 26)
  for (let at = 0; at < text.length; at += 4) {
    table[(text.charCodeAt(at) - 0x41) * 26 + text.charCodeAt(at + 1) - 0x41] = Number(text.slice(at + 2, at + 4))
  }
  return table
}
