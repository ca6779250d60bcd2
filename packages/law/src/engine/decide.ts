import { byCodeUnit } from '@feiyu/core'
import type { Answer, Citation, Duty } from '../answer.ts'
import { FactError } from '../errors.ts'
import type { FactScalar, StatedFacts } from '../facts/fact.ts'
import { stateFacts } from '../facts/state-facts.ts'
import { type Case, evaluateView, type Leaf } from './evaluate.ts'
import { decisiveFacts, type Exploration, explore, type Possibility } from './explore.ts'
import { flipsOf } from './flips.ts'
import { engineSemantics, type Law } from './law.ts'
import { cellsHold } from './match.ts'
import { type CompiledCollectRule, checkAsOf, regimeOn } from './regime.ts'
import { traceOf } from './trace.ts'
import { personsOf, viewOf } from './view.ts'

export interface DecideOptions {
  /** Day of the act, a civil date in the zone of the packs. */
  readonly asOf: string
  /** Also the trace of every rule and the changes that would change the answer; off where only the answer counts. */
  readonly explain?: boolean
}

/**
 * What the law says of stated facts on a day. `facts` is what somebody wrote (parsed JSON or YAML); unknown names, wrong
 * types and contradictions are errors, missing facts are part of the answer.
 *
 * @throws FactError for facts that cannot be read, PackError for a day before the first law
 */
export function decide(law: Law, facts: unknown, options: DecideOptions): Answer {
  return decideStated(law, stateFacts(law, facts), options)
}

/** The same for facts that `stateFacts` has checked. */
export function decideStated(law: Law, stated: StatedFacts, options: DecideOptions): Answer {
  const asOf = checkAsOf(law, options.asOf)
  refuseOtherQuestions(law, stated)
  const given: Case = { law, regime: regimeOn(law, asOf), stated, asOf }
  const explored = explore(given)
  const answer = explored.kind === 'possibilities' ? conclude(given, explored.possibilities) : faulty(given, explored)
  if (options.explain !== true) return answer
  return { ...answer, flips: flipsOf(given, answer), trace: traceOf(given) }
}

function conclude(given: Case, possibilities: readonly Possibility[]): Answer {
  const { law } = given
  const leaves = possibilities.map((possibility) => possibility.leaf)
  const [leaf] = leaves
  if (leaf === undefined) return faulty(given, { kind: 'gap', rules: [] })
  const { pathway } = leaf
  if (leaves.some((other) => other.pathway !== pathway)) return undetermined(given, possibilities)
  return {
    ...blank(given),
    pathway,
    kind: 'decided',
    citations: citationsOf(leaves),
    duties: dutiesOf(given, leaves, 'any'),
    possible: [pathway],
    reviewFlags: flagsOf(given, leaves),
    tally: law.pathways.get(pathway)?.tally ?? null,
    ...talliesOf(given, leaf),
    ...(leaf.perFlow === undefined ? {} : { per_flow: leaf.perFlow }),
    ...(leaf.perEntity === undefined ? {} : { per_entity: leaf.perEntity }),
  }
}

function undetermined(given: Case, possibilities: readonly Possibility[]): Answer {
  const { law } = given
  const leaves = possibilities.map((possibility) => possibility.leaf)
  const found = new Set(leaves.map((leaf) => leaf.pathway))
  const decisive = decisiveFacts(possibilities)
  const open = decisive.flatMap((name) => law.facts.get(name)?.flag ?? [])
  const fallback = fallbackOf(given, decisive)
  return {
    ...blank(given),
    pathway: 'NEEDS_INFO',
    kind: 'undetermined',
    citations: citationsOf(leaves),
    duties: dutiesOf(given, leaves, 'all'),
    missing: decisive.filter((name) => law.facts.get(name)?.kind !== 'open'),
    possible: law.strictness.filter((code) => found.has(code)),
    reviewFlags: [...new Set([...open, ...flagsOf(given, leaves)])].sort(byCodeUnit),
    ...(fallback === null ? {} : { fallback }),
  }
}

/** The pathway when whatever is claimed gives nothing: unproven claims fail, open questions go against the handler. */
function fallbackOf(given: Case, decisive: readonly string[]): string | null {
  const adverse = new Map<string, FactScalar>()
  for (const name of decisive) {
    const fact =
      given.law.facts.get(name) ?? (name.startsWith('flows.') ? given.law.facts.get('exemption_proven') : undefined)
    if (fact?.kind === 'open') adverse.set(name, false)
    else if (fact !== undefined && fact.adverse !== null) adverse.set(name, fact.adverse)
  }
  if (adverse.size === 0) return null
  const explored = explore(given, adverse)
  if (explored.kind !== 'possibilities') return null
  const pathways = new Set(explored.possibilities.map((possibility) => possibility.leaf.pathway))
  const [pathway] = pathways
  return pathways.size === 1 && pathway !== undefined ? pathway : null
}

