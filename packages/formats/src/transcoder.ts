/** No byte of any encoding here becomes more than three bytes of UTF-8. */
export const mostBytesPerByte = 3

/**
 * Turns bytes of one encoding into UTF-8, block by block, without making strings. What does not exist in the encoding
 * becomes U+FFFD, as in the WHATWG Encoding Standard, and is counted.
 */
export abstract class Transcoder {
  /** Index of the first byte of input that was not taken: the beginning of a character cut by the end of the block. */
  consumed = 0
  /** Index after the last byte of output. */
  written = 0
  /** Places replaced in the last block, where the first of them was in the input and where it went in the output. */
  replaced = 0
  replacedAt = 0
  replacedTo = 0
  /** The same for characters that the encoding writes in two ways, and that stood there in the second. */
  seconds = 0
  secondAt = 0
  secondTo = 0

  /**
   * Transcodes `input[from, to)` to `output` from `at` on, which must have room for three times the bytes. `final` says
   * that no more input follows, so that a character without its end is replaced and not left for the next block.
   */
  abstract transcode(input: Uint8Array, from: number, to: number, final: boolean, output: Uint8Array, at: number): void

  /** Index of the first NUL character of input from `from` on, which is known to hold one. */
  indexOfNul(input: Uint8Array, from: number): number {
    return input.indexOf(0, from)
  }

  /** Counts a character in its second form. */
  protected second(from: number, at: number): void {
    if (this.seconds === 0) {
      this.secondAt = from
      this.secondTo = at
    }
    this.seconds++
  }

  /** Writes U+FFFD for the input at `from` and returns the index after it. */
  protected replace(from: number, output: Uint8Array, at: number): number {
    if (this.replaced === 0) {
      this.replacedAt = from
      this.replacedTo = at
    }
    this.replaced++
    return writeUtf8(0xfffd, output, at)
  }
}

/** Writes a code point as UTF-8 and returns the index after it. */
export function writeUtf8(code: number, output: Uint8Array, at: number): number {
  if (code < 0x80) {
    output[at] = code
    return at + 1
  }
  if (code < 0x800) {
    output[at] = 0xc0 | (code >> 6)
    output[at + 1] = 0x80 | (code & 0x3f)
    return at + 2
  }
  if (code < 0x10000) {
    output[at] = 0xe0 | (code >> 12)
    output[at + 1] = 0x80 | ((code >> 6) & 0x3f)
    output[at + 2] = 0x80 | (code & 0x3f)
    return at + 3
  }
  output[at] = 0xf0 | (code >> 18)
  output[at + 1] = 0x80 | ((code >> 12) & 0x3f)
  output[at + 2] = 0x80 | ((code >> 6) & 0x3f)
  output[at + 3] = 0x80 | (code & 0x3f)
  return at + 4
}
