import { type CivilDate, isCivilDate } from '@feiyu/core'
import type { Citation, Duty } from '../answer.ts'
import { PackError } from '../errors.ts'
import type { FactScalar, FactValue } from '../facts/fact.ts'
import type { CitationReference, CollectRule, CountingRule, Instrument, Rule, Validity } from '../pack/pack.ts'
import { type CompiledCell, compileCell, cutPoints } from './cell-test.ts'
import type { Law } from './law.ts'

/** Value of a fact while the engine works: `undefined` is unknown, `null` is a claim that is not made. */
export type Slot = FactValue | undefined

export interface CompiledRule {
  readonly rule: Rule
  readonly cells: readonly CompiledCell[]
  readonly citations: readonly Citation[]
  /** Its place among the rules of the regime, and the places of those that it overrides. */
  readonly number: number
  readonly overrides: ReadonlySet<number>
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
  readonly pathway: number
}

/** The law between two change dates: the rows in force, numbers put in, citations of what is in force. */
export interface Regime {
  readonly start: CivilDate
  readonly rules: readonly CompiledRule[]
  readonly duties: readonly CompiledCollectRule<Duty>[]
  readonly flags: readonly CompiledCollectRule<string>[]
  readonly counting: CountingRule
  readonly tallies: TallySlots
  /** By slot, what silence means: a value, `null` for a claim that is not made, `undefined` for unknown. */
  readonly unstated: readonly Slot[]
  /** By slot, the values that stand for all: one of each region in which every test has the same outcome. */
  readonly atoms: ReadonlyMap<number, readonly FactScalar[]>
}

/** Whether something is in force on a day: `from` included, `until` excluded. */
export function inForce(validity: Validity, day: CivilDate): boolean {
  return (validity.from === null || validity.from <= day) && (validity.until === null || day < validity.until)
}

/** Regimes by law and by the change date on which they start. */
const compiled = new WeakMap<Law, Map<CivilDate, Regime>>()

/** The regime of a day on or after `law.from`; compiled once. */
export function regimeOn(law: Law, day: CivilDate): Regime {
  let start = law.changeDates[0]
  for (const date of law.changeDates) {
    if (date > day) break
    start = date
  }
  if (start === undefined) throw new PackError('FEIYU_PACK_NONE', 'there is no pack; name at least one')
  const known = compiled.get(law) ?? new Map<CivilDate, Regime>()
  compiled.set(law, known)
  let regime = known.get(start)
  if (regime === undefined) {
    regime = compile(law, start)
    known.set(start, regime)
  }
  return regime
}

function compile(law: Law, day: CivilDate): Regime {
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
  const instruments = new Map(law.packs.flatMap((pack) => [...pack.instruments]))
  const interned = new Map<string, Citation>()
  const rules = law.rules.filter((rule) => inForce(rule, day))
  const duties = new Map(law.packs.flatMap((pack) => pack.duties.map((duty) => [duty.id, duty] as const)))
  const compiledRules = rules.map((rule, number) => ({
    rule,
    cells: cells(rule),
    citations: citationsOn(instruments, interned, rule.cite, day, rule.at),
    number,
    overrides: new Set(rules.flatMap((other, index) => (law.overrides.get(rule.id)?.has(other.id) ? [index] : []))),
  }))
  const counting = law.packs.flatMap((pack) => pack.counting).filter((row) => inForce(row, day))
  const [count, another] = counting
  if (count === undefined || another !== undefined) {
    throw new PackError(
      'FEIYU_PACK_BAD_COUNTING',
      `${counting.length} rows say how persons are counted on ${day}; there must be one`,
      { at: 'counting.yaml' },
    )
  }
  return {
    start: day,
    rules: compiledRules,
    duties: law.dutyRules
      .filter((row) => inForce(row, day))
      .map((row) => {
        // The names of duties were checked when the packs were put together.
        const { zh, en, when } = duties.get(row.adds)!
        const duty = {
          id: row.adds,
          zh,
          en,
          when,
          citations: citationsOn(instruments, interned, row.cite, day, row.at),
        }
        return { id: row.id, adds: duty, cells: cells(row) }
      }),
    flags: law.flagRules
      .filter((row) => inForce(row, day))
      .map((row) => {
        citationsOn(instruments, interned, row.cite, day, row.at)
        return { id: row.id, adds: row.adds, cells: cells(row) }
      }),
    counting: count,
    tallies: tallySlots(law, count),
    unstated: unstatedSlots(law),
    atoms: atomsOf(law, compiledRules),
  }
}

