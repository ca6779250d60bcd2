import { byCodeUnit, type CivilDate } from '@feiyu/core'
import type { PackReference } from '../answer.ts'
import { PackError } from '../errors.ts'
import type { FactScalar } from '../facts/fact.ts'
import type {
  CalendarDefinition,
  CollectRule,
  CountingRule,
  DerivedFact,
  ListDefinition,
  Pack,
  Rule,
  Validity,
} from '../pack/pack.ts'
import { merge } from './merge.ts'
import { mergeOrders } from './orders.ts'
import { overridesOf } from './overrides.ts'
import { parametersOf } from './parameters-used.ts'

/** Everything that answers one question under one jurisdiction: proven by itself, so that others do not multiply it. */
export interface Decision {
  readonly jurisdiction: string
  readonly question: string
  /** The packs of the jurisdiction, and what an answer records of them. */
  readonly packs: readonly Pack[]
  readonly references: readonly PackReference[]
  /** First day on which it is answered. */
  readonly from: CivilDate
  /** Sorted by id: the order of files and rows means nothing. */
  readonly rules: readonly Rule[]
  /** By rule, every rule that it overrides, directly or over others. */
  readonly overrides: ReadonlyMap<string, ReadonlySet<string>>
  readonly dutyRules: readonly CollectRule[]
  readonly flagRules: readonly CollectRule[]
  /** Claims that are unknown while they are not stated. */
  readonly asks: ReadonlySet<string>
  readonly monotone: ReadonlyMap<string, 'up' | readonly FactScalar[]>
  /** Codes, strictest first. */
  readonly strictness: readonly string[]
  /** How persons are counted; none where the question is not about them. */
  readonly counting: readonly CountingRule[]
  /** Facts made of stated ones that a row tests. */
  readonly derived: readonly DerivedFact[]
  readonly calendar: CalendarDefinition | null
  /** Official lists that say whether an item is on them, where the rows ask. */
  readonly lists: readonly ListDefinition[]
  /** Days on which anything changes, sorted. */
  readonly changeDates: readonly CivilDate[]
}

/** The decisions of all packs, by jurisdiction and question. */
export function decisionsOf(
  packs: readonly Pack[],
  derived: ReadonlyMap<string, DerivedFact>,
): ReadonlyMap<string, ReadonlyMap<string, Decision>> {
  const found = new Map<string, Map<string, Decision>>()
  for (const jurisdiction of new Set(packs.map((pack) => pack.jurisdiction))) {
    const own = packs.filter((pack) => pack.jurisdiction === jurisdiction)
    const questions = new Set(own.flatMap((pack) => pack.rules.map((rule) => rule.question)))
    found.set(
      jurisdiction,
      new Map([...questions].sort(byCodeUnit).map((question) => [question, decisionOf(own, question, derived)])),
    )
  }
  return found
}

function decisionOf(packs: readonly Pack[], question: string, derived: ReadonlyMap<string, DerivedFact>): Decision {
  const asked = <T extends { readonly question: string }>(rows: readonly T[]) =>
    rows.filter((row) => row.question === question)
  const answering = packs.filter((pack) => asked(pack.rules).length > 0)
  const rules = byId(merge(asked(packs.flatMap((pack) => pack.rules)), (rule) => rule.id, 'rule'))
  const dutyRules = byId(merge(asked(packs.flatMap((pack) => pack.dutyRules)), (rule) => rule.id, 'duty row'))
  const flagRules = byId(merge(asked(packs.flatMap((pack) => pack.flagRules)), (rule) => rule.id, 'flag row'))
  const definitions = packs.flatMap((pack) => pack.questions).filter(({ id }) => id === question)
  const tested = new Set([...rules, ...dutyRules, ...flagRules].flatMap((row) => row.when.map((cell) => cell.fact)))
  const from = answering.reduce<CivilDate | null>(
    (least, pack) => (least === null || pack.from < least ? pack.from : least),
    null,
  )!
  const counting = question === 'pathway' ? packs.flatMap((pack) => pack.counting) : []
  const lists = packs.flatMap((pack) =>
    pack.lists.filter(({ decides }) => decides !== null && tested.has(decides.listed)),
  )
  const conditions = lists.flatMap((list) => [list.decides?.where ?? [], ...list.rows.map((row) => row.condition)])
  for (const { fact } of conditions.flat()) tested.add(fact)
  return {
    jurisdiction: packs[0]!.jurisdiction,
    question,
    packs,
    references: packs.map(({ id, version, digest }) => ({ id, version, digest })),
    from,
    rules,
    overrides: overridesOf(rules),
    dutyRules,
    flagRules,
    asks: new Set(definitions.flatMap((definition) => definition.asks)),
    monotone: new Map(definitions.flatMap((definition) => [...definition.monotone])),
    strictness: mergeOrders(packs.map((pack) => pack.strictness.get(question) ?? [])),
    counting,
    derived: [...derived.values()].filter((fact) => tested.has(fact.name)),
    calendar: onlyCalendar(packs),
    lists,
    changeDates: changeDates(
      packs,
      from,
      [...rules, ...dutyRules, ...flagRules],
      [...counting, ...lists],
      [...rules, ...dutyRules, ...flagRules, ...conditions.map((when) => ({ when }))].flatMap((row) =>
        parametersOf({ derived }, row),
      ),
      question,
    ),
  }
}

function byId<T extends { readonly id: string }>(rows: ReadonlyMap<string, T>): readonly T[] {
  return [...rows.values()].sort((left, right) => byCodeUnit(left.id, right.id))
}

function onlyCalendar(packs: readonly Pack[]): CalendarDefinition | null {
  const [calendar, another] = packs.flatMap((pack) => pack.calendars)
  if (another === undefined) return calendar ?? null
  throw new PackError(
    'FEIYU_PACK_DUPLICATE',
    `working days are defined twice, in \`${calendar?.id}\` and \`${another.id}\`; remove one`,
    { at: another.at },
  )
}

/** Every day on which a row, parameter, instrument, count, list or class begins or ends, from the first day on. */
function changeDates(
  packs: readonly Pack[],
  from: CivilDate,
  rows: readonly (Rule | CollectRule)[],
  others: readonly Validity[],
  numbers: readonly string[],
  question: string,
): readonly CivilDate[] {
  const days = new Set<CivilDate>()
  const add = (validity: Validity) => {
    if (validity.from !== null) days.add(validity.from)
    if (validity.until !== null) days.add(validity.until)
  }
  const used = new Set(numbers)
  const parameters = packs.flatMap((pack) => [...pack.parameters.values()])
  const values = parameters.flatMap((parameter) => (used.has(parameter.id) ? parameter.values : []))
  const cites = [...rows, ...values].flatMap((row) => row.cite)
  const cited = new Set(cites.map((reference) => reference.instrument))
  rows.forEach(add)
  cites.forEach(add)
  others.forEach(add)
  values.forEach(add)
  for (const pack of packs) {
    for (const instrument of pack.instruments.values()) if (cited.has(instrument.id)) add(instrument)
    if (question === 'pathway') pack.classes.forEach(add)
    for (const pathway of pack.pathways) if (pathway.question === question) pathway.steps.forEach(add)
  }
  return [from, ...[...days].filter((day) => day > from).sort(byCodeUnit)]
}
