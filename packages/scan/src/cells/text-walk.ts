import { isPrivateKey, mayBeginSecret, passwordSettingEnd, secretEnd, secretKind } from '../detectors/credentials.ts'
import {
  connectionString,
  hkid,
  iban,
  ipAddress,
  macAddress,
  macauId,
  none,
  plate,
  privateKey,
} from '../detectors/detector.ts'
import { ibanEnd } from '../detectors/iban.ts'
import { markingAt, noMarking } from '../detectors/markings.ts'
import { hexValue, ipv4End, ipv6End, macEnd } from '../detectors/network.ts'
import { internationalEnd, internationalKind } from '../detectors/phone.ts'
import { hkidAt, macauIdAt } from '../detectors/region-ids.ts'
import { plateEnd } from '../detectors/vehicle.ts'
import { digitClaim } from './digit-claims.ts'
import { isFullWidthForm } from './full-width.ts'
import { GroupedClaims } from './grouped-claims.ts'
import type { Hits } from './hits.ts'
import { claimWord } from './word-claims.ts'

const digitKind = 1
const letterKind = 2
const plusKind = 3
const dashKind = 4
/** First bytes of Han characters of which nothing depends on the next two: all but E5, where 密 is. */
const hanKind = 5
const highKind = 6
const kinds = kindTable()

/** Reads the words, numbers and Han characters of one cell, from left to right, each byte claimed at most once. */
export class TextWalk {
  marking = noMarking
  isFullWidth = false
  readonly #hits: Hits
  readonly #today: number
  readonly #grouped = new GroupedClaims()
  readonly #digits = new Uint8Array(16)
  #hint = none
  /** Spans claimed before the walk (mails): the next of them, and how many there are. */
  #claimed = 0
  #claims = 0

  constructor(hits: Hits, today: number) {
    this.#hits = hits
    this.#today = today
  }

  /** Forgets the cell before. Call it before anything is claimed for the next one. */
  begin(hint: number): void {
    this.marking = noMarking
    this.isFullWidth = false
    this.#hint = hint
  }

  walk(bytes: Uint8Array, from: number, to: number): void {
    this.#claimed = 0
    this.#claims = this.#hits.count
    let claimedFrom = this.#claims > 0 ? this.#hits.starts[0]! : to
    let index = from
    while (index < to) {
      if (index >= claimedFrom) {
        index = this.#hits.ends[this.#claimed++]!
        claimedFrom = this.#claimed < this.#claims ? this.#hits.starts[this.#claimed]! : to
        continue
      }
      const kind = kinds[bytes[index]!]!
      if (kind === hanKind) index += 3
      else if (kind === 0) index++
      else if (kind === digitKind && isShortNumber(bytes, index, to)) index = afterDigits(bytes, index, to)
      else if (kind <= letterKind) index = this.#word(bytes, from, index, claimedFrom < to ? claimedFrom : to)
      else if (kind === highKind) index = this.#high(bytes, from, index, to)
      else index = this.#sign(bytes, index, to, kind)
    }
  }

