import { type ClassTable, isSensitive } from '@feiyu/core'
import type { CellScanner } from './cells/cell-scanner.ts'
import type { Column } from './columns/column.ts'
import { isAboutPersons } from './columns/table-context.ts'
import { type ColumnType, decideType } from './columns/typing.ts'
import { detectors } from './detectors/detector.ts'
import { ScanError } from './errors.ts'
import { personBatchOf } from './live/person-batch-of.ts'
import type { DetectorHits, Field, Profile, Subjects } from './profile.ts'
import { keyTypes, noKey } from './subjects/key-type.ts'
import type { LinkLog } from './subjects/link-log.ts'
import type { PersonBatch } from './subjects/person-batch.ts'
import { PersonCount } from './subjects/person-count.ts'
import type { PersonSet } from './subjects/person-set.ts'
import type { RowPatterns } from './subjects/row-patterns.ts'
import { candidatesOf } from './table/candidates.ts'
import { bitOf } from './table/column-bits.ts'
import {
  classify,
  type FieldClass,
  isStrongIn,
  type PersonalPart,
  personalBits,
  personalParts,
  type TypedField,
} from './table/field-class.ts'
import { publicNames } from './table/field-names.ts'
import type { MarkingLog } from './table/marking-log.ts'
import { scanWarnings } from './table/scan-warnings.ts'
import { subjectsOf } from './table/subject-figures.ts'
import type { TablePlan } from './table/table-plan.ts'
import type { TypeId } from './vocabulary/value-types.ts'

/** What would be done to columns, by the names of the profile, before the data crosses. */
export interface ColumnChanges {
  readonly dropped?: readonly string[] | undefined
  /** Every value replaced by a pseudonym: its persons still count, what it said of them no longer does. */
  readonly tokenised?: readonly string[] | undefined
}

export interface ScanResult {
  readonly profile: Profile
  /** Fields and persons after a change of columns, without reading the data again: exact, not an estimate. */
  recount(changes: ColumnChanges): { readonly fields: readonly Field[]; readonly subjects: Subjects }
  /** What is personal after a change of columns, with the bits of `persons`: the same in every scan of the same bytes. */
  counted(changes: ColumnChanges): readonly CountedPart[]
  /** All persons of the scan, for a tally under the scan's `keys`. */
  persons(): PersonBatch
}

/** Something personal in a column, and the bit of a `PersonBatch` that tells who has it. */
export interface CountedPart {
  readonly name: string
  readonly type: TypeId
  /** 0 to 62. */
  readonly bit: number
  readonly sensitive: boolean
}

/** All that a finished scan leaves behind. */
export interface FinishedTable {
  readonly rows: number
  readonly columns: readonly Column[]
  readonly plan: TablePlan
  readonly persons: PersonSet
  readonly links: LinkLog
  readonly patterns: RowPatterns
  readonly markings: MarkingLog
  readonly scanner: CellScanner
  readonly classTable: ClassTable
  readonly subject: string | undefined
  readonly isSampled: boolean
}

/** Makes the profile of a table from what was counted. */
export function finishTable(table: FinishedTable): ScanResult {
  const { columns, plan } = table
  const names = publicNames(columns, table.scanner)
  const count = new PersonCount(
    table.persons,
    table.links,
    table.patterns,
    plan.bitsOfKeys(keyTypes.length),
    subjectKey(table),
  )
  const types = withTracks(
    columns.map((column) => decideType(column.name, column, column.evidence)),
    table.rows,
    table.persons.count,
  )
  const changed = ({ dropped, tokenised }: ColumnChanges) => {
    const fields = columns.map((column, index): TypedField => {
      const name = names[index]!
      const action = dropped?.includes(name) ? 'drop' : tokenised?.includes(name) ? 'token' : 'pass'
      return { column, plan: plan.plans[index]!, role: plan.roles[index]!, type: types[index]!, action }
    })
    const classes = classify(fields, table.classTable)
    return { fields, classes, parts: personalParts(fields, classes, table.classTable) }
  }
  const recount = (changes: ColumnChanges) => {
    const { fields, classes, parts } = changed(changes)
    const { ordinary, sensitive } = personalBits(parts)
    return {
      fields: fields.flatMap((field, index) =>
        field.action === 'drop' ? [] : [describe(field, classes[index]!, names[index]!)],
      ),
      subjects: subjectsOf(columns, plan, count.distinct, count.figures(ordinary, sensitive), names),
    }
  }
  const counted = (changes: ColumnChanges) => countedParts(changed(changes).parts, names)
  const { fields, subjects } = recount({})
  const markings = table.markings.list((index) => names[index]!)
  const named = columns.map(({ rawName }, index) => ({ rawName, name: names[index]!, type: types[index]!.type }))
  const { rows, isSampled } = table
  const profile: Profile = {
    rows,
    fields,
    markings,
    candidates: candidatesOf(named, markings, subjects.upper),
    subjects,
    classTable: table.classTable.digest,
    warnings: scanWarnings(columns, names, types, { rows, isSampled, isGrouped: plan.isGrouped }),
  }
  return { profile, recount, counted, persons: () => personBatchOf(table) }
}

/** Parts by the names of their columns. */
export function countedParts(parts: readonly PersonalPart[], names: readonly string[]): readonly CountedPart[] {
  return parts.map(({ field, type, bits, isSensitive }) => ({
    name: names[field]!,
    type,
    bit: bitOf(bits),
    sensitive: isSensitive,
  }))
}

function describe(field: TypedField, { category, role, type }: FieldClass, name: string): Field {
  const { column } = field
  return {
    name,
    type,
    category,
    sensitive: isSensitive(category),
    role,
    confidence: field.type.confidence,
    share: field.type.share === null ? null : Math.round(field.type.share * 10000) / 10000,
    values: column.values,
    detectors:
      field.action === 'token'
        ? []
        : column.codes().map(
            (code): DetectorHits => ({
              id: detectors[code]!.id,
              count: column.hits(code),
              strong: isStrongIn(field, code),
              firstRow: column.firstRow(code),
            }),
          ),
  }
}

function subjectKey({ columns, plan, subject }: FinishedTable): number {
  if (subject === undefined) return noKey
  const column = columns.find(({ rawName }) => rawName === subject)
  if (column === undefined) {
    throw new ScanError(
      'FEIYU_SCAN_SUBJECT_UNKNOWN',
      'the column named as the subject is not in the table; give the name of one of its columns',
    )
  }
  return plan.plans[column.index]!.key
}

/** Positions with times of persons who come again and again are their movements. */
export function withTracks(types: readonly ColumnType[], rows: number, persons: number): readonly ColumnType[] {
  const isTimed = types.some(({ type }) => type === 'timestamp')
  const comesAgain = persons > 0 && rows >= persons * 2
  if (!isTimed || !comesAgain || !isAboutPersons(types)) return types
  return types.map((type) => (type.type === 'precise_location' ? { ...type, type: 'track' } : type))
}
