import type { Case } from './case.ts'
import { holds } from './cell-test.ts'
import type { Leaf } from './evaluate.ts'

/** Whether a rule that could win needs nothing more than that a stretch is another: what lies on it is not settled. */
export function hangsOn({ regime }: Case, { rules, view }: Leaf, stretches: ReadonlySet<number>): boolean {
  return regime.rules.some(
    ({ cells, number }) =>
      cells.some(({ slot }) => stretches.has(slot)) &&
      cells.every((cell) => stretches.has(cell.slot) || holds(cell, view.slots[cell.slot] ?? null)) &&
      !rules.some((rule) => rule.overrides.has(number)),
  )
}
