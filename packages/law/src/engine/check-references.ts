import { nearest } from '@feiyu/core'
import { PackError } from '../errors.ts'
import { countryCodes } from '../facts/countries.ts'
import type {
  Bound,
  Cell,
  CitationReference,
  DerivedFact,
  Instrument,
  ListDefinition,
  Term,
  Validity,
} from '../pack/pack.ts'
import { cellProblem, valueProblem } from './cell-problem.ts'
import type { Law } from './law-model.ts'
import { conditionProblem } from './list-condition.ts'
import { merge } from './merge.ts'

/**
 * Refuses a row that names an instrument, article, fact, word, parameter, outcome, duty or flag that no pack defines.
 *
 * @throws PackError with file and line
 */
export function checkReferences(law: Law): void {
  const names = namesOf(law)
  for (const decisions of law.decisions.values()) {
    for (const decision of decisions.values()) {
      for (const rule of decision.rules) {
        names.cite(rule.cite, rule.at)
        names.cells(rule.when, rule.at, rule)
        for (const { after, term } of rule.dates.values()) {
          names.fact(after, term.at, 'date')
          names.term(term)
        }
        const answers = rule.answer.kind === 'pathway' ? [rule.answer] : [...rule.answer.parts.values()]
        for (const answer of answers) {
          if ('pathway' in answer && !decision.strictness.includes(answer.pathway))
            refuse('outcome', answer.pathway, decision.strictness, rule.at)
          if ('set' in answer) {
            for (const fact of [...answer.set.keys(), ...answer.from.keys(), ...answer.from.values()])
              names.fact(fact, rule.at)
            for (const [fact, value] of answer.set) refuseTest(valueProblem(law, fact, value), rule.at)
          }
        }
      }
    }
  }
  const duties = new Set(law.packs.flatMap((pack) => pack.duties.map((duty) => duty.id)))
  const flags = new Set(law.packs.flatMap((pack) => pack.flags.map((flag) => flag.id)))
  const questions = new Set(law.packs.flatMap((pack) => pack.rules.map((rule) => rule.question)))
  for (const pack of law.packs) {
    for (const [rows, known, what] of [
      [pack.dutyRules, duties, 'duty'],
      [pack.flagRules, flags, 'flag'],
    ] as const) {
      for (const row of rows) {
        names.cite(row.cite, row.at)
        names.cells(row.when, row.at, row)
        if (!known.has(row.adds)) refuse(what, row.adds, known, row.at)
        if (!questions.has(row.question)) refuse('question', row.question, questions, row.at)
      }
    }
    for (const row of pack.classes) names.cite(row.cite, row.at)
    for (const row of pack.counting) {
      names.cite(row.cite, row.at)
      for (const fact of [row.first.fact, row.sensitive, ...row.joins.keys()]) names.fact(fact, row.at)
      if (row.overlapFlag !== null && !flags.has(row.overlapFlag)) refuse('flag', row.overlapFlag, flags, row.at)
    }
    for (const parameter of pack.parameters.values()) {
      for (const value of parameter.values) names.cite(value.cite, value.at)
    }
    for (const calendar of pack.calendars) {
      names.cite(calendar.cite, calendar.at)
      if (!flags.has(calendar.flag)) refuse('flag', calendar.flag, flags, calendar.at)
    }
    for (const list of pack.lists) {
      names.cite([{ instrument: list.instrument, article: null, from: null, until: null }], list.at)
      if (list.decides !== null) {
        const { item, covered, listed, tier, where } = list.decides
        for (const fact of [item, listed, tier, ...(covered === null ? [] : [covered])]) names.fact(fact, list.at)
        for (const fact of [item, listed, tier])
          if (law.facts.get(fact)?.lever === true)
            refuseTest(
              `\`${fact}\` is what an official list says, and nobody can choose that; take \`lever\` out`,
              law.facts.get(fact)?.at ?? list.at,
            )
        names.cells(where, list.at, list)
        refuseTest(conditionProblem(law, list, where), list.at)
      }
      for (const row of list.rows) {
        names.cells(row.condition, row.at, list)
        refuseTest(conditionProblem(law, list, row.condition), row.at)
        const tiers = (list.decides === null ? null : wordsOf(law, list.decides.tier)) ?? [...law.pathways.keys()]
        if (row.tier !== null && !tiers.includes(row.tier)) refuse('outcome', row.tier, tiers, row.at)
      }
    }
    for (const question of pack.questions)
      for (const fact of [...question.asks, ...question.monotone.keys()]) names.tested(fact, question.at)
    for (const pathway of pack.pathways) {
      names.cite(pathway.tallyCite, pathway.at)
      for (const step of pathway.steps) names.cite(step.cite, pathway.at)
    }
  }
  for (const fact of law.facts.values()) {
    for (const value of [fact.unstated, fact.adverse])
      if (value !== null) refuseTest(valueProblem(law, fact.name, value), fact.at)
    if (fact.flag !== null && !flags.has(fact.flag)) refuse('flag', fact.flag, flags, fact.at)
    if (fact.notAfter !== null && fact.notAfter !== 'as-of') names.fact(fact.notAfter, fact.at, 'date')
  }
  for (const fact of law.derived.values()) names.derived(fact)
  checkStrictness(law)
}

