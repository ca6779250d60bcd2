import { type CivilDate, isCivilDate } from '@feiyu/core'
import type { Citation, Duty, Note } from '../answer.ts'
import { PackError } from '../errors.ts'
import type { FactScalar } from '../facts/fact.ts'
import type {
  AnswerDate,
  CitationReference,
  CollectRule,
  CountingRule,
  Instrument,
  Rule,
  Validity,
} from '../pack/pack.ts'
import { type CompiledCell, compileCell, cutPoints, holds } from './cell-test.ts'
import type { Decision } from './decision.ts'
import { type CompiledDerived, type CompiledTerm, compileDerived, compileTerm } from './derive.ts'
import type { Law } from './law.ts'
import type { Slot } from './slot.ts'

export type { Slot } from './slot.ts'

export interface CompiledRule {
  readonly rule: Rule
  readonly cells: readonly CompiledCell[]
  /** The same cells, those first that fail while a claim is not made: most rules are out after one look. */
  readonly quick: readonly CompiledCell[]
  readonly citations: readonly Citation[]
  readonly note: Note | null
  /** Its place among the rules of the regime, and the places of those that it overrides. */
  readonly number: number
  readonly overrides: ReadonlySet<number>
  readonly dates: readonly CompiledDate[]
}

/** A day that a rule names beside its answer. */
export interface CompiledDate {
  readonly key: AnswerDate
  readonly slot: number
  readonly term: CompiledTerm
}

/** A row that adds a duty or a flag; cells may test the slot of `pathway`. */
export interface CompiledCollectRule<T> {
  readonly id: string
  readonly adds: T
  readonly cells: readonly CompiledCell[]
}

/** Where the engine finds the stated counts, and where it puts the tallies that the rules test. */
export interface TallySlots {
  readonly firstFact: number
  readonly first: number
  readonly sensitiveFact: number
  readonly sensitive: number
  /** Counts of persons with one kind of item, by the tally that they join. */
  readonly joins: readonly { readonly slot: number; readonly tally: 'ordinary' | 'sensitive' }[]
  readonly ordinary: number
}

/** The law between two change dates: the rows in force, numbers put in, citations of what is in force. */
export interface Regime {
  readonly start: CivilDate
  readonly rules: readonly CompiledRule[]
  readonly duties: readonly CompiledCollectRule<Duty>[]
  readonly flags: readonly CompiledCollectRule<string>[]
  readonly counting: CountingRule | null
  readonly tallies: TallySlots | null
  /** Facts made of stated ones, in the order in which they are made. */
  readonly derived: readonly CompiledDerived[]
  readonly pathwaySlot: number
  /** By slot, what silence means: a value, `null` for a claim that is not made, `undefined` for unknown. */
  readonly unstated: readonly Slot[]
  /** By slot, the values that stand for all: one of each region in which every test has the same outcome. */
  readonly atoms: ReadonlyMap<number, readonly FactScalar[]>
}

/** Whether something is in force on a day: `from` included, `until` excluded. */
export function inForce(validity: Validity, day: CivilDate): boolean {
  return (validity.from === null || validity.from <= day) && (validity.until === null || day < validity.until)
}

/** Regimes by the change date on which they start, and the days that were asked for lately. */
interface Compiled {
  readonly byStart: Map<CivilDate, Regime>
  readonly byDay: Map<string, Regime>
}

const compiled = new WeakMap<Decision, Compiled>()

/** More days than this are not remembered: a replay over years must not grow without end. */
const mostDays = 1_000

/**
 * The regime of a day; compiled once for each interval.
 *
 * @throws PackError for a text that is no date, and for a day before the first of the decision
 */
export function regimeOn(law: Law, decision: Decision, day: string): Regime {
  let known = compiled.get(decision)
  if (known === undefined) {
    known = { byStart: new Map(), byDay: new Map() }
    compiled.set(decision, known)
  }
  const asked = known.byDay.get(day)
  if (asked !== undefined) return asked
  checkAsOf(decision.from, day)
  const start = decision.changeDates.findLast((date) => date <= day) ?? decision.from
  let regime = known.byStart.get(start)
  if (regime === undefined) {
    regime = compile(law, decision, start)
    known.byStart.set(start, regime)
  }
  if (known.byDay.size >= mostDays) known.byDay.clear()
  known.byDay.set(day, regime)
  return regime
}

