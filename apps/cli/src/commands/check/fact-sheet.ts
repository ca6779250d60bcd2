import type { CivilDate } from '@feiyu/core'
import { StatementError } from '../../errors.ts'

/** Where a fact comes from; later ones in this list go before earlier ones. */
export const sources = ['scan', 'statement', 'facts', 'flag', 'answer'] as const
export type Source = (typeof sources)[number]

/** Who said a fact. */
export interface Author {
  readonly from: Source
  readonly by: string
  readonly on: CivilDate
  /** Digest of what proves it, or null. */
  readonly proof: string | null
}

/** A fact of this check with its author. */
export interface StatedFact extends Author {
  readonly value: unknown
  /** A source that said something else and gave way. */
  readonly instead: { readonly from: Source; readonly value: unknown; readonly by: string } | null
}

/** The facts of one check by name, each from one source with its author; nothing is stated twice from one source. */
export class FactSheet {
  readonly #facts = new Map<string, StatedFact>()

  /**
   * Adds a fact. A source that goes before an earlier one replaces it, and the sheet remembers what gave way.
   *
   * @throws StatementError when one source states a fact twice
   */
  state(name: string, value: unknown, author: Author): void {
    this.restate(name, { value, ...author, instead: null })
  }

  /** The same for a fact that another sheet holds. */
  restate(name: string, fact: StatedFact): void {
    const before = this.#facts.get(name)
    if (before === undefined) {
      this.#facts.set(name, fact)
      return
    }
    if (before.from === fact.from) {
      throw new StatementError('FEIYU_STATEMENT_TWICE', `\`${name}\` is stated twice by the flags; state it once`)
    }
    // What the scan found stays the scan's when others only repeat it.
    if (before.from === 'scan' && before.value === fact.value) return
    const instead =
      before.value === fact.value ? fact.instead : { from: before.from, value: before.value, by: before.by }
    this.#facts.set(name, { ...fact, instead })
  }

  get(name: string): StatedFact | undefined {
    return this.#facts.get(name)
  }

  entries(): readonly (readonly [string, StatedFact])[] {
    return [...this.#facts]
  }

  /** The facts as the law asks for them. */
  values(): Readonly<Record<string, unknown>> {
    return Object.fromEntries([...this.#facts].map(([name, fact]) => [name, fact.value]))
  }

  /** A copy that can go its own way. */
  copy(): FactSheet {
    const copy = new FactSheet()
    for (const [name, fact] of this.#facts) copy.#facts.set(name, fact)
    return copy
  }
}
