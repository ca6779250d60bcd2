/**
 * What a word on the tape says, and the indexes of bytes that follow it. Any other word is the column of a value that is a
 * cell, or a part of one; its first byte and the byte after its last one follow. Names of members are not on the tape:
 * each begins with the first quote after the value before it.
 */
export const tapeWords = {
  /** `{`, at. */
  object: -1,
  /** `[`, at. */
  array: -2,
  /** `}` or `]`: the byte after it. */
  close: -3,
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
    const next = this.#end
    if (next + 2 > this.words.length) this.words = enlarged(this.words)
    const { words } = this
    words[next] = word
    words[next + 1] = at
    this.#end = next + 2
  }

  value(start: number, end: number, column: number): void {
    const next = this.#end
    if (next + 3 > this.words.length) this.words = enlarged(this.words)
    const { words } = this
    words[next] = column
    words[next + 1] = start
    words[next + 2] = end
    this.#end = next + 3
  }
}

/** The same words with room for twice as many. */
export function enlarged(words: Int32Array): Int32Array {
  const larger = new Int32Array(words.length * 2)
  larger.set(words)
  return larger
}
