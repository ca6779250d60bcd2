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
    const mark = text.mark()
    const after = this.#container()
    // The record itself stays, whatever it holds.
    if (after < 0) text.empty(mark, 0x7b)
    text.copy(Math.abs(after), shape.ends[row]!)
    text.flush()
  }

  /** Writes the object or array whose word is next. Gives the index after it, negative where nothing of it stays. */
  #container(): number {
    const opening = this.#words[this.#next + 1]!
    const isArray = this.#words[this.#next] === tapeWords.array
    this.#next += 2
    return isArray ? this.#array(opening) : this.#object(opening)
  }

  #object(opening: number): number {
    const words = this.#words
    const text = this.#text
    text.copy(opening, opening + 1)
    /** End of the member before, and where the first one begins. */
    let before = opening + 1
    let first = -1
    let kept = 0
    while (words[this.#next] !== tapeWords.close) {
      const name = words[this.#next + 1]!
      this.#next += 2
      if (first < 0) first = name
      const after = this.#cutValue()
      if (after > 0) {
        before = after
        continue
      }
      const mark = this.#mark()
      // What stands between two members goes with the second; what stands before the first, before the first that stays.
      if (kept > 0) text.copy(before, name)
      else text.copy(opening + 1, first)
      text.copy(name, words[this.#next + 1]!)
      before = this.#value()
      if (before > 0) kept++
      else {
        before = -before
        text.reset(mark)
      }
    }
    return this.#close(before, kept > 0 || first < 0)
  }

  #array(opening: number): number {
    const words = this.#words
    const text = this.#text
    text.copy(opening, opening + 1)
    let before = opening + 1
    let first = -1
    let kept = 0
    let full = 0
    while (words[this.#next] !== tapeWords.close) {
      const start = words[this.#next + 1]!
      if (first < 0) first = start
      const after = this.#cutValue()
      if (after > 0) {
        before = after
        continue
      }
      if (kept > 0) text.copy(before, start)
      else text.copy(opening + 1, first)
      kept++
      const bracket = words[this.#next] === tapeWords.array ? 0x5b : 0x7b
      const mark = this.#mark()
      before = this.#value()
      if (before > 0) full++
      else {
        before = -before
        text.empty(mark, bracket)
      }
    }
    return this.#close(before, full > 0)
  }

  #close(before: number, stays: boolean): number {
    const after = this.#words[this.#next + 1]!
    this.#next += 2
    this.#text.copy(before, after)
    return stays ? after : -after
  }

  /** Passes over the value whose word is next, if its column is cut. Gives the index after it, else 0. */
  #cutValue(): number {
    const words = this.#words
    const at = this.#next
    if (words[at] !== tapeWords.value || this.#columns[words[at + 3]!] !== 'cut') return 0
    this.#next += 4
    return words[at + 2]!
  }

  /** A place to go back to, where what comes next may turn out to hold nothing that stays. */
  #mark(): number {
    return this.#words[this.#next] === tapeWords.value ? 0 : this.#text.mark()
  }

  /** Writes what comes next and is not cut. Gives the index after it, negative where nothing of it stays. */
  #value(): number {
    const words = this.#words
    const at = this.#next
    if (words[at] !== tapeWords.value) return this.#container()
    const start = words[at + 1]!
    const end = words[at + 2]!
    const column = words[at + 3]!
    this.#next += 4
    const fate = this.#columns[column]!
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
