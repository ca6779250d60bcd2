import { byteClasses } from '@feiyu/scan'
import { type Member, PathNode } from './json-paths.ts'
import type { JsonRow } from './json-row.ts'
import { type JsonTape, tapeWords } from './json-tape.ts'
import { escapeEnd } from './json-unescape.ts'

export const maxDepth = 64

const { byteClass } = byteClasses
const lineFeed = 0x0a
const quote = 0x22
const plus = 0x2b
const comma = 0x2c
const minus = 0x2d
const dot = 0x2e
const zero = 0x30
const colon = 0x3a
const openBracket = 0x5b
const backslash = 0x5c
const closeBracket = 0x5d
const openBrace = 0x7b
const closeBrace = 0x7d
const literals = {
  true: [0x74, 0x72, 0x75, 0x65],
  false: [0x66, 0x61, 0x6c, 0x73, 0x65],
  null: [0x6e, 0x75, 0x6c, 0x6c],
}

/** Bit above a byte's class: a quote, a backslash, or a control character that no string may hold. */
const structural = 1 << 16
const stringBytes = Int32Array.from(byteClass, (classes, byte) =>
  byte === quote || byte === backslash || byte < 0x20 ? structural : classes,
)
/** Members tried before the name is looked up: the one that followed last time, and those after it. */
const predictions = 3

/**
 * Reads one JSON object (RFC 8259) and hands its values to a row. The text must be followed by a NUL byte, which is
 * nowhere allowed in JSON: so every loop ends there, and no test for the end is needed.
 */
export class JsonRecord {
  /** Where the last object was not JSON, and what was expected instead. */
  faultAt = 0
  expected = ''
  tooDeep = false
  /** Line ends within the last object, and the index after the last of them. */
  lines = 0
  lineStart = 0
  readonly #root = new PathNode('')
  readonly #row: JsonRow
  readonly #tape: JsonTape | null
  /** 1 for each byte that may stand between tokens. */
  readonly #blank = new Uint8Array(256)
  #bytes: Uint8Array = new Uint8Array(0)
  #afterName = 0

  /** With `multiline` an object may run over several lines. What is met goes onto the `tape` as well. */
  constructor(row: JsonRow, multiline: boolean, tape: JsonTape | null) {
    this.#row = row
    this.#tape = tape
    for (const byte of multiline ? [0x20, 0x09, 0x0d, lineFeed] : [0x20, 0x09, 0x0d]) this.#blank[byte] = 1
  }

  /** Reads the object whose `{` is at `at`. Returns the index after it, or -1 when it is not JSON: see `faultAt`. */
  read(bytes: Uint8Array, at: number): number {
    this.#bytes = bytes
    this.lines = 0
    this.tooDeep = false
    return this.#object(at + 1, this.#root, 1)
  }

  /** Index of the next byte that is not blank. */
  skip(from: number): number {
    const bytes = this.#bytes
    const blank = this.#blank
    let at = from
    while (blank[bytes[at]!] === 1) {
      if (bytes[at] === lineFeed) {
        this.lines++
        this.lineStart = at + 1
      }
      at++
    }
    return at
  }

