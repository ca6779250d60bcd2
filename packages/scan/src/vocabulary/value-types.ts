import { personAttributes } from './person-attributes.ts'
import { personIdentifiers } from './person-identifiers.ts'
import { things } from './things.ts'
import type { Role, ValueType } from './value-type.ts'

const rows = [...personIdentifiers, ...personAttributes, ...things] as const

/** Name of a value type; a closed set, so that a mistyped one does not compile. */
export type TypeId = (typeof rows)[number]['id']

/** Every kind of value that the scanner can tell. A class table has a row for each of them. */
export const valueTypes: readonly (ValueType & { readonly id: TypeId })[] = rows

const byId: ReadonlyMap<string, ValueType> = new Map(rows.map((row) => [row.id, row]))

/** The role that values of a type play when nothing else is known about their table. */
export function roleOf(type: TypeId): Role {
  return byId.get(type)!.role
}
