import { byCodeUnit, type CivilDate } from '@feiyu/core'
import type { Answer, Citation, Duty, Note } from '../answer.ts'
import { FactError } from '../errors.ts'
import type { FactScalar, StatedFacts } from '../facts/fact.ts'
import type { AnswerDate } from '../pack/pack.ts'
import type { Decision } from './decision.ts'
import { dayIn, dayOf } from './derive.ts'
import { type Case, evaluateView, type Leaf, wholeView } from './evaluate.ts'
import { decisiveFacts, type Exploration, explore, type Possibility } from './explore.ts'
import { hangsOn } from './hangs-on.ts'
import { decisionFor, engineSemantics, type Law } from './law.ts'
import { itemFact, refuseWrongItem } from './list-item.ts'
import { listNotes } from './list-note.ts'
import { cellsHold } from './match.ts'
import { type CompiledCollectRule, regimeOn } from './regime.ts'
import { traceOf } from './trace.ts'
import { personsOf, viewOf } from './view.ts'

export interface DecideOptions {
  /** Day of the act, a civil date in the zone of the packs. */
  readonly asOf: string
  /** Also what became of every rule, cell by cell; off where only the answer counts. */
  readonly trace?: boolean
}

/** What one law says of facts that `stateFacts` has checked; further legs are left to `decideLegs`. */
export function decideLeg(law: Law, stated: StatedFacts, options: DecideOptions): Answer {
  const given = caseOf(law, stated, options.asOf)
  const answer = answerOf(given, explore(given))
  return options.trace === true ? { ...answer, trace: traceOf(given) } : answer
}

/** The answer that what was explored comes to. */
export function answerOf(given: Case, explored: Exploration): Answer {
  return explored.kind === 'possibilities' ? conclude(given, explored.possibilities) : faulty(given, explored)
}

/** An answer while it is put together. */
type Writable<T> = { -readonly [K in keyof T]: T[K] }

const none: readonly never[] = []

/** The decision and the regime that stated facts are judged by. */
export function caseOf(law: Law, stated: StatedFacts, day: string): Case {
  const decision = decisionOf(law, stated)
  const regime = regimeOn(law, decision, day)
  // `regimeOn` refuses what is no date of the calendar.
  const asOf = day as CivilDate
  if (stated.days.length > 0) refuseLaterDays(law, stated, asOf)
  const given = { law, decision, regime, stated, asOf }
  const item = decision.lists.length === 0 ? null : itemFact(given)
  if (item !== null) refuseWrongItem(given, item, wholeView(given, new Map()))
  return given
}

