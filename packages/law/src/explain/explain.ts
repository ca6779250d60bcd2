import { decideStated } from '../engine/decide.ts'
import { caseOf } from '../engine/decide-leg.ts'
import { type Case, entityViews, flowViews, severedViews, wholeView } from '../engine/evaluate.ts'
import type { Law } from '../engine/law.ts'
import { cellsHold, survey } from '../engine/match.ts'
import type { CompiledRule } from '../engine/regime.ts'
import { traceCell } from '../engine/trace.ts'
import type { Assigned, View } from '../engine/view.ts'
import type { StatedFacts } from '../facts/fact.ts'
import { stateFacts } from '../facts/state-facts.ts'
import type { ExplainedCell, Explanation, NotTaken, Reason } from './explanation.ts'
import {
  becauseWords,
  explainCell,
  failsWords,
  goesBefore,
  notInForceWords,
  openWords,
  overriddenWords,
} from './sentences.ts'

const nothingAssigned: Assigned = new Map()

/**
 * Why the law answers what it answers, and why not any other outcome: for each the rule that comes nearest. Facts are
 * what somebody wrote, as `decide` reads them.
 *
 * @throws FactError for facts that cannot be read, PackError for a day before the first law
 */
export function explain(law: Law, facts: unknown, { asOf }: { readonly asOf: string }): Explanation {
  const stated = stateFacts(law, facts)
  if (stated.hops === null) return explainLeg(law, stated, asOf)
  const legs = [stated, ...stated.hops].map((leg) => ({ ...leg, hops: null }))
  const parts = legs.map(
    (leg, index) => [index === 0 ? 'origin' : `hops.${index}`, explainLeg(law, leg, asOf)] as const,
  )
  return { because: [], instead: [], parts: Object.fromEntries(parts) }
}

function explainLeg(law: Law, stated: StatedFacts, asOf: string): Explanation {
  const given = caseOf(law, stated, asOf)
  const views = partsOf(given)
  if (views !== null) {
    const parts = [...views].map(([name, view]) => [name, explainView(given, view, remaining(given, view))] as const)
    return { because: [], instead: [], parts: Object.fromEntries(parts) }
  }
  const { possible } = decideStated(law, stated, { asOf })
  return explainView(given, wholeView(given, nothingAssigned), possible)
}

/** The flows or legal persons that are judged one by one; none where the whole is judged, or a fact of one is missing. */
function partsOf(given: Case): ReadonlyMap<string, View> | null {
  const { stated } = given
  if (given.regime.counting === null) return null
  if (stated.entities !== null) return entityViews(given, stated.entities, nothingAssigned)
  if (stated.flows === null) return null
  const found = flowViews(given, stated.flows, nothingAssigned)
  return 'kind' in found ? null : found.views
}

/** The outcomes that a view leaves open by itself. */
function remaining(given: Case, view: View): readonly string[] {
  const { winners, rivals } = survey(given.regime, view.slots)
  return [...new Set([...winners, ...rivals].flatMap((rule) => pathwayOf(rule) ?? []))]
}

/** Explains one view; `possible` are the outcomes that remain, one where it is decided. */
function explainView(given: Case, view: View, possible: readonly string[]): Explanation {
  const { winners, rivals } = survey(given.regime, view.slots)
  const [decided, another] = possible
  const taken = another === undefined ? decided : undefined
  const leads = (rule: CompiledRule) => pathwayOf(rule) === null || pathwayOf(rule) === taken
  const standing = winners.filter(leads)
  // Where no rule is sure to match, those that each match for some value of the missing facts decide together.
  const deciding = taken === undefined ? [] : standing.length > 0 ? standing : rivals.filter(leads)
  const severed = deciding.flatMap(({ rule: { answer } }) => (answer.kind === 'parts' ? [answer] : []))
  const parts = severed.flatMap((answer) => [...severedViews(given, view, answer, nothingAssigned)])
  const seen: Seen = { given, view, matching: given.regime.rules.filter((rule) => holdsWhole(rule, view)), deciding }
  return {
    because: deciding.map((rule) => reasonOf(given, view, rule)),
    instead: given.decision.strictness.flatMap((code) => {
      if (code === taken) return []
      return possible.includes(code) ? openOf(seen, code, [...winners, ...rivals]) : notTakenOf(seen, code)
    }),
    parts: Object.fromEntries(parts.map(([name, part]) => [name, explainView(given, part, remaining(given, part))])),
  }
}

