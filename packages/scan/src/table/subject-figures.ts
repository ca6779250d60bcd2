import type { Column } from '../columns/column.ts'
import type { CountMethod, Subjects } from '../profile.ts'
import { type KeyType, keyTypes, noKey } from '../subjects/key-type.ts'
import type { PersonFigures } from '../subjects/person-count.ts'
import type { TablePlan } from './table-plan.ts'

/**
 * The figures of a table's persons with the column that told most of them. `distinct` are keys by kind, `names` those to
 * be shown.
 */
export function subjectsOf(
  columns: readonly Column[],
  plan: TablePlan,
  distinct: ArrayLike<number>,
  figures: PersonFigures,
  names: readonly string[],
): Subjects {
  const keyed = plan.roles.flatMap(({ slot }, index) => (slot === null ? [] : [{ index, slot }]))
  const main = keyed.reduce<(typeof keyed)[number] | null>(
    (most, candidate) => (candidate.slot.persons > (most?.slot.persons ?? 0) ? candidate : most),
    null,
  )
  const type = main === null ? mostOf(distinct) : plan.plans[main.index]!.key
  const { ordinary, sensitive, lower, upper } = figures
  return {
    key: main === null || upper === 0 ? null : names[main.index]!,
    keyType: type === noKey || upper === 0 ? null : (keyTypes[type] satisfies KeyType | undefined)!,
    ordinary,
    sensitive,
    distinct: type === noKey ? 0 : distinct[type]!,
    lower,
    upper,
    dropped: keyed.reduce((sum, { index }) => sum + columns[index]!.dropped, 0),
    method: methodOf(figures),
  }
}

/** Exact where every person has a key of one kind, so that the least and the most are one number. */
function methodOf({ lower, upper, keyless }: PersonFigures): CountMethod {
  if (upper === 0) return 'none'
  if (keyless === upper) return 'rows'
  return keyless === 0 && lower === upper ? 'exact-one-key' : 'upper-bound'
}

function mostOf(counts: ArrayLike<number>): number {
  let most = noKey
  for (let type = 0; type < counts.length; type++) {
    if (counts[type]! > 0 && (most === noKey || counts[type]! > counts[most]!)) most = type
  }
  return most
}
