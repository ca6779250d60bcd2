import type { EntityPart, FactScalar, FlowPart } from '../facts/fact.ts'
import type { RuleAnswer } from '../pack/pack.ts'
import type { Case } from './case.ts'
import { dateAtoms } from './date-atoms.ts'

import { match } from './match.ts'
import { type CompiledRule, type Regime, slotOf } from './regime.ts'
import {
  type Assigned,
  type Persons,
  partView,
  personsOf,
  rename,
  setTallies,
  settle,
  type View,
  viewOf,
} from './view.ts'

export type { Case } from './case.ts'

/** An answer for given values of all facts that matter. */
export interface Leaf {
  readonly kind: 'leaf'
  readonly pathway: string
  readonly rules: readonly CompiledRule[]
  /** Slots that duties and flags are judged on. */
  readonly view: View
  readonly perFlow?: Readonly<Record<string, string>>
  readonly perEntity?: Readonly<Record<string, string>>
}

/** What comes of trying: an answer, a fact that has to be known first, or rows that do not cover or contradict. */
export type Evaluation =
  | Leaf
  | { readonly kind: 'need'; readonly key: string; readonly atoms: readonly FactScalar[] }
  | { readonly kind: 'gap' | 'conflict'; readonly rules: readonly CompiledRule[] }

/** An answer of parts that are judged apart. */
export type SeveredAnswer = Extract<RuleAnswer, { readonly kind: 'parts' }>

/** Judges the whole: its flows or entities one by one where it has them, the strictest pathway winning. */
export function evaluate(given: Case, assigned: Assigned): Evaluation {
  const { regime, stated } = given
  if (regime.counting === null) return evaluateView(given, viewOf(given, assigned, null), assigned)
  if (stated.flows !== null) return evaluateFlows(given, stated.flows, assigned)
  if (stated.entities !== null) {
    const whole = viewOf(given, assigned, { first: 0, sensitive: 0 })
    const views = entityViews(given, stated.entities, assigned)
    return strictest(given, whole, views, assigned, (perEntity) => ({ perEntity }))
  }
  return evaluateView(given, wholeView(given, assigned), assigned)
}

/** The view of the whole; the persons of a ledger are counted in it. */
export function wholeView(given: Case, assigned: Assigned): View {
  const { regime, stated, asOf } = given
  const counted = stated.events !== null && regime.counting !== null
  return viewOf(given, assigned, counted ? personsOf(regime.counting, stated.events, asOf) : null)
}

/** Judges one view; a rule that answers with parts has each part judged on its own facts. */
export function evaluateView(given: Case, view: View, assigned: Assigned): Evaluation {
  const { regime } = given
  const found = match(regime, view.slots)
  if (found.kind === 'need') return needed(given, view, found.slot)
  if (found.kind === 'gap') return { kind: 'gap', rules: [] }
  if (found.kind === 'conflict') return found
  if (found.answer.kind === 'pathway') return { kind: 'leaf', pathway: found.answer.pathway, rules: found.rules, view }
  const fixed = fixedParts(found.answer)
  const views = severedViews(given, view, found.answer, assigned)
  const parts = strictest(given, view, views, assigned, (judged) => ({ perFlow: { ...fixed, ...judged } }))
  if (parts.kind !== 'leaf') return parts
  const codes = Object.values(parts.perFlow ?? {})
  const pathway = given.decision.strictness.find((code) => codes.includes(code)) ?? parts.pathway
  // The tallies that count are those of the part that is judged by them.
  const judgedView = [...views.values()][0] ?? view
  return { ...parts, pathway, rules: [...parts.rules, ...found.rules], view: judgedView }
}

/** The pathways that a rule gives to parts outright. */
function fixedParts(answer: SeveredAnswer): Readonly<Record<string, string>> {
  return Object.fromEntries(
    [...answer.parts].flatMap(([name, part]) => ('pathway' in part ? [[name, part.pathway] as const] : [])),
  )
}

/** The views of the parts that are judged on facts of their own. */
export function severedViews(
  given: Case,
  whole: View,
  answer: SeveredAnswer,
  assigned: Assigned,
): ReadonlyMap<string, View> {
  const views = new Map<string, View>()
  for (const [name, part] of answer.parts) {
    if (!('pathway' in part)) views.set(name, partView(given.law, given.regime, whole, part, assigned))
  }
  return views
}

/** The views of the legal persons of a group, each with its own persons. */
export function entityViews(
  given: Case,
  entities: readonly EntityPart[],
  assigned: Assigned,
): ReadonlyMap<string, View> {
  return new Map(entities.map((entity) => [entity.id, viewOf(given, assigned, personsIn(given.regime, [entity]))]))
}

