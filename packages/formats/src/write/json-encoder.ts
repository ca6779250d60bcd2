import { byteClasses, type OutgoingBatch, type RowEncoder } from '@feiyu/scan'
import { Output } from './output.ts'

const encoder = new TextEncoder()
const { control, other, space } = byteClasses
/** Classes with a byte that is escaped in them: a tab counts as space. */
const escaped = control | other | space
const lineFeed = 0x0a
const comma = 0x2c
const quote = 0x22
const backslash = 0x5c
const openBrace = 0x7b
const closeBrace = 0x7d
/** Most bytes that one byte becomes: `\u001f`. */
const longestEscape = 6
const nullWord = encoder.encode('null')
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

/**
 * Writes one flat object a row: members named as the columns are (`a.b`, `tags[]`), every value a string but for the
 * numbers, truths and nulls that came as such and were not changed; a cell that the row does not have is left out.
 * `lines` is NDJSON, `array` one array.
 */
export class JsonEncoder implements RowEncoder {
  readonly #output = new Output()
  readonly #isArray: boolean
  /** What stands before each value: `"name":"`. */
  #names: readonly Uint8Array[] = []
  #rows = 0

  constructor(form: 'lines' | 'array') {
    this.#isArray = form === 'array'
  }

  begin(names: readonly string[]): void {
    this.#names = names.map((name) => encoder.encode(`${JSON.stringify(name)}:"`))
    this.#output.reserve(1)
    if (this.#isArray) this.#output.put(0x5b)
  }

  add({ rows, columns, withheld }: OutgoingBatch): void {
    const output = this.#output
    for (let row = 0; row < rows; row++) {
      if (withheld !== null && withheld[row] === 1) continue
      output.reserve(4)
      if (this.#isArray) {
        if (this.#rows > 0) output.put(comma)
        output.put(lineFeed)
      }
      output.put(openBrace)
      let isFirst = true
      for (let index = 0; index < columns.length; index++) {
        const column = columns[index]!
        if (column === null) continue
        const cell = column.first + row * column.step
        const from = column.starts[cell]!
        const to = column.ends[cell]!
        if (from < 0) continue
        const name = this.#names[index]!
        const isPlain = (column.classes[cell]! & escaped) === 0
        output.reserve(name.length + (to - from) * (isPlain ? 1 : longestEscape) + 6)
        if (!isFirst) output.put(comma)
        isFirst = false
        if (column.bare?.[cell] === 1) {
          putBare(output, name, column.bytes, from, to)
          continue
        }
        output.copy(name, 0, name.length)
        if (isPlain) output.copy(column.bytes, from, to)
        else putEscaped(output, column.bytes, from, to)
        output.put(quote)
      }
      output.reserve(2)
      output.put(closeBrace)
      if (!this.#isArray) output.put(lineFeed)
      this.#rows++
    }
  }

  end(): void {
    if (!this.#isArray) return
    this.#output.reserve(3)
    this.#output.put(lineFeed)
    this.#output.put(0x5d)
    this.#output.put(lineFeed)
  }

  take(): Uint8Array {
    return this.#output.take()
  }
}

/** Writes what needs no quotes. The name brings the opening quote with it; an empty cell is a null. */
function putBare(output: Output, name: Uint8Array, bytes: Uint8Array, from: number, to: number): void {
  output.copy(name, 0, name.length - 1)
  if (to > from) output.copy(bytes, from, to)
  else output.copy(nullWord, 0, nullWord.length)
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
