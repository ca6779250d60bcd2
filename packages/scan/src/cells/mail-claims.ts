import { connectionStart } from '../detectors/credentials.ts'
import { connectionString, email } from '../detectors/detector.ts'
import type { Hits } from './hits.ts'

const local = 1
const domain = 2
const letter = 4
const kinds = kindTable()

/**
 * Claims around every `@` of `[from, to)`: e-mail addresses (the everyday part of RFC 5321) and connection
 * strings with a password, which would look like one (`withSchemes`: the cell has a colon and a slash).
 */
export function claimMails(bytes: Uint8Array, from: number, to: number, withSchemes: boolean, hits: Hits): void {
  let free = from
  for (let at = from; at < to; at++) {
    if (bytes[at] !== 0x40) continue
    const start = withSchemes ? connectionStart(bytes, free, at) : -1
    if (start >= 0) {
      free = hostEnd(bytes, at + 1, to)
      hits.add(connectionString, start, free)
      at = free - 1
      continue
    }
    const end = domainEnd(bytes, at + 1, to)
    if (end < 0) continue
    const begin = localStart(bytes, free, at)
    if (begin === at) continue
    hits.add(email, begin, end)
    free = end
    at = end - 1
  }
}

/** Whether all of `[from, to)` is one e-mail address: what `claimMails` would claim whole, told in one pass. */
export function isMail(bytes: Uint8Array, from: number, to: number): boolean {
  let at = from
  while (at < to && (kinds[bytes[at]!]! & local) !== 0) at++
  if (at === from || at - from > 64 || at >= to || bytes[at] !== 0x40) return false
  if (bytes[from] === 0x2e || bytes[at - 1] === 0x2e) return false
  return domainEnd(bytes, at + 1, to) === to
}

/** First byte of the local part that ends before `at`; `at` itself when there is none. */
function localStart(bytes: Uint8Array, from: number, at: number): number {
  let index = at
  while (index > from && at - index < 64 && (kinds[bytes[index - 1]!]! & local) !== 0) index--
  while (index < at && bytes[index] === 0x2e) index++
  return at > from && bytes[at - 1] === 0x2e ? at : index
}

/** Byte after the domain at `at`: labels by dots, the last one of two letters or more (or punycode); -1 without one. */
function domainEnd(bytes: Uint8Array, at: number, to: number): number {
  let end = -1
  let index = at
  while (index < to) {
    const start = index
    let letters = true
    while (index < to && (kinds[bytes[index]!]! & domain) !== 0) {
      if ((kinds[bytes[index]!]! & letter) === 0) letters = false
      index++
    }
    const length = index - start
    if (length === 0 || length > 63 || bytes[start] === 0x2d) break
    const isTop = start > at && length >= 2 && (letters || isPunycode(bytes, start, index))
    if (isTop) end = index
    if (index >= to || bytes[index] !== 0x2e) break
    index++
  }
  return end
}

/** Byte after the host, port and path of a connection string: where the word ends. */
function hostEnd(bytes: Uint8Array, at: number, to: number): number {
  let index = at
  while (index < to && bytes[index]! > 0x20 && !isQuote(bytes[index]!)) index++
  return index
}

/** `"`, `'`, `,` and `;`. */
function isQuote(byte: number): boolean {
  return byte === 0x22 || byte === 0x27 || byte === 0x2c || byte === 0x3b
}

function isPunycode(bytes: Uint8Array, from: number, to: number): boolean {
  return to - from > 4 && bytes[from] === 0x78 && bytes[from + 1] === 0x6e && bytes[from + 2] === 0x2d
}

function kindTable(): Uint8Array {
  const table = new Uint8Array(256)
  for (let byte = 0x30; byte <= 0x39; byte++) table[byte] = local | domain
  for (let byte = 0x41; byte <= 0x5a; byte++) {
    table[byte] = local | domain | letter
    table[byte + 0x20] = local | domain | letter
  }
  table[0x2d] = local | domain
  for (const character of '._+%') table[character.charCodeAt(0)] = local
  return table
}
