import { byCodeUnit, type Category, type ClassTable, digestOfJson } from '@feiyu/core'
import type { Pack } from '../pack/pack.ts'
import { inForce } from './in-force.ts'
import type { Law } from './law.ts'
import { checkAsOf } from './regime.ts'

/** The class table of the packs on a day: what each type of value counts as. Its digest goes into profile and permit. */
export async function compileClassTable(law: Law, day: string): Promise<ClassTable> {
  const asOf = checkAsOf(law.from, day)
  const rows = law.packs.flatMap((pack) => pack.classes).filter((row) => inForce(row, asOf))
  const types: Record<string, { readonly person: Category; readonly object: Category }> = {}
  for (const row of rows.toSorted((left, right) => byCodeUnit(left.type, right.type))) {
    types[row.type] = { person: row.person, object: row.object }
  }
  const sensitiveBelowAge = ageOn(law.packs, asOf)
  return { digest: await digestOfJson({ types, sensitiveBelowAge }), asOf, types, sensitiveBelowAge }
}

function ageOn(packs: readonly Pack[], asOf: ClassTable['asOf']): number | null {
  const rows = packs.flatMap((pack) => pack.classSettings.sensitiveBelowAge).filter((row) => inForce(row, asOf))
  return rows.reduce<number | null>((oldest, row) => (oldest === null || row.age > oldest ? row.age : oldest), null)
}
