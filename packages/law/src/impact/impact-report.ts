import type { Compared } from './comparison.ts'
import type { Difference } from './difference.ts'

/** Decisions that change in the same way, by the same rules. */
export interface ImpactGroup extends Difference {
  readonly decisions: number
  /** The first of them, by the names of their records. */
  readonly examples: readonly string[]
}

/** Whose pathway, duties or citations change between two laws or two days, and by which rule. */
export interface ImpactReport {
  readonly decisions: number
  readonly changed: number
  readonly pathway: number
  readonly duties: number
  readonly citations: number
  /** Facts that neither law can read. */
  readonly unreadable: number
  /** Most decisions first. */
  readonly groups: readonly ImpactGroup[]
}

const mostExamples = 5

/** Adds up comparisons; its size depends on how many ways of changing there are, not on how many decisions. */
export class ImpactTotals {
  #decisions = 0
  #unreadable = 0
  readonly #changes = { pathway: 0, duties: 0, citations: 0 }
  readonly #groups = new Map<string, { difference: Difference; decisions: number; examples: string[] }>()
  /** Comparisons are remembered, so the same object comes again and again. */
  readonly #keys = new WeakMap<Difference, string>()

  /** `name` is that of the record. */
  add(name: string, { difference, unreadable }: Compared): void {
    this.#decisions += 1
    if (unreadable !== null) this.#unreadable += 1
    if (difference === null) return
    for (const change of difference.changes) this.#changes[change] += 1
    const key = this.#keyOf(difference)
    const group = this.#groups.get(key) ?? { difference, decisions: 0, examples: [] }
    group.decisions += 1
    if (group.examples.length < mostExamples) group.examples.push(name)
    this.#groups.set(key, group)
  }

  report(): ImpactReport {
    const groups = [...this.#groups.values()].sort((left, right) => right.decisions - left.decisions)
    return {
      decisions: this.#decisions,
      changed: groups.reduce((sum, group) => sum + group.decisions, 0),
      ...this.#changes,
      unreadable: this.#unreadable,
      groups: groups.map(({ difference, decisions, examples }) => ({ ...difference, decisions, examples })),
    }
  }

  #keyOf(difference: Difference): string {
    const known = this.#keys.get(difference)
    if (known !== undefined) return known
    const key = JSON.stringify(difference)
    this.#keys.set(difference, key)
    return key
  }
}
