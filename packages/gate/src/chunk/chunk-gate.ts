import type { PersonBatch, RowBatch } from '@feiyu/scan'

/** Where and why a crossing was stopped. Row and column count from 1; `type` is the kind of value that was met, never the value. */
export interface Stop {
  /**
   * Values: `uncleared-value` (one is enough), `weak-hits` (too many), `credential`, `marking` (row 0: in a name),
   * `undecodable`, `unreadable` (to the transform of its column), `consent-missing`, `handler-missing` (no legal person of
   * the permit). Columns, without a row: `new-field`,
   * `missing-field` (the column counts in the permit), `new-class`, `uncounted-field`.
   */
  readonly code: string
  readonly row: number | null
  readonly column: number | null
  readonly type: string | null
}

/** Values by kind, as the outcome reports them. */
export interface ChunkCounts {
  readonly dropped: Readonly<Record<string, number>>
  readonly masked: Readonly<Record<string, number>>
  readonly held: Readonly<Record<string, number>>
  /** Rows that did not cross for want of consent. */
  readonly withoutConsent: number
}

/** A chunk that passed inspection whole: its outgoing bytes, and the persons to be counted before they are released. */
export type ChunkResult =
  | {
      readonly kind: 'clear'
      /** Lent until the next call. Empty while rows are held back until it is known what the columns are. */
      readonly bytes: Uint8Array
      readonly rowsRead: number
      readonly rowsReleased: number
      /** Persons counted in all chunks up to this one, in all books: no fewer than there are. */
      readonly personsSoFar: number
      /** One batch for each book of the permit, in its order; none where the permit counts nobody. */
      readonly persons: readonly PersonBatch[]
      readonly counts: ChunkCounts
    }
  | { readonly kind: 'stop'; readonly stop: Stop }

/** Inspects, counts and transforms the rows of one crossing. Nothing of a chunk leaves before it passed whole. */
export interface ChunkGate {
  take(batch: RowBatch, names: readonly string[]): ChunkResult
  /** The end of the input: what was held back, and the last bytes of the format. */
  end(): ChunkResult
}
