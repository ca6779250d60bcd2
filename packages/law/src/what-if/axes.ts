import type { Flip } from '../answer.ts'
import { type CompiledCell, cutPoints } from '../engine/cell-test.ts'
import { type Case, wholeView } from '../engine/evaluate.ts'
import { itemIn } from '../engine/listed.ts'
import { slotOf } from '../engine/regime.ts'
import type { FactDefinition, FactScalar, FactValue } from '../facts/fact.ts'
import { changeKey } from './changes.ts'

/** What a changed fact would have to meet. */
export type ChangeTest = Flip['change'][string]

/** One region of values that the rules cannot tell apart, with a value of it. */
export interface Region {
  readonly value: FactScalar
  readonly test: ChangeTest
}

/** One fact that could be other than it is. */
export interface Axis {
  readonly leg: number
  readonly fact: string
  /** Name in a change: that of the fact, after `hops.<number>.` for a later leg. */
  readonly key: string
  /** Whether the handler may choose it. Numbers of persons are shown, never offered. */
  readonly lever: boolean
  /** Without the region of today. */
  readonly regions: readonly Region[]
}

/** The levers of a leg, and the counts that the rules test. */
export function axesOf(given: Case, leg: number): readonly Axis[] {
  const axes: Axis[] = []
  for (const fact of given.law.facts.values()) {
    const counted = fact.kind === 'count' && fact.type === 'integer'
    if (!fact.lever && !counted) continue
    const current = currentOf(given, fact)
    // A count that nobody stated stands on no side of its lines; what a handler may choose can be chosen all the same.
    if (current === undefined && counted) continue
    const regions = regionsOf(given, fact).filter((region) => current === undefined || !inside(region.test, current))
    const key = changeKey(leg, fact.name)
    // A count is never a lever, whatever a pack says of it: splitting volumes is barred.
    if (regions.length > 0) axes.push({ leg, fact: fact.name, key, lever: fact.lever && !counted, regions })
  }
  return axes
}

/** The value of today; `undefined` where it is not known. */
function currentOf({ law, regime, stated }: Case, fact: FactDefinition): FactValue | undefined {
  const value = stated.values.get(fact.name)
  if (value !== undefined || fact.kind === 'count') return value
  return regime.unstated[slotOf(law, fact.name)]
}

/** One region for each outcome that the tests of the rules can have. */
function regionsOf(given: Case, fact: FactDefinition): readonly Region[] {
  const { law } = given
  const cells = cellsOn(given, slotOf(law, fact.name))
  const cuts = [...cells.flatMap(cutPoints), ...tallyCuts(given, fact.name)]
  if (cells.length === 0 && cuts.length === 0) return []
  switch (fact.type) {
    case 'boolean':
      return [true, false].map((value) => ({ value, test: { eq: value } }))
    case 'enum':
      return fact.values.map((value) => ({ value, test: { eq: value } }))
    case 'integer': {
      const starts = [...new Set([0, ...cuts.filter((cut) => cut > 0)])].sort((left, right) => left - right)
      return starts.map((start, index) => ({ value: start, test: interval(start, starts[index + 1]) }))
    }
    case 'string':
    case 'country': {
      const words = cells.flatMap((cell) => (cell.kind === 'eq' ? [cell.value] : cell.values))
      return [...new Set(words)].map((value) => ({ value, test: { eq: value } }))
    }
    default:
      return []
  }
}

/** Where the tallies that a count states change sides, without the persons that join them from other counts. */
function tallyCuts(given: Case, fact: string): readonly number[] {
  const { counting } = given.regime
  const tallies = [
    ...(counting?.sensitive === fact ? ['sensitive_count'] : []),
    ...(counting?.first.fact === fact ? [counting.first.tally] : []),
  ]
  if (tallies.length === 0) return []
  const { slots } = wholeView(given, new Map())
  return tallies.flatMap((tally) => {
    const slot = slotOf(given.law, tally)
    const joining = Number(slots[slot] ?? 0) - Number(slots[slotOf(given.law, fact)] ?? 0)
    return cellsOn(given, slot)
      .flatMap(cutPoints)
      .map((cut) => cut - joining)
  })
}

/** The tests of a slot, those of the named item of a list as well. */
function cellsOn(given: Case, slot: number): readonly CompiledCell[] {
  const { regime } = given
  const item = regime.lists.length === 0 ? null : itemIn(regime.lists, wholeView(given, new Map()).slots)
  return [...regime.rules, ...(item?.rows ?? [])].flatMap(({ cells }) => cells.filter((cell) => cell.slot === slot))
}

function interval(start: number, next: number | undefined): ChangeTest {
  if (next === start + 1) return { eq: start }
  return { ...(start > 0 ? { ge: start } : {}), ...(next === undefined ? {} : { lt: next }) }
}

function inside(test: ChangeTest, value: FactValue): boolean {
  if (test.eq !== undefined) return test.eq === value
  if (typeof value !== 'number') return false
  return value >= Number(test.ge ?? 0) && (test.lt === undefined || value < Number(test.lt))
}

/** Two intervals that touch, or two words, as one; `null` for others. */
export function joined(left: ChangeTest, right: ChangeTest): ChangeTest | null {
  const words = [...wordsOf(left), ...wordsOf(right)]
  if (words.length > 1 && words.every((word) => typeof word === 'string')) return { in: words }
  const end = left.lt ?? after(left)
  const start = right.ge ?? right.eq
  if (end === undefined || end !== start) return null
  const low = left.ge ?? left.eq ?? 0
  const high = right.lt ?? after(right)
  return { ...(low === 0 ? {} : { ge: low }), ...(high === undefined ? {} : { lt: high }) }
}

function after({ eq }: ChangeTest): number | undefined {
  return typeof eq === 'number' ? eq + 1 : undefined
}

function wordsOf(test: ChangeTest): readonly FactValue[] {
  if (Array.isArray(test.in)) return test.in
  return typeof test.eq === 'string' ? [test.eq] : []
}
