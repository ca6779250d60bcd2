/** Year and month of a date; month 0 where the value says none, or may say either of two. */
export interface ReadDate {
  year: number
  month: number
}

/** Numbers at the beginning of a value, with what stands between and behind them. */
const numbers = new Int32Array(3)
const lengths = new Int32Array(3)

/**
 * Reads a date in the forms that the scanner knows: 2026-11-25 with `-`, `/`, `.` or 年月日, 20261125, 202611, 2026-11,
 * 2026, 25/11/2026; a time after a blank or `T`, and a zone, may follow. Of 3/8/1971 nobody can say the month. False
 * where the value is no date, or holds anything else.
 */
export function readDate(bytes: Uint8Array, from: number, to: number, date: ReadDate): boolean {
  let count = 0
  let at = from
  let separator = 0
  while (at < to && count < 3) {
    const start = at
    let value = 0
    for (; at < to && bytes[at]! >= 0x30 && bytes[at]! <= 0x39 && at - start < 9; at++)
      value = value * 10 + bytes[at]! - 0x30
    if (at === start) return false
    numbers[count] = value
    lengths[count] = at - start
    count++
    const width = separatorAt(bytes, at, to)
    if (width === 0) break
    // One kind of separator, but for 年月日.
    if (width === 1 && separator !== 0 && bytes[at] !== separator) return false
    if (width === 1) separator = bytes[at]!
    if (width === 1 && count === 3) break
    at += width
    if (width === 1 && at === to) return false
    if (width === 3 && (at === to || bytes[at]! < 0x30 || bytes[at]! > 0x39)) break
  }
  return isTimeAfter(bytes, at, to) && setDate(count, date)
}

function setDate(count: number, date: ReadDate): boolean {
  const [first, second, third] = [numbers[0]!, numbers[1]!, numbers[2]!]
  const length = lengths[0]!
  if (count === 1) {
    if (length === 8) return set(date, Math.floor(first / 10000), Math.floor(first / 100) % 100, first % 100)
    if (length === 6) return set(date, Math.floor(first / 100), first % 100, 1)
    return length === 4 && setYear(date, first)
  }
  if (length === 4) return set(date, first, second, count === 3 ? third : 1)
  if (count !== 3 || lengths[2] !== 4 || length > 2 || lengths[1]! > 2) return false
  if (first > 12) return set(date, third, second, first)
  if (second > 12 || first === second) return set(date, third, first, second)
  return first >= 1 && second >= 1 && setYear(date, third)
}

function set(date: ReadDate, year: number, month: number, day: number): boolean {
  return setYear(date, year, month) && month >= 1 && month <= 12 && day >= 1 && day <= 31
}

function setYear(date: ReadDate, year: number, month = 0): boolean {
  date.year = year
  date.month = month
  return year >= 1800 && year <= 2199
}

/** Bytes of the separator at `at`: `-`, `/`, `.`, or one of 年月日; 0 where there is none. */
function separatorAt(bytes: Uint8Array, at: number, to: number): number {
  const byte = bytes[at]!
  if (at >= to) return 0
  if (byte === 0x2d || byte === 0x2f || byte === 0x2e) return 1
  const character = (byte << 16) | (bytes[at + 1]! << 8) | bytes[at + 2]!
  return at + 3 <= to && (character === 0xe5b9b4 || character === 0xe69c88 || character === 0xe697a5) ? 3 : 0
}

/** Whether nothing is left but a time of day: digits, colons, a point, a zone. */
function isTimeAfter(bytes: Uint8Array, from: number, to: number): boolean {
  if (from === to) return true
  if ((bytes[from] !== 0x20 && bytes[from] !== 0x54) || to - from > 24) return false
  for (let at = from + 1; at < to; at++) {
    const byte = bytes[at]!
    const isTime = (byte >= 0x30 && byte <= 0x3a) || byte === 0x2e || byte === 0x2b || byte === 0x2d || byte === 0x5a
    if (!isTime && byte !== 0x20) return false
  }
  return true
}
