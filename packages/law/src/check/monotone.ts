import type { Decision } from '../engine/decision.ts'
import type { Law } from '../engine/law.ts'
import { conclude, survey } from '../engine/match.ts'
import { type Regime, type Slot, slotOf } from '../engine/regime.ts'
import type { FactValue } from '../facts/fact.ts'
import type { RuleAnswer } from '../pack/pack.ts'
import type { Domains } from './domains.ts'
import { restOf } from './prove.ts'

/** Facts on which more of something gives a lighter outcome, though the pack declares that it never does. */
export interface Lighter {
  readonly fact: string
  readonly from: FactValue
  readonly to: FactValue
  readonly outcomes: readonly [string, string]
  readonly facts: Readonly<Record<string, FactValue>>
  /** Where the row stands that gives the lighter one. */
  readonly at: string
}

/**
 * Shows, for each fact that a decision declares monotone, that its next value never gives a lighter outcome whatever the
 * others are: both values are followed side by side through the same split of the other facts.
 */
export function proveMonotone(
  law: Law,
  decision: Decision,
  regime: Regime,
  domains: Domains,
  most: number,
): Lighter | { readonly tooEntangled: string } | null {
  for (const [fact, order] of decision.monotone) {
    const slot = slotOf(law, fact)
    const values = order === 'up' ? domains.get(slot) : order
    if (values === undefined || !domains.has(slot)) continue
    for (const [index, from] of values.entries()) {
      const to = values[index + 1]
      if (to === undefined) continue
      const found = compare(law, decision, regime, domains, { fact, slot, from, to }, most)
      if (found !== null) return found
    }
  }
  return null
}

function compare(
  law: Law,
  decision: Decision,
  regime: Regime,
  domains: Domains,
  step: { readonly fact: string; readonly slot: number; readonly from: FactValue; readonly to: FactValue },
  most: number,
): Lighter | { readonly tooEntangled: string } | null {
  const slots: Slot[] = Array.from({ length: law.slots.size }, () => undefined)
  const path: [number, FactValue][] = []
  const proven = new Set<string>()
  let regions = 0
  const side = (value: FactValue) => {
    slots[step.slot] = value
    const surveyed = survey(regime, slots)
    return { found: conclude(surveyed, slots), rest: restOf(surveyed, slots) }
  }
  const visit = (): Lighter | { readonly tooEntangled: string } | null => {
    regions++
    if (regions > most) return { tooEntangled: step.fact }
    const less = side(step.from)
    const more = side(step.to)
    const open = less.found.kind === 'need' ? less.found.slot : more.found.kind === 'need' ? more.found.slot : null
    if (open === null) {
      if (less.found.kind !== 'answer' || more.found.kind !== 'answer') return null
      if (less.found.answer === more.found.answer) return null
      const rank = (code: string) => decision.strictness.indexOf(code)
      // Of parts the strictest is meant: the most that the lesser side can ask for, the least that the greater side can.
      const most = outcomesOf(law, regime, domains, slots, less.found.answer)
      const least = outcomesOf(law, regime, domains, slots, more.found.answer)
      const outcomes = [extreme(most, rank, -1), extreme(least, rank, 1)] as const
      if (rank(outcomes[1]) <= rank(outcomes[0])) return null
      const facts = Object.fromEntries(path.map(([slot, value]) => [law.names[slot] ?? '', value]))
      const at = more.found.rules[0]!.rule.at
      return { fact: step.fact, from: step.from, to: step.to, outcomes, facts, at }
    }
    const rest = `${less.rest}/${more.rest}`
    if (proven.has(rest)) return null
    for (const value of domains.get(open) ?? []) {
      slots[open] = value
      path.push([open, value])
      const problem = visit()
      path.pop()
      slots[open] = undefined
      if (problem !== null) return problem
    }
    proven.add(rest)
    return null
  }
  return visit()
}

/** The outcomes that an answer can come to: its own, or those of its parts on whatever facts they have of their own. */
function outcomesOf(
  law: Law,
  regime: Regime,
  domains: Domains,
  slots: readonly Slot[],
  answer: RuleAnswer,
): ReadonlySet<string> {
  if (answer.kind === 'pathway') return new Set([answer.pathway])
  const found = new Set<string>()
  for (const part of answer.parts.values()) {
    if ('pathway' in part) {
      found.add(part.pathway)
      continue
    }
    const own = slots.slice()
    for (const [fact, value] of part.set) own[slotOf(law, fact)] = value
    for (const slot of [regime.tallies?.first, regime.tallies?.sensitive]) if (slot !== undefined) own[slot] = undefined
    reach(regime, domains, own, new Set(), found)
  }
  return found
}

/** Every outcome that open facts can lead to. */
function reach(regime: Regime, domains: Domains, slots: Slot[], proven: Set<string>, found: Set<string>): void {
  const surveyed = survey(regime, slots)
  const concluded = conclude(surveyed, slots)
  if (concluded.kind === 'answer' && concluded.answer.kind === 'pathway') found.add(concluded.answer.pathway)
  if (concluded.kind !== 'need') return
  const rest = restOf(surveyed, slots)
  if (proven.has(rest)) return
  for (const value of domains.get(concluded.slot) ?? []) {
    slots[concluded.slot] = value
    reach(regime, domains, slots, proven, found)
    slots[concluded.slot] = undefined
  }
  proven.add(rest)
}

function extreme(codes: ReadonlySet<string>, rank: (code: string) => number, direction: 1 | -1): string {
  return [...codes].reduce((best, code) => ((rank(code) - rank(best)) * direction > 0 ? code : best))
}
