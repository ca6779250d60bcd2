import type { Citation, TraceCell } from '../answer.ts'
import type { Wording } from '../pack/pack.ts'

/** One condition of a rule with what became of it, also as a sentence. */
export interface ExplainedCell extends TraceCell, Wording {}

/** A rule that decides, or that decides for one value of the facts that are missing. */
export interface Reason extends Wording {
  readonly rule: string
  readonly pack: string
  readonly pathway: string | null
  readonly citations: readonly Citation[]
  readonly conditions: readonly ExplainedCell[]
}

/**
 * Why an outcome is not the answer, by the rule of it that comes nearest (fewest failing conditions, then fewest open):
 * `fails` (its failing conditions are listed), `overridden` (all hold, but another rule goes before it), `open` (possible
 * still: its open conditions are listed), `not-in-force` (no rule of the day leads there).
 */
export interface NotTaken extends Wording {
  readonly pathway: string
  readonly why: 'fails' | 'overridden' | 'open' | 'not-in-force'
  readonly rule: string | null
  readonly conditions: readonly ExplainedCell[]
  /** The deciding rule that would go before it even if its conditions held. */
  readonly overriddenBy: string | null
  readonly citations: readonly Citation[]
}

/** An answer explained in sentences of zh and en, made from the templates of facts and tests. */
export interface Explanation {
  readonly because: readonly Reason[]
  /** Every other outcome of the question, strictest first. */
  readonly instead: readonly NotTaken[]
  /** Of a whole that is judged in parts: legs, flows, legal persons, the parts of a mix; by their names. */
  readonly parts: Readonly<Record<string, Explanation>>
}
