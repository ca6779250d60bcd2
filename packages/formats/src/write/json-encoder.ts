import { byteClasses, type ChangedColumn, type ColumnFate } from '@feiyu/scan'
import { tapeWords } from '../json-tape.ts'
import { JsonText } from './json-text.ts'
import { type ShapedBatch, type ShapedTable, ShapeEncoder } from './shape-encoder.ts'

/**
 * Writes JSON as it was read: what passes with its own bytes in its own place, changed values as strings in the place of
 * each. A column that is cut goes out of every object and array that holds it; an object or array that held nothing else
 * goes with it, but for an element of an array in which something stays: that becomes `{}` or `[]`, so that the others
 * keep their places.
 */
export class JsonEncoder extends ShapeEncoder {
  protected readonly hasFrame: boolean
  readonly #text: JsonText
  /** Of the record at hand: its tape, and the next word on it. */
  #words: Int32Array = new Int32Array(0)
  #next = 0
  #columns: readonly ColumnFate[] = []
  #row = 0
  /** Values of each changed column met in the record. */
  #met: Int32Array = new Int32Array(0)
  readonly #touched: number[] = []

  constructor(table: ShapedTable, form: 'lines' | 'array') {
    super(table)
    this.hasFrame = form === 'array'
    this.#text = new JsonText(this.output)
  }

  protected header(): boolean {
    return false
  }

  protected row({ bytes, records, shape }: ShapedBatch, row: number, columns: readonly ColumnFate[]): void {
    const copy = shape.copies[row]!
    const record = records[row]!
    const text = this.#text
    text.source(copy < 0 ? bytes : shape.kept, copy < 0 ? 0 : copy - record)
    if (this.#met.length < columns.length) this.#met = new Int32Array(columns.length)
    for (const column of this.#touched) this.#met[column] = 0
    this.#touched.length = 0
    this.#words = shape.tape.words
    this.#next = shape.tape.rows[row]!
    this.#columns = columns
    this.#row = row
    // The record itself stays, whatever is left of it; one with nothing in it is no value, and holds none.
    const isEmpty = this.#words[this.#next + 2] === tapeWords.close
    let after = isEmpty ? 0 : this.#cut()
    if (after > 0) text.brackets(0x7b)
    else after = this.#container()
    text.copy(after, shape.ends[row]!)
    text.flush()
  }

  /** Writes the object or array whose word is next, in which something stays. Gives the index after it. */
  #container(): number {
    const opening = this.#words[this.#next + 1]!
    const isArray = this.#words[this.#next] === tapeWords.array
    this.#next += 2
    this.#text.copy(opening, opening + 1)
    const before = isArray ? this.#elements(opening + 1) : this.#members(opening + 1)
    const after = this.#words[this.#next + 1]!
    this.#next += 2
    this.#text.copy(before, after)
    return after
  }

  /** Writes the members of an object, whose first byte is `start`. Gives the index after the last one. */
  #members(start: number): number {
    const words = this.#words
    const text = this.#text
    let before = start
    /** Where the first member begins. */
    let first = -1
    let isFirst = true
    while (words[this.#next] !== tapeWords.close) {
      const name = text.quoteAfter(before)
      if (first < 0) first = name
      const after = this.#cut()
      if (after > 0) {
        before = after
        continue
      }
      // What stands between two members goes with the second; what stands before the first, before the first that stays.
      if (isFirst) text.copy(start, first)
      else text.copy(before, name)
      isFirst = false
      text.copy(name, words[this.#next + 1]!)
      before = this.#value()
    }
    return before
  }

  /** The same for the elements of an array. */
  #elements(start: number): number {
    const words = this.#words
    const text = this.#text
    let before = start
    let first = -1
    let isFirst = true
    while (words[this.#next] !== tapeWords.close) {
      const word = words[this.#next]!
      const element = words[this.#next + 1]!
      if (first < 0) first = element
      const after = this.#cut()
      if (after > 0 && word >= 0) {
        before = after
        continue
      }
      if (isFirst) text.copy(start, first)
      else text.copy(before, element)
      isFirst = false
      if (after > 0) {
        text.brackets(word === tapeWords.array ? 0x5b : 0x7b)
        before = after
      } else before = this.#value()
    }
    return before
  }

  /** Passes over what comes next, if nothing of it stays. Gives the index after it, else 0. */
  #cut(): number {
    const words = this.#words
    const columns = this.#columns
    let at = this.#next
    let depth = 0
    for (;;) {
      const word = words[at]!
      if (word >= 0) {
        if (columns[word] !== 'cut') return 0
        at += 3
      } else {
        depth += word === tapeWords.close ? -1 : 1
        at += 2
      }
      if (depth === 0) break
    }
    this.#next = at
    // Of a value and of what closes, the byte after it is the last word.
    return words[at - 1]!
  }

  /** Writes what comes next, of which something stays. Gives the index after it. */
  #value(): number {
    const words = this.#words
    const at = this.#next
    const column = words[at]!
    if (column < 0) return this.#container()
    const start = words[at + 1]!
    const end = words[at + 2]!
    this.#next += 3
    const fate = this.#columns[column]
    if (fate === 'pass') this.#text.copy(start, end)
    // A column that nobody has said anything of does not pass.
    else if (fate === 'cut' || fate === undefined) throw new TypeError('a value without a fate')
    else this.#change(fate, column, start, end)
    return end
  }

  #change({ bytes, starts, ends, classes, firsts }: ChangedColumn, column: number, start: number, end: number): void {
    const value = firsts === null ? this.#row : firsts[this.#row]! + this.#met[column]!
    if (this.#met[column]!++ === 0) this.#touched.push(column)
    const from = starts[value]!
    const to = ends[value]!
    // Null, an empty text, object or array that a change left empty stays which of them it was.
    if (to <= from && this.#text.isEmptyValue(start, end)) this.#text.copy(start, end)
    else this.#text.string(bytes, from, to, (classes[value]! & escaped) === 0)
  }
}

const { control, other, space } = byteClasses
/** Classes with a byte that is escaped in them: a tab counts as space. */
const escaped = control | other | space
