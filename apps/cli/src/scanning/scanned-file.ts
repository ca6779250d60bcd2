import type { FileReport, SubjectsReport } from './file-report.ts'

/** A scanned file: what was found, and persons counted again under other assumptions. */
export interface ScannedFile {
  readonly report: FileReport
  /** Persons without some columns, or told apart by another one. Counted, never estimated. */
  recount(change: Recount): SubjectsReport
}

export interface Recount {
  /** Numbers of the columns that are left out. */
  readonly without?: ReadonlySet<number>
  /** Number of the column that tells persons apart. */
  readonly subject?: number
}
