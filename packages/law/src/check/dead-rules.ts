import { holds } from '../engine/cell-test.ts'
import type { CompiledRule, Regime, Slot } from '../engine/regime.ts'
import type { Domains } from './domains.ts'

/**
 * Of the rules of a regime that some set of facts meets, whether each can decide: none of the rules that override it is met
 * as well. Each overriding rule fails as soon as one of its cells does, so the search tries cells, not sets of facts. A rule
 * that is not named is met by nothing.
 */
export function aliveRules(
  regime: Regime,
  slotCount: number,
  domains: Domains,
): ReadonlyMap<string, 'decides' | 'overridden'> {
  const alive = new Map<string, 'decides' | 'overridden'>()
  for (const rule of regime.rules) {
    const life = lifeOf(rule, regime, slotCount, domains)
    if (life !== null) alive.set(rule.rule.id, life)
  }
  return alive
}

function lifeOf(
  rule: CompiledRule,
  regime: Regime,
  slotCount: number,
  domains: Domains,
): 'decides' | 'overridden' | null {
  const slots: Slot[] = Array.from({ length: slotCount }, () => undefined)
  const stronger = regime.rules.filter((other) => other.overrides.has(rule.number))
  const own = [...new Set(rule.cells.map((cell) => cell.slot))]
  let met = false
  /** Gives the rule's own facts values that meet it, then has each stronger rule fail. */
  const meet = (index: number): boolean => {
    const slot = own[index]
    if (slot === undefined) {
      met = true
      return defeat(0)
    }
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
  if (meet(0)) return 'decides'
  return met ? 'overridden' : null
}