function conclude(given: Case, possibilities: readonly Possibility[]): Answer {
  const { law } = given
  const leaves = possibilities.map((possibility) => possibility.leaf)
  const [leaf] = leaves
  if (leaf === undefined) return faulty(given, { kind: 'gap', rules: [] })
  const { pathway } = leaf
  if (leaves.some((other) => other.pathway !== pathway)) return undetermined(given, possibilities)
  const answer: Writable<Answer> = {
    pathway,
    kind: 'decided',
    asOf: given.asOf,
    jurisdiction: given.decision.jurisdiction,
    citations: citationsOf(leaves),
    duties: dutiesOf(given, leaves, 'any'),
    notes: notesOf(given, leaves),
    missing: none,
    possible: [pathway],
    reviewFlags: flagsOf(given, leaves),
    tally: law.pathways.get(pathway)?.tally ?? null,
    flips: none,
    trace: none,
    packs: given.decision.references,
    semantics: engineSemantics,
  }
  addTallies(answer, given, leaf)
  if (namesDates(leaf)) Object.assign(answer, datesOf(given, leaf))
  if (leaf.perFlow !== undefined) answer.per_flow = leaf.perFlow
  if (leaf.perEntity !== undefined) answer.per_entity = leaf.perEntity
  return answer
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
    notes: notesOf(given, leaves),
    missing: missingOf(law, decisive),
    possible: given.decision.strictness.filter((code) => found.has(code)),
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
    jurisdiction: given.decision.jurisdiction,
    citations: [],
    duties: [],
    notes: [],
    missing: [],
    possible: [],
    reviewFlags: [],
    tally: null,
    flips: [],
    trace: [],
    packs: given.decision.references,
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

/** Notes of the rules that decided, each once, and the row of an official list that they went by. */
function notesOf(given: Case, leaves: readonly Leaf[]): readonly Note[] {
  let found: Set<Note> | null = null
  for (const leaf of leaves) {
    for (const { note } of leaf.rules) {
      if (note === null) continue
      found ??= new Set()
      found.add(note)
    }
  }
  const listed = given.regime.lists.length === 0 ? none : listNotes(given, leaves)
  return found === null ? listed : [...found, ...listed]
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
  for (const leaf of leaves) {
    flags.push(...collect(given, given.regime.flags, leaf))
    const calendar = given.decision.calendar
    if (calendar !== null && isProvisional(given, leaf)) flags.push(calendar.flag)
  }
  const overlap = overlapFlag(given, leaves)
  if (overlap !== null) flags.push(overlap)
  return flags.length < 2 ? flags : [...new Set(flags)].sort(byCodeUnit)
}

function collect<T>(given: Case, rows: readonly CompiledCollectRule<T>[], leaf: Leaf): readonly T[] {
  const { slots } = leaf.view
  slots[given.regime.pathwaySlot] = leaf.pathway
  const found: T[] = []
  for (const row of rows) if (cellsHold(row.cells, slots) === true) found.push(row.adds)
  return found
}

/** The flag of the other reading of a ledger (persons in both tallies count as sensitive alone) where it changes the pathway. */
function overlapFlag(given: Case, leaves: readonly Leaf[]): string | null {
  const { regime, stated, asOf } = given
  const flag = regime.counting?.overlapFlag ?? null
  if (regime.counting === null || flag === null || stated.events === null) return null
  const { first, firstAlone, sensitive } = personsOf(regime.counting, stated.events, asOf)
  if (first === firstAlone) return null
  const other = evaluateView(given, viewOf(given, new Map(), { first: firstAlone, sensitive }), new Map())
  return other.kind === 'leaf' && leaves.some((leaf) => leaf.pathway !== other.pathway) ? flag : null
}

function addTallies(answer: Writable<Answer>, { regime: { tallies } }: Case, leaf: Leaf): void {
  if (tallies === null) return
  const ordinary = leaf.view.slots[tallies.ordinary]
  const sensitive = leaf.view.slots[tallies.sensitive]
  if (typeof ordinary === 'number') answer.ordinary_count = ordinary
  if (typeof sensitive === 'number') answer.sensitive_count = sensitive
}

/** Days that the deciding rules name; of two for one key the earlier, which nobody misses by keeping it. */
function datesOf(given: Case, leaf: Leaf): Pick<Answer, AnswerDate> {
  const found: { -readonly [K in AnswerDate]?: CivilDate } = {}
  for (const { key, date } of counted(given, leaf)) {
    const other = found[key]
    if (other === undefined || date < other) found[key] = date
  }
  return found
}

function namesDates(leaf: Leaf): boolean {
  return leaf.rules.some((rule) => rule.dates.length > 0)
}

function counted(given: Case, leaf: Leaf) {
  const calendar = given.decision.calendar?.calendar ?? null
  return leaf.rules.flatMap((rule) =>
    rule.dates.flatMap(({ key, slot, term }) => {
      const source = dayIn(leaf.view.slots, slot)
      return source === null ? [] : [{ key, ...dayOf(term, source, calendar) }]
    }),
  )
}

/** Whether a date of the answer, or a stretch that could change it, ran over a year whose notice of working days is not held. */
function isProvisional(given: Case, leaf: Leaf): boolean {
  if (leaf.view.provisional !== null && hangsOn(given, leaf, leaf.view.provisional)) return true
  return namesDates(leaf) && counted(given, leaf).some(({ provisional }) => provisional)
}

/** What has to be stated: open questions of law are nobody's to state, and any of its events can start a clock. */
function missingOf(law: Law, decisive: readonly string[]): readonly string[] {
  const names = decisive.flatMap((name) => {
    const derived = law.derived.get(name)
    if (derived?.recogniser === 'first-stated') return derived.sources
    return law.facts.get(name)?.kind === 'open' ? [] : [name]
  })
  return [...new Set(names)].sort(byCodeUnit)
}

function decisionOf(law: Law, stated: StatedFacts): Decision {
  const jurisdiction = String(stated.values.get('jurisdiction') ?? law.jurisdiction)
  const question = String(stated.values.get('question') ?? 'pathway')
  const decision = decisionFor(law, jurisdiction, question)
  if (decision !== undefined) return decision
  const known = law.decisions.get(jurisdiction)
  if (known === undefined) {
    throw new FactError(
      'FEIYU_FACT_JURISDICTION',
      `no loaded pack holds the law of \`${jurisdiction}\`; loaded: ${[...law.decisions.keys()].join(', ')}`,
      { fact: 'jurisdiction' },
    )
  }
  throw new FactError(
    'FEIYU_FACT_QUESTION',
    `the loaded packs of \`${jurisdiction}\` do not answer \`${question}\`; they answer ${[...known.keys()].join(', ')}`,
    { fact: 'question' },
  )
}

/** Refuses a day that cannot be: a result of tomorrow, a report finished after it was filed. */
function refuseLaterDays(law: Law, stated: StatedFacts, asOf: CivilDate): void {
  for (const name of stated.days) {
    const notAfter = law.facts.get(name)?.notAfter ?? null
    if (notAfter === null) continue
    const day = String(stated.values.get(name))
    const limit = notAfter === 'as-of' ? asOf : (stated.values.get(notAfter) ?? null)
    if (limit === null || day <= String(limit)) continue
    throw new FactError(
      'FEIYU_FACT_CONTRADICTION',
      `\`${name}\` ${day} is later than \`${notAfter}\` ${String(limit)}; correct one of the two`,
      { fact: name },
    )
  }
}
