import { type CivilDate, nearest } from '@feiyu/core'
import { FactError } from '../errors.ts'
import type { Case } from './case.ts'
import { applies, type CompiledList, itemIn, listedOn } from './listed.ts'
import type { Slot } from './slot.ts'
import type { View } from './view.ts'

/** The fact that names an item of a list, where it is stated; `null` where none is. */
export function itemFact({ decision, stated }: Case): string | null {
  for (const { decides } of decision.lists) if (decides !== null && stated.values.has(decides.item)) return decides.item
  return null
}

/**
 * Refuses an item that no list in force has, and a status that is stated beside it and says otherwise than its rows.
 *
 * @throws FactError
 */
export function refuseWrongItem(
  { law, regime, stated, asOf }: Case,
  name: string,
  { slots, keys }: Pick<View, 'slots' | 'keys'>,
): void {
  const item = String(stated.values.get(name))
  const own = regime.lists.filter((list) => list.list.decides?.item === name)
  const found = itemIn(own, slots)
  if (found === null) throw unknownItem(name, item, own, slots, asOf)
  const { listed, tier, open } = listedOn(found, slots)
  const { decides } = found.list.list
  if (decides === null) return
  const missing = open === null ? null : (keys?.get(open)?.key ?? law.names[open]!)
  const says: readonly (readonly [fact: string | null, value: Slot])[] = [
    [decides.covered, true],
    // What rows that are not held may say is left to be stated.
    ...(listed === undefined && open === null ? [] : [[decides.listed, listed] as const]),
    // A row without a tier leaves it to be stated.
    ...(tier === undefined && open === null
      ? []
      : listed === true && tier === null
        ? []
        : [[decides.tier, tier] as const]),
  ]
  for (const [fact, value] of says) {
    const own = fact === null ? undefined : stated.values.get(fact)
    if (fact === null || own === undefined || own === value) continue
    const message =
      value === undefined
        ? `\`${fact}\` is stated beside \`${name}\`, whose rows decide it by \`${missing}\`; state that instead`
        : `\`${fact}\` ${own} contradicts \`${name}\` ${item}, whose rows say ${value ?? 'nothing of it'}; correct one of the two`
    throw new FactError('FEIYU_FACT_CONTRADICTION', message, { fact })
  }
}

function unknownItem(
  fact: string,
  item: string,
  lists: readonly CompiledList[],
  slots: readonly Slot[],
  asOf: CivilDate,
): FactError {
  const own = lists.filter((list) => applies(list, slots))
  const code = 'FEIYU_FACT_LIST_ITEM'
  if (own.length === 0) {
    const about = [...new Set(lists.flatMap(({ where }) => where.map((cell) => cell.fact)))]
    const hint = about.length === 0 ? 'take it out' : `state \`${about.join('`, `')}\``
    return new FactError(
      code,
      `\`${fact}\` is \`${item}\`, but no list in force on ${asOf} is for these facts; ${hint}`,
      { fact },
    )
  }
  const known = own.flatMap(({ items }) => [...items.keys()])
  const names = own.map(({ list }) => list.id).join(', ')
  const near = nearest(item, known)
  const hint =
    near !== undefined
      ? `did you mean \`${near}\`?`
      : known.length === 0
        ? 'none of its rows is held here: import the official table with `feiyu packs rows`'
        : `it has ${known.slice(0, mostNamed).join(', ')}${known.length > mostNamed ? ' …' : ''}`
  return new FactError(code, `no item of \`${names}\`, in force on ${asOf}, is called \`${item}\`; ${hint}`, { fact })
}

const mostNamed = 8
