import type { FactScalar } from '../facts/fact.ts'
import type { Cell, ListDefinition } from '../pack/pack.ts'
import { type CompiledCell, compileCell, holds } from './cell-test.ts'
import type { Slot } from './slot.ts'

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

/** A list with its numbers put in for one day; nothing where its rows decide no fact. `strictness` orders the tiers. */
export function compileList(
  list: ListDefinition,
  slot: (fact: string) => number,
  strictness: readonly string[],
  resolve: (at: string) => (parameter: string) => FactScalar,
): readonly CompiledList[] {
  const { decides } = list
  if (decides === null) return []
  const compile = (when: readonly Cell[], at: string) =>
    when.map(({ fact, test }) => compileCell(slot(fact), fact, test, resolve(at)))
  const items = new Map<string, CompiledRow[]>()
  for (const { id, condition, tier, at } of list.rows) {
    if (id === null) continue
    const rank = tier === null ? -1 : strictness.indexOf(tier)
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

/**
 * What the rows of an item say of facts; `undefined` while a fact of a condition is unknown that can change it, and where
 * no row holds of a list whose rows are not all here: a row that nobody has seen can hold.
 */
export interface Listed {
  readonly listed: boolean | undefined
  /** `null` where nothing is listed, or the row names no tier. */
  readonly tier: string | null | undefined
  /** The slot of the unknown fact that settles most; `null` with `undefined` above where only the official list does. */
  readonly open: number | null
}

export function listedOn({ list, rows }: NamedItem, slots: readonly Slot[]): Listed {
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
  if (strictest === null && open === null && list.list.incomplete !== null)
    return { listed: undefined, tier: undefined, open }
  const listed = strictest !== null ? true : open === null ? false : undefined
  return { listed, tier: open === null ? (strictest?.tier ?? null) : undefined, open }
}

/** An item that is named in the slots, its list, and the rows that this has of it. */
export interface NamedItem {
  readonly item: string
  readonly list: CompiledList
  readonly rows: readonly CompiledRow[]
}

/** The item that is named in the slots; `null` where none is. */
export function itemIn(lists: readonly CompiledList[], slots: readonly Slot[]): NamedItem | null {
  for (const list of lists) {
    const item = slots[list.item]
    if (typeof item !== 'string') continue
    const rows = list.items.get(item)
    if (rows !== undefined && applies(list, slots)) return { item, list, rows }
  }
  return null
}

/** Whether the list is for these facts. */
export function applies({ where }: CompiledList, slots: readonly Slot[]): boolean {
  return where.every((cell) => slots[cell.slot] !== undefined && holds(cell, slots[cell.slot] ?? null))
}
