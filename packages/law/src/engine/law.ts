import { byCodeUnit, type CivilDate, nearest } from '@feiyu/core'
import type { PackReference } from '../answer.ts'
import { PackError } from '../errors.ts'
import type { FactDefinition } from '../facts/fact.ts'
import type { Cell, CitationReference, CollectRule, DerivedFact, Pack, PathwayDefinition, Rule } from '../pack/pack.ts'
import { overridesOf } from './overrides.ts'

/** Number of the meaning of packs: raised when the same facts, packs and date could give another answer. */
export const engineSemantics = 1

/** Facts that the engine makes of the stated counts. */
export const talliedFacts = ['ordinary_count', 'all_count', 'sensitive_count'] as const

/** The packs of one jurisdiction, put together and checked against each other. */
export interface Law {
  readonly packs: readonly Pack[]
  /** What an answer records of the packs. */
  readonly references: readonly PackReference[]
  readonly jurisdiction: string
  /** First day on which every pack answers. */
  readonly from: CivilDate
  /** What can be stated, by name. */
  readonly facts: ReadonlyMap<string, FactDefinition>
  readonly derived: readonly DerivedFact[]
  /** The facts that state the tallies on some day. */
  readonly tallyFacts: readonly string[]
  readonly pathways: ReadonlyMap<string, PathwayDefinition>
  readonly strictness: readonly string[]
  /** Sorted by id: the order of files and rows means nothing. */
  readonly rules: readonly Rule[]
  /** By rule, every rule that it overrides, directly or over others. */
  readonly overrides: ReadonlyMap<string, ReadonlySet<string>>
  readonly dutyRules: readonly CollectRule[]
  readonly flagRules: readonly CollectRule[]
  /** Number of each fact's slot. */
  readonly slots: ReadonlyMap<string, number>
  /** Days on which anything changes, sorted. */
  readonly changeDates: readonly CivilDate[]
}

/**
 * Puts packs together: one name, one meaning; every fact, pathway, parameter, article and rule that is named exists.
 *
 * @throws PackError with the file and line of the row that names something unknown
 */
export function createLaw(packs: readonly Pack[]): Law {
  const [first] = packs
  if (first === undefined) throw new PackError('FEIYU_PACK_NONE', 'there is no pack; name at least one')
  const facts = merge(
    packs.flatMap((pack) => pack.facts),
    (fact) => fact.name,
    'fact',
  )
  const derived = packs.flatMap((pack) => pack.derived)
  const pathways = merge(
    packs.flatMap((pack) => pack.pathways),
    (pathway) => pathway.code,
    'pathway',
  )
  const rules = [
    ...merge(
      packs.flatMap((pack) => pack.rules),
      (rule) => rule.id,
      'rule',
    ).values(),
  ].sort((a, b) => byCodeUnit(a.id, b.id))
  const dutyRules = sorted(packs.flatMap((pack) => pack.dutyRules))
  const flagRules = sorted(packs.flatMap((pack) => pack.flagRules))
  const names = [...facts.keys(), ...derived.map((fact) => fact.name), ...talliedFacts, 'pathway'].sort(byCodeUnit)
  const law: Law = {
    packs,
    references: packs.map(({ id, version, digest }) => ({ id, version, digest })),
    jurisdiction: first.jurisdiction,
    from: packs.map((pack) => pack.from).reduce((latest, from) => (from > latest ? from : latest)),
    facts,
    derived,
    tallyFacts: [...new Set(packs.flatMap((pack) => pack.counting.flatMap((row) => [row.first.fact, row.sensitive])))],
    pathways,
    strictness: packs.flatMap((pack) => pack.strictness),
    rules,
    overrides: overridesOf(rules),
    dutyRules,
    flagRules,
    slots: new Map(names.map((name, slot) => [name, slot])),
    changeDates: changeDates(packs),
  }
  checkReferences(law)
  return law
}

/** Every day on which a rule, parameter, instrument, count or class begins or ends, from the first day of the law on. */
function changeDates(packs: readonly Pack[]): readonly CivilDate[] {
  const days = new Set<CivilDate>()
  const add = (validity: { readonly from: CivilDate | null; readonly until: CivilDate | null }) => {
    if (validity.from !== null) days.add(validity.from)
    if (validity.until !== null) days.add(validity.until)
  }
  let start: CivilDate | null = null
  for (const pack of packs) {
    if (start === null || pack.from > start) start = pack.from
    const rows = [...pack.rules, ...pack.dutyRules, ...pack.flagRules, ...pack.counting, ...pack.instruments.values()]
    for (const row of rows) add(row)
    for (const row of [...pack.rules, ...pack.dutyRules, ...pack.flagRules]) row.cite.forEach(add)
    for (const parameter of pack.parameters.values()) parameter.values.forEach(add)
    for (const row of pack.classes) add(row)
    for (const pathway of pack.pathways) pathway.steps.forEach(add)
  }
  const from = start
  return from === null ? [] : [from, ...[...days].filter((day) => day > from).sort(byCodeUnit)]
}