  #fail(at: number, expected: string): -1 {
    this.faultAt = at
    this.expected = expected
    return -1
  }

  #object(from: number, node: PathNode, depth: number): number {
    const bytes = this.#bytes
    if (depth > maxDepth) {
      this.tooDeep = true
      return this.#fail(from, '')
    }
    const tape = this.#tape
    let at = this.skip(from)
    if (bytes[at] === closeBrace) {
      if (node !== this.#root) this.#empty(node, from - 1, at)
      else {
        tape?.put(tapeWords.object, from - 1)
        tape?.put(tapeWords.close, at + 1)
      }
      return at + 1
    }
    tape?.put(tapeWords.object, from - 1)
    let previous: Member | null = null
    for (;;) {
      if (bytes[at] !== quote) return this.#fail(at, 'a member name in double quotes')
      const member = this.#member(node, previous, at + 1)
      if (member === null) return -1
      at = this.skip(this.#afterName)
      if (bytes[at] !== colon) return this.#fail(at, '`:`')
      const start = this.skip(at + 1)
      at = this.#value(start, member.node, depth)
      if (at < 0) return -1
      if (tape !== null && isScalar(bytes[start]!)) tape.value(start, at, member.node.column)
      at = this.skip(at)
      if (bytes[at] === closeBrace) {
        tape?.put(tapeWords.close, at + 1)
        return at + 1
      }
      if (bytes[at] !== comma) return this.#fail(at, '`,` or `}`')
      at = this.skip(at + 1)
      previous = member
    }
  }

  #array(from: number, node: PathNode, depth: number): number {
    const bytes = this.#bytes
    if (depth > maxDepth) {
      this.tooDeep = true
      return this.#fail(from, '')
    }
    const tape = this.#tape
    let at = this.skip(from)
    if (bytes[at] === closeBracket) {
      this.#empty(node, from - 1, at)
      return at + 1
    }
    tape?.put(tapeWords.array, from - 1)
    for (;;) {
      const start = at
      at = this.#value(start, node, depth)
      if (at < 0) return -1
      if (tape !== null && isScalar(bytes[start]!)) tape.value(start, at, node.column)
      at = this.skip(at)
      if (bytes[at] === closeBracket) {
        tape?.put(tapeWords.close, at + 1)
        return at + 1
      }
      if (bytes[at] !== comma) return this.#fail(at, '`,` or `]`')
      at = this.skip(at + 1)
    }
  }

  /** An object or array with nothing in it, from its opening to its closing bracket: an empty cell. */
  #empty(node: PathNode, opening: number, closing: number): void {
    this.#row.set(node, closing, closing, 0, false)
    this.#tape?.value(opening, closing + 1, node.column)
  }

  #value(at: number, node: PathNode, depth: number): number {
    switch (this.#bytes[at]) {
      case quote:
        return this.#string(at + 1, node)
      case openBrace:
        return this.#object(at + 1, node, depth + 1)
      case openBracket:
        return this.#array(at + 1, node.element, depth + 1)
      case 0x74:
        return this.#literal(at, node, literals.true, true)
      case 0x66:
        return this.#literal(at, node, literals.false, true)
      case 0x6e:
        return this.#literal(at, node, literals.null, false)
      default:
        return this.#number(at, node)
    }
  }

  /** The member whose name begins at `at`, by the order of members in earlier objects if it is one of the next. */
  #member(node: PathNode, previous: Member | null, at: number): Member | null {
    const bytes = this.#bytes
    let candidate = previous === null ? node.first : previous.next
    for (let tries = 0; candidate !== null && tries < predictions; tries++) {
      const { raw } = candidate
      const length = raw.length
      let index = 0
      while (index < length && bytes[at + index] === raw[index]) index++
      if (index === length && bytes[at + length] === quote) {
        this.#afterName = at + length + 1
        return candidate
      }
      candidate = candidate.next
    }
    const after = this.#stringEnd(at)
    if (after < 0) return null
    const member = node.member(bytes.subarray(at, after - 1))
    if (previous === null) node.first = member
    else previous.next = member
    this.#afterName = after
    return member
  }

  #stringEnd(from: number): number {
    const bytes = this.#bytes
    let at = from
    while (bytes[at] !== quote) {
      if (bytes[at]! < 0x20) return this.#fail(at, 'the end of the member name')
      at = bytes[at] === backslash ? escapeEnd(bytes, at + 1) : at + 1
      if (at < 0) return this.#fail(-at, 'an escape such as `\\n` or `\\u00e9`')
    }
    return at + 1
  }

  #string(start: number, node: PathNode): number {
    const bytes = this.#bytes
    let at = start
    let kind = 0
    let classes = 0
    let escaped = false
    for (;;) {
      do {
        kind = stringBytes[bytes[at++]!]!
        classes |= kind
      } while (kind < structural)
      const byte = bytes[at - 1]!
      if (byte === quote) break
      if (byte !== backslash) return this.#fail(at - 1, 'the end of the string, or its control characters escaped')
      at = escapeEnd(bytes, at)
      if (at < 0) return this.#fail(-at, 'an escape such as `\\n` or `\\u00e9`')
      escaped = true
    }
    this.#row.set(node, start, at - 1, classes & 0xffff, escaped)
    return at
  }

  #number(start: number, node: PathNode): number {
    const bytes = this.#bytes
    let at = bytes[start] === minus ? start + 1 : start
    let after = bytes[at] === zero ? at + 1 : digitsEnd(bytes, at)
    if (after === at) return this.#fail(at, 'a value')
    at = after
    if (bytes[at] === dot) {
      after = digitsEnd(bytes, at + 1)
      if (after === at + 1) return this.#fail(after, 'a digit')
      at = after
    }
    if ((bytes[at]! | 0x20) === 0x65) {
      at++
      if (bytes[at] === plus || bytes[at] === minus) at++
      after = digitsEnd(bytes, at)
      if (after === at) return this.#fail(at, 'a digit')
      at = after
    }
    let classes = 0
    for (let index = start; index < at; index++) classes |= byteClass[bytes[index]!]!
    this.#row.set(node, start, at, classes, false)
    return at
  }

  #literal(start: number, node: PathNode, word: readonly number[], kept: boolean): number {
    for (let index = 0; index < word.length; index++) {
      if (this.#bytes[start + index] !== word[index]) return this.#fail(start + index, '`true`, `false` or `null`')
    }
    if (kept) this.#row.set(node, start, start + word.length, byteClasses.lower, false)
    else this.#row.set(node, start, start, 0, false)
    return start + word.length
  }
}

/** Whether what begins with a byte is no object and no array. */
function isScalar(byte: number): boolean {
  return byte !== openBrace && byte !== openBracket
}

function digitsEnd(bytes: Uint8Array, from: number): number {
  let at = from
  while (bytes[at]! >= zero && bytes[at]! <= 0x39) at++
  return at
}
