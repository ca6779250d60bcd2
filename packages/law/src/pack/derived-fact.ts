import type { Term } from './term.ts'
import type { Wording } from './wording.ts'

/** One stretch of time seen from a day: it begins on the first day or, without `starts`, before all others. */
export interface Phase {
  readonly is: string
  /** The stretch begins on the day of the term, or on the day after it. */
  readonly starts: { readonly on: 'day' | 'day-after'; readonly term: Term } | null
}

/** A fact that the engine makes of stated ones: the closed set of what a pack may ask for. */
export type DerivedFact = DerivedBase &
  (
    | { readonly recogniser: 'secrecy-marking'; readonly source: string }
    /** Where the day `seen` (a fact, or the day of the act) stands in the stretches after `source`. */
    | {
        readonly recogniser: 'phase'
        readonly source: string
        readonly seen: string | null
        readonly phases: readonly Phase[]
        /** What each stretch is called; empty where the pack does not say. */
        readonly words: Readonly<Record<string, Wording>>
      }
    /** The first of the facts that is stated, by name. */
    | { readonly recogniser: 'first-stated'; readonly sources: readonly string[] }
    /** Whether a word is the value of the source or in the list. */
    | {
        readonly recogniser: 'among'
        readonly source: string
        readonly list: string
        readonly value: string
      }
  )

interface DerivedBase {
  readonly name: string
  readonly pack: string
  readonly at: string
}