function compile(law: Law, decision: Decision, day: CivilDate): Regime {
  const parameters = new Map(law.packs.flatMap((pack) => [...pack.parameters]))
  const resolve =
    (at: string) =>
    (name: string): FactScalar => {
      const value = parameters.get(name)?.values.find((row) => inForce(row, day))
      if (value !== undefined) return value.value
      throw new PackError(
        'FEIYU_PACK_NO_VALUE',
        `parameter \`${name}\` has no value on ${day}; give it one or end the row before`,
        { at },
      )
    }
  const cells = (row: Rule | CollectRule) =>
    row.when.map(({ fact, test }) => compileCell(slotOf(law, fact), fact, test, resolve(row.at)))
  const cite = citationsOn(law, day)
  const rules = decision.rules.filter((rule) => inForce(rule, day))
  const numbers = new Map(rules.map((rule, number) => [rule.id, number]))
  const duties = new Map(law.packs.flatMap((pack) => pack.duties.map((duty) => [duty.id, duty] as const)))
  const unstated = unstatedSlots(law, decision)
  const compiledRules = rules.map((rule, number) => ({
    rule,
    ...orderedCells(cells(rule), unstated),
    citations: cite(rule.cite, rule.at),
    note: rule.note && { rule: rule.id, ...rule.note },
    number,
    overrides: new Set([...(decision.overrides.get(rule.id) ?? [])].flatMap((id) => numbers.get(id) ?? [])),
    dates: [...rule.dates].map(([key, { after, term }]) => ({
      key,
      slot: slotOf(law, after),
      term: compileTerm(term, resolve(term.at)),
    })),
  }))
  const counting = countingOn(decision, day)
  const dutyRules = decision.dutyRules
    .filter((row) => inForce(row, day))
    .map((row) => {
      // The names of duties were checked when the packs were put together.
      const { zh, en, when } = duties.get(row.adds)!
      const duty = { id: row.adds, zh, en, when, citations: cite(row.cite, row.at) }
      return { id: row.id, adds: duty, cells: cells(row) }
    })
  const flagRules = decision.flagRules
    .filter((row) => inForce(row, day))
    .map((row) => {
      cite(row.cite, row.at)
      return { id: row.id, adds: row.adds, cells: cells(row) }
    })
  const tested = new Set(
    [...compiledRules, ...dutyRules, ...flagRules].flatMap((row) => row.cells.map((cell) => cell.fact)),
  )
  return {
    start: day,
    rules: compiledRules,
    duties: dutyRules,
    flags: flagRules,
    counting,
    tallies: counting === null ? null : tallySlots(law, counting),
    derived: decision.derived
      .filter((fact) => tested.has(fact.name))
      .map((fact) => compileDerived(fact, (name) => slotOf(law, name), resolve(fact.at))),
    pathwaySlot: slotOf(law, 'pathway'),
    unstated,
    atoms: atomsOf(law, compiledRules),
  }
}

function orderedCells(
  cells: readonly CompiledCell[],
  unstated: readonly Slot[],
): Pick<CompiledRule, 'cells' | 'quick'> {
  const failsUnstated = (cell: CompiledCell) => {
    const value = unstated[cell.slot]
    return value !== undefined && !holds(cell, value)
  }
  return { cells, quick: [...cells.filter(failsUnstated), ...cells.filter((cell) => !failsUnstated(cell))] }
}

function countingOn(decision: Decision, day: CivilDate): CountingRule | null {
  if (decision.counting.length === 0) return null
  const [count, another] = decision.counting.filter((row) => inForce(row, day))
  if (count !== undefined && another === undefined) return count
  throw new PackError(
    'FEIYU_PACK_BAD_COUNTING',
    `${count === undefined ? 'no row says' : 'two rows say'} how persons are counted on ${day}; there must be one`,
    { at: (another ?? decision.counting[0])?.at },
  )
}

/** Slot of a fact whose name was checked when the packs were put together. */
export function slotOf(law: Law, fact: string): number {
  return law.slots.get(fact)!
}

