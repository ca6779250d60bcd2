import { isDate } from '../detectors/resident-id.ts'

/**
 * Latest birth date, `yyyymmdd`, that the date in `[from, to)` can mean; 0 where there is none. Years alone mean their
 * last day; `3/8/1971` may be either month, and the later one is taken: who may be a child counts as one.
 */
export function latestBirth(bytes: Uint8Array, from: number, to: number): number {
  let first = 0
  let second = 0
  let third = 0
  let digits = 0
  let part = 0
  let firstLength = 0
  for (let index = from; index < to && part < 3; index++) {
    const digit = bytes[index]! - 0x30
    if (digit >= 0 && digit <= 9) {
      if (++digits > 8) return 0
      if (part === 0) first = first * 10 + digit
      else if (part === 1) second = second * 10 + digit
      else third = third * 10 + digit
    } else if (digits > 0) {
      if (part === 0) firstLength = digits
      part++
      digits = 0
    }
  }
  if (part === 0) firstLength = digits
  if (firstLength === 8) return isDate(first) ? first : 0
  if (firstLength === 6) return isDate(first * 100 + 1) ? first * 100 + 31 : 0
  if (firstLength === 4 && first > 1800)
    return first * 10000 + (second > 0 ? second : 12) * 100 + (third > 0 ? third : 31)
  if (third > 1800) return third * 10000 + Math.min(12, Math.max(first, second)) * 100 + 31
  return 0
}

/** The number at the beginning of `[from, to)`: an age in years; -1 where there is none. */
export function wholeNumber(bytes: Uint8Array, from: number, to: number): number {
  let value = -1
  for (let index = from; index < to && index < from + 4; index++) {
    const digit = bytes[index]! - 0x30
    if (digit < 0 || digit > 9) break
    value = (value < 0 ? 0 : value * 10) + digit
  }
  return value
}
