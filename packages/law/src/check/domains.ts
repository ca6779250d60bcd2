import { addDays } from '@feiyu/core'
import { type CompiledCell, cutDays, cutPoints } from '../engine/cell-test.ts'
import { wordsOf } from '../engine/check-references.ts'
import type { Decision } from '../engine/decision.ts'
import type { Law } from '../engine/law.ts'
import { fractionsOf, type Regime } from '../engine/regime.ts'
import type { FactScalar, FactValue } from '../facts/fact.ts'

/** By slot, one value of each region that the rows can tell apart: together they stand for all values. */
export type Domains = ReadonlyMap<number, readonly FactValue[]>

/** Values of every slot that a rule of the regime tests. */
export function domainsOf(law: Law, decision: Decision, regime: Regime): Domains {
  const cells = Map.groupBy(
    regime.rules.flatMap((rule) => rule.cells),
    (cell) => cell.slot,
  )
  return new Map([...cells].map(([slot, own]) => [slot, domainOf(law, decision, own)]))
}

function domainOf(law: Law, decision: Decision, cells: readonly CompiledCell[]): readonly FactValue[] {
  const name = cells[0]?.fact ?? ''
  const fact = law.facts.get(name)
  if (fact === undefined) return derivedDomain(law, name) ?? numbers(cells)
  const claimed = (fact.kind === 'claim' || fact.kind === 'context') && !decision.asks.has(name)
  const silent: readonly FactValue[] = claimed ? [fact.unstated] : []
  switch (fact.type) {
    case 'boolean':
      return [...new Set([...silent, true, false])]
    case 'enum':
      return [...new Set([...silent, ...fact.values])]
    case 'string':
    case 'country':
      return [...silent, ...new Set(cells.flatMap(words)), 'any other']
    case 'date': {
      const cuts = cells.flatMap(cutDays)
      return [
        ...silent,
        ...new Set(cuts.flatMap((day) => [addDays(day, -1), day])),
        ...(cuts.length === 0 ? [decision.from] : []),
      ]
    }
    case 'number':
      return fractionsOf(cells)
    default:
      return numbers(cells)
  }
}

function derivedDomain(law: Law, name: string): readonly FactValue[] | null {
  if (law.derived.get(name)?.recogniser === 'among') return [true, false]
  return law.derived.has(name) ? wordsOf(law, name) : null
}

function words(cell: CompiledCell): readonly FactScalar[] {
  return cell.kind === 'eq' ? [cell.value] : cell.values
}

/** The first number of each region, and the last before the next one: what an example is best told by. */
function numbers(cells: readonly CompiledCell[]): readonly number[] {
  const cuts = cells.flatMap(cutPoints).flatMap((cut) => [cut - 1, cut])
  return [...new Set([0, ...cuts.filter((value) => value >= 0)])].sort((left, right) => left - right)
}
