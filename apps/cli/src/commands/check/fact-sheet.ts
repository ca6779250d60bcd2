import type { CivilDate, Digest } from '@feiyu/core'
import { StatementError } from '../../errors.ts'

/** Where a fact comes from; later ones in this list go before earlier ones. */
export const sources = ['scan', 'statement', 'facts', 'flag', 'answer'] as const
export type Source = (typeof sources)[number]

/** A fact of this check with its author. */
export interface StatedFact {
  readonly value: unknown
  readonly from: Source
  readonly by: string
  readonly on: CivilDate
  readonly proof: Digest | string | null
  /** A source that said something else and gave way. */
  readonly instead: { readonly from: Source; readonly value: unknown; readonly by: string } | null
}

/** The facts of one check by name, each from one source with its author; nothing is stated twice from one source. */
export class FactSheet {
  readonly #facts = new Map<string, StatedFact>()

  /** Adds a fact. A source that goes before an earlier one replaces it, and the sheet remembers. */
  state(name: string, value: unknown, author: Omit<StatedFact, 'value' | 'instead'>): void {
    const before = this.#facts.get(name)
    if (before === undefined) {
      this.#facts.set(name, { value, ...author, instead: null })
      return
    }
    if (before.from === author.from) {
      throw new StatementError('FEIYU_STATEMENT_TWICE', `\`${name}\` is stated twice by the flags; state it once`)
    }
    const instead = before.value === value ? before.instead : { from: before.from, value: before.value, by: before.by }
    this.#facts.set(name, { value, ...author, instead })
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

  /** A copy to try things on. */
  copy(): FactSheet {
    const copy = new FactSheet()
    for (const [name, fact] of this.#facts) copy.#facts.set(name, fact)
    return copy
  }
}
