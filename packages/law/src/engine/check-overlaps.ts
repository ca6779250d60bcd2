import { PackError } from '../errors.ts'
import type { ListDefinition, Pack, Validity } from '../pack/pack.ts'

interface Dated extends Validity {
  readonly at: string
}

/**
 * Refuses what can be in force only once at a time and is there twice: values of a parameter, ways of counting, classes of a
 * type, editions of a list.
 *
 * @throws PackError with the file and line of the later one
 */
export function checkOverlaps(packs: readonly Pack[]): void {
  refuseSecond(
    packs.flatMap((pack) =>
      [...pack.parameters.values()].map((one) => ({ ...one, at: one.values[0]?.at ?? `${pack.id}/parameters/` })),
    ),
    'parameter',
  )
  refuseSecond(
    packs.flatMap((pack) => pack.lists),
    'list',
  )
  for (const parameter of packs.flatMap((pack) => [...pack.parameters.values()]))
    refuseOverlap(parameter.values, `values of \`${parameter.id}\``)
  for (const jurisdiction of new Set(packs.map((pack) => pack.jurisdiction))) {
    const own = packs.filter((pack) => pack.jurisdiction === jurisdiction)
    refuseOverlap(
      own.flatMap((pack) => pack.counting),
      'rows that say how persons are counted',
    )
  }
  for (const [type, rows] of Map.groupBy(
    packs.flatMap((pack) => pack.classes),
    (row) => row.type,
  ))
    refuseOverlap(rows, `rows that say what \`${type}\` counts as`)
  const lists = packs.flatMap((pack) => pack.lists)
  for (const editions of Map.groupBy(lists, (list) => seriesOf(list, lists)).values())
    refuseOverlap(editions, `editions of \`${editions[0]?.id}\``)
}

/** The first edition of a list: found over what each edition `replaces`, else the name without its year. */
function seriesOf(list: ListDefinition, lists: readonly ListDefinition[]): string {
  const seen = new Set<string>()
  let first = list
  while (first.replaces !== null && !seen.has(first.id)) {
    seen.add(first.id)
    const before = lists.find((one) => one.id === first.replaces)
    if (before === undefined)
      throw new PackError(
        'FEIYU_PACK_UNKNOWN_NAME',
        `no pack defines the list \`${first.replaces}\`; correct \`replaces\` or take it out`,
        { at: first.at },
      )
    first = before
  }
  return first.id.replace(/-\d{4}$/, '')
}

function refuseSecond(items: readonly { readonly id: string; readonly at: string }[], what: string): void {
  const seen = new Map<string, string>()
  for (const { id, at } of items) {
    const other = seen.get(id)
    if (other !== undefined)
      throw new PackError('FEIYU_PACK_DUPLICATE', `${what} \`${id}\` is defined twice, also at ${other}; rename one`, {
        at,
      })
    seen.set(id, at)
  }
}

function refuseOverlap(rows: readonly Dated[], what: string): void {
  const sorted = rows.toSorted((left, right) => ((left.from ?? '') < (right.from ?? '') ? -1 : 1))
  for (const [index, row] of sorted.entries()) {
    const other = sorted
      .slice(0, index)
      .find((earlier) => earlier.until === null || row.from === null || row.from < earlier.until)
    if (other === undefined) continue
    throw new PackError(
      'FEIYU_PACK_OVERLAP',
      `two ${what} are in force on ${row.from}, the other from ${other.at}; end one before the other begins`,
      { at: row.at },
    )
  }
}
