import type { RowBatch } from '@feiyu/scan'
import { isWord } from './is-word.ts'

/** Tells whose each row is, in the dataset of a group (tally T1): by a column of unified social credit codes. */
export class HandlerRows {
  /** Column of the input in which the code stands. */
  readonly path: string
  /** By row of the last batch, the place of its legal person among `handlers`. */
  readonly #places: number[] = []
  readonly #codes: readonly Uint8Array[]
  #rows = 0
  readonly #others: Uint8Array[]

  constructor(path: string, handlers: readonly string[]) {
    this.path = path
    this.#codes = handlers.map((code) => new TextEncoder().encode(code))
    this.#others = handlers.map(() => new Uint8Array(0))
  }

  /** Looks at the rows of a batch; `column` is the place of `path` in it. Gives the first row of none of them, -1 where there is none. */
  look({ bytes, starts, ends, columns, rows }: RowBatch, column: number): number {
    this.#rows = rows
    const codes = this.#codes
    let place = 0
    for (let row = 0, cell = column; row < rows; row++, cell += columns) {
      const from = column < columns && column >= 0 ? starts[cell]! : -1
      if (from < 0) return row
      // Rows of one legal person mostly stand together.
      if (!isWord(bytes, from, ends[cell]!, codes[place]!)) {
        place = codes.findIndex((code) => isWord(bytes, from, ends[cell]!, code))
        if (place < 0) return row
      }
      this.#places[row] = place
    }
    return -1
  }

  /** By row, 1 where it is not of this legal person, or does not cross; lent until the next batch. */
  uncounted(place: number, withheld: Uint8Array | null): Uint8Array {
    if (this.#others[place]!.length < this.#rows) this.#others[place] = new Uint8Array(this.#rows)
    const others = this.#others[place]!
    for (let row = 0; row < this.#rows; row++) {
      others[row] = this.#places[row] === place && withheld?.[row] !== 1 ? 0 : 1
    }
    return others
  }
}

/** A batch of which some rows are inspected and not counted. */
export function withUncounted(
  { bytes, columns, rows, firstRow, starts, ends, classes }: RowBatch,
  uncounted: Uint8Array,
): RowBatch {
  return { bytes, columns, rows, firstRow, starts, ends, classes, uncounted }
}

/** By row of a batch, 1 where the column does not hold this code: those rows are another legal person's. */
export function rowsOfOthers(
  { bytes, starts, ends, columns, rows }: RowBatch,
  column: number,
  code: string,
): Uint8Array {
  const wanted = new TextEncoder().encode(code)
  const others = new Uint8Array(rows).fill(1)
  if (column < 0 || column >= columns) return others
  for (let row = 0, cell = column; row < rows; row++, cell += columns) {
    const from = starts[cell]!
    if (from >= 0 && isWord(bytes, from, ends[cell]!, wanted)) others[row] = 0
  }
  return others
}
