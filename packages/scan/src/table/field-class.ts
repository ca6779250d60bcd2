import type { Category, ClassTable } from '@feiyu/core'
import type { Column } from '../columns/column.ts'
import { type ColumnPlan, standsForPerson } from '../columns/column-plan.ts'
import { isAboutPersons } from '../columns/table-context.ts'
import type { ColumnType } from '../columns/typing.ts'
import { detectors } from '../detectors/detector.ts'
import { ScanError } from '../errors.ts'
import { keyOfDetector } from '../subjects/key-type.ts'
import type { ColumnBits } from '../subjects/person-count.ts'
import type { Role } from '../vocabulary/value-type.ts'
import { roleOf, type TypeId } from '../vocabulary/value-types.ts'
import type { ReaderRole } from './column-reader.ts'

/** A column with its final type and what may be done to it before it crosses. */
export interface TypedField {
  readonly column: Column
  readonly plan: ColumnPlan
  readonly role: ReaderRole
  readonly type: ColumnType
  /** `token`: every value is replaced by a pseudonym. */
  readonly action: 'pass' | 'drop' | 'token'
}

/** What a field counts as. */
export interface FieldClass {
  readonly type: TypeId
  readonly category: Category
  readonly role: Role
  /** Category by the type alone, and by what was found in single values; `business` where nothing was. */
  readonly byType: Category
  readonly byHits: Category
}

const order: readonly Category[] = ['business', 'personal', 'sensitive', 'credential']

/** Category and role of each field, in the context of all fields that are left. */
export function classify(fields: readonly TypedField[], classes: ClassTable): FieldClass[] {
  const hasPersons = isAboutPersons(contextOf(fields))
  return fields.map((field) => {
    const type = field.action === 'token' ? pseudonym.type : field.type.type
    const byType = categoryOf(classes, type, hasPersons)
    const byHits = field.action === 'token' ? 'business' : graverOfHits(field, classes, hasPersons)
    const role = roleOf(type)
    const isOfPerson = hasPersons || role !== 'pseudonymous'
    return { type, category: graver(byType, byHits), role: isOfPerson ? role : 'object', byType, byHits }
  })
}

/** Something personal in a field: its type as a whole, or what was found in single values of it. */
export interface PersonalPart {
  /** Position of the field. */
  readonly field: number
  readonly type: TypeId
  readonly bits: ColumnBits
  readonly isSensitive: boolean
}

/** What is personal in the fields that are left, with the bits by which its persons are known. */
export function personalParts(
  fields: readonly TypedField[],
  found: readonly FieldClass[],
  classes: ClassTable,
): PersonalPart[] {
  const hasPersons = isAboutPersons(contextOf(fields))
  const counts = (category: Category) => category !== 'business' && (category !== 'credential' || hasPersons)
  return fields.flatMap((field, index) => {
    if (field.action === 'drop') return []
    const { role } = field
    const { byType, byHits, type } = found[index]!
    const whole = { field: index, type, bits: role.filled, isSensitive: byType !== 'personal' }
    const hits = field.action === 'token' ? [] : classesOfHits(field, classes, hasPersons)
    return [
      ...(counts(byType) ? [whole] : []),
      ...hits
        .filter(({ category }) => counts(category) && category === byHits)
        .map((hit) => ({ field: index, type: hit.type, bits: role.found, isSensitive: byHits !== 'personal' })),
    ]
  })
}

/** Bits of the columns that are ordinary, and of those that are sensitive, personal information. */
export function personalBits(parts: readonly PersonalPart[]): {
  readonly ordinary: ColumnBits
  readonly sensitive: ColumnBits
} {
  const ordinary = { lo: 0, hi: 0 }
  const sensitive = { lo: 0, hi: 0 }
  for (const { bits, isSensitive } of parts) {
    const target = isSensitive ? sensitive : ordinary
    target.lo |= bits.lo
    target.hi |= bits.hi
  }
  return { ordinary, sensitive }
}

/** Whether hits of a detector in this column say something about a person that the column's type does not. */
export function raises(field: TypedField, code: number): boolean {
  return isStrongIn(field, code) || standsForPerson(code, keyOfDetector[code]!, field.plan.found)
}

/** One hit is enough: by its p0, or by its check digit in a column of its own type. */
export function isStrongIn(field: TypedField, code: number): boolean {
  const { strong, checksum, type } = detectors[code]!
  return strong || (checksum && type === field.type.type)
}

/** The types of the fields that are left, as they are left. */
function contextOf(fields: readonly TypedField[]): ColumnType[] {
  return fields.flatMap(({ type, action }) => (action === 'drop' ? [] : [action === 'token' ? pseudonym : type]))
}

const pseudonym: ColumnType = { type: 'account_id', confidence: 0.99, share: null, isUnverified: false }

/** Gravest category of what was found in single values. */
function graverOfHits(field: TypedField, classes: ClassTable, hasPersons: boolean): Category {
  return classesOfHits(field, classes, hasPersons).reduce<Category>(
    (most, { category }) => graver(most, category),
    'business',
  )
}

/** What was found in single values, by type. A person's identifier is of a person, whatever the table. */
function classesOfHits(field: TypedField, classes: ClassTable, hasPersons: boolean) {
  const types = new Set(
    field.column
      .codes()
      .filter((code) => raises(field, code))
      .map((code) => detectors[code]!.type),
  )
  return [...types].map((type) => {
    const role = roleOf(type)
    const isOfPerson = hasPersons || role === 'direct' || role === 'pseudonymous'
    return { type, category: categoryOf(classes, type, isOfPerson) }
  })
}

function graver(left: Category, right: Category): Category {
  return order.indexOf(left) >= order.indexOf(right) ? left : right
}

function categoryOf(classes: ClassTable, type: TypeId, isOfPerson: boolean): Category {
  const row = classes.types[type]
  if (row === undefined) {
    throw new ScanError(
      'FEIYU_SCAN_CLASS_MISSING',
      `the class table has no row for the type \`${type}\`; add one to a pack's classes`,
    )
  }
  return isOfPerson ? row.person : row.object
}
