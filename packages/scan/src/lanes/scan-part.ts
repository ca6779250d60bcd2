import type { RowBatch } from '../batch.ts'
import type { ColumnCounts } from '../columns/column.ts'
import type { LogMemory } from '../subjects/link-log.ts'
import type { SetMemory } from '../subjects/person-set.ts'
import type { MarkingEntry } from '../table/marking-log.ts'

/** The first rows of a table and the names of its columns then: from them every lane makes the same plan. */
export interface ScanHead {
  readonly names: readonly string[]
  readonly batches: readonly RowBatch[]
}

/** What one lane found in its share of the rows, to be added to the scan that handed the rows out. Holds no value. */
export interface ScanPart {
  readonly columns: readonly ColumnCounts[]
  readonly markings: readonly MarkingEntry[]
  /** By column, rows whose person it gave. */
  readonly owners: readonly number[]
  readonly persons: SetMemory
  readonly links: LogMemory
  /** Rows without a key, by bitmap. */
  readonly keyless: readonly { readonly lo: number; readonly hi: number; readonly rows: number }[]
}
