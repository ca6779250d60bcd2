import { Transcoder, writeUtf8 } from './transcoder.ts'

/**
 * GB 18030 (and so GBK and GB 2312) as in the WHATWG Encoding Standard: one byte, two bytes, or four bytes whose second
 * and fourth are digits. The tables are taken from the platform's decoder once, so that no text is decoded to strings.
 */
export class Gb18030Transcoder extends Transcoder {
  readonly #two = twoByteTable()
  readonly #places = gb18030Places()

  transcode(input: Uint8Array, from: number, to: number, final: boolean, output: Uint8Array, at: number): void {
    const two = this.#two
    const places = this.#places
    this.replaced = 0
    this.seconds = 0
    let i = from
    let o = at
    while (i < to) {
      const lead = input[i]!
      if (lead < 0x80) {
        output[o++] = lead
        i++
        continue
      }
      if (lead === 0x80 || lead === 0xff) {
        if (lead === 0x80) {
          this.second(i, o)
          o = writeUtf8(0x20ac, output, o)
        } else o = this.replace(i, output, o)
        i++
        continue
      }
      if (i + 1 >= to) break
      const second = input[i + 1]!
      if (second >= 0x40) {
        const code =
          second === 0x7f || second === 0xff ? 0 : two[(lead - 0x81) * 190 + second - (second < 0x7f ? 0x40 : 0x41)]!
        if (code === 0) {
          o = this.replace(i, output, o)
          i += second < 0x80 ? 1 : 2
        } else {
          if (code === 0x3000 && second === 0xa0) this.second(i, o)
          o = writeUtf8(code, output, o)
          i += 2
        }
        continue
      }
      if (!isDigit(second)) {
        o = this.replace(i, output, o)
        i++
        continue
      }
      if (i + 2 >= to) break
      const third = input[i + 2]!
      if (third < 0x81 || third > 0xfe) {
        o = this.replace(i, output, o)
        i++
        continue
      }
      if (i + 3 >= to) break
      const fourth = input[i + 3]!
      if (!isDigit(fourth)) {
        o = this.replace(i, output, o)
        i++
        continue
      }
      const code = fourByteCode(((lead - 0x81) * 10 + second - 0x30) * 1260 + (third - 0x81) * 10 + fourth - 0x30)
      if (code > 0 && code < 0x10000 && places[code]! < fourByteBase) this.second(i, o)
      o = code === 0 ? this.replace(i, output, o) : writeUtf8(code, output, o)
      i += 4
    }
    if (final && i < to) {
      o = this.replace(i, output, o)
      i = to
    }
    this.consumed = i
    this.written = o
  }
}

/** Pointers of four-byte sequences: the rest of the basic plane, then a gap, then the other planes in order. */
const basicPlanePointers = 39420
export const firstOtherPlanePointer = 189000

function fourByteCode(pointer: number): number {
  if (pointer < basicPlanePointers) return fourByteTable()[pointer]!
  const code = 0x10000 + pointer - firstOtherPlanePointer
  return pointer >= firstOtherPlanePointer && code <= 0x10ffff ? code : 0
}

/** Added to the pointer of a four-byte sequence, so that it is told from two bytes. */
export const fourByteBase = 0x10000
let places: Uint32Array | undefined

/**
 * By character of the basic plane outside ASCII, the bytes it is written with: both bytes of a pair, or `fourByteBase` and
 * the pointer of four. 0 where it has none. Of two forms that are read as one character it is the pair, the first one.
 */
export function gb18030Places(): Uint32Array {
  if (places !== undefined) return places
  places = new Uint32Array(0x10000)
  for (const [pointer, code] of fourByteTable().entries()) places[code] = fourByteBase + pointer
  const pairs = twoByteTable()
  for (let index = pairs.length - 1; index >= 0; index--) {
    const trail = index % 190
    places[pairs[index]!] = ((0x81 + Math.floor(index / 190)) << 8) | (trail + (trail < 0x3f ? 0x40 : 0x41))
  }
  places[0] = 0
  return places
}

let two: Uint16Array | undefined
let four: Uint16Array | undefined

function twoByteTable(): Uint16Array {
  if (two !== undefined) return two
  const bytes: number[] = []
  for (let lead = 0x81; lead <= 0xfe; lead++) {
    for (let trail = 0x40; trail <= 0xfe; trail++) if (trail !== 0x7f) bytes.push(lead, trail, 0x0a)
  }
  two = decodeLines(bytes)
  return two
}

function fourByteTable(): Uint16Array {
  if (four !== undefined) return four
  const bytes: number[] = []
  for (let pointer = 0; pointer < basicPlanePointers; pointer++) {
    const row = Math.floor(pointer / 10)
    const plane = Math.floor(row / 126)
    bytes.push(0x81 + Math.floor(plane / 10), 0x30 + (plane % 10), 0x81 + (row % 126), 0x30 + (pointer % 10), 0x0a)
  }
  four = decodeLines(bytes)
  return four
}

/** Code unit of each line that is one valid character of the basic plane, 0 for the others. */
function decodeLines(bytes: readonly number[]): Uint16Array {
  const lines = new TextDecoder('gb18030').decode(Uint8Array.from(bytes)).split('\n')
  lines.pop()
  return Uint16Array.from(lines, (line) => (line.length === 1 && line !== '\ufffd' ? line.charCodeAt(0) : 0))
}

function isDigit(byte: number): boolean {
  return byte >= 0x30 && byte <= 0x39
}
