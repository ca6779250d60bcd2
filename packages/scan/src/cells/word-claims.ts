import { mayBeginSecret, secretKind } from '../detectors/credentials.ts'
import { creditCodeAt } from '../detectors/credit-code.ts'
import { hkid, none, vin } from '../detectors/detector.ts'
import { ibanAt } from '../detectors/iban.ts'
import { hkidAt, taiwanIdAt } from '../detectors/region-ids.ts'
import { residentIdAt } from '../detectors/resident-id.ts'
import { isVinShaped, vinAt } from '../detectors/vehicle.ts'
import { digitClaim } from './digit-claims.ts'
import type { Hits } from './hits.ts'

/**
 * Claims what the word `[from, to)` (ASCII letters and digits, at least one of each) is or holds: strongest first, and
 * numbers glued to letters (`ID110101…`) where the digits end.
 */
export function claimWord(bytes: Uint8Array, from: number, to: number, hint: number, today: number, hits: Hits): void {
  const length = to - from
  let code = none
  if (length === 18) {
    const last = bytes[to - 1]! | 0x20
    code = (last === 0x78 ? residentNumber(bytes, from, today) : none) || creditCodeAt(bytes, from)
  } else if (length === 17) {
    code = hint === vin && isVinShaped(bytes, from) ? vin : vinAt(bytes, from)
    if (code !== none && hint !== vin && !hasCapitals(bytes, from, to)) code = none
  } else if (length === 10) {
    code = taiwanIdAt(bytes, from)
  } else if (hint === hkid && (length === 8 || length === 9)) {
    code = hkidAt(bytes, from, to)
  }
  if (code === none && length >= 15 && length <= 34 && bytes[from]! > 0x40 && bytes[from + 2]! < 0x3a) {
    code = ibanAt(bytes, from, to)
  }
  if (code === none && length >= 16 && mayBeginSecret(bytes[from]!)) code = secretKind(bytes, from, to)
  if (code !== none) hits.add(code, from, to)
  else if (length > 11) claimGlued(bytes, from, to, hint, today, hits)
}

/** No small letter: a VIN in a text is written in capitals, a digest is not. */
function hasCapitals(bytes: Uint8Array, from: number, to: number): boolean {
  for (let index = from; index < to; index++) if (bytes[index]! > 0x60) return false
  return true
}

/** Seventeen digits and X, where all but the last are digits. */
function residentNumber(bytes: Uint8Array, from: number, today: number): number {
  for (let index = from; index < from + 17; index++) {
    if (bytes[index]! > 0x39) return none
  }
  return residentIdAt(bytes, from, today)
}

/**
 * Numbers inside a longer word. A word of several runs of digits is a code of some system: only the strong resident
 * ID is taken from it; from a word of one run everything is.
 */
function claimGlued(bytes: Uint8Array, from: number, to: number, hint: number, today: number, hits: Hits): void {
  let runs = 0
  let start = from
  let end = from
  let longest = 0
  for (let index = from; index < to; ) {
    if (bytes[index]! > 0x39) {
      index++
      continue
    }
    const begin = index
    while (index < to && bytes[index]! < 0x3a) index++
    runs++
    if (index - begin >= 17 && index - begin <= 18) {
      const isCrossed = index - begin === 17 && index < to && (bytes[index]! | 0x20) === 0x78
      if (index - begin === 18 || isCrossed) {
        const code = residentIdAt(bytes, begin, today)
        if (code !== none) {
          hits.add(code, begin, begin + 18)
          return
        }
      }
    }
    if (index - begin > longest) {
      longest = index - begin
      start = begin
      end = index
    }
  }
  if (runs !== 1 || longest < 11 || longest === 14 || longest === 15) return
  const code = digitClaim(bytes, start, end, hint, today)
  if (code !== none) hits.add(code, start, end)
}
