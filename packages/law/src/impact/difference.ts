import type { Answer, Citation } from '../answer.ts'
import { decidingRules, dutyRows, type Judged, type Outcome } from './outcome.ts'

/** What came and what went. */
export interface Delta {
  readonly added: readonly string[]
  readonly removed: readonly string[]
}

/** One side of a difference: the pathway (or why there is none) and the rules that it comes from. */
export interface DifferenceSide {
  readonly pathway: string
  /** The pathways that remain where facts are missing; one where it is decided. */
  readonly possible: readonly string[]
  readonly rules: readonly string[]
}

/** How the outcome of one decision differs between two laws or two days. */
export interface Difference {
  readonly changes: readonly ('pathway' | 'duties' | 'citations')[]
  readonly from: DifferenceSide
  readonly to: DifferenceSide
  readonly duties: Delta
  /** `instrument#article`. */
  readonly citations: Delta
  /** The rules of either side that are not those of both, and the rows of the duties that came or went. */
  readonly by: readonly string[]
}

/** How two outcomes differ in pathway, duties or citations; `null` where they do not. */
export function differenceOf(from: Outcome, to: Outcome): Difference | null {
  if (from.kind === 'unreadable' && to.kind === 'unreadable') return null
  const left = from.kind === 'judged' ? from.answer : null
  const right = to.kind === 'judged' ? to.answer : null
  const duties = delta(dutiesOf(left), dutiesOf(right))
  const citations = delta(citedBy(left), citedBy(right))
  const pathway = left?.pathway !== right?.pathway || left?.possible.join() !== right?.possible.join()
  if (!pathway && isEmpty(duties) && isEmpty(citations)) return null
  const sides = { from: sideOf(from), to: sideOf(to) }
  const rules = delta(sides.from.rules, sides.to.rules)
  const ruled = [...rules.removed, ...rules.added]
  return {
    changes: [
      ...(pathway ? (['pathway'] as const) : []),
      ...(isEmpty(duties) ? [] : (['duties'] as const)),
      ...(isEmpty(citations) ? [] : (['citations'] as const)),
    ],
    ...sides,
    duties,
    citations,
    by: [
      // The same rule on both sides can have other numbers or other articles: then it is the one that changed.
      ...(ruled.length > 0 || (!pathway && isEmpty(citations)) ? ruled : sides.to.rules),
      ...rowsOf(from, duties.removed),
      ...rowsOf(to, duties.added),
    ],
  }
}

function sideOf(outcome: Outcome): DifferenceSide {
  if (outcome.kind === 'unreadable') return { pathway: outcome.code, possible: [], rules: [] }
  return { pathway: outcome.answer.pathway, possible: outcome.answer.possible, rules: decidingRules(outcome) }
}

function rowsOf(outcome: Outcome, duties: readonly string[]): readonly string[] {
  return outcome.kind === 'unreadable' || duties.length === 0 ? [] : dutyRows(outcome, new Set(duties))
}

function dutiesOf(answer: Judged['answer'] | null): readonly string[] {
  return answer?.duties.map((duty) => duty.id) ?? []
}

function citedBy(answer: Answer | null): readonly string[] {
  return answer?.citations.map(citationText) ?? []
}

function citationText({ instrument, article }: Citation): string {
  return article === null ? instrument : `${instrument}#${article}`
}

function delta(before: readonly string[], after: readonly string[]): Delta {
  return {
    added: [...new Set(after.filter((name) => !before.includes(name)))],
    removed: [...new Set(before.filter((name) => !after.includes(name)))],
  }
}

function isEmpty({ added, removed }: Delta): boolean {
  return added.length === 0 && removed.length === 0
}
