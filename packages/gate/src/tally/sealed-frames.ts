import { createCipheriv, createDecipheriv } from 'node:crypto'
import { BookError } from '../errors.ts'

/** Bytes at the front of a frame: a mark by which frames are found again behind a damaged one, the size, and its complement. */
const headBytes = 16
const mark = Buffer.from('FEIYUFRM')
const nonceBytes = 12
const tagBytes = 16

/** Frames of one file: what they hold, and where the last whole one ends. */
export interface OpenedFrames {
  readonly frames: readonly Uint8Array[]
  /** Behind this is what a crash left of a frame that was never acknowledged. */
  readonly sizeBytes: number
}

/**
 * Seals one frame of an append-only file with AES-256-GCM. Name of the file and place of the frame are sealed with it, so
 * that a frame cannot stand in another's place.
 */
export function sealFrame(
  plain: Uint8Array,
  place: { readonly key: Uint8Array; readonly file: string; readonly index: number },
  nonce: Uint8Array,
): Uint8Array {
  const cipher = createCipheriv('aes-256-gcm', place.key, nonce).setAAD(placeBytes(place.file, place.index))
  const head = Buffer.alloc(headBytes)
  head.set(mark)
  head.writeUInt32LE(plain.length, 8)
  head.writeUInt32LE(~plain.length >>> 0, 12)
  return Buffer.concat([head, nonce, cipher.update(plain), cipher.final(), cipher.getAuthTag()])
}

/** Bytes that a frame takes with so many in it. */
export function sealedBytes(plainBytes: number): number {
  return headBytes + nonceBytes + plainBytes + tagBytes
}

/**
 * Opens the frames of a file. A torn one at the end was never acknowledged and is left out; one that does not open
 * although a whole one follows is damage.
 *
 * @throws BookError FEIYU_BOOK_DAMAGED
 */
export function openFrames(
  bytes: Uint8Array,
  place: { readonly key: Uint8Array; readonly file: string },
): OpenedFrames {
  const frames: Uint8Array[] = []
  let at = 0
  while (at < bytes.length) {
    const frame = openFrame(bytes, at, { ...place, index: frames.length })
    if (frame === undefined) {
      if (hasLaterFrame(bytes, at, { ...place, index: frames.length })) throw damaged(place.file)
      break
    }
    frames.push(frame)
    at += sealedBytes(frame.length)
  }
  return { frames, sizeBytes: at }
}

/** The error for a file of a book that is not as it was written. */
export function damaged(file: string): BookError {
  return new BookError(
    'FEIYU_BOOK_DAMAGED',
    `the file \`${file}\` of the tally book is not as it was written; put it back from a backup of the same moment as the log`,
    { at: file },
  )
}

function openFrame(
  bytes: Uint8Array,
  at: number,
  place: { readonly key: Uint8Array; readonly file: string; readonly index: number },
): Uint8Array | undefined {
  const view = Buffer.from(bytes.buffer, bytes.byteOffset + at, bytes.length - at)
  if (view.length < headBytes + nonceBytes + tagBytes || !view.subarray(0, mark.length).equals(mark)) return undefined
  const size = view.readUInt32LE(8)
  const end = headBytes + nonceBytes + size + tagBytes
  if (view.readUInt32LE(12) !== ~size >>> 0 || end > view.length) return undefined
  const decipher = createDecipheriv('aes-256-gcm', place.key, view.subarray(headBytes, headBytes + nonceBytes))
  decipher.setAAD(placeBytes(place.file, place.index)).setAuthTag(view.subarray(end - tagBytes, end))
  try {
    return Buffer.concat([decipher.update(view.subarray(headBytes + nonceBytes, end - tagBytes)), decipher.final()])
  } catch {
    // The tag does not fit: torn, damaged, or of another place or key. Which one, the caller finds out.
    return undefined
  }
}

/** Whether a whole frame that was written after the damaged one at `from` stands behind it. */
function hasLaterFrame(
  bytes: Uint8Array,
  from: number,
  place: { readonly key: Uint8Array; readonly file: string; readonly index: number },
): boolean {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length)
  let candidates = 0
  for (let at = buffer.indexOf(mark, from + 1); at >= 0; at = buffer.indexOf(mark, at + 1)) {
    candidates++
    for (let index = place.index; index <= place.index + candidates; index++) {
      if (openFrame(bytes, at, { ...place, index }) !== undefined) return true
    }
  }
  return false
}

function placeBytes(file: string, index: number): Buffer {
  return Buffer.from(`${file}#${index}`)
}
