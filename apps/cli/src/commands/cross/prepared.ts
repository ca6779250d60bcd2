import type { FileHandle } from 'node:fs/promises'
import type { ClassTable, Digest } from '@feiyu/core'
import type { DecisionRecord, Law } from '@feiyu/law'
import type { HandlerBook } from '../../home/handler-book.ts'
import type { Home } from '../../home/open-home.ts'
import type { FlagValues } from '../../options/flag.ts'
import type { ScannedFile } from '../../scanning/scan-file.ts'
import type { ColumnChanges } from '../check/column-changes.ts'
import type { JudgedFile } from '../check/judge-file.ts'
import type { Stated } from '../check/stated.ts'
import type { Consent } from './consent.ts'
import type { crossFlags } from './cross.flags.ts'

/** What a crossing is asked to be. */
export interface PrepareInput {
  readonly law: Law
  readonly home: Home
  readonly stated: Stated
  readonly changes: ColumnChanges
  /** Open since before the first pass: the second reads the same bytes. */
  readonly input: FileHandle
  /**
   * Books of this year in which persons count: the handler's, none where no handler is known, or one for each legal person
   * of a group. In the order of the parts of the file.
   */
  readonly books: readonly HandlerBook[]
  readonly path: string
  readonly flags: FlagValues<typeof crossFlags>
}

/** Everything that is known of a crossing before it begins. */
export interface Prepared extends PrepareInput {
  readonly classTable: ClassTable
  /** The whole file, before any change. */
  readonly whole: ScannedFile
  /** The file as it would cross. */
  readonly scanned: ScannedFile
  readonly file: JudgedFile
  /** The decisions, one for each legal person, and the digest under which the home keeps them. */
  readonly records: readonly DecisionRecord[]
  readonly decision: Digest
  /** Null where the consent of each person is not looked up. */
  readonly consent: Consent | null
  /** Column that tells persons apart, where a person named one. */
  readonly subject: string | undefined
}
