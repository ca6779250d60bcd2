import type { TraceCell, TraceRule } from '../answer.ts'
import { type CompiledCell, holds, writeTest } from './cell-test.ts'
import { type Case, wholeView } from './evaluate.ts'
import { cellsHold } from './match.ts'
import type { Slot } from './regime.ts'

/** Every rule in force on the day, cell by cell, on the stated facts of the whole. */
export function traceOf(given: Case): readonly TraceRule[] {
  const { decision, regime } = given
  const { slots } = wholeView(given, new Map())
  const matching = regime.rules.filter((rule) => cellsHold(rule.cells, slots) === true)
  return regime.rules.map(({ rule, cells }) => ({
    rule: rule.id,
    pack: rule.pack,
    answer: rule.answer.kind === 'pathway' ? rule.answer.pathway : [...rule.answer.parts.keys()].join(' + '),
    holds: cellsHold(cells, slots) ?? 'unknown',
    overriddenBy: matching.find((other) => decision.overrides.get(other.rule.id)?.has(rule.id))?.rule.id ?? null,
    cells: cells.map((cell) => traceCell(cell, slots)),
  }))
}

/** One cell with what became of it. */
export function traceCell(cell: CompiledCell, slots: readonly Slot[]): TraceCell {
  const value = slots[cell.slot]
  return {
    fact: cell.fact,
    test: writeTest(cell),
    value: value === undefined ? 'unknown' : value,
    holds: value === undefined ? 'unknown' : holds(cell, value),
  }
}
