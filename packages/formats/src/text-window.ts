import { isAscii, isUtf8 } from 'node:buffer'
import type { ChunkReader, Slab } from './chunk-reader.ts'
import { cutCharacter, type Encoding, guessEightBit, transcoderFor } from './encodings.ts'
import { mostBytesPerByte, type Transcoder } from './transcoder.ts'
import { invalidUtf8 } from './utf8-audit.ts'

/** Something met in the text: how often, and where first, as an offset in the file and in the text as UTF-8. */
export interface Finding {
  readonly code: 'nul-bytes' | 'invalid-utf8' | 'replaced-characters' | 'second-forms'
  readonly fileOffset: number
  readonly textOffset: number
  count: number
}

/** Text in memory, as a parser sees it: `bytes[…, end)`, then at least `tailroomBytes` more that the parser may read and overwrite. */
export interface Text {
  readonly bytes: Uint8Array
  readonly end: number
  /** No text follows after `end`. */
  readonly last: boolean
}

/** Spare bytes after the text: room for sentinels, and for a parser that looks at some bytes at once. */
export const tailroomBytes = 8

/**
 * A file as a moving window of UTF-8 text. UTF-8 is shown in the buffers it was read into: only the beginning of a record
 * that a chunk has cut is copied, to the room before the next chunk. Other encodings are transcoded to a buffer of their
 * own.
 */
export class TextWindow implements Text {
  bytes: Uint8Array = new Uint8Array(tailroomBytes)
  end = 0
  last = false
  /** Offset in the text of `bytes[0]`. */
  base = 0
  readonly findings: Finding[] = []
  readonly #reader: ChunkReader
  /** Undefined as long as every byte was ASCII and nobody named the encoding. */
  #encoding: Encoding | undefined
  #transcoder: Transcoder | null
  /** Bytes of the byte order mark still to come: read and hashed, but not text. */
  #markBytes: number
  #current: Slab
  /** The beginning of a character that the last chunk cut; a copy, because a parser may overwrite what is after `end`. */
  #cut: Uint8Array = new Uint8Array(0)

  /** Without an `encoding`, the first chunk that holds a byte outside ASCII decides between UTF-8 and GB 18030. */
  constructor(reader: ChunkReader, encoding: Encoding | undefined, markBytes: number) {
    this.#reader = reader
    this.#encoding = encoding
    this.#transcoder = encoding === undefined || encoding === 'utf-8' ? null : transcoderFor(encoding)
    this.#markBytes = markBytes
    this.#current = reader.newSlab()
    reader.readAhead(reader.newSlab())
  }

  get encoding(): Encoding {
    return this.#encoding ?? 'utf-8'
  }

