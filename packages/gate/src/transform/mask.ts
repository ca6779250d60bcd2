import { byteClasses } from '@feiyu/scan'
import { EachCell } from './each-cell.ts'

const star = 0x2a

/**
 * Keeps so many characters at the beginning and the end of a value and makes a star of every other. A value that has no
 * more characters than are kept is made of stars alone: a mask never shows a value whole.
 */
export class MaskTransform extends EachCell {
  readonly #keepStart: number
  readonly #keepEnd: number

  constructor(keepStart: number, keepEnd: number) {
    super()
    this.#keepStart = keepStart
    this.#keepEnd = keepEnd
  }

  protected override write(bytes: Uint8Array, from: number, to: number, mask: number, row: number): boolean {
    const { cells } = this
    cells.reserve(to - from)
    const { bytes: out } = cells
    const characters = countCharacters(bytes, from, to)
    const isShort = characters <= this.#keepStart + this.#keepEnd
    const keepStart = isShort ? 0 : this.#keepStart
    const keepFrom = isShort ? characters : characters - this.#keepEnd
    let end = cells.end
    let character = -1
    for (let at = from; at < to; at++) {
      const byte = bytes[at]!
      const isFirst = (byte & 0xc0) !== 0x80
      if (isFirst) character++
      if (character < keepStart || character >= keepFrom) out[end++] = byte
      else if (isFirst) out[end++] = star
    }
    cells.close(row, end, mask | byteClasses.star)
    return true
  }
}

function countCharacters(bytes: Uint8Array, from: number, to: number): number {
  let count = 0
  for (let at = from; at < to; at++) if ((bytes[at]! & 0xc0) !== 0x80) count++
  return count
}
