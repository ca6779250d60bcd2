import { type CivilDate, startOfYear } from '@feiyu/core'
import type { FactScalar, TransferEvent } from '../facts/fact.ts'
import type { CountingRule, PartFacts } from '../pack/pack.ts'
import type { Case } from './case.ts'
import { derive } from './derive.ts'
import type { Law } from './law.ts'
import { itemIn, listedOn } from './listed.ts'
import { type Regime, type Slot, slotOf } from './regime.ts'

/** Values given to unknown facts while the engine tries what they could be, by the name under which they are missing. */
export type Assigned = ReadonlyMap<string, FactScalar>

/** Persons in the two tallies of a day: ordinary (or all, before 2024-03-22) and sensitive. */
export interface Persons {
  readonly first: number
  readonly sensitive: number
}

/** The slots of one flow or part, and where they differ from the facts: under which name a slot is missing. */
export interface View {
  readonly slots: Slot[]
  /** By slot: the fact that is asked for instead, and what is added to it. */
  keys: Map<number, Renamed> | null
  /** Slots of stretches for which a year without its notice of working days was counted. */
  provisional: Set<number> | null
  /** What was stated in the slots that an official list decides, before it did; `null` until then. */
  unlisted: { readonly listed: Slot; readonly tier: Slot } | null
}

interface Renamed {
  /** `null` for the name of the slot `of` itself. */
  readonly key: string | null
  readonly added: number
  /** The slot whose values are tried instead. */
  readonly of: number
}

/** Slots of the whole, with the tallies of the day; `persons` replaces the stated counts. */
export function viewOf(given: Case, assigned: Assigned, persons: Persons | null): View {
  const { law, regime, stated } = given
  const slots = regime.unstated.slice()
  for (const [name, value] of stated.values) slots[slotOf(law, name)] = value
  for (const [name, value] of assigned) {
    const slot = law.slots.get(name)
    if (slot !== undefined) slots[slot] = value
  }
  const view: View = { slots, keys: null, provisional: null, unlisted: null }
  for (const fact of regime.derived) {
    if (assigned.has(fact.name)) continue
    const { value, missing, provisional } = derive(fact, slots, given)
    slots[fact.slot] = value
    if (missing !== null) rename(view, fact.slot, missing, 0)
    if (provisional) {
      view.provisional ??= new Set()
      view.provisional.add(fact.slot)
    }
  }
  settle(regime, view, persons)
  return view
}

/** The same with other facts for one part: set to a value, or read from another fact. */
export function partView(law: Law, regime: Regime, whole: View, part: PartFacts, assigned: Assigned): View {
  const view: View = { ...whole, slots: whole.slots.slice(), keys: whole.keys === null ? null : new Map(whole.keys) }
  for (const [fact, value] of part.set) view.slots[slotOf(law, fact)] = value
  for (const [fact, source] of part.from) {
    const slot = slotOf(law, fact)
    view.slots[slot] = whole.slots[slotOf(law, source)] ?? assigned.get(source)
    rename(view, slot, source, 0)
  }
  settle(regime, view, null)
  return view
}

/** Puts what is made of the facts of one flow or part into the slots that the rules test: tallies, then what a list says. */
export function settle(regime: Regime, view: View, persons: Persons | null): void {
  setTallies(regime, view, persons)
  if (regime.lists.length > 0) setListed(regime, view)
}

function setListed({ lists }: Regime, view: View): void {
  const found = itemIn(lists, view.slots)
  if (found === null) return
  const { list } = found
  const { listed, tier, open } = listedOn(found, view.slots)
  view.unlisted ??= { listed: view.slots[list.listed], tier: view.slots[list.tier] }
  if (list.covered !== null) view.slots[list.covered] = true
  // Rows that are not all here leave it to be stated, and so does a row that names no tier.
  const unseen = listed === undefined && open === null
  view.slots[list.listed] = unseen ? view.unlisted.listed : listed
  view.slots[list.tier] = unseen || (listed === true && tier === null) ? view.unlisted.tier : tier
  for (const slot of [list.listed, list.tier]) view.keys?.delete(slot)
  if (open === null) return
  for (const slot of [list.listed, list.tier]) {
    const made = view.keys?.get(open)
    rename(view, slot, made?.key ?? null, made?.added ?? 0, open)
  }
}

/** Puts the tallies of the day into their slots; what a list says stays. */
export function setTallies(regime: Regime, view: View, persons: Persons | null): void {
  const { counting, tallies } = regime
  if (counting === null || tallies === null) return
  let joinedFirst = 0
  let joinedSensitive = 0
  for (const { slot, tally } of tallies.joins) {
    const joined = view.slots[slot]
    if (typeof joined !== 'number') continue
    if (tally === 'sensitive') joinedSensitive += joined
    if (tally === 'ordinary' || counting.first.tally === 'all_count') joinedFirst += joined
  }
  setTally(view, tallies.first, tallies.firstFact, counting.first.fact, persons?.first, joinedFirst)
  setTally(view, tallies.sensitive, tallies.sensitiveFact, counting.sensitive, persons?.sensitive, joinedSensitive)
}

function setTally(
  view: View,
  slot: number,
  factSlot: number,
  fact: string,
  persons: number | undefined,
  added: number,
): void {
  const count = persons ?? view.slots[factSlot]
  view.slots[slot] = typeof count === 'number' ? count + added : undefined
  if (view.slots[slot] === undefined) rename(view, slot, view.keys?.get(factSlot)?.key ?? fact, added)
}

/** From here on the slot is missing under another name. */
export function rename(view: View, slot: number, key: string | null, added: number, of: number = slot): void {
  view.keys ??= new Map()
  view.keys.set(slot, { key, added, of })
}

/**
 * Distinct persons of a ledger of transfers in the window of the day, up to and on it. `firstAlone` leaves out the
 * persons who are in both tallies.
 */
export function personsOf(
  counting: CountingRule,
  events: readonly TransferEvent[],
  asOf: CivilDate,
): Persons & { readonly firstAlone: number } {
  const from = startOfYear(asOf, counting.window === 'this-year' ? 0 : -1)
  const inWindow = events.filter((event) => event.date >= from && event.date <= asOf)
  const ranges = (category: TransferEvent['category']) =>
    inWindow.filter((event) => event.category === category).flatMap((event) => event.ranges)
  const ordinary = union(ranges('ordinary'))
  const sensitive = union(ranges('sensitive'))
  const all = size(union([...ordinary, ...sensitive]))
  const first = counting.first.tally === 'all_count' ? all : size(ordinary)
  return { first, sensitive: size(sensitive), firstAlone: all - size(sensitive) }
}

type Range = readonly [number, number]

function union(ranges: readonly Range[]): readonly Range[] {
  const merged: [number, number][] = []
  for (const [first, last] of [...ranges].sort((left, right) => left[0] - right[0])) {
    const previous = merged.at(-1)
    if (previous !== undefined && first <= previous[1] + 1) previous[1] = Math.max(previous[1], last)
    else merged.push([first, last])
  }
  return merged
}

function size(ranges: readonly Range[]): number {
  return ranges.reduce((sum, [first, last]) => sum + last - first + 1, 0)
}
