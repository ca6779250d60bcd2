import { holds } from '../engine/cell-test.ts'
import type { CompiledRule, Regime, Slot } from '../engine/regime.ts'
import type { Domains } from './domains.ts'

/**
 * The rules of a regime that can decide: some set of facts meets the rule and none of the rules that override it. Each
 * overriding rule fails as soon as one of its cells does, so the search tries cells, not sets of facts.
 */
export function livingRules(regime: Regime, slotCount: number, domains: Domains): ReadonlySet<string> {
  const living = new Set<string>()
  for (const rule of regime.rules) if (canDecide(rule, regime, slotCount, domains)) living.add(rule.rule.id)
  return living
}

function canDecide(rule: CompiledRule, regime: Regime, slotCount: number, domains: Domains): boolean {
  const slots: Slot[] = Array.from({ length: slotCount }, () => undefined)
  const stronger = regime.rules.filter((other) => other.overrides.has(rule.number))
  const own = [...new Set(rule.cells.map((cell) => cell.slot))]
  /** Gives the rule's own facts values that meet it, then has each stronger rule fail. */
  const meet = (index: number): boolean => {
    const slot = own[index]
    if (slot === undefined) return defeat(0)
    for (const value of domains.get(slot) ?? []) {
      if (!rule.cells.every((cell) => cell.slot !== slot || holds(cell, value))) continue
      slots[slot] = value
      if (meet(index + 1)) return true
      slots[slot] = undefined
    }
    return false
  }
  const defeat = (index: number): boolean => {
    const other = stronger[index]
    if (other === undefined) return true
    if (other.cells.some((cell) => slots[cell.slot] !== undefined && !holds(cell, slots[cell.slot] ?? null)))
      return defeat(index + 1)
    for (const cell of other.cells) {
      if (slots[cell.slot] !== undefined) continue
      for (const value of domains.get(cell.slot) ?? []) {
        if (holds(cell, value)) continue
        slots[cell.slot] = value
        if (defeat(index + 1)) return true
        slots[cell.slot] = undefined
      }
    }
    return false
  }
  return meet(0)
}