function faulty(given: Case, fault: Extract<Exploration, { readonly kind: 'gap' | 'conflict' }>): Answer {
  const rules = fault.rules.map((rule) => ({ pathway: '', rules: [rule] }))
  return { ...blank(given), pathway: 'NEEDS_INFO', kind: fault.kind, citations: citationsOf(rules) }
}

function blank(given: Case): Answer {
  return {
    pathway: 'NEEDS_INFO',
    kind: 'undetermined',
    asOf: given.asOf,
    jurisdiction: given.law.jurisdiction,
    citations: [],
    duties: [],
    missing: [],
    possible: [],
    reviewFlags: [],
    tally: null,
    flips: [],
    trace: [],
    packs: given.law.references,
    semantics: engineSemantics,
  }
}

/** Citations of the rules that decided, each article once. */
function citationsOf(leaves: readonly Pick<Leaf, 'rules'>[]): readonly Citation[] {
  const found: Citation[] = []
  for (const leaf of leaves) {
    for (const rule of leaf.rules) {
      for (const citation of rule.citations) if (!found.includes(citation)) found.push(citation)
    }
  }
  return found
}

function dutiesOf(given: Case, leaves: readonly Leaf[], certain: 'any' | 'all'): readonly Duty[] {
  const [only, another] = leaves
  if (only !== undefined && another === undefined) return collect(given, given.regime.duties, only)
  const byLeaf = leaves.map((leaf) => collect(given, given.regime.duties, leaf))
  const all = new Set(byLeaf.flat())
  return [...all].filter((duty) => certain === 'any' || byLeaf.every((duties) => duties.includes(duty)))
}

function flagsOf(given: Case, leaves: readonly Leaf[]): readonly string[] {
  const flags: string[] = []
  for (const leaf of leaves) flags.push(...collect(given, given.regime.flags, leaf))
  const overlap = overlapFlag(given, leaves)
  if (overlap !== null) flags.push(overlap)
  return flags.length < 2 ? flags : [...new Set(flags)].sort(byCodeUnit)
}

function collect<T>(given: Case, rows: readonly CompiledCollectRule<T>[], leaf: Leaf): readonly T[] {
  const { slots } = leaf.view
  slots[given.regime.tallies.pathway] = leaf.pathway
  const found: T[] = []
  for (const row of rows) if (cellsHold(row.cells, slots) === true) found.push(row.adds)
  return found
}

/** The flag of the other reading of a ledger (persons in both tallies count as sensitive alone) where it changes the pathway. */
function overlapFlag(given: Case, leaves: readonly Leaf[]): string | null {
  const { law, regime, stated, asOf } = given
  const { overlapFlag: flag } = regime.counting
  if (flag === null || stated.events === null) return null
  const { first, firstAlone, sensitive } = personsOf(regime, stated.events, asOf)
  if (first === firstAlone) return null
  const other = evaluateView(given, viewOf(law, regime, stated, new Map(), { first: firstAlone, sensitive }), new Map())
  return other.kind === 'leaf' && leaves.some((leaf) => leaf.pathway !== other.pathway) ? flag : null
}

function talliesOf(given: Case, leaf: Leaf): Pick<Answer, 'ordinary_count' | 'sensitive_count'> {
  const ordinary = leaf.view.slots[given.regime.tallies.ordinary]
  const sensitive = leaf.view.slots[given.regime.tallies.sensitive]
  return {
    ...(typeof ordinary === 'number' ? { ordinary_count: ordinary } : {}),
    ...(typeof sensitive === 'number' ? { sensitive_count: sensitive } : {}),
  }
}

function refuseOtherQuestions(law: Law, stated: StatedFacts): void {
  const question = stated.values.get('question')
  if (question !== undefined && question !== 'pathway') {
    throw new FactError(
      'FEIYU_FACT_QUESTION',
      `the loaded packs answer which pathway applies, not \`${question}\`; leave \`question\` out`,
    )
  }
  const jurisdiction = stated.values.get('jurisdiction')
  if (jurisdiction !== undefined && jurisdiction !== law.jurisdiction) {
    throw new FactError(
      'FEIYU_FACT_JURISDICTION',
      `no loaded pack holds the law of \`${jurisdiction}\`; loaded: ${law.jurisdiction}`,
    )
  }
}
