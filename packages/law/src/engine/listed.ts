import { type CivilDate, nearest } from '@feiyu/core'
import { FactError } from '../errors.ts'
import type { FactScalar } from '../facts/fact.ts'
import type { Cell, ListDefinition } from '../pack/pack.ts'
import type { Case } from './case.ts'
import { type CompiledCell, compileCell, holds } from './cell-test.ts'
import type { Decision } from './decision.ts'
import type { Law } from './law-model.ts'
import type { Slot } from './slot.ts'
import type { View } from './view.ts'

/** One row of an item: its condition, and the outcome that it asks for; a larger rank is lighter. */
interface CompiledRow {
  readonly cells: readonly CompiledCell[]
  readonly tier: string | null
  readonly rank: number
}

/** A list in force whose rows say whether a named item is on it, and at which tier. */
export interface CompiledList {
  readonly list: ListDefinition
  readonly item: number
  readonly covered: number | null
  readonly listed: number
  readonly tier: number
  /** Whose list it is. */
  readonly where: readonly CompiledCell[]
  readonly items: ReadonlyMap<string, readonly CompiledRow[]>
}

/** The lists of a decision's packs that its rows ask about on some day. */
export function listsOf(packs: Decision['packs'], tested: ReadonlySet<string>): readonly ListDefinition[] {
  return packs.flatMap((pack) => pack.lists.filter(({ decides }) => decides !== null && tested.has(decides.listed)))
}

export function compileList(
  law: Law,
  decision: Decision,
  list: ListDefinition,
  resolve: (at: string) => (parameter: string) => FactScalar,
): readonly CompiledList[] {
  const { decides } = list
  if (decides === null) return []
  // The names were checked when the packs were put together.
  const slot = (name: string) => law.slots.get(name)!
  const compile = (when: readonly Cell[], at: string) =>
    when.map(({ fact, test }) => compileCell(slot(fact), fact, test, resolve(at)))
  const items = new Map<string, CompiledRow[]>()
  for (const { id, condition, tier, at } of list.rows) {
    if (id === null) continue
    const rank = tier === null ? -1 : decision.strictness.indexOf(tier)
    items.set(id, [...(items.get(id) ?? []), { cells: compile(condition, at), tier, rank }])
  }
  return [
    {
      list,
      item: slot(decides.item),
      covered: decides.covered === null ? null : slot(decides.covered),
      listed: slot(decides.listed),
      tier: slot(decides.tier),
      where: compile(decides.where, list.at),
      items,
    },
  ]
}

/** What the rows of an item say of facts; `undefined` while a fact of a condition is unknown that can change it. */
export interface Listed {
  readonly listed: boolean | undefined
  /** `null` where nothing is listed, or the row names no tier. */
  readonly tier: string | null | undefined
  /** The slot of the unknown fact that settles most. */
  readonly open: number | null
}

export function listedOn(rows: readonly CompiledRow[], slots: readonly Slot[]): Listed {
  let strictest: CompiledRow | null = null
  const unknown: { readonly row: CompiledRow; readonly open: number }[] = []
  for (const row of rows) {
    const failing = row.cells.some((cell) => slots[cell.slot] !== undefined && !holds(cell, slots[cell.slot] ?? null))
    if (failing) continue
    const open = row.cells.find((cell) => slots[cell.slot] === undefined)
    if (open !== undefined) unknown.push({ row, open: open.slot })
    else if (strictest === null || row.rank < strictest.rank) strictest = row
  }
  const rank = strictest?.rank ?? Infinity
  const stricter = unknown.filter(({ row }) => row.rank < rank).sort((left, right) => left.row.rank - right.row.rank)
  const open = stricter[0]?.open ?? null
  const listed = strictest !== null ? true : open === null ? false : undefined
  return { listed, tier: open === null ? (strictest?.tier ?? null) : undefined, open }
}

/** The list that an item named in the slots belongs to, with the rows of the item; `null` where none is named. */
export function itemIn(
  lists: readonly CompiledList[],
  slots: readonly Slot[],
): { readonly list: CompiledList; readonly rows: readonly CompiledRow[] } | null {
  for (const list of lists) {
    const item = slots[list.item]
    if (typeof item !== 'string') continue
    const rows = list.items.get(item)
    if (rows !== undefined && applies(list, slots)) return { list, rows }
  }
  return null
}

function applies({ where }: CompiledList, slots: readonly Slot[]): boolean {
  return where.every((cell) => slots[cell.slot] !== undefined && holds(cell, slots[cell.slot] ?? null))
}

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
  const { listed, tier, open } = listedOn(found.rows, slots)
  const { decides } = found.list.list
  if (decides === null) return
  const missing = open === null ? null : (keys?.get(open)?.key ?? law.names[open]!)
  const says: readonly (readonly [fact: string | null, value: Slot])[] = [
    [decides.covered, true],
    [decides.listed, listed],
    // A row without a tier leaves it to be stated.
    ...(listed === true && tier === null ? [] : [[decides.tier, tier] as const]),
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
