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

/** Bits of the columns that are ordinary, and of those that are sensitive, personal information. */
export function personalBits(
  fields: readonly TypedField[],
  found: readonly FieldClass[],
): { readonly ordinary: ColumnBits; readonly sensitive: ColumnBits } {
  const ordinary = { lo: 0, hi: 0 }
  const sensitive = { lo: 0, hi: 0 }
  const hasPersons = isAboutPersons(contextOf(fields))
  const put = (category: Category, bits: ColumnBits) => {
    if (category === 'business' || (category === 'credential' && !hasPersons)) return
    const target = category === 'personal' ? ordinary : sensitive
    target.lo |= bits.lo
    target.hi |= bits.hi
  }
  for (const [index, { action, role }] of fields.entries()) {
    if (action === 'drop') continue
    put(found[index]!.byType, role.filled)
    put(found[index]!.byHits, role.found)
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

/** Graver category of what was found in single values. A person's identifier is of a person, whatever the table. */
function graverOfHits(field: TypedField, classes: ClassTable, hasPersons: boolean): Category {
  let category: Category = 'business'
  for (const code of field.column.codes()) {
    if (!raises(field, code)) continue
    const { type } = detectors[code]!
    const role = roleOf(type)
    const isOfPerson = hasPersons || role === 'direct' || role === 'pseudonymous'
    category = graver(category, categoryOf(classes, type, isOfPerson))
  }
  return category
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
