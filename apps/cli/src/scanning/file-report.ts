import type { Digest } from '@feiyu/core'
import { type Candidate, detectors, type Field, type Marking, type Profile, type Subjects } from '@feiyu/scan'

/** What the scan says of one file: the contract of `feiyu scan --json`. It holds no value of any person. */
export interface FileReport {
  readonly path: string
  readonly format: string
  readonly encoding: string
  readonly bytes: number
  readonly rows: number
  /** Null where only a sample was read. */
  readonly digest: Digest | null
  readonly fields: Profile['fields']
  readonly markings: readonly Marking[]
  readonly candidates: readonly Candidate[]
  readonly subjects: Subjects
  readonly classTable: Digest
  readonly warnings: readonly FileWarning[]
}

/** Something to look at: in the text of the file (with its row), or in what was found (with its column). */
export interface FileWarning {
  readonly code: string
  readonly message: string
  readonly count: number
  readonly row: number | null
  readonly column: string | null
}

/** Whether a column holds information about persons. */
export function isPersonal(field: Field): boolean {
  return (field.category === 'personal' || field.category === 'sensitive') && field.values > 0
}

/** The kind of value that a detector finds. */
export function typeOfDetector(id: string): string {
  return detectors.find((one) => one.id === id)?.type ?? id
}

/** Whether the scan found a person, or a column about persons. */
export function holdsPersons(report: Pick<FileReport, 'fields' | 'subjects'>): boolean {
  return report.subjects.upper > 0 || report.fields.some(isPersonal)
}

/** The gravest statutory mark of secrecy, or `undefined`. */
export function statutoryMark(report: Pick<FileReport, 'markings'>): Marking | undefined {
  return report.markings.find((marking) => marking.kind === 'mark')
}

const levelWords: Readonly<Record<Marking['level'], string>> = {
  'top-secret': '绝密',
  secret: '机密',
  confidential: '秘密',
}

/** The words of the level, with the star where the statutory mark stands; never what stands around it. */
export function markingText(marking: Marking): string {
  return marking.kind === 'mark' ? `${levelWords[marking.level]}★` : levelWords[marking.level]
}
