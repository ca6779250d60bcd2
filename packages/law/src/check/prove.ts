import { wordsOf as factWordsOf } from '../engine/check-references.ts'
import type { CompiledCell } from '../engine/cell-test.ts'
import type { Law } from '../engine/law.ts'
import { conclude, type Survey, survey } from '../engine/match.ts'
import type { CompiledRule, Regime, Slot } from '../engine/regime.ts'
import type { FactScalar, FactValue } from '../facts/fact.ts'

/** A set of facts for which no row, or two rows that disagree, answer. */
export interface Counterexample {
  readonly kind: 'gap' | 'conflict'
  /** The facts that lead there; whatever is not named may be anything. */
  readonly facts: Readonly<Record<string, FactValue>>
  readonly rules: readonly string[]
}

/** What came of proving one regime. */
export interface Proof {
  readonly counterexample: Counterexample | null
  /** Sets of facts looked at; together they cover all facts. */
  readonly regions: number
  /** More regions than anybody can vouch for: the decision has to be split. */
  readonly tooEntangled: boolean
}

const mostRegions = 200_000

/**
 * Shows that the rows of a regime answer every set of facts with one pathway. Cells hold only tests with finitely many
 * regions, so one value of each region stands for all; a fact is split only where the answer depends on it, and what is
 * left to prove is proven once however many facts lead there.
 */
export function proveRegime(law: Law, regime: Regime): Proof {
  const domains = domainsOf(law, regime.rules)
  const slots: Slot[] = Array.from({ length: law.slots.size }, () => undefined)
  const path: [number, FactValue][] = []
  const proven = new Set<string>()
  let regions = 0
  const visit = (): Counterexample | 'too entangled' | null => {
    regions++
    if (regions > mostRegions) return 'too entangled'
    const surveyed = survey(regime, slots)
    const found = conclude(surveyed, slots)
    if (found.kind === 'answer') return null
    if (found.kind === 'gap') return counterexample(law, 'gap', path, [])
    if (found.kind === 'conflict') return counterexample(law, 'conflict', path, found.rules)
    const rest = restOf(surveyed, slots)
    if (proven.has(rest)) return null
    for (const value of domains.get(found.slot) ?? []) {
      slots[found.slot] = value
      path.push([found.slot, value])
      const problem = visit()
      path.pop()
      slots[found.slot] = undefined
      if (problem !== null) return problem
    }
    proven.add(rest)
    return null
  }
  const problem = visit()
  const tooEntangled = problem === 'too entangled'
  return { counterexample: tooEntangled ? null : problem, regions, tooEntangled }
}

/** What is left to prove: which rules still count, and which of their cells are open. Equal rests have equal proofs. */
function restOf({ winners, rivals }: Survey, slots: readonly Slot[]): string {
  const open = rivals.map((rule) => {
    const cells = rule.cells.flatMap((cell, index) => (slots[cell.slot] === undefined ? [index] : []))
    return `${rule.number}:${cells.join('.')}`
  })
  return `${winners.map((rule) => rule.number).join(',')}|${open.join(',')}`
}

/** By slot, one value of each region: of the type for words and truth values, between the cut points for numbers. */
function domainsOf(law: Law, rules: readonly CompiledRule[]): ReadonlyMap<number, readonly FactValue[]> {
  const cells = rules.flatMap((rule) => rule.cells)
  const domains = new Map<number, readonly FactValue[]>()
  for (const slot of new Set(cells.map((cell) => cell.slot))) {
    domains.set(
      slot,
      domainOf(
        law,
        cells.filter((cell) => cell.slot === slot),
      ),
    )
  }
  return domains
}

function domainOf(law: Law, cells: readonly CompiledCell[]): readonly FactValue[] {
  const name = cells[0]?.fact ?? ''
  const fact = law.facts.get(name)
  const silent: readonly FactValue[] = fact?.kind === 'claim' || fact?.kind === 'context' ? [fact.unstated] : []
  const words = factWordsOf(law, name)
  if (fact === undefined && words !== null) return words
  if (law.derived.get(name)?.recogniser === 'among') return [true, false]
  if (fact?.type === 'boolean') return [...new Set([...silent, true, false])]
  if (fact?.type === 'enum') return [...new Set([...silent, ...fact.values])]
  if (fact?.type === 'string') return [...silent, ...new Set(cells.flatMap(wordsOf)), 'any other']
  return [...new Set([0, ...cells.flatMap(numbersOf)])]
    .filter((value) => value >= 0)
    .sort((left, right) => left - right)
}

function wordsOf(cell: CompiledCell): readonly FactScalar[] {
  return cell.kind === 'eq' ? [cell.value] : cell.values
}

function numbersOf(cell: CompiledCell): readonly number[] {
  return [cell.low, cell.low + 1, cell.high, cell.high + 1].filter((value) => Number.isFinite(value))
}

function counterexample(
  law: Law,
  kind: Counterexample['kind'],
  path: readonly (readonly [number, FactValue])[],
  rules: readonly CompiledRule[],
): Counterexample {
  const names = new Map([...law.slots].map(([name, slot]) => [slot, name]))
  return {
    kind,
    facts: Object.fromEntries(path.map(([slot, value]) => [names.get(slot) ?? '', value])),
    rules: rules.map((rule) => rule.rule.id),
  }
}