  /** A character outside ASCII at `index`: markings, full-width forms. Returns where the next one begins. */
  #high(bytes: Uint8Array, from: number, index: number, to: number): number {
    const lead = bytes[index]!
    if (lead < 0xe0) return lead >= 0xc0 ? index + 2 : index + 1
    if (lead >= 0xf0) return index + 4
    if (lead === 0xe5) {
      if (bytes[index + 1] === 0xaf && bytes[index + 2] === 0x86 && index + 2 < to) {
        const marking = markingAt(bytes, from, index, to)
        if (marking > this.marking) this.marking = marking
      }
    } else if (lead === 0xef && index + 2 < to && isFullWidthForm(bytes[index + 1]!, bytes[index + 2]!)) {
      this.isFullWidth = true
    }
    return index + 3
  }

  /** A run of ASCII letters and digits at `index`. Returns the byte after what was read. */
  #word(bytes: Uint8Array, from: number, index: number, to: number): number {
    let end = index
    let digits = 0
    while (end < to) {
      const kind = kinds[bytes[end]!]!
      if (kind === digitKind) digits++
      else if (kind !== letterKind) break
      end++
    }
    const length = end - index
    const next = end < to ? bytes[end]! : 0
    if (index - 3 >= from && bytes[index - 3]! >= 0xe4 && bytes[index]! >= 0x41) {
      const after = plateEnd(bytes, index - 3, to)
      if (after > 0) {
        this.#hits.add(plate, index - 3, after)
        return after
      }
    }
    if (digits === length) return this.#number(bytes, index, end, to, next)
    if (length <= 4 && (next === 0x3a || next === 0x2d)) {
      const after = this.#address(bytes, index, end, to, next)
      if (after > 0) return after
    }
    if (digits === 0) return this.#letters(bytes, from, index, end, to, next)
    if (next === 0x28 && length <= 8 && length >= 7 && hkidAt(bytes, index, Math.min(to, end + 3)) !== none) {
      this.#hits.add(hkid, index, end + 3)
      return end + 3
    }
    if (length === 4 && next === 0x20) {
      const after = ibanEnd(bytes, index, to)
      if (after > 0) {
        this.#hits.add(iban, index, after)
        return after
      }
    }
    if ((next === 0x5f || next === 0x2d || next === 0x2e) && mayBeginSecret(bytes[index]!)) {
      const after = this.#secret(bytes, index, to)
      if (after > 0) return after
    }
    if (length >= 8) claimWord(bytes, index, end, this.#hint, this.#today, this.#hits)
    return end
  }

  /** A run of digits alone. */
  #number(bytes: Uint8Array, index: number, end: number, to: number, next: number): number {
    const length = end - index
    if (next === 0x2e) {
      if (length <= 3) {
        const after = ipv4End(bytes, index, to)
        if (after > 0) {
          this.#hits.add(ipAddress, index, after)
          return after
        }
        return afterDotted(bytes, end, to)
      }
    } else if (next === 0x3a || (next === 0x2d && length === 2)) {
      if (length <= 4) {
        const after = this.#address(bytes, index, end, to, next)
        if (after > 0) return after
      }
    }
    if ((next === 0x2d || next === 0x20) && (length === 3 || length === 4 || length === 6) && end + 1 < to) {
      const following = bytes[end + 1]!
      if (following >= 0x30 && following <= 0x39) {
        const after = this.#grouped.claim(bytes, index, end, to, this.#today, this.#hits)
        if (after > 0) return after
      }
    }
    if (next === 0x28 && length === 7 && macauIdAt(bytes, index, Math.min(to, end + 3)) !== none) {
      this.#hits.add(macauId, index, end + 3)
      return end + 3
    }
    if (length >= 11) {
      const code = digitClaim(bytes, index, end, this.#hint, this.#today)
      if (code !== none) this.#hits.add(code, index, end)
    }
    return end
  }

  /** MAC and IPv6 addresses begin with up to four hexadecimal digits and a separator. -1 where there is neither. */
  #address(bytes: Uint8Array, index: number, end: number, to: number, next: number): number {
    for (let at = index; at < end; at++) if (hexValue(bytes[at]!) < 0) return -1
    if (end - index === 2) {
      const after = macEnd(bytes, index, to)
      if (after > 0) {
        this.#hits.add(macAddress, index, after)
        return after
      }
    }
    const after = next === 0x3a ? ipv6End(bytes, index, to) : -1
    if (after > 0) this.#hits.add(ipAddress, index, after)
    return after
  }

  #letters(bytes: Uint8Array, from: number, index: number, end: number, to: number, next: number): number {
    if (next === 0x3d && (end - index === 8 || end - index === 3)) {
      const after = passwordSettingEnd(bytes, index, to)
      if (after > 0) {
        this.#hits.add(connectionString, from, after)
        return after
      }
    }
    if ((next === 0x5f || next === 0x2d) && mayBeginSecret(bytes[index]!)) {
      const after = this.#secret(bytes, index, to)
      if (after > 0) return after
    }
    return end
  }

  #secret(bytes: Uint8Array, index: number, to: number): number {
    const code = secretKind(bytes, index, to)
    if (code === none) return -1
    const after = secretEnd(bytes, index, to)
    this.#hits.add(code, index, after)
    return after
  }

  /** `+` before a phone number, `-` before a private key, `:` before an IPv6 address without a first group. */
  #sign(bytes: Uint8Array, index: number, to: number, kind: number): number {
    if (kind === plusKind) {
      const end = internationalEnd(bytes, index, to, this.#digits)
      if (end > 0) {
        const code = internationalKind(this.#digits, this.#digits.indexOf(0))
        if (code !== none) {
          this.#hits.add(code, index, end)
          return end
        }
      }
    } else if (kind === dashKind && bytes[index + 1] === 0x2d && isPrivateKey(bytes, index, to)) {
      this.#hits.add(privateKey, index, to)
      return to
    }
    return index + 1
  }
}

/** Whether at most five digits stand before a Han character or the end: a house number, a quantity. */
function isShortNumber(bytes: Uint8Array, index: number, to: number): boolean {
  const end = afterDigits(bytes, index, to < index + 6 ? to : index + 6)
  return end - index < 6 && (end === to || kinds[bytes[end]!]! >= hanKind)
}

function afterDigits(bytes: Uint8Array, index: number, to: number): number {
  let end = index
  while (end < to && kinds[bytes[end]!] === digitKind) end++
  return end
}

/** Byte after the groups of digits and dots at `end`: what is left of a version or a private address is no number. */
function afterDotted(bytes: Uint8Array, end: number, to: number): number {
  let index = end
  while (index < to && (bytes[index] === 0x2e || kinds[bytes[index]!] === digitKind)) index++
  return index
}

function kindTable(): Uint8Array {
  const table = new Uint8Array(256)
  for (let byte = 0x30; byte <= 0x39; byte++) table[byte] = digitKind
  for (let byte = 0x41; byte <= 0x5a; byte++) table[byte] = table[byte + 0x20] = letterKind
  for (let byte = 0x80; byte <= 0xff; byte++) table[byte] = highKind
  for (const byte of [0xe4, 0xe6, 0xe7, 0xe8, 0xe9]) table[byte] = hanKind
  table[0x2b] = plusKind
  table[0x2d] = dashKind
  return table
}
