import { holds } from '../engine/cell-test.ts'
import type { CompiledRule, Regime } from '../engine/regime.ts'
import type { Domains } from './domains.ts'

/** An older rule that goes on beside a later one that says the same. */
export interface Superseded {
  readonly older: CompiledRule['rule']
  readonly later: CompiledRule['rule']
}

/**
 * Rules that go on though a rule that began on the first day of the regime answers the same from the same facts, whatever
 * numbers either of them names: whoever wrote the later one forgot to end the older.
 */
export function supersededRules(regime: Regime, domains: Domains): readonly Superseded[] {
  const found: Superseded[] = []
  for (const later of regime.rules) {
    if (later.rule.from !== regime.start) continue
    for (const older of regime.rules) {
      if (older.rule.from === null || older.rule.from >= regime.start) continue
      if (sameOutcome(older, later) && factsOf(older) === factsOf(later) && within(older, later, domains))
        found.push({ older: older.rule, later: later.rule })
    }
  }
  return found
}

function sameOutcome({ rule: left }: CompiledRule, { rule: right }: CompiledRule): boolean {
  return (
    left.answer.kind === 'pathway' && right.answer.kind === 'pathway' && left.answer.pathway === right.answer.pathway
  )
}

function factsOf({ cells }: CompiledRule): string {
  return cells
    .map((cell) => cell.fact)
    .sort()
    .join()
}

/** Whether one of them holds wherever the other does. */
function within(left: CompiledRule, right: CompiledRule, domains: Domains): boolean {
  return implies(left, right, domains) || implies(right, left, domains)
}

function implies(narrow: CompiledRule, wide: CompiledRule, domains: Domains): boolean {
  return wide.cells.every((cell) =>
    (domains.get(cell.slot) ?? []).every(
      (value) => holds(cell, value) || narrow.cells.some((own) => own.slot === cell.slot && !holds(own, value)),
    ),
  )
}
