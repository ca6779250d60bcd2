import {
  at,
  byteClass,
  colon,
  dash,
  digit,
  dot,
  high,
  lower,
  plus,
  slash,
  space,
  underscore,
  upper,
} from '../byte-class.ts'
import { ipAddress, wechatOpenid } from '../detectors/detector.ts'
import { englishMarking, noMarking } from '../detectors/markings.ts'
import { isIpv4 } from '../detectors/network.ts'
import { digitClaim } from './digit-claims.ts'
import { normalised } from './full-width.ts'
import { Hits as HitList, type Hits } from './hits.ts'
import { claimMails } from './mail-claims.ts'
import { mayHoldHan, mayHoldNumber } from './text-sieve.ts'
import { TextWalk } from './text-walk.ts'
import { claimWord } from './word-claims.ts'

const word = digit | upper | lower
/** Shortest text of letters, digits and signs in which something is found, but for addresses: `A123456(3)`. */
const shortestMixed = 10
/** Characters of a WeChat OpenID. */
const openidLength = 28
/** Classes of dates, times and decimals. */
const numeric = digit | dot | dash | plus | colon | space | slash

/**
 * Says what one cell holds. What it finds depends on the bytes of the cell and on the column's hint alone, never on
 * the cells before: a scan gives the same in whatever batches it comes.
 */
export class CellScanner {
  readonly hits: Hits = new HitList()
  /** The marking found in the last cell, or `noMarking`. */
  marking = noMarking
  /** The bytes that the hits refer to: those given, or the normalised copy of a cell in full-width forms. */
  source: Uint8Array = new Uint8Array(0)
  /** The same bytes, for reading four at a time. */
  view: DataView = new DataView(this.source.buffer)
  /** The last cell without the spaces around it. */
  from = 0
  to = 0
  /** Detector of the column's own type; 0 for none. */
  hint = 0
  readonly today: number
  readonly #walk: TextWalk

  /** @param today the day of the scan, `yyyymmdd`: no birth date lies after it */
  constructor(today: number) {
    this.today = today
    this.#walk = new TextWalk(this.hits, today)
  }

  /** Claims what `[from, to)` holds; `mask` is the OR of the classes of its bytes. The hits stay until the next call. */
  scan(bytes: Uint8Array, from: number, to: number, mask: number): void {
    this.hits.count = 0
    this.marking = noMarking
    if (this.source !== bytes) this.#open(bytes)
    this.from = from
    this.to = to
    if (mask === digit) {
      if (to - from >= 11) {
        const code = digitClaim(bytes, from, to, this.hint, this.today)
        if (code !== 0) this.hits.add(code, from, to)
      }
    } else if (to - from === openidLength && isOpenid(bytes, from, to, mask)) {
      this.hits.add(wechatOpenid, from, to)
    } else if ((mask & ~word) === 0) {
      if ((mask & digit) !== 0) {
        if (to - from >= 8) claimWord(bytes, from, to, this.hint, this.today, this.hits)
      } else if (to - from === 6) this.marking = englishMarking(bytes, from, to)
    } else this.#mixed(bytes, from, to, mask)
  }

  /** In place of `scan` for a cell that can hold nothing to find. */
  nothing(bytes: Uint8Array, from: number, to: number): void {
    this.hits.count = 0
    this.marking = noMarking
    if (this.source !== bytes) this.#open(bytes)
    this.from = from
    this.to = to
  }

