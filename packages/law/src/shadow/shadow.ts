import type { Law } from '../engine/law.ts'
import type { Compared } from '../impact/comparison.ts'
import type { DifferenceSide } from '../impact/difference.ts'
import { type ImpactGroup, ImpactTotals } from '../impact/impact-report.ts'
import { effects } from '../pack/pack.ts'

/** How far a candidate agrees with the law in force on what was recorded. It only reports: nothing acts on it. */
export interface ShadowReport {
  readonly decisions: number
  /** The same pathway, duties and citations. */
  readonly agreed: number
  /** The same pathway; duties or citations may differ. */
  readonly samePathway: number
  /** The candidate lets more happen, or less, than the law in force. */
  readonly lighter: number
  readonly stricter: number
  /** One of the two does not decide, or cannot read the facts. */
  readonly undecided: number
  /** Facts that neither of the two can read. */
  readonly unreadable: number
  readonly groups: readonly ImpactGroup[]
}

/** Adds up comparisons of the law in force (`from`) with a candidate (`to`). */
export class ShadowTotals {
  readonly #inForce: Law
  readonly #candidate: Law
  readonly #totals = new ImpactTotals()
  readonly #counts = { agreed: 0, samePathway: 0, lighter: 0, stricter: 0, undecided: 0 }

  constructor(inForce: Law, candidate: Law) {
    this.#inForce = inForce
    this.#candidate = candidate
  }

  /** `name` is that of the record. */
  add(name: string, compared: Compared): void {
    this.#totals.add(name, compared)
    const { difference } = compared
    if (compared.unreadable !== null) return
    if (compared.from === 'unreadable' || compared.to === 'unreadable') this.#counts.undecided += 1
    else if (difference === null) {
      this.#counts.agreed += 1
      this.#counts.samePathway += 1
    } else if (!difference.changes.includes('pathway')) this.#counts.samePathway += 1
    else this.#counts[this.#compare(difference.from, difference.to)] += 1
  }

  report(): ShadowReport {
    const { decisions, unreadable, groups } = this.#totals.report()
    return { decisions, ...this.#counts, unreadable, groups }
  }

  #compare(from: DifferenceSide, to: DifferenceSide): 'lighter' | 'stricter' | 'undecided' {
    if (from.possible.length !== 1 || to.possible.length !== 1) return 'undecided'
    const [before, after] = [weightIn(this.#inForce, from.pathway), weightIn(this.#candidate, to.pathway)]
    if (before !== after) return after > before ? 'lighter' : 'stricter'
    // Outcomes of one effect: the candidate's own order, which knows both where they are both its own.
    const { strictness } = this.#candidate
    return strictness.indexOf(to.pathway) > strictness.indexOf(from.pathway) ? 'lighter' : 'stricter'
  }
}

/** What an outcome lets happen: larger is lighter. */
function weightIn(law: Law, code: string): number {
  const effect = law.pathways.get(code)?.effect
  return effect === undefined ? 0 : effects.indexOf(effect)
}
