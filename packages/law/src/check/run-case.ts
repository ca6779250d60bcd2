import { byCodeUnit } from '@feiyu/core'
import type { Answer } from '../answer.ts'
import { decideStated } from '../engine/decide.ts'
import { caseOf } from '../engine/decide-leg.ts'
import type { Law } from '../engine/law.ts'
import { stateFacts } from '../facts/state-facts.ts'
import type { Coverage } from './coverage.ts'
import type { Expectation, PackCase } from './read-cases.ts'

/** What is wrong with the answer to a case, one sentence each; nothing when the case passes. */
export function runCase(law: Law, given: PackCase, coverage: Coverage): readonly string[] {
  const stated = stateFacts(law, given.facts)
  const answer = decideStated(law, stated, { asOf: given.asOf })
  for (const leg of [stated, ...(stated.hops ?? [])]) coverage.note(caseOf(law, leg, given.asOf))
  const { expect } = given
  return [
    differs('pathway', expect.pathway, answer.pathway),
    expect.missing && differs('missing', set(expect.missing), set(answer.missing)),
    expect.possible && differs('possible', set(expect.possible), set(answer.possible)),
    expect.fallback && differs('fallback', expect.fallback, answer.fallback),
    expect.ordinaryCount === null ? null : differs('ordinary_count', expect.ordinaryCount, answer.ordinary_count),
    expect.sensitiveCount === null ? null : differs('sensitive_count', expect.sensitiveCount, answer.sensitive_count),
    expect.perFlow && differs('per_flow', pairs([...expect.perFlow]), pairs(Object.entries(answer.per_flow ?? {}))),
    expect.perEntity &&
      differs('per_entity', pairs([...expect.perEntity]), pairs(Object.entries(answer.per_entity ?? {}))),
    ...[...expect.dates].map(([name, day]) => differs(name, day, answer[name])),
    expect.parts &&
      differs('parts', expect.parts.join(', '), (answer.parts ?? []).map((part) => part.pathway).join(', ')),
    ...lacking('review flag', expect.reviewFlags, answer.reviewFlags),
    ...lacking(
      'duty',
      expect.duties,
      answer.duties.map((duty) => duty.id),
    ),
    ...citations(expect, answer),
  ].filter((problem) => problem !== null)
}

function citations(expect: Expectation, answer: Answer): readonly string[] {
  return [
    ...expect.cite
      .filter((reference) => !cites(answer, reference))
      .map((reference) => `does not cite \`${reference}\``),
    ...expect.notCite.filter((reference) => cites(answer, reference)).map((reference) => `cites \`${reference}\``),
  ]
}

/** `7` is met by `7(1)(2)`; an instrument alone by any of its articles. */
function cites(answer: Answer, reference: string): boolean {
  const [instrument, article] = reference.split('#')
  return answer.citations.some(
    (citation) =>
      citation.instrument === instrument &&
      (article === undefined || citation.article === article || citation.article?.startsWith(`${article}(`)),
  )
}

function differs(what: string, wanted: string | number, got: string | number | undefined): string | null {
  return wanted === got ? null : `${what} is \`${got ?? 'not there'}\`, not \`${wanted}\``
}

function lacking(what: string, wanted: readonly string[], got: readonly string[]): readonly string[] {
  return wanted.filter((name) => !got.includes(name)).map((name) => `${what} \`${name}\` is not there`)
}

function set(names: readonly string[]): string {
  return [...names].sort(byCodeUnit).join(', ')
}

function pairs(entries: readonly (readonly [string, string])[]): string {
  return set(entries.map(([name, value]) => `${name}: ${value}`))
}
