import type { CivilDate } from '@feiyu/core'
import type { Answer } from '../answer.ts'
import { decideStated } from '../engine/decide.ts'
import { answerOf, caseOf } from '../engine/decide-leg.ts'
import type { Case } from '../engine/evaluate.ts'
import { type Exploration, explore } from '../engine/explore.ts'
import type { Law } from '../engine/law.ts'
import { cellsHold } from '../engine/match.ts'
import { FactError, PackError } from '../errors.ts'
import type { StatedFacts } from '../facts/fact.ts'
import { stateFacts } from '../facts/state-facts.ts'

/** What a law makes of recorded facts, as far as a change of law can change it. */
export type Outcome = Judged | Unreadable

export interface Judged {
  readonly kind: 'judged'
  readonly answer: Answer
  /** Each leg with what was tried, to name rules where that is asked. */
  readonly legs: readonly { readonly given: Case; readonly explored: Exploration }[]
}

/** The law does not know a fact, or had not begun on the day. */
export interface Unreadable {
  readonly kind: 'unreadable'
  readonly code: string
  readonly message: string
}

/** Judges recorded facts; what one law cannot read is an outcome, because another one could. */
export function outcomeOf(law: Law, facts: unknown, asOf: CivilDate): Outcome {
  try {
    return judge(law, stateFacts(law, facts), asOf)
  } catch (error) {
    if (error instanceof FactError || (error instanceof PackError && error.code === 'FEIYU_LAW_BEFORE_FIRST'))
      return { kind: 'unreadable', code: error.code, message: error.message }
    throw error
  }
}

function judge(law: Law, stated: StatedFacts, asOf: CivilDate): Judged {
  if (stated.hops === null) {
    const { answer, ...leg } = judgeLeg(law, stated, asOf)
    return { kind: 'judged', answer, legs: [leg] }
  }
  const legs = [stated, ...stated.hops].map((facts) => judgeLeg(law, facts, asOf))
  return { kind: 'judged', answer: decideStated(law, stated, { asOf }), legs }
}

function judgeLeg(law: Law, stated: StatedFacts, asOf: CivilDate) {
  const given = caseOf(law, stated, asOf)
  const explored = explore(given)
  return { given, explored, answer: answerOf(given, explored) }
}

/** The rules that decide; where facts are missing, for some value of them. */
export function decidingRules({ legs }: Judged): readonly string[] {
  const rules = legs.flatMap(({ explored }) =>
    explored.kind === 'possibilities' ? explored.possibilities.flatMap(({ leaf }) => leaf.rules) : explored.rules,
  )
  return [...new Set(rules.map(({ rule }) => rule.id))]
}

/** The rows that ask for one of these duties. */
export function dutyRows({ legs }: Judged, duties: ReadonlySet<string>): readonly string[] {
  const rows = legs.flatMap(({ given, explored }) => {
    if (explored.kind !== 'possibilities') return []
    return given.regime.duties.filter(
      (row) =>
        duties.has(row.adds.id) &&
        explored.possibilities.some(({ leaf }) => {
          leaf.view.slots[given.regime.pathwaySlot] = leaf.pathway
          return cellsHold(row.cells, leaf.view.slots) === true
        }),
    )
  })
  return [...new Set(rows.map(({ id }) => id))]
}