function checkReferences(law: Law): void {
  const instruments = new Map(law.packs.flatMap((pack) => [...pack.instruments]))
  const parameters = new Set(law.packs.flatMap((pack) => [...pack.parameters.keys()]))
  const cite = (references: readonly CitationReference[], at: string) => {
    for (const { instrument, article } of references) {
      const found = instruments.get(instrument) ?? refuse('instrument', instrument, instruments.keys(), at)
      if (article !== null && !found.articles.has(article))
        refuse(`article of \`${instrument}\``, article, found.articles.keys(), at)
    }
  }
  const cells = (when: readonly Cell[], at: string) => {
    for (const { fact, test } of when) {
      if (!law.slots.has(fact)) refuse('fact', fact, law.slots.keys(), at)
      const definition = law.facts.get(fact)
      const words =
        test.kind === 'eq' && 'value' in test.bound ? [test.bound.value] : 'values' in test ? test.values : []
      const allowed =
        fact === 'pathway' ? [...law.pathways.keys()] : definition?.type === 'enum' ? definition.values : null
      for (const word of words) {
        if (allowed !== null && !allowed.some((value) => value === word))
          refuse(`value of \`${fact}\``, String(word), allowed, at)
      }
      const bounds =
        test.kind === 'eq' ? [test.bound] : test.kind === 'range' ? [test.ge, test.gt, test.le, test.lt] : []
      for (const bound of bounds) {
        if (bound !== null && 'parameter' in bound && !parameters.has(bound.parameter))
          refuse('parameter', bound.parameter, parameters, at)
      }
    }
  }
  for (const rule of law.rules) {
    cite(rule.cite, rule.at)
    cells(rule.when, rule.at)
    const answers = rule.answer.kind === 'pathway' ? [rule.answer] : [...rule.answer.parts.values()]
    for (const answer of answers) {
      if ('pathway' in answer && !law.pathways.has(answer.pathway))
        refuse('pathway', answer.pathway, law.pathways.keys(), rule.at)
      if ('set' in answer) {
        for (const fact of [...answer.set.keys(), ...answer.from.keys(), ...answer.from.values()]) {
          if (!law.facts.has(fact)) refuse('fact', fact, law.facts.keys(), rule.at)
        }
      }
    }
  }
  const duties = new Set(law.packs.flatMap((pack) => pack.duties.map((duty) => duty.id)))
  const flags = new Set(law.packs.flatMap((pack) => pack.flags.map((flag) => flag.id)))
  for (const [rows, known, what] of [
    [law.dutyRules, duties, 'duty'],
    [law.flagRules, flags, 'flag'],
  ] as const) {
    for (const row of rows) {
      cite(row.cite, row.at)
      cells(row.when, row.at)
      if (!known.has(row.adds)) refuse(what, row.adds, known, row.at)
    }
  }
  for (const fact of law.facts.values())
    if (fact.flag !== null && !flags.has(fact.flag)) refuse('flag', fact.flag, flags, `${fact.pack}/facts.yaml`)
  for (const fact of law.derived)
    if (!law.facts.has(fact.source)) refuse('fact', fact.source, law.facts.keys(), 'facts.yaml')
  for (const code of law.strictness)
    if (!law.pathways.has(code)) refuse('pathway', code, law.pathways.keys(), 'pathways.yaml')
  for (const pathway of law.pathways.values()) {
    cite(pathway.tallyCite, `${pathway.pack}/pathways.yaml`)
    for (const step of pathway.steps) cite(step.cite, `${pathway.pack}/pathways.yaml`)
    if (!law.strictness.includes(pathway.code)) {
      throw new PackError(
        'FEIYU_PACK_NO_STRICTNESS',
        `pathway \`${pathway.code}\` is not in \`strictness\`; put it in its place`,
        { at: 'pathways.yaml' },
      )
    }
  }
  for (const pack of law.packs) {
    for (const row of pack.classes) cite(row.cite, row.at)
    for (const row of pack.counting) {
      cite(row.cite, 'counting.yaml')
      for (const fact of [row.first.fact, row.sensitive, ...row.joins.keys()]) {
        if (!law.facts.has(fact)) refuse('fact', fact, law.facts.keys(), 'counting.yaml')
      }
      if (row.overlapFlag !== null && !flags.has(row.overlapFlag))
        refuse('flag', row.overlapFlag, flags, 'counting.yaml')
    }
    for (const parameter of pack.parameters.values())
      for (const value of parameter.values) cite(value.cite, `parameters:${parameter.id}`)
  }
}

function refuse(what: string, name: string, known: Iterable<string>, at: string): never {
  const near = nearest(name, known)
  const hint = near === undefined ? 'define it or take the row out' : `did you mean \`${near}\`?`
  throw new PackError('FEIYU_PACK_UNKNOWN_NAME', `no pack defines the ${what} \`${name}\`; ${hint}`, { at })
}

function merge<T extends { readonly pack: string }>(
  items: readonly T[],
  key: (item: T) => string,
  what: string,
): ReadonlyMap<string, T> {
  const found = new Map<string, T>()
  for (const item of items) {
    const other = found.get(key(item))
    if (other !== undefined) {
      throw new PackError(
        'FEIYU_PACK_DUPLICATE',
        `${what} \`${key(item)}\` is defined twice, in \`${other.pack}\` and \`${item.pack}\`; rename one`,
      )
    }
    found.set(key(item), item)
  }
  return found
}

function sorted(rules: readonly CollectRule[]): readonly CollectRule[] {
  return [...rules].sort((left, right) => byCodeUnit(left.id, right.id))
}
