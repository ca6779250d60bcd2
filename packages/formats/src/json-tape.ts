/** What a word on the tape says; the words that follow it are indexes of bytes, and for a value its column. */
export const tapeWords = {
  /** `{`, at. */
  object: 0,
  /** `[`, at. */
  array: 1,
  /** The name of a member: the quote that opens it. */
  name: 2,
  /** A value that is a cell, or a part of one: first byte, byte after the last one, column. */
  value: 3,
  /** `}` or `]`: byte after it. */
  close: 4,
} as const

/**
 * What the parser of JSON met, in order, so that a record can be written again without reading it a second time: what is
 * written is what was read, by one reading. Objects and arrays with nothing in them are values, but for the record itself.
 */
export class JsonTape {
  words: Int32Array = new Int32Array(4096)
  /** By row, the index of its first word. The word after the last row is there as well. */
  rows: Int32Array = new Int32Array(1024)
  #end = 0
  /** Where the record at hand begins. */
  #record = 0

  /** Begins a batch. */
  begin(): void {
    this.#end = 0
    this.#record = 0
    this.rows[0] = 0
  }

  /** Begins a record, perhaps again. */
  beginRecord(): void {
    this.#end = this.#record
  }

  /** The record at hand is row `row`. */
  endRecord(row: number): void {
    if (row + 1 === this.rows.length) this.rows = enlarged(this.rows)
    this.rows[row] = this.#record
    this.rows[row + 1] = this.#end
    this.#record = this.#end
  }

  put(word: number, at: number): void {
    if (this.#end + 2 > this.words.length) this.words = enlarged(this.words)
    this.words[this.#end++] = word
    this.words[this.#end++] = at
  }

  value(start: number, end: number, column: number): void {
    if (this.#end + 4 > this.words.length) this.words = enlarged(this.words)
    const { words } = this
    words[this.#end++] = tapeWords.value
    words[this.#end++] = start
    words[this.#end++] = end
    words[this.#end++] = column
  }
}

/** The same words with room for twice as many. */
export function enlarged(words: Int32Array): Int32Array {
  const larger = new Int32Array(words.length * 2)
  larger.set(words)
  return larger
}
