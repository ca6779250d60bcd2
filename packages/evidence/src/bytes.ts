/** Bytes that own their memory, as WebCrypto asks for them. */
export type Bytes = Uint8Array<ArrayBuffer>

const encoder = new TextEncoder()
const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })

/** UTF-8 form of a text. */
export function utf8(text: string): Bytes {
  return encoder.encode(text)
}

/** The text of UTF-8 bytes, with a byte order mark kept; `undefined` when they are not UTF-8. */
export function textOf(bytes: Uint8Array): string | undefined {
  try {
    return decoder.decode(bytes)
  } catch {
    return undefined
  }
}

/** The parts one after the other. */
export function concat(parts: readonly Uint8Array[]): Bytes {
  let length = 0
  for (const part of parts) length += part.length
  const whole = new Uint8Array(length)
  let offset = 0
  for (const part of parts) {
    whole.set(part, offset)
    offset += part.length
  }
  return whole
}

/** Whether both hold the same bytes. Nothing here is secret, so the time it takes may tell where they differ. */
export function sameBytes(left: Uint8Array, right: Uint8Array): boolean {
  if (left.length !== right.length) return false
  for (let index = 0; index < left.length; index++) if (left[index] !== right[index]) return false
  return true
}

const hexPairs = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'))

/** Lower-case hexadecimal. */
export function hexOf(bytes: Uint8Array): string {
  let hex = ''
  for (const byte of bytes) hex += hexPairs[byte]
  return hex
}

/** Bytes of lower-case hexadecimal; the caller has checked its form. */
export function bytesOfHex(hex: string): Bytes {
  const bytes = new Uint8Array(hex.length / 2)
  for (let index = 0; index < bytes.length; index++)
    bytes[index] = Number.parseInt(hex.slice(2 * index, 2 * index + 2), 16)
  return bytes
}

const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'
/** The two letters of every twelve bits: the log writes three texts in base64 for each entry. */
const pairs = Array.from({ length: 4096 }, (_, bits) => `${letters[bits >> 6]}${letters[bits & 63]}`)

/** Standard base64 with padding (RFC 4648, section 4). */
export function base64Of(bytes: Uint8Array): string {
  const rest = bytes.length % 3
  const whole = bytes.length - rest
  let text = ''
  for (let at = 0; at < whole; at += 3) {
    const bits = (bytes[at]! << 16) | (bytes[at + 1]! << 8) | bytes[at + 2]!
    text += `${pairs[bits >> 12]}${pairs[bits & 4095]}`
  }
  if (rest === 1) text += `${pairs[bytes[whole]! << 4]}==`
  if (rest === 2)
    text += `${pairs[(bytes[whole]! << 4) | (bytes[whole + 1]! >> 4)]}${letters[(bytes[whole + 1]! & 15) << 2]}=`
  return text
}

/**
 * Bytes of standard base64 in its one canonical form: padded, no white space, spare bits zero. Anything else is
 * `undefined`, so that no character can change without the bytes changing too.
 */
export function bytesOfBase64(text: string): Bytes | undefined {
  if (text.length % 4 !== 0 || !/^[A-Za-z0-9+/]*={0,2}$/.test(text)) return undefined
  const binary = atob(text)
  const bytes = new Uint8Array(binary.length)
  for (let index = 0; index < binary.length; index++) bytes[index] = binary.charCodeAt(index)
  return btoa(binary) === text ? bytes : undefined
}
