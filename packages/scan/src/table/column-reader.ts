import type { RowBatch } from '../batch.ts'
import type { CellScanner } from '../cells/cell-scanner.ts'
import type { KeyForms } from '../subjects/key-forms.ts'
import type { KeySlot } from '../subjects/key-slot.ts'
import type { ColumnBits } from '../subjects/person-count.ts'
import type { PersonSet } from '../subjects/person-set.ts'
import type { RowKeys } from '../subjects/row-keys.ts'
import type { MarkingLog } from './marking-log.ts'

/** What all columns of a table share while they are read. */
export interface ReaderContext {
  readonly scanner: CellScanner
  readonly hash: KeyForms
  readonly persons: PersonSet
  readonly block: RowKeys
  readonly markings: MarkingLog
  /** Whoever was born after this day, `yyyymmdd`, is below the age of the class table; 99999999 where it has none. */
  readonly minorAfter: number
  /** That age; 0 where the class table has none. */
  readonly minorAge: number
}

/** How a column takes part in the count of persons. */
export interface ReaderRole {
  /** Bits of the column where it is not empty, and where a text of it holds something personal. */
  readonly filled: ColumnBits
  readonly found: ColumnBits
  readonly slot: KeySlot | null
  /** Column of the person's name beside a vehicle or device, which several persons may use; -1 for none. */
  readonly nameColumn: number
}

/** Reads one column of a batch: finds, counts, and leaves what it found about persons in the block of rows. */
export interface ColumnReader {
  /** Reads `rows` rows of the batch, whose bytes are also in `view`, from `first` (within the batch). */
  read(batch: RowBatch, view: DataView, first: number, rows: number): void
}
