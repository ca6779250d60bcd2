import { addDays } from '@feiyu/core'
import type { Case } from '../engine/case.ts'
import { type CompiledCell, cellCuts } from '../engine/cell-test.ts'
import type { Decision } from '../engine/decision.ts'
import { dayIn, dayOf } from '../engine/derive.ts'
import type { Law } from '../engine/law.ts'
import { type Regime, regimeOn, type Slot } from '../engine/regime.ts'
import { restsOn } from '../engine/rests-on.ts'
import type { PackProblem } from './pack-problem.ts'

/** What the cases of the packs have touched: rows that their answers rest on, and sides of cut points that were tried. */
export class Coverage {
  readonly #law: Law
  readonly #rows = new Set<string>()
  readonly #sides = new Set<string>()

  constructor(law: Law) {
    this.#law = law
  }

  note(given: Case): void {
    const { rules, duties, flags, slots } = restsOn(given)
    for (const row of [...rules, ...duties, ...flags]) this.#rows.add(rowKey(given.decision, row))
    for (const one of slots) this.#noteSides(given, one)
  }

  #noteSides({ decision, regime, asOf }: Case, slots: readonly Slot[]): void {
    for (const cell of cellsOf(regime)) {
      const value = slots[cell.slot]
      for (const cut of cellCuts(cell, isFraction(this.#law, cell.fact))) {
        if (value === cut.below) this.#sides.add(sideKey(decision, cell.fact, cut.name, 'below'))
        const beyond = !cut.exact && typeof value === 'number' && value > Number(cut.below)
        if (value === cut.above || beyond) this.#sides.add(sideKey(decision, cell.fact, cut.name, 'above'))
      }
    }
    for (const fact of regime.derived) {
      if (fact.recogniser !== 'phase') continue
      const source = dayIn(slots, fact.source)
      const seen = fact.seen === null ? asOf : dayIn(slots, fact.seen)
      if (source === null || seen === null) continue
      for (const { is, starts } of fact.phases) {
        if (starts === null) continue
        const { date } = dayOf(starts, source, decision.calendar?.calendar ?? null)
        const first = starts.after ? addDays(date, 1) : date
        if (seen === first) this.#sides.add(sideKey(decision, fact.name, is, 'above'))
        if (seen === addDays(first, -1)) this.#sides.add(sideKey(decision, fact.name, is, 'below'))
      }
    }
  }

  /** Rows that no case hits and cut points with a side that no case stands on. */
  problems(): readonly PackProblem[] {
    const found = new Map<string, PackProblem>()
    for (const decisions of this.#law.decisions.values()) {
      for (const decision of decisions.values()) {
        for (const row of [...decision.rules, ...decision.dutyRules, ...decision.flagRules]) {
          const key = rowKey(decision, row.id)
          if (!this.#rows.has(key))
            found.set(key, {
              code: 'FEIYU_PACK_UNTRIED_ROW',
              message: `no case hits row \`${row.id}\`; add one to \`cases/\``,
              at: row.at,
            })
        }
        for (const [key, problem] of this.#cuts(decision)) found.set(key, problem)
      }
    }
    return [...found.values()]
  }

  *#cuts(decision: Decision): Iterable<readonly [string, PackProblem]> {
    for (const day of decision.changeDates) {
      const regime = regimeOn(this.#law, decision, day)
      for (const cell of cellsOf(regime)) {
        for (const cut of cellCuts(cell, isFraction(this.#law, cell.fact)))
          yield* this.#sideProblems(decision, cell.fact, cut.name, cell.at)
      }
      for (const fact of regime.derived) {
        if (fact.recogniser !== 'phase') continue
        const at = this.#law.derived.get(fact.name)?.at ?? ''
        for (const { is, starts } of fact.phases)
          if (starts !== null) yield* this.#sideProblems(decision, fact.name, is, at)
      }
    }
  }

  *#sideProblems(decision: Decision, fact: string, cut: string, at: string): Iterable<readonly [string, PackProblem]> {
    for (const side of ['below', 'above'] as const) {
      const key = sideKey(decision, fact, cut, side)
      if (this.#sides.has(key)) continue
      const where = side === 'below' ? 'the last value before' : 'the first value of'
      const message = `no case of \`${decision.question}\` (${decision.jurisdiction}) has \`${fact}\` on ${where} the cut \`${cut}\`; add one`
      yield [key, { code: 'FEIYU_PACK_UNTRIED_CUT', message, at }]
    }
  }
}

/** The tests of all rows, those that add duties and flags as well, with the place of the row. */
function cellsOf({ rules, duties, flags }: Regime): readonly (CompiledCell & { readonly at: string })[] {
  return [...rules.map(({ rule, cells }) => ({ at: rule.at, cells })), ...duties, ...flags].flatMap(({ at, cells }) =>
    cells.map((cell) => ({ ...cell, at })),
  )
}

function isFraction(law: Law, fact: string): boolean {
  return law.facts.get(fact)?.type === 'number'
}

function rowKey(decision: Decision, row: string): string {
  return `${decision.jurisdiction}/${decision.question}/${row}`
}

function sideKey(decision: Decision, fact: string, cut: string, side: string): string {
  return `${decision.jurisdiction}/${decision.question}/${fact}/${cut}/${side}`
}
