import type { RowBatch } from '../batch.ts'

const maxRows = 1000
const maxCells = 200_000
const maxBytes = 4_000_000

/**
 * The first rows of a table, kept until it is known what the columns are. Where they end depends on the rows alone,
 * never on how they were cut into batches.
 */
export class HeadRows {
  readonly #batches: RowBatch[] = []
  #rows = 0
  #cells = 0
  #bytes = 0

  get batches(): readonly RowBatch[] {
    return this.#batches
  }

  /** Lets go of the rows, once they are read. */
  clear(): void {
    this.#batches.length = 0
  }

  /** Takes rows of the batch until the head is full; returns how many it took. All taken: more may follow. */
  take(batch: RowBatch): number {
    let rows = 0
    while (rows < batch.rows && !this.isFull) {
      for (let cell = rows * batch.columns; cell < (rows + 1) * batch.columns; cell++) {
        if (batch.ends[cell]! <= batch.starts[cell]!) continue
        this.#cells++
        this.#bytes += batch.ends[cell]! - batch.starts[cell]!
      }
      this.#rows++
      rows++
    }
    if (rows > 0) this.#batches.push(copyOf(batch, rows))
    return rows
  }

  /** No further row belongs to the head. */
  get isFull(): boolean {
    return this.#rows >= maxRows || this.#cells >= maxCells || this.#bytes >= maxBytes
  }
}

function copyOf(batch: RowBatch, rows: number): RowBatch {
  const cells = rows * batch.columns
  let first = batch.bytes.length
  let last = 0
  for (let cell = 0; cell < cells; cell++) {
    if (batch.ends[cell]! <= batch.starts[cell]!) continue
    first = Math.min(first, batch.starts[cell]!)
    last = Math.max(last, batch.ends[cell]!)
  }
  const starts = batch.starts.slice(0, cells)
  const ends = batch.ends.slice(0, cells)
  for (let cell = 0; cell < cells; cell++) {
    if (starts[cell]! < 0 || ends[cell]! <= starts[cell]!) {
      starts[cell] = -1
      ends[cell] = -1
      continue
    }
    starts[cell]! -= first
    ends[cell]! -= first
  }
  return {
    bytes: batch.bytes.slice(first, Math.max(first, last)),
    columns: batch.columns,
    rows,
    firstRow: batch.firstRow,
    starts,
    ends,
    classes: batch.classes.slice(0, cells),
    uncounted: batch.uncounted?.slice(0, rows),
  }
}
