import type { CivilDate, Digest } from '@feiyu/core'
import type { FactValue } from './facts/fact.ts'
import type { Wording } from './pack/wording.ts'

/** How sure we are of a text: read in the primary text, in a secondary one, in somebody's repository, from memory. */
export type Mark = 'V' | 'V2' | 'R' | 'M'

/** An article that an answer rests on, with the mark of the source and the last day of the instrument, if known. */
export interface Citation {
  readonly instrument: string
  /** `null` where the whole instrument is cited. */
  readonly article: string | null
  /** How the article is cited in the two languages; `null` where the whole instrument is. */
  readonly called: Wording | null
  readonly title: string
  readonly titleEn: string
  readonly mark: Mark
  readonly until: CivilDate | null
}

/**
 * What a rule that decided says of itself: how its text is read, or what of it was not seen. Of an official list: the item
 * that the answer went by, and how its table is known; `rule` is then the list.
 */
export interface Note extends Wording {
  readonly rule: string
}

/** What the law asks for beside the pathway: when, and of whom it is asked first. */
export interface Duty {
  readonly id: string
  readonly zh: string
  readonly en: string
  /** Before the first byte, while data flows, or after. */
  readonly when: 'before' | 'during' | 'after'
  readonly citations: readonly Citation[]
}

/** A change of stated facts that changes the answer. */
export interface Flip {
  /**
   * Test that each changed fact would have to meet: `eq`, `in`, or the bounds `ge` and `lt` of an interval; `eq: null` for one
   * that is not stated any more. Facts changed so, and only so, are decided as it says.
   */
  readonly change: Readonly<Record<string, Readonly<Record<string, FactValue | readonly FactValue[]>>>>
  readonly to: string
  /** Whether the pathway asks for less than the one of the answer. */
  readonly lighter: boolean
  /** Whether a handler may choose this; numbers of persons are shown, never proposed (no splitting of volumes). */
  readonly lever: boolean
  readonly citations: readonly Citation[]
}

/** One cell of a rule with what became of it. */
export interface TraceCell {
  readonly fact: string
  readonly test: Readonly<Record<string, FactValue | readonly FactValue[]>>
  readonly value: FactValue | 'unknown'
  readonly holds: boolean | 'unknown'
}

/** One rule in force on the date, matched or not. */
export interface TraceRule {
  readonly rule: string
  readonly pack: string
  readonly answer: string
  readonly holds: boolean | 'unknown'
  /** A matching rule that overrides this one. */
  readonly overriddenBy: string | null
  readonly cells: readonly TraceCell[]
}

/** A pack that the answer was derived from. */
export interface PackReference {
  readonly id: string
  readonly version: string
  readonly digest: Digest
}

/**
 * The answer of the law on stated facts and a date. `kind` is `decided`; `undetermined` when a missing fact, or an open
 * question of law, can still change the pathway; `gap` and `conflict` when no row, or two rows that disagree, apply
 * (neither can occur in packs that passed `feiyu packs check`).
 */
export interface Answer {
  readonly pathway: string
  readonly kind: 'decided' | 'undetermined' | 'gap' | 'conflict'
  readonly asOf: CivilDate
  readonly jurisdiction: string
  readonly citations: readonly Citation[]
  /** Notes of the rules behind the citations. */
  readonly notes: readonly Note[]
  readonly duties: readonly Duty[]
  /** The unknown facts whose value can change the pathway; sorted. */
  readonly missing: readonly string[]
  /** The pathways that remain, strictest first. */
  readonly possible: readonly string[]
  /** The pathway if every open claim fails; only where the answer is undetermined and that decides it. */
  readonly fallback?: string
  readonly reviewFlags: readonly string[]
  /** Whether persons of this flow count towards the lines of the year, or stand in a side ledger; `null` if undecided. */
  readonly tally: 'counted' | 'side' | null
  /** Distinct persons in the ordinary and the sensitive tally that were used, where they are known. */
  readonly ordinary_count?: number
  readonly sensitive_count?: number
  /** Day on which a clock of the law ends, and from which a certificate has to be renewed. */
  readonly deadline?: CivilDate
  readonly renew_by?: CivilDate
  /** Last day on which a result or certificate is in force, and first day on which its extension may be asked for. */
  readonly valid_until?: CivilDate
  readonly extension_from?: CivilDate
  /** Where several laws apply: the answer for the first leg and for every hop after it; this answer is the strictest. */
  readonly parts?: readonly Answer[]
  readonly per_flow?: Readonly<Record<string, string>>
  readonly per_entity?: Readonly<Record<string, string>>
  readonly flips: readonly Flip[]
  readonly trace: readonly TraceRule[]
  readonly packs: readonly PackReference[]
  /** Number of the engine's semantics: the same facts, packs, date and number give the same answer byte for byte. */
  readonly semantics: number
}
