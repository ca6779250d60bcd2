import { type BatchMac, codeWords } from '@feiyu/scan'

const blank = 0x20

/**
 * Writes what the token of a subject's key is made of to `[at, …)` and gives the end: the bytes of the value without
 * blanks around it, ASCII letters small.
 */
export function putConsentKey(bytes: Uint8Array, from: number, to: number, out: Uint8Array, at: number): number {
  let first = from
  let last = to
  while (first < last && bytes[first]! <= blank) first++
  while (last > first && bytes[last - 1]! <= blank) last--
  let end = at
  for (let index = first; index < last; index++) {
    const byte = bytes[index]!
    out[end++] = byte >= 0x41 && byte <= 0x5a ? byte | 0x20 : byte
  }
  return end
}

/** Bytes of a code that are in a token. */
const tokenBytes = 8

/** The token under which a subject stands in a register: 16 hexadecimal digits. For whoever writes one. */
export function consentToken(mac: BatchMac, subject: string): string {
  const bytes = new TextEncoder().encode(subject)
  const message = new Uint8Array(bytes.length)
  const end = putConsentKey(bytes, 0, bytes.length, message, 0)
  const code = new Int32Array(codeWords)
  mac.mac(message, Int32Array.of(0, end), 1, code)
  return Buffer.from(code.buffer, 0, tokenBytes).toString('hex')
}
