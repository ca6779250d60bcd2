import { isTestNumber } from '../detectors/placeholders.ts'

const scratchBytes = 128

/**
 * Brings values into the one form in which they are compared, and makes keys of them. What a key is, a subclass says:
 * each method leaves it in `lo` and `hi`.
 *
 * Canonical values: the 17 digits of an identity number (15-digit ones in the form of 18; the check digit follows from
 * them), the digits of other numbers (mobiles without +86), letters in lower case without the spaces, dashes, dots and
 * parentheses between them, e-mail addresses in lower case, numbers of a register as they are.
 */
export abstract class KeyForms {
  lo = 0
  hi = 0
  readonly #scratch = new Uint8Array(scratchBytes)
  readonly #view = new DataView(this.#scratch.buffer)

  /** Key of a value that stands in its canonical form (but for case) in `[from, to)` of the view. */
  abstract plain(type: number, register: number, view: DataView, from: number, to: number): void

  /** Key of an identity number of 18 or 15 characters, with signs between them as may be. */
  residentId(type: number, bytes: Uint8Array, from: number, to: number): void {
    const scratch = this.#scratch
    if (this.#copyDigits(bytes, from, to) === 15) {
      scratch.copyWithin(8, 6, 15)
      scratch[6] = 0x31
      scratch[7] = 0x39
    }
    this.plain(type, 0, this.#view, 0, 17)
  }

  /**
   * Key of a number of which the last `keep` digits count; signs between digits do not. False, and no key, where the
   * number is one that nobody has.
   */
  digits(type: number, bytes: Uint8Array, from: number, to: number, keep: number): boolean {
    const count = this.#copyDigits(bytes, from, to)
    const start = count > keep ? count - keep : 0
    if (isTestNumber(this.#scratch, start, count)) return false
    this.plain(type, 0, this.#view, start, count)
    return true
  }

  /** Key of a text, which may be long or of another buffer than the rows'. */
  text(type: number, register: number, bytes: Uint8Array, from: number, to: number): void {
    this.plain(type, register, new DataView(bytes.buffer, bytes.byteOffset, bytes.length), from, to)
  }

  /** Key of letters and digits without the signs between them. */
  compact(type: number, bytes: Uint8Array, from: number, to: number): void {
    this.plain(type, 0, this.#view, 0, this.#copyCompact(bytes, from, to))
  }

  /** Key of a vehicle or a device together with the name beside it. */
  pair(type: number, bytes: Uint8Array, from: number, to: number, nameFrom: number, nameTo: number): void {
    const scratch = this.#scratch
    let count = this.#copyCompact(bytes, from, to)
    for (let index = nameFrom; index < nameTo && count < scratchBytes; index++) scratch[count++] = bytes[index]!
    this.plain(type, 0, this.#view, 0, count)
  }

  /** Leaves out spaces, dashes, dots, colons, parentheses and `·`. */
  #copyCompact(bytes: Uint8Array, from: number, to: number): number {
    const scratch = this.#scratch
    let count = 0
    for (let index = from; index < to && count < scratchBytes; index++) {
      const byte = bytes[index]!
      if (byte === 0x20 || byte === 0x2d || byte === 0x2e || byte === 0x3a || byte === 0x28 || byte === 0x29) continue
      if (byte === 0xc2 && bytes[index + 1] === 0xb7) index++
      else scratch[count++] = byte
    }
    return count
  }

  #copyDigits(bytes: Uint8Array, from: number, to: number): number {
    let count = 0
    for (let index = from; index < to; index++) {
      const byte = bytes[index]!
      if (byte >= 0x30 && byte <= 0x39 && count < scratchBytes) this.#scratch[count++] = byte
    }
    return count
  }
}
