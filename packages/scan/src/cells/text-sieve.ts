import { at, colon, digit, dot, high, lower, other, paren, plus, underscore, upper } from '../byte-class.ts'

/** Classes with which something may be found that has no long word: addresses, phones with `+`, settings with `=`. */
const signs = at | dot | colon | plus | paren
const letters = upper | lower
/** Digits of the shortest number: a landline with its area code; in groups after letters, those of a Dutch IBAN. */
const shortestNumber = 11
const shortestGroups = 10
/** The shortest word of letters and digits in which a detector finds something. */
const shortestWord = 8
/** The part of a plate after its separator: `京A·12345`. */
const shortestPlate = 5

const isWord = 1
const isDigit = 2
/** Dashes and underscores, which join the parts of a key or an address; spaces, which stand between groups of digits. */
const isJoin = 4
const isGap = 8
const kinds = kindTable()

/**
 * Whether a text may hold a word or number long enough for any detector, by a look at every eighth or eleventh byte:
 * a long word cannot lie between them. True also where the text has signs that this cannot judge.
 */
export function mayHoldNumber(bytes: Uint8Array, from: number, to: number, mask: number): boolean {
  if ((mask & signs) !== 0 || ((mask & other) !== 0 && (mask & letters) !== 0)) return true
  if ((mask & digit) === 0) return false
  if ((mask & (letters | underscore)) === 0) return mayHoldDigits(bytes, from, to, shortestNumber)
  const shortest = (mask & (upper | high)) === (upper | high) ? shortestPlate : shortestWord
  let index = from + shortest - 1
  while (index < to) {
    if ((kinds[bytes[index]!]! & (isWord | isJoin)) === 0) {
      index += shortest
      continue
    }
    let start = index
    while (start > from && (kinds[bytes[start - 1]!]! & (isWord | isJoin)) !== 0) start--
    let end = index + 1
    while (end < to && (kinds[bytes[end]!]! & (isWord | isJoin)) !== 0) end++
    if (end - start >= shortest) return true
    index = end + shortest
  }
  return mayHoldDigits(bytes, from, to, shortestGroups)
}

/** The same for digits, in groups with a single space or dash between them as may be. */
function mayHoldDigits(bytes: Uint8Array, from: number, to: number, shortest: number): boolean {
  let index = from + shortest - 1
  while (index < to) {
    if (kinds[bytes[index]!] === 0) {
      index += shortest
      continue
    }
    let start = index
    let end = index
    let digits = 0
    while (start >= from && (kinds[bytes[start]!]! & (isDigit | isGap | isJoin)) !== 0) {
      digits += (kinds[bytes[start]!]! & isDigit) >> 1
      start--
    }
    while (++end < to && (kinds[bytes[end]!]! & (isDigit | isGap | isJoin)) !== 0) {
      digits += (kinds[bytes[end]!]! & isDigit) >> 1
    }
    if (digits >= shortest) return true
    index = end + shortest
  }
  return false
}

/**
 * Whether a text may hold a secrecy marking or a full-width form: a byte 86, the last of 密, or EF, the first of every
 * full-width form. Four bytes at a time.
 */
export function mayHoldHan(view: DataView, from: number, to: number): boolean {
  let index = from
  for (; index + 4 <= to; index += 4) if (hasTelltale(view.getInt32(index, true))) return true
  if (index === to) return false
  if (to - from >= 4) return hasTelltale(view.getInt32(to - 4, true))
  return false
}

/** Whether one of the four bytes is 86 or EF: the borrow of a byte that is zero after the exclusive or. */
function hasTelltale(word: number): boolean {
  const last = word ^ 0x86868686
  const first = word ^ 0xefefefef
  return ((((last - 0x01010101) & ~last) | ((first - 0x01010101) & ~first)) & 0x80808080) !== 0
}

function kindTable(): Uint8Array {
  const table = new Uint8Array(256)
  for (let byte = 0x30; byte <= 0x39; byte++) table[byte] = isWord | isDigit
  for (let byte = 0x41; byte <= 0x5a; byte++) table[byte] = table[byte + 0x20] = isWord
  table[0x2d] = isJoin
  table[0x5f] = isJoin
  table[0x20] = isGap
  table[0x09] = isGap
  return table
}
