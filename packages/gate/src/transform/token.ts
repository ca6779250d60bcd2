import { type BatchMac, byteClasses, codeWords, type RowBatch } from '@feiyu/scan'
import { CellArena } from './cell-arena.ts'
import type { Transform, Transformed } from './transform.ts'

const { digit, lower } = byteClasses
/** Words of a code that are in a token, and the token's hexadecimal digits: 64 bits. */
const tokenWords = 2
const tokenBytes = 16
const hexDigits = new TextEncoder().encode('0123456789abcdef')
/** Both digits of each byte. */
const hex = Uint8Array.from({ length: 512 }, (_, at) => hexDigits[at % 2 === 0 ? at >> 5 : (at >> 1) & 15]!)

/**
 * Replaces values by tokens: 64 bits of their code under a key of the recipient's, hexadecimal. The same value gives the
 * same token for one recipient, whatever the column and the file, and another one for everybody else.
 */
export class TokenTransform implements Transform {
  readonly #mac: BatchMac
  readonly #cells = new CellArena()
  #messages: Uint8Array = new Uint8Array(1 << 16)
  #offsets: Int32Array = new Int32Array(0)
  #codes: Int32Array = new Int32Array(0)
  #rows: Int32Array = new Int32Array(0)

  constructor(mac: BatchMac) {
    this.#mac = mac
  }

  apply({ bytes, starts, ends, columns, rows }: RowBatch, column: number, withheld: Uint8Array | null): Transformed {
    const cells = this.#cells
    cells.begin(rows)
    if (rows > this.#rows.length) this.#grow(rows)
    let count = 0
    let size = 0
    for (let row = 0, cell = column; row < rows; row++, cell += columns) {
      const from = starts[cell]!
      const to = ends[cell]!
      if (withheld !== null && withheld[row] === 1) continue
      if (from < 0 || to <= from) {
        if (from >= 0) cells.close(row, cells.end, 0)
        continue
      }
      if (size + to - from > this.#messages.length) this.#growMessages(size + to - from)
      const messages = this.#messages
      for (let at = from; at < to; at++) messages[size++] = bytes[at]!
      this.#rows[count++] = row
      this.#offsets[count] = size
    }
    if (count > 0) this.#mac.mac(this.#messages, this.#offsets, count, this.#codes)
    cells.reserve(count * tokenBytes)
    for (let index = 0; index < count; index++) this.#write(index)
    return { column: cells, changed: count, unreadable: -1 }
  }

  #write(index: number): void {
    const cells = this.#cells
    const { bytes } = cells
    let at = cells.end
    for (let word = 0; word < tokenWords; word++) {
      const code = this.#codes[index * codeWords + word]!
      for (let shift = 0; shift < 32; shift += 8) {
        const byte = ((code >>> shift) & 255) * 2
        bytes[at++] = hex[byte]!
        bytes[at++] = hex[byte + 1]!
      }
    }
    cells.close(this.#rows[index]!, at, digit | lower)
  }

  #grow(rows: number): void {
    this.#rows = new Int32Array(rows)
    this.#offsets = new Int32Array(rows + 1)
    this.#codes = new Int32Array(rows * codeWords)
  }

  #growMessages(size: number): void {
    const larger = new Uint8Array(Math.max(this.#messages.length * 2, size))
    larger.set(this.#messages)
    this.#messages = larger
  }
}