/** A view with the rules that match it and those that decide it. */
interface Seen {
  readonly given: Case
  readonly view: View
  readonly matching: readonly CompiledRule[]
  readonly deciding: readonly CompiledRule[]
}

function reasonOf(given: Case, view: View, rule: CompiledRule): Reason {
  const conditions = cellsOf(given, view, rule)
  const pathway = pathwayOf(rule)
  return {
    rule: rule.rule.id,
    pack: rule.rule.pack,
    pathway,
    citations: rule.citations,
    conditions,
    ...becauseWords(given, pathway, conditions),
  }
}

/** An outcome that a missing fact can still bring, by the rule with the fewest open conditions. */
function openOf({ given, view }: Seen, code: string, rules: readonly CompiledRule[]): readonly NotTaken[] {
  const [nearest] = ranked(
    given,
    view,
    rules.filter((rule) => pathwayOf(rule) === code),
  )
  const conditions = nearest?.cells.filter((cell) => cell.holds === 'unknown') ?? []
  return [
    {
      pathway: code,
      why: 'open',
      rule: nearest?.rule.rule.id ?? null,
      conditions,
      overriddenBy: null,
      citations: nearest?.rule.citations ?? [],
      ...openWords(given, code, conditions),
    },
  ]
}

/** An outcome that is out, by its rule with the fewest failing conditions; nothing for one that no rule ever gives. */
function notTakenOf(seen: Seen, code: string): readonly NotTaken[] {
  const { given, view, matching, deciding } = seen
  const own = given.regime.rules.filter((rule) => pathwayOf(rule) === code)
  const [nearest] = ranked(given, view, own)
  if (nearest === undefined) return notInForce(given, code)
  const before = [...deciding, ...matching].find((rule) => rule.overrides.has(nearest.rule.number))
  const conditions = nearest.cells.filter((cell) => cell.holds !== true)
  const words = before === undefined ? null : goesBefore(given, pathwayOf(before))
  const overridden = words !== null && nearest.failing === 0
  return [
    {
      pathway: code,
      why: overridden ? 'overridden' : 'fails',
      rule: nearest.rule.rule.id,
      conditions,
      overriddenBy: before?.rule.id ?? null,
      citations: overridden ? (before?.citations ?? []) : nearest.rule.citations,
      ...(overridden ? overriddenWords(given, code, words) : failsWords(given, code, conditions, words)),
    },
  ]
}

function notInForce({ decision, ...given }: Case, code: string): readonly NotTaken[] {
  const rules = decision.rules.filter(({ answer }) => answer.kind === 'pathway' && answer.pathway === code)
  const starts = rules.flatMap(({ from }) => (from !== null && from > given.asOf ? [from] : [])).sort()
  const ends = rules.flatMap(({ until }) => (until !== null && until <= given.asOf ? [until] : [])).sort()
  const [from = null] = starts
  const until = ends.at(-1) ?? null
  if (from === null && until === null) return []
  const words = notInForceWords({ decision, ...given }, code, { from, until })
  return [
    { pathway: code, why: 'not-in-force', rule: null, conditions: [], overriddenBy: null, citations: [], ...words },
  ]
}

/** Rules with their conditions, the nearest to matching first: fewest failing, then fewest open; then by id. */
function ranked(given: Case, view: View, rules: readonly CompiledRule[]) {
  return rules
    .map((rule) => {
      const cells = cellsOf(given, view, rule)
      const failing = cells.filter((cell) => cell.holds === false).length
      const open = cells.filter((cell) => cell.holds === 'unknown').length
      return { rule, cells, failing, open }
    })
    .sort((left, right) => left.failing - right.failing || left.open - right.open)
}

function cellsOf(given: Case, view: View, rule: CompiledRule): readonly ExplainedCell[] {
  return rule.cells.map((cell) => explainCell(given, traceCell(cell, view.slots)))
}

function holdsWhole(rule: CompiledRule, view: View): boolean {
  return cellsHold(rule.cells, view.slots) === true
}

/** The outcome of a rule; `null` where it judges parts. */
function pathwayOf({ rule: { answer } }: CompiledRule): string | null {
  return answer.kind === 'pathway' ? answer.pathway : null
}