/**
 * One handler, several purposes. A flow whose own exemption holds stands in a side ledger; the persons of all others are
 * one tally, and each flow is judged by it.
 */
function evaluateFlows(given: Case, flows: readonly FlowPart[], assigned: Assigned): Evaluation {
  const found = flowViews(given, flows, assigned)
  if ('kind' in found) return found
  const { views, persons } = found
  return strictest(given, viewOf(given, assigned, persons), views, assigned, (perFlow) => ({ perFlow }))
}

/** The views of the flows with the persons of all that are counted; what is needed first where that is not known. */
export function flowViews(
  given: Case,
  flows: readonly FlowPart[],
  assigned: Assigned,
): { readonly views: ReadonlyMap<string, View>; readonly persons: Persons } | Exclude<Evaluation, Leaf> {
  const { law, regime } = given
  const views = new Map<string, View>()
  const counted: FlowPart[] = []
  for (const flow of flows) {
    const view = flowView(given, flow, assigned)
    // A list that asks for numbers is asked with those of all flows: else each would be off it because it is alone.
    settle(regime, view, personsIn(regime, flows))
    setTallies(regime, view, { first: 0, sensitive: 0 })
    const alone = evaluateView(given, view, assigned)
    if (alone.kind !== 'leaf') return alone
    if (law.pathways.get(alone.pathway)?.tally !== 'side') counted.push(flow)
    views.set(flow.purpose, view)
  }
  const persons = personsIn(regime, counted)
  for (const view of views.values()) settle(regime, view, persons)
  return { views, persons }
}

function flowView(given: Case, flow: FlowPart, assigned: Assigned): View {
  const view = viewOf(given, assigned, null)
  const key = `flows.${flow.purpose}.exemption_proven`
  const proven = slotOf(given.law, 'exemption_proven')
  view.slots[slotOf(given.law, 'exemption')] = flow.exemption ?? null
  view.slots[proven] = flow.exemption_proven ?? assigned.get(key)
  rename(view, proven, key, 0)
  return view
}

function strictest(
  given: Case,
  whole: View,
  views: ReadonlyMap<string, View>,
  assigned: Assigned,
  names: (pathways: Readonly<Record<string, string>>) => Pick<Leaf, 'perFlow' | 'perEntity'>,
): Evaluation {
  const leaves = new Map<string, Leaf>()
  for (const [name, view] of views) {
    const leaf = evaluateView(given, view, assigned)
    if (leaf.kind !== 'leaf') return leaf
    leaves.set(name, leaf)
  }
  const all = [...leaves.values()]
  const pathway = given.decision.strictness.find((code) => all.some((leaf) => leaf.pathway === code))
  if (pathway === undefined) return { kind: 'gap', rules: [] }
  return {
    kind: 'leaf',
    pathway,
    rules: [...new Set(all.filter((leaf) => leaf.pathway === pathway).flatMap((leaf) => leaf.rules))],
    view: whole,
    ...names(Object.fromEntries([...leaves].map(([name, leaf]) => [name, leaf.pathway]))),
  }
}

function personsIn(
  regime: Regime,
  parts: readonly { readonly ordinary: number; readonly sensitive: number }[],
): Persons {
  const ordinary = parts.reduce((sum, part) => sum + part.ordinary, 0)
  const sensitive = parts.reduce((sum, part) => sum + part.sensitive, 0)
  return { first: regime.counting?.first.tally === 'all_count' ? ordinary + sensitive : ordinary, sensitive }
}

function needed(given: Case, view: View, slot: number): Evaluation {
  const { law } = given
  const renamed = view.keys?.get(slot)
  const of = renamed?.of ?? slot
  const key = renamed?.key ?? law.names[of]!
  const added = renamed?.added ?? 0
  const atoms = atomsOf(given, key, of)
  if (added === 0) return { kind: 'need', key, atoms }
  const shifted = atoms.map((atom) => (typeof atom === 'number' ? Math.max(0, atom - added) : atom))
  return { kind: 'need', key, atoms: [...new Set(shifted)] }
}

/** Values to try for a missing fact: those of the slot that needs it, or of the fact that the slot is made of. */
function atomsOf(given: Case, name: string, slot: number): readonly FactScalar[] {
  const { law, regime } = given
  if (law.facts.get(name)?.type === 'date') return dateAtoms(given, name)
  const derived = law.derived.get(name)
  if (derived?.recogniser === 'first-stated') return derived.sources
  return regime.atoms.get(slot) ?? regime.atoms.get(law.slots.get(name) ?? slot) ?? []
}
