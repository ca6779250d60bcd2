import { isUtf8 } from 'node:buffer'
import { Gb18030Transcoder } from './gb18030.ts'
import { mostBytesPerByte, type Transcoder } from './transcoder.ts'
import { invalidUtf8 } from './utf8-audit.ts'
import { Utf16Transcoder } from './utf16.ts'

export type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'gb18030'

export const encodings: readonly Encoding[] = ['utf-8', 'utf-16le', 'utf-16be', 'gb18030']

/** The transcoder for an encoding other than UTF-8. */
export function transcoderFor(encoding: Exclude<Encoding, 'utf-8'>): Transcoder {
  return encoding === 'gb18030' ? new Gb18030Transcoder() : new Utf16Transcoder(encoding === 'utf-16le')
}

/** The byte order mark at the beginning of a file, if there is one. */
export function byteOrderMark(bytes: Uint8Array): { readonly encoding: Encoding; readonly bytes: number } | undefined {
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) return { encoding: 'utf-8', bytes: 3 }
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return { encoding: 'utf-16le', bytes: 2 }
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return { encoding: 'utf-16be', bytes: 2 }
  if (bytes[0] === 0x84 && bytes[1] === 0x31 && bytes[2] === 0x95 && bytes[3] === 0x33) {
    return { encoding: 'gb18030', bytes: 4 }
  }
  return undefined
}

/**
 * UTF-16 without a mark: the zero bytes of its ASCII characters are all on one side, and there is a line end among them,
 * or they are at least half of the characters. Undefined for anything else.
 */
export function guessUtf16(bytes: Uint8Array): 'utf-16le' | 'utf-16be' | undefined {
  let [even, odd, evenEnds, oddEnds] = [0, 0, 0, 0]
  for (let at = 0; at + 1 < bytes.length; at += 2) {
    if (bytes[at] === 0) {
      even++
      if (isLineEnd(bytes[at + 1])) evenEnds++
    }
    if (bytes[at + 1] === 0) {
      odd++
      if (isLineEnd(bytes[at])) oddEnds++
    }
  }
  const pairs = bytes.length >> 1
  const [encoding, most, least, ends] =
    odd > even ? (['utf-16le', odd, even, oddEnds] as const) : (['utf-16be', even, odd, evenEnds] as const)
  if (most === 0 || most < pairs * 0.1 || least > most * 0.1 || (ends === 0 && most < pairs * 0.5)) return undefined
  const transcoder = transcoderFor(encoding)
  transcoder.transcode(bytes, 0, pairs * 2, false, new Uint8Array(pairs * 2 * mostBytesPerByte), 0)
  return transcoder.replaced === 0 ? encoding : undefined
}

/**
 * UTF-8 or GB 18030, for bytes that hold at least one outside ASCII and may end within a character. A text of either may
 * be damaged here and there. What is neither is called UTF-8: it passes unharmed, and each invalid place is counted.
 */
export function guessEightBit(bytes: Uint8Array): 'utf-8' | 'gb18030' {
  const whole = bytes.subarray(0, bytes.length - cutCharacter(bytes, 0, bytes.length))
  if (isUtf8(whole)) return 'utf-8'
  let high = 0
  for (const byte of whole) if (byte >= 0x80) high++
  // A character of UTF-8 is at most four bytes, most often three; in GB 18030 nearly every one is invalid as UTF-8.
  const mostlyUtf8 = invalidUtf8(whole).count * 30 < high
  return !mostlyUtf8 && looksLikeGb18030(bytes) ? 'gb18030' : 'utf-8'
}

/** Length (0 to 3) of the UTF-8 character that begins in `bytes[from, end)` and is not complete there. */
export function cutCharacter(bytes: Uint8Array, from: number, end: number): number {
  for (let back = 1; back <= 3 && end - back >= from; back++) {
    const byte = bytes[end - back]!
    if (byte < 0x80) return 0
    if (byte >= 0xc0) return back < (byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2) ? back : 0
  }
  return 0
}

/**
 * Hardly anything invalid, and at least half of the characters outside ASCII are of GB 2312 (both bytes from 0xA1), as in
 * nearly all Chinese text; in a Western one-byte encoding an accented letter stands before an ASCII one.
 */
function looksLikeGb18030(bytes: Uint8Array): boolean {
  const transcoder = transcoderFor('gb18030')
  transcoder.transcode(bytes, 0, bytes.length, false, new Uint8Array(bytes.length * mostBytesPerByte), 0)
  let characters = 0
  let common = 0
  for (let at = 0; at + 1 < bytes.length; at++) {
    if (bytes[at]! < 0x80) continue
    characters++
    if (bytes[at]! >= 0xa1 && bytes[at + 1]! >= 0xa1) common++
    at++
  }
  return characters > 0 && common * 2 >= characters && transcoder.replaced * 50 <= characters
}

function isLineEnd(byte: number | undefined): boolean {
  return byte === 0x0a || byte === 0x0d
}
