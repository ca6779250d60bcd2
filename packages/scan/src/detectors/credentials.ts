import { cloudKey, jwt, none } from './detector.ts'

const encoder = new TextEncoder()
/** Keys of cloud services: prefix, length of the whole, whether `_` and `-` occur in the rest. */
const cloudKeys: readonly { readonly prefix: Uint8Array; readonly min: number; readonly max: number }[] = [
  { prefix: encoder.encode('AKIA'), min: 20, max: 20 },
  { prefix: encoder.encode('ASIA'), min: 20, max: 20 },
  { prefix: encoder.encode('AKID'), min: 36, max: 40 },
  { prefix: encoder.encode('LTAI'), min: 16, max: 30 },
  { prefix: encoder.encode('AIza'), min: 39, max: 39 },
  { prefix: encoder.encode('ghp_'), min: 40, max: 255 },
  { prefix: encoder.encode('gho_'), min: 40, max: 255 },
  { prefix: encoder.encode('ghu_'), min: 40, max: 255 },
  { prefix: encoder.encode('ghs_'), min: 40, max: 255 },
  { prefix: encoder.encode('ghr_'), min: 40, max: 255 },
  { prefix: encoder.encode('github_pat_'), min: 60, max: 255 },
  { prefix: encoder.encode('glpat-'), min: 26, max: 255 },
  { prefix: encoder.encode('sk-'), min: 23, max: 255 },
  { prefix: encoder.encode('sk_live_'), min: 24, max: 255 },
  { prefix: encoder.encode('rk_live_'), min: 24, max: 255 },
  { prefix: encoder.encode('xoxb-'), min: 24, max: 255 },
  { prefix: encoder.encode('xoxp-'), min: 24, max: 255 },
]
const firstBytes = new Uint8Array(256)
for (const { prefix } of cloudKeys) firstBytes[prefix[0]!] = 1
firstBytes[0x65] = 1

const begin = encoder.encode('-----BEGIN ')
const privateWord = encoder.encode('PRIVATE KEY-----')

/** Whether a secret may begin with this byte: the cheap question before `secretEnd`. */
export function mayBeginSecret(byte: number): boolean {
  return firstBytes[byte] === 1
}

/** Reads a cloud key or a JSON web token at `at`, where a word begins. Returns the byte after it, or -1. */
export function secretEnd(bytes: Uint8Array, at: number, to: number): number {
  return secretKind(bytes, at, to) === none ? -1 : wordEnd(bytes, at, to, bytes[at] === 0x65)
}

/** Which secret begins at `at`: a cloud key, a JSON web token (RFC 7519: two JSON objects in base64url) or none. */
export function secretKind(bytes: Uint8Array, at: number, to: number): number {
  if (isAt(bytes, at, to, eyJ)) {
    const end = wordEnd(bytes, at, to, true)
    let dots = 0
    let payload = false
    for (let index = at; index < end; index++) {
      if (bytes[index] !== 0x2e) continue
      dots++
      if (dots === 1) payload = isAt(bytes, index + 1, end, eyJ)
    }
    return payload && dots === 2 && end - at >= 36 ? jwt : none
  }
  const end = wordEnd(bytes, at, to, false)
  for (const { prefix, min, max } of cloudKeys) {
    if (!isAt(bytes, at, end, prefix)) continue
    if (end - at >= min && end - at <= max && isMixed(bytes, at + prefix.length, end)) return cloudKey
  }
  return none
}

/** Reads a PEM private key at `at` (RFC 7468), to the end of the cell: a key has no part that may stay. */
export function isPrivateKey(bytes: Uint8Array, at: number, to: number): boolean {
  if (!isAt(bytes, at, to, begin)) return false
  const limit = Math.min(to, at + 48)
  for (let index = at + begin.length; index < limit; index++) if (isAt(bytes, index, to, privateWord)) return true
  return false
}

/**
 * Where a connection string that carries a password begins, when its host follows the `@` at `at`:
 * `scheme://user:password@host`. -1 when the `@` is not part of one.
 */
export function connectionStart(bytes: Uint8Array, from: number, at: number): number {
  let colon = -1
  for (let index = at - 1; index > from + 1 && at - index < 256; index--) {
    const byte = bytes[index]!
    if (byte <= 0x20 || byte === 0x22 || byte === 0x27) return -1
    if (byte === 0x2f && bytes[index - 1] === 0x2f && bytes[index - 2] === 0x3a) {
      if (colon < 0 || colon + 1 >= at) return -1
      let start = index - 2
      while (start > from && isSchemeByte(bytes[start - 1]!)) start--
      return start < index - 2 ? start : -1
    }
    if (byte === 0x3a && bytes[index + 1] !== 0x2f) colon = index
  }
  return -1
}

/** Whether `pwd=…;` or `password=…;` with a value begins at `at`: a connection string in key=value form. */
export function passwordSettingEnd(bytes: Uint8Array, at: number, to: number): number {
  const name = isFolded(bytes, at, to, password) ? 8 : isFolded(bytes, at, to, pwd) ? 3 : 0
  if (name === 0 || bytes[at + name] !== 0x3d) return -1
  let index = at + name + 1
  while (index < to && bytes[index]! > 0x20 && bytes[index] !== 0x3b) index++
  return (index === to || bytes[index] === 0x3b) && index - at - name > 4 ? index : -1
}

const eyJ = encoder.encode('eyJ')
const password = encoder.encode('password')
const pwd = encoder.encode('pwd')

function isAt(bytes: Uint8Array, at: number, to: number, text: Uint8Array): boolean {
  if (at + text.length > to) return false
  for (let index = 0; index < text.length; index++) if (bytes[at + index] !== text[index]) return false
  return true
}

function isFolded(bytes: Uint8Array, at: number, to: number, text: Uint8Array): boolean {
  if (at + text.length > to) return false
  for (let index = 0; index < text.length; index++) if ((bytes[at + index]! | 0x20) !== text[index]) return false
  return true
}

function wordEnd(bytes: Uint8Array, at: number, to: number, withDots: boolean): number {
  let index = at
  while (index < to) {
    const byte = bytes[index]!
    const letter = byte & 0xdf
    const isWord =
      (byte >= 0x30 && byte <= 0x39) || (letter >= 0x41 && letter <= 0x5a) || byte === 0x5f || byte === 0x2d
    if (!isWord && !(withDots && byte === 0x2e)) break
    index++
  }
  return index
}

/** A key mixes letters and digits; words and plain numbers do not. */
function isMixed(bytes: Uint8Array, from: number, to: number): boolean {
  let digits = 0
  let letters = 0
  for (let index = from; index < to; index++) {
    const byte = bytes[index]!
    if (byte >= 0x30 && byte <= 0x39) digits++
    else if ((byte & 0xdf) >= 0x41 && (byte & 0xdf) <= 0x5a) letters++
  }
  return digits >= 1 && letters >= 4
}

function isSchemeByte(byte: number): boolean {
  const letter = byte & 0xdf
  return (
    (letter >= 0x41 && letter <= 0x5a) ||
    (byte >= 0x30 && byte <= 0x39) ||
    byte === 0x2b ||
    byte === 0x2e ||
    byte === 0x2d
  )
}