/** Citations in force on the day, one object for each article. A row with none left would be a claim without a source: an error of the pack. */
function citationsOn(
  law: Law,
  day: CivilDate,
): (references: readonly CitationReference[], at: string) => readonly Citation[] {
  const instruments = new Map(law.packs.flatMap((pack) => [...pack.instruments]))
  const interned = new Map<string, Citation>()
  return (references, at) => {
    const citations = references.flatMap((reference) => {
      const instrument = instruments.get(reference.instrument)
      if (instrument === undefined || !inForce(reference, day) || !inForce(instrument, day)) return []
      const key = `${reference.instrument}#${reference.article}`
      const known = interned.get(key) ?? citationOf(instrument, reference.article)
      interned.set(key, known)
      return [known]
    })
    if (citations.length > 0) return citations
    throw new PackError(
      'FEIYU_PACK_NO_CITATION',
      `no citation of this row is in force on ${day}; cite what is, or end the row before`,
      { at },
    )
  }
}

function citationOf(instrument: Instrument, article: string | null): Citation {
  const found = article === null ? undefined : instrument.articles.get(article)
  return {
    instrument: instrument.id,
    article,
    called: found?.called ?? null,
    title: instrument.title.zh,
    titleEn: instrument.title.en,
    mark: found?.mark ?? instrument.mark,
    until: instrument.until,
  }
}

function tallySlots(law: Law, counting: CountingRule): TallySlots {
  return {
    firstFact: slotOf(law, counting.first.fact),
    first: slotOf(law, counting.first.tally),
    sensitiveFact: slotOf(law, counting.sensitive),
    sensitive: slotOf(law, 'sensitive_count'),
    joins: [...counting.joins].map(([fact, tally]) => ({ slot: slotOf(law, fact), tally })),
    ordinary: slotOf(law, 'ordinary_count'),
  }
}

function unstatedSlots(law: Law, decision: Decision): readonly Slot[] {
  const slots: Slot[] = Array.from({ length: law.slots.size }, () => undefined)
  for (const fact of law.facts.values()) {
    if (decision.asks.has(fact.name)) continue
    if (fact.kind === 'claim' || fact.kind === 'context') slots[slotOf(law, fact.name)] = fact.unstated
    if (fact.kind === 'count' && fact.optional) slots[slotOf(law, fact.name)] = 0
  }
  return slots
}

function atomsOf(law: Law, rules: readonly CompiledRule[]): ReadonlyMap<number, readonly FactScalar[]> {
  const cells = Map.groupBy(
    rules.flatMap((rule) => rule.cells),
    (cell) => cell.slot,
  )
  const atoms = new Map<number, readonly FactScalar[]>()
  for (const [name, slot] of law.slots) {
    const fact = law.facts.get(name)
    if (fact === undefined && law.derived.has(name)) continue
    if (fact?.type === 'boolean') atoms.set(slot, [true, false])
    else if (fact?.type === 'enum') atoms.set(slot, fact.values)
    else if (fact?.type === 'number') atoms.set(slot, fractionsOf(cells.get(slot) ?? []))
    else if (fact === undefined || fact.type === 'integer') {
      const cuts = (cells.get(slot) ?? []).flatMap(cutPoints).filter((cut) => cut > 0)
      atoms.set(
        slot,
        [...new Set([0, ...cuts])].sort((a, b) => a - b),
      )
    }
  }
  return atoms
}

/** One number of each region of a quantity that is not counted in whole numbers: each bound, and between them. */
export function fractionsOf(cells: readonly CompiledCell[]): readonly number[] {
  const bounds = [...new Set(cells.flatMap((cell) => [cell.low, cell.high]).filter(Number.isFinite))].sort(
    (a, b) => a - b,
  )
  const [least] = bounds
  if (least === undefined) return [0]
  return [least - 1, ...bounds.flatMap((bound, index) => [bound, (bound + (bounds[index + 1] ?? bound + 2)) / 2])]
}

/** Refuses a day on which a question had no law yet. */
export function checkAsOf(from: CivilDate, asOf: string): CivilDate {
  if (!isCivilDate(asOf)) {
    throw new PackError('FEIYU_LAW_BAD_DATE', `\`${asOf}\` is not a date of the calendar; write it as YYYY-MM-DD`)
  }
  if (asOf < from) {
    throw new PackError(
      'FEIYU_LAW_BEFORE_FIRST',
      `the packs answer from ${from} on, \`${asOf}\` is before the first law; ask for a later day`,
    )
  }
  return asOf
}
