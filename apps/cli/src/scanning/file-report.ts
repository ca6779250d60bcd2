import type { Category, Digest } from '@feiyu/core'
import type { Role } from '@feiyu/scan'

/** What the scan says of one file: the contract of `feiyu scan --json`. It holds no value of any person. */
export interface FileReport {
  readonly path: string
  readonly format: string
  readonly encoding: string
  readonly bytes: number
  readonly rows: number
  /** Null where a sample was read. */
  readonly digest: Digest | null
  readonly fields: readonly FieldReport[]
  readonly markings: readonly MarkingReport[]
  readonly candidates: readonly CandidateReport[]
  readonly subjects: SubjectsReport
  readonly classTable: Digest
  readonly warnings: readonly WarningReport[]
}

export interface FieldReport {
  /** Name of the column; masked where it holds a value of a person. */
  readonly name: string
  /** What the values are. */
  readonly type: string
  /** What that counts as in law on the day. */
  readonly category: Category
  readonly sensitive: boolean
  readonly role: Role
  readonly confidence: number
  /** Share of the rows with a value. */
  readonly share: number
  readonly detectors: readonly DetectorReport[]
}

export interface DetectorReport {
  readonly id: string
  readonly count: number
  readonly strong: boolean
  /** First data row with it, from 1. */
  readonly row?: number
}

/** A mark of secrecy: the words of the level and where they stand, nothing around them. */
export interface MarkingReport {
  readonly text: string
  /** The statutory mark with ★; false: the word alone, for a person to look at. */
  readonly statutory: boolean
  readonly row: number
  readonly field: string
  readonly count: number
}

/** Something that may be important, core or secret: never decided by the scan. */
export interface CandidateReport {
  readonly kind: string
  readonly field: string
  readonly reason: string
}

/** Distinct persons; `ordinary` and `sensitive` are never too few. */
export interface SubjectsReport {
  /** Column that tells persons apart. */
  readonly key: string | null
  readonly keyType: string | null
  readonly ordinary: number
  readonly sensitive: number
  readonly distinct: number
  readonly lower: number
  readonly upper: number
  readonly dropped: number
  readonly method: string
}

export interface WarningReport {
  readonly code: string
  readonly message: string
  readonly count: number
  readonly row: number | null
}

/** Whether a column counts as information about a person. */
export function isPersonal(field: FieldReport): boolean {
  return field.category === 'personal' || field.category === 'sensitive'
}

/** Whether the scan found a person, or a column about persons. */
export function holdsPersons(report: FileReport): boolean {
  return report.subjects.upper > 0 || report.fields.some((field) => isPersonal(field) && field.share > 0)
}
