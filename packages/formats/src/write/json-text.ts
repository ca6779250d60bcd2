import type { Output } from './output.ts'

const encoder = new TextEncoder()
const quote = 0x22
const backslash = 0x5c
/** Most bytes that one byte becomes: `\u001f`. */
const longestEscape = 6
const hex = encoder.encode('0123456789abcdef')
/** Letter of the short escape of a control character; 0 where there is none. */
const short = new Uint8Array(32)
for (const [byte, letter] of [
  [0x08, 'b'],
  [0x09, 't'],
  [0x0a, 'n'],
  [0x0c, 'f'],
  [0x0d, 'r'],
] as const) {
  short[byte] = letter.charCodeAt(0)
}

/** Text of a record on its way to the output: pieces that stand one after another there are copied together. */
export class JsonText {
  readonly #output: Output
  #bytes: Uint8Array = new Uint8Array(0)
  /** From an index that the tape says to one in the bytes. */
  #shift = 0
  /** What is to be copied next. */
  #from = 0
  #to = 0

  constructor(output: Output) {
    this.#output = output
  }

  /** The bytes that are copied from. */
  source(bytes: Uint8Array, shift: number): void {
    this.#bytes = bytes
    this.#shift = shift
  }

  /** Writes a piece as it stands. */
  copy(from: number, to: number): void {
    if (from === this.#to) {
      this.#to = to
      return
    }
    this.flush()
    this.#from = from
    this.#to = to
  }

  flush(): void {
    const length = this.#to - this.#from
    if (length > 0) {
      this.#output.reserve(length)
      this.#output.copy(this.#bytes, this.#from + this.#shift, this.#to + this.#shift)
    }
    this.#from = this.#to = 0
  }

  /** Writes `{}` or `[]`. */
  brackets(opening: number): void {
    this.flush()
    this.#output.reserve(2)
    this.#output.put(opening)
    this.#output.put(opening + 2)
  }

  /** Index of the first quote from `at` on. */
  quoteAfter(at: number): number {
    let index = at + this.#shift
    while (this.#bytes[index] !== quote) index++
    return index - this.#shift
  }

  /** Whether a value as it stands says nothing: null, or a text, object or array with nothing in it. */
  isEmptyValue(start: number, end: number): boolean {
    const byte = this.#bytes[start + this.#shift]!
    return byte === 0x6e || byte === 0x7b || byte === 0x5b || (byte === quote && end - start === 2)
  }

  /** Writes a string; `isPlain` where no byte of it needs an escape. */
  string(bytes: Uint8Array, from: number, to: number, isPlain: boolean): void {
    this.flush()
    const output = this.#output
    output.reserve((to - from) * (isPlain ? 1 : longestEscape) + 2)
    output.put(quote)
    if (isPlain) output.copy(bytes, from, to)
    else putEscaped(output, bytes, from, to)
    output.put(quote)
  }
}

function putEscaped(output: Output, bytes: Uint8Array, from: number, to: number): void {
  for (let at = from; at < to; at++) {
    const byte = bytes[at]!
    if (byte >= 0x20 && byte !== quote && byte !== backslash) {
      output.put(byte)
      continue
    }
    output.put(backslash)
    if (byte >= 0x20) output.put(byte)
    else if (short[byte]! > 0) output.put(short[byte]!)
    else {
      output.put(0x75)
      output.put(0x30)
      output.put(0x30)
      output.put(hex[byte >> 4]!)
      output.put(hex[byte & 15]!)
    }
  }
}
