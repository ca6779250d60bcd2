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
  return conclude(survey(regime, slots), slots)
}

/** The rules that still count: those that match, and those that may, without what a matching rule overrides. */
export interface Survey {
  readonly winners: readonly CompiledRule[]
  readonly rivals: readonly CompiledRule[]
}

export function survey(regime: Regime, slots: readonly Slot[]): Survey {
  const matched: CompiledRule[] = []
  const open: CompiledRule[] = []
  for (const rule of regime.rules) {
    const truth = cellsHold(rule.quick, slots)
    if (truth === true) matched.push(rule)
    else if (truth === undefined) open.push(rule)
  }
  return { winners: standing(matched, matched), rivals: standing(open, matched) }
}

/** The rules that no matching rule overrides. */
function standing(rules: readonly CompiledRule[], matched: readonly CompiledRule[]): readonly CompiledRule[] {
  if (rules.length === 0 || (rules === matched && rules.length === 1)) return rules
  return rules.filter((rule) => !matched.some((other) => other.overrides.has(rule.number)))
}

/** What a survey comes to. */
export function conclude({ winners, rivals }: Survey, slots: readonly Slot[]): Match {
  const [winner] = winners
  if (winner === undefined)
    return rivals.length === 0 ? { kind: 'gap' } : { kind: 'need', slot: nextQuestion(rivals, slots) }
  const agrees = (rule: CompiledRule) => sameAnswer(rule.rule.answer, winner.rule.answer)
  if (winners.every(agrees) && rivals.every(agrees))
    return { kind: 'answer', answer: winner.rule.answer, rules: winners }
  if (rivals.length === 0) return { kind: 'conflict', rules: winners }
  return { kind: 'need', slot: nextQuestion(rivals, slots) }
}

/** The first unknown cell of the strongest rule that may still match: settling it rules out most. */
function nextQuestion(rivals: readonly CompiledRule[], slots: readonly Slot[]): number {
  const strongest = rivals.reduce((best, rule) => (rule.overrides.size > best.overrides.size ? rule : best))
  // A rival has an unknown cell: that is what makes it a rival.
  return strongest.cells.find((cell) => slots[cell.slot] === undefined)!.slot
}

function sameAnswer(left: RuleAnswer, right: RuleAnswer): boolean {
  if (left.kind === 'pathway' && right.kind === 'pathway') return left.pathway === right.pathway
  return left === right
}