/**
 * The same for the condition of one row of a list that is not in its pack yet.
 *
 * @throws PackError at the place that is given
 */
export function checkListCondition(law: Law, list: ListDefinition, condition: readonly Cell[], at: string): void {
  namesOf(law).cells(condition, at, list)
  refuseTest(conditionProblem(law, list, condition), at)
}

function namesOf(law: Law) {
  const instruments: ReadonlyMap<string, Instrument> = merge(
    law.packs.flatMap((pack) => [...pack.instruments.values()].map((one) => ({ ...one, at: `${pack.id}/sources/` }))),
    (instrument) => instrument.id,
    'instrument',
  )
  const parameters = new Set(law.packs.flatMap((pack) => [...pack.parameters.keys()]))
  const bound = (value: Bound | null, at: string) => {
    if (value !== null && 'parameter' in value && !parameters.has(value.parameter))
      refuse('parameter', value.parameter, parameters, at)
  }
  const fact = (name: string, at: string, type?: 'date') => {
    const found = law.facts.get(name) ?? refuse('fact', name, law.facts.keys(), at)
    if (type !== undefined && found.type !== type)
      throw new PackError('FEIYU_PACK_WRONG_TYPE', `\`${name}\` is not a date; name a fact of type date`, { at })
  }
  const tested = (name: string, at: string) => {
    if (!law.slots.has(name)) refuse('fact', name, law.slots.keys(), at)
  }
  const term = ({ plus, less, at }: Term) => {
    for (const span of [plus, less]) for (const one of Object.values(span)) bound(one, at)
  }
  return {
    fact,
    tested,
    term,
    cite(references: readonly CitationReference[], at: string) {
      for (const { instrument, article } of references) {
        const found = instruments.get(instrument) ?? refuse('instrument', instrument, instruments.keys(), at)
        if (article !== null && !found.articles.has(article))
          refuse(`article of \`${instrument}\``, article, found.articles.keys(), at)
      }
    },
    cells(when: readonly Cell[], at: string, row: Validity) {
      for (const { fact: name, test } of when) {
        tested(name, at)
        refuseTest(cellProblem(law, name, test, row, 'yaml'), at)
        const words =
          test.kind === 'eq' && 'value' in test.bound ? [test.bound.value] : 'values' in test ? test.values : []
        const allowed = wordsOf(law, name)
        for (const word of words) {
          if (allowed !== null && !allowed.some((value) => value === word))
            refuse(`value of \`${name}\``, String(word), allowed, at)
        }
        if (test.kind === 'eq') bound(test.bound, at)
        if (test.kind === 'range') for (const one of [test.ge, test.gt, test.le, test.lt]) bound(one, at)
      }
    },
    derived(one: DerivedFact) {
      switch (one.recogniser) {
        case 'secrecy-marking':
          return fact(one.source, one.at)
        case 'first-stated':
          for (const source of one.sources) fact(source, one.at)
          return
        case 'among':
          fact(one.source, one.at)
          return fact(one.list, one.at)
        case 'phase':
          fact(one.source, one.at, 'date')
          if (one.seen !== null) fact(one.seen, one.at, 'date')
          for (const phase of one.phases) if (phase.starts !== null) term(phase.starts.term)
          return
        default:
          return one satisfies never
      }
    },
  }
}

/** The words that a tested fact can have; `null` where any will do. */
export function wordsOf(law: Law, name: string): readonly string[] | null {
  if (name === 'pathway') return [...law.pathways.keys()]
  const derived = law.derived.get(name)
  if (derived?.recogniser === 'secrecy-marking') return ['none', 'label', 'mark']
  if (derived?.recogniser === 'phase') return derived.phases.map((phase) => phase.is)
  if (derived?.recogniser === 'first-stated') return derived.sources
  const fact = law.facts.get(name)
  if (fact?.type === 'country') return [...countryCodes, ...fact.values]
  return fact?.type === 'enum' ? fact.values : null
}

function checkStrictness(law: Law): void {
  for (const decisions of law.decisions.values()) {
    for (const decision of decisions.values()) {
      for (const code of decision.strictness)
        if (!law.pathways.has(code))
          refuse('outcome', code, law.pathways.keys(), `${decision.packs[0]?.id}/pathways.yaml`)
      for (const pathway of decision.packs.flatMap((pack) => pack.pathways)) {
        if (pathway.question !== decision.question || decision.strictness.includes(pathway.code)) continue
        throw new PackError(
          'FEIYU_PACK_NO_STRICTNESS',
          `pathway \`${pathway.code}\` is not in \`strictness\`; put it in its place`,
          { at: pathway.at },
        )
      }
    }
  }
}

function refuseTest(problem: string | null, at: string): void {
  if (problem !== null) throw new PackError('FEIYU_PACK_BAD_TEST', problem, { at })
}

function refuse(what: string, name: string, known: Iterable<string>, at: string): never {
  const near = nearest(name, known)
  const hint = near === undefined ? 'define it or take the row out' : `did you mean \`${near}\`?`
  throw new PackError('FEIYU_PACK_UNKNOWN_NAME', `no pack defines the ${what} \`${name}\`; ${hint}`, { at })
}
