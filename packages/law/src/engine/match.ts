import type { RuleAnswer } from '../pack/pack.ts'
import type { CompiledCell } from './cell-test.ts'
import { holds } from './cell-test.ts'
import type { CompiledRule, Regime, Slot } from './regime.ts'

/** What the rows say of one set of slots. */
export type Match =
  | { readonly kind: 'answer'; readonly answer: RuleAnswer; readonly rules: readonly CompiledRule[] }
  /** The answer depends on a fact that is unknown. */
  | { readonly kind: 'need'; readonly slot: number }
  | { readonly kind: 'gap' }
  | { readonly kind: 'conflict'; readonly rules: readonly CompiledRule[] }

export type Truth = true | false | undefined

/** Whether all cells hold; `undefined` when none fails and one is unknown. */
export function cellsHold(cells: readonly CompiledCell[], slots: readonly Slot[]): Truth {
  let truth: Truth = true
  for (let index = 0; index < cells.length; index++) {
    const cell = cells[index]!
    const value = slots[cell.slot]
    if (value === undefined) truth = undefined
    else if (!holds(cell, value)) return false
  }
  return truth
}

/**
 * Matches the rules of a regime: those that match and are not overridden by another that matches must give one answer.
 * A rule that may still match (a cell is unknown) counts as long as it could change the answer.
 */
export function match(regime: Regime, slots: readonly Slot[]): Match {
  const { rules } = regime
  const matched: CompiledRule[] = []
  const open: number[] = []
  for (let index = 0; index < rules.length; index++) {
    const rule = rules[index]!
    const truth = cellsHold(rule.cells, slots)
    if (truth === true) matched.push(rule)
    else if (truth === undefined) open.push(index)
  }
  const winners = matched.filter((rule) => !matched.some((other) => other.overrides.has(rule.number)))
  const rivals = open.filter((number) => !matched.some((other) => other.overrides.has(number)))
  const [winner] = winners
  if (winner === undefined) {
    return rivals.length === 0 ? { kind: 'gap' } : { kind: 'need', slot: nextQuestion(rules, rivals, slots) }
  }
  const agrees = (rule: CompiledRule) => sameAnswer(rule.rule.answer, winner.rule.answer)
  if (winners.every(agrees) && rivals.every((number) => agrees(rules[number]!))) {
    return { kind: 'answer', answer: winner.rule.answer, rules: winners }
  }
  if (rivals.length === 0) return { kind: 'conflict', rules: winners }
  return { kind: 'need', slot: nextQuestion(rules, rivals, slots) }
}

/** The first unknown cell of the strongest rule that may still match: settling it rules out most. */
function nextQuestion(rules: readonly CompiledRule[], rivals: readonly number[], slots: readonly Slot[]): number {
  let strongest = rivals[0]!
  for (const index of rivals) if (rules[index]!.overrides.size > rules[strongest]!.overrides.size) strongest = index
  return rules[strongest]!.cells.find((cell) => slots[cell.slot] === undefined)!.slot
}

function sameAnswer(left: RuleAnswer, right: RuleAnswer): boolean {
  if (left.kind === 'pathway' && right.kind === 'pathway') return left.pathway === right.pathway
  return left === right
}