  #open(bytes: Uint8Array): void {
    this.source = bytes
    this.view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length)
  }

  #mixed(bytes: Uint8Array, from: number, to: number, mask: number): void {
    if (to - from < shortestMixed && (mask & (high | at | colon | dot)) === 0) {
      this.marking = englishMarking(bytes, from, to)
      return
    }
    if (mask === (digit | dot) && isIpv4(bytes, from, to)) {
      this.hits.add(ipAddress, from, to)
      return
    }
    if ((mask & ~numeric) === 0 && isHarmlessNumber(bytes, from, to, mask)) return
    if ((mask & space) !== 0) this.#trim(bytes)
    if ((mask & (digit | high | at)) === 0) {
      this.marking = englishMarking(bytes, this.from, this.to)
      return
    }
    if (isTimestamp(bytes, this.from, this.to)) return
    const isPlain = (mask & high) === 0 || !mayHoldHan(this.view, this.from, this.to)
    if (isPlain && !mayHoldNumber(bytes, this.from, this.to, mask)) {
      this.#setMarking(bytes, noMarking, mask)
      return
    }
    this.#text(bytes, mask)
    if (this.#walk.isFullWidth) this.#rescan(bytes, from, to)
  }

  #text(bytes: Uint8Array, mask: number): void {
    this.#walk.begin(this.hint)
    if ((mask & at) !== 0)
      claimMails(bytes, this.from, this.to, (mask & (colon | slash)) === (colon | slash), this.hits)
    this.#walk.walk(bytes, this.from, this.to)
    this.#setMarking(bytes, this.#walk.marking, mask)
  }

  #setMarking(bytes: Uint8Array, marking: number, mask: number): void {
    this.marking = marking === noMarking && (mask & upper) !== 0 ? englishMarking(bytes, this.from, this.to) : marking
  }

  /** The slow path: full-width digits and letters become plain ones (NFKC), then the cell is read again. */
  #rescan(bytes: Uint8Array, from: number, to: number): void {
    const plain = normalised(bytes, from, to)
    let mask = 0
    for (let index = 0; index < plain.length; index++) mask |= byteClass[plain[index]!]!
    this.hits.count = 0
    this.#open(plain)
    this.from = 0
    this.to = plain.length
    if ((mask & space) !== 0) this.#trim(plain)
    this.#text(plain, mask)
  }

  #trim(bytes: Uint8Array): void {
    while (this.from < this.to && isBlank(bytes[this.from]!)) this.from++
    while (this.to > this.from && isBlank(bytes[this.to - 1]!)) this.to--
  }
}

/** `o` and 27 letters, digits, dashes and underscores, capitals and small letters mixed. */
function isOpenid(bytes: Uint8Array, from: number, to: number, mask: number): boolean {
  const isMixed = (mask & word) === word && (mask & ~(word | dash | underscore)) === 0
  return isMixed && bytes[from] === 0x6f && to - from === openidLength
}

/** Numbers with signs and points, dates and times: too short or of a form that no identifier has. */
function isHarmlessNumber(bytes: Uint8Array, from: number, to: number, mask: number): boolean {
  const length = to - from
  if (length < 7) return true
  if ((mask & ~(digit | dot)) === 0) return isDecimal(bytes, from, to)
  if (mask === (digit | dash) && length === 10) return bytes[from + 4] === 0x2d && bytes[from + 7] === 0x2d
  if (mask === (digit | slash) && length <= 10) return true
  return isTimestamp(bytes, from, to)
}

/** One point, or none: not an address of four parts, nor a number too long for a measure. */
function isDecimal(bytes: Uint8Array, from: number, to: number): boolean {
  let index = from
  while (index < to && bytes[index] !== 0x2e) index++
  if (index - from > 10) return false
  const after = index + 1
  for (index = after; index < to; index++) if (bytes[index] === 0x2e) return false
  return to - after < 18
}

/** `YYYY-MM-DD HH:MM:SS`, with a `T` and a fraction or zone as may be. */
function isTimestamp(bytes: Uint8Array, from: number, to: number): boolean {
  const length = to - from
  if (length < 16 || length > 29) return false
  const separator = bytes[from + 4]!
  const middle = bytes[from + 10]!
  return (
    (separator === 0x2d || separator === 0x2f) &&
    bytes[from + 7] === separator &&
    (middle === 0x20 || middle === 0x54) &&
    bytes[from + 13] === 0x3a &&
    (length === 16 || bytes[from + 16] === 0x3a)
  )
}

function isBlank(byte: number): boolean {
  return byte === 0x20 || byte === 0x09 || byte === 0x0a || byte === 0x0d
}