/** Slot of a fact whose name was checked when the packs were put together. */
export function slotOf(law: Law, fact: string): number {
  return law.slots.get(fact)!
}

/** Citations in force on the day, one object for each article. A row with none left would be a claim without a source: an error of the pack. */
export function citationsOn(
  instruments: ReadonlyMap<string, Instrument>,
  interned: Map<string, Citation>,
  references: readonly CitationReference[],
  day: CivilDate,
  at: string,
): readonly Citation[] {
  const citations = references.flatMap((reference) => {
    const instrument = instruments.get(reference.instrument)
    if (instrument === undefined || !inForce(reference, day) || !inForce(instrument, day)) return []
    const key = `${reference.instrument}#${reference.article}`
    const known = interned.get(key) ?? citationOf(instrument, reference.article)
    interned.set(key, known)
    return [known]
  })
  if (citations.length === 0) {
    throw new PackError(
      'FEIYU_PACK_NO_CITATION',
      `no citation of this row is in force on ${day}; cite what is, or end the row before`,
      { at },
    )
  }
  return citations
}

function citationOf(instrument: Instrument, article: string | null): Citation {
  return {
    instrument: instrument.id,
    article,
    title: instrument.title.zh,
    titleEn: instrument.title.en,
    mark: (article === null ? undefined : instrument.articles.get(article)?.mark) ?? instrument.mark,
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
    pathway: slotOf(law, 'pathway'),
  }
}

function unstatedSlots(law: Law): readonly Slot[] {
  const slots: Slot[] = Array.from({ length: law.slots.size }, () => undefined)
  for (const fact of law.facts.values()) {
    if (fact.kind === 'claim' || fact.kind === 'context') slots[slotOf(law, fact.name)] = fact.unstated
    if (fact.kind === 'count' && fact.optional) slots[slotOf(law, fact.name)] = 0
  }
  return slots
}

function atomsOf(law: Law, rules: readonly CompiledRule[]): ReadonlyMap<number, readonly FactScalar[]> {
  const cuts = new Map<number, Set<number>>()
  for (const rule of rules) {
    for (const cell of rule.cells) {
      const found = cuts.get(cell.slot) ?? new Set([0])
      for (const cut of cutPoints(cell)) if (cut > 0) found.add(cut)
      cuts.set(cell.slot, found)
    }
  }
  const atoms = new Map<number, readonly FactScalar[]>()
  for (const [name, slot] of law.slots) {
    const fact = law.facts.get(name)
    if (fact?.type === 'boolean') atoms.set(slot, [true, false])
    else if (fact?.type === 'enum') atoms.set(slot, fact.values)
    else if (fact === undefined || fact.type === 'integer')
      atoms.set(
        slot,
        [...(cuts.get(slot) ?? [0])].sort((a, b) => a - b),
      )
  }
  return atoms
}

/** Refuses a day on which no law was loaded. */
export function checkAsOf(law: Law, asOf: string): CivilDate {
  if (!isCivilDate(asOf)) {
    throw new PackError('FEIYU_LAW_BAD_DATE', `\`${asOf}\` is not a date of the calendar; write it as YYYY-MM-DD`)
  }
  if (asOf < law.from) {
    throw new PackError(
      'FEIYU_LAW_BEFORE_FIRST',
      `the packs answer from ${law.from} on, \`${asOf}\` is before the first law; ask for a later day`,
    )
  }
  return asOf
}
