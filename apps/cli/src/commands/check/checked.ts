import type { ScannedFile } from '../../scanning/scan-file.ts'
import type { ColumnChanges } from './column-changes.ts'
import type { JudgedFile } from './judge-file.ts'
import type { Stated } from './stated.ts'
import type { Suggestion } from './suggest.ts'

/** Everything that one check found. */
export interface Checked extends JudgedFile {
  /** The file as it would cross. */
  readonly scanned: ScannedFile
  readonly stated: Stated
  readonly changes: ColumnChanges
  readonly suggestions: readonly Suggestion[]
}
