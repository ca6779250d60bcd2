import type { Law } from '../engine/law.ts'
import { conclude, type Survey, survey } from '../engine/match.ts'
import type { CompiledRule, Regime, Slot } from '../engine/regime.ts'
import type { FactValue } from '../facts/fact.ts'
import type { Domains } from './domains.ts'

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

/** More than this nobody can vouch for. */
export const mostRegions = 200_000

/**
 * Shows that the rows of a regime answer every set of facts with one pathway. Cells hold only tests with finitely many
 * regions, so one value of each region stands for all; a fact is split only where the answer depends on it, and what is
 * left to prove is proven once however many facts lead there.
 */
export function proveRegime(law: Law, regime: Regime, domains: Domains, most: number): Proof {
  const slots: Slot[] = Array.from({ length: law.slots.size }, () => undefined)
  const path: [number, FactValue][] = []
  const proven = new Set<string>()
  let regions = 0
  const visit = (): Counterexample | 'too entangled' | null => {
    regions++
    if (regions > most) return 'too entangled'
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
export function restOf({ winners, rivals }: Survey, slots: readonly Slot[]): string {
  const open = rivals.map((rule) => {
    const cells = rule.cells.flatMap((cell, index) => (slots[cell.slot] === undefined ? [index] : []))
    return `${rule.number}:${cells.join('.')}`
  })
  return `${winners.map((rule) => rule.number).join(',')}|${open.join(',')}`
}

function counterexample(
  law: Law,
  kind: Counterexample['kind'],
  path: readonly (readonly [number, FactValue])[],
  rules: readonly CompiledRule[],
): Counterexample {
  return {
    kind,
    facts: Object.fromEntries(path.map(([slot, value]) => [law.names[slot] ?? '', value])),
    rules: rules.map((rule) => rule.rule.id),
  }
}
