import type { RowBatch } from '@feiyu/scan'
import type { ChunkCounts } from './chunk-gate.ts'

/** Kind of the values of a column that the permit does not know. */
const unknownKind = 'unknown'

/** Counts values by kind until they are told. */
export class ValueCounts {
  #dropped: Record<string, number> = {}
  #masked: Record<string, number> = {}
  #held: Record<string, number> = {}
  #withoutConsent = 0

  /** Counts the values of a column that is dropped. */
  drop(type: string | undefined, batch: RowBatch, column: number): void {
    add(this.#dropped, type ?? unknownKind, valuesIn(batch, column, null))
  }

  mask(type: string, values: number): void {
    add(this.#masked, type, values)
  }

  /** Counts the values of a column in the rows that stay behind. */
  hold(type: string, batch: RowBatch, column: number, withheld: Uint8Array): void {
    add(this.#held, type, valuesIn(batch, column, withheld))
  }

  withoutConsent(rows: number): void {
    this.#withoutConsent += rows
  }

  take(): ChunkCounts {
    const counts = {
      dropped: this.#dropped,
      masked: this.#masked,
      held: this.#held,
      withoutConsent: this.#withoutConsent,
    }
    this.#dropped = {}
    this.#masked = {}
    this.#held = {}
    this.#withoutConsent = 0
    return counts
  }
}

function add(counts: Record<string, number>, kind: string, values: number): void {
  if (values > 0) counts[kind] = (counts[kind] ?? 0) + values
}

/** Values of a column; of the rows with a 1 in `only`, if given. */
function valuesIn({ starts, ends, columns, rows }: RowBatch, column: number, only: Uint8Array | null): number {
  if (column >= columns) return 0
  let values = 0
  for (let row = 0, cell = column; row < rows; row++, cell += columns) {
    if (starts[cell]! >= 0 && ends[cell]! > starts[cell]! && (only === null || only[row] === 1)) values++
  }
  return values
}
