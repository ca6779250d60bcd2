import type { FactScalar } from '../facts/fact.ts'

/** A bound of a test: a value, or the name of a parameter. */
export type Bound = { readonly value: FactScalar } | { readonly parameter: string }

/**
 * A span of time after (with `less`, then back before) a stated day: years and months first, then calendar days,
 * then working days. The day itself does not count, the last day counts.
 */
export interface Span {
  readonly years: Bound
  readonly months: Bound
  readonly days: Bound
  readonly workingDays: Bound
}

/** A day of law: a stated day plus a span, and from there back again. */
export interface Term {
  readonly plus: Span
  readonly less: Span
  readonly at: string
}