  /** Moves on by one chunk; what begins at `keepFrom` is kept. Returns where it begins now. */
  async advance(keepFrom: number): Promise<number> {
    const chunk = await this.#reader.take()
    this.last = this.#reader.finished
    const mark = Math.min(this.#markBytes, chunk.to - chunk.from)
    this.#markBytes -= mark
    const from = chunk.from + mark - this.#cut.length
    chunk.bytes.set(this.#cut, from)
    if (this.#encoding === undefined) this.#judge(chunk.bytes, from, chunk.to)
    const free = this.#current
    this.#current = chunk
    const fileOffset = this.#reader.bytesRead - (chunk.to - from)
    const start =
      this.#transcoder === null
        ? this.#show(from, keepFrom, fileOffset)
        : this.#transcode(this.#transcoder, from, keepFrom, fileOffset)
    this.#reader.readAhead(free)
    this.#reader.hash(chunk)
    return start
  }

  /** Decides the encoding as soon as there is a whole character outside ASCII. */
  #judge(bytes: Uint8Array, from: number, to: number): void {
    const sample = bytes.subarray(from, to - this.#held(bytes, from, to))
    if (isAscii(sample)) return
    this.#encoding = guessEightBit(sample)
    this.#transcoder = this.#encoding === 'utf-8' ? null : transcoderFor(this.#encoding)
  }

  /** Bytes at the end of a chunk that are kept for the next one, because they may be the beginning of a character. */
  #held(bytes: Uint8Array, from: number, to: number): number {
    if (this.last) return 0
    if (this.#encoding !== undefined) return cutCharacter(bytes, from, to)
    let held = 0
    while (held < 3 && to - held > from && bytes[to - held - 1]! >= 0x80) held++
    return held
  }

  #show(from: number, keepFrom: number, fileOffset: number): number {
    const kept = this.end - keepFrom
    let chunk = this.#current
    let first = from
    if (kept > from) {
      chunk = this.#reader.newSlab(2 * kept + chunk.from)
      chunk.to = chunk.from + this.#current.to - this.#current.from
      first = chunk.from + from - this.#current.from
      chunk.bytes.set(this.#current.bytes.subarray(from, this.#current.to), first)
      this.#current = chunk
    }
    const start = first - kept
    chunk.bytes.set(this.bytes.subarray(keepFrom, this.end), start)
    this.base += keepFrom - start
    this.bytes = chunk.bytes
    this.end = chunk.to - this.#held(chunk.bytes, first, chunk.to)
    this.#cut = chunk.bytes.slice(this.end, chunk.to)
    const text = chunk.bytes.subarray(first, this.end)
    if (!isUtf8(text)) {
      const invalid = invalidUtf8(text)
      this.#find('invalid-utf8', invalid.count, fileOffset + invalid.first, this.base + first + invalid.first)
    }
    const nul = indexOfNul(text)
    if (nul >= 0) this.#find('nul-bytes', countNul(text), fileOffset + nul, this.base + first + nul)
    return start
  }

  #transcode(transcoder: Transcoder, from: number, keepFrom: number, fileOffset: number): number {
    const { bytes: input, to } = this.#current
    const kept = this.bytes.subarray(keepFrom, this.end)
    const needed = kept.length + mostBytesPerByte * (to - from) + tailroomBytes
    // The window of UTF-8 that went before is a buffer of the reader, which fills it again: it cannot be kept.
    const own = this.#own
    const output = own.length >= needed ? own : new Uint8Array(needed + kept.length)
    if (this.bytes === output) output.copyWithin(0, keepFrom, this.end)
    else output.set(kept)
    this.base += keepFrom
    this.#own = output
    this.bytes = output
    transcoder.transcode(input, from, to, this.last, output, kept.length)
    this.end = transcoder.written
    this.#cut = input.slice(transcoder.consumed, to)
    const { replaced, replacedAt, replacedTo, seconds, secondAt, secondTo } = transcoder
    if (replaced > 0) {
      this.#find('replaced-characters', replaced, fileOffset + replacedAt - from, this.base + replacedTo)
    }
    if (seconds > 0) this.#find('second-forms', seconds, fileOffset + secondAt - from, this.base + secondTo)
    const text = output.subarray(kept.length, this.end)
    const nul = indexOfNul(text)
    if (nul >= 0) {
      const offset = fileOffset + transcoder.indexOfNul(input, from) - from
      this.#find('nul-bytes', countNul(text), offset, this.base + kept.length + nul)
    }
    return 0
  }

  /** Buffer that transcoded text is written to. */
  #own: Uint8Array = new Uint8Array(0)

  #find(code: Finding['code'], count: number, fileOffset: number, textOffset: number): void {
    const known = this.findings.find((finding) => finding.code === code)
    if (known === undefined) this.findings.push({ code, count, fileOffset, textOffset })
    else known.count += count
  }
}

/** `Uint8Array#indexOf` is five times slower than a buffer's. */
function indexOfNul(bytes: Uint8Array): number {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).indexOf(0)
}

function countNul(bytes: Uint8Array): number {
  let count = 0
  for (const byte of bytes) if (byte === 0) count++
  return count
}
