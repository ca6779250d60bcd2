import type { CivilDate } from '@feiyu/core'
import type { Law } from '@feiyu/law'
import { type FileReport, holdsPersons, markingText } from '../../scanning/file-report.ts'
import { orderMissing } from '../order-missing.ts'
import { type BoundedAnswer, decideAbove, type Floors } from './bounded-decide.ts'
import { refuseContradictions } from './contradictions.ts'
import { FactSheet } from './fact-sheet.ts'
import { type Opening, statePersons } from './persons.ts'
import type { Said } from './said.ts'

/** An answer with everything that it rests on. */
export interface Judgement extends BoundedAnswer {
  readonly facts: FactSheet
  readonly floors: Floors
  readonly opening: Opening
  /** Missing facts, the most decisive first. */
  readonly missing: readonly string[]
}

/**
 * Brings what the scan found and what people said together, and decides. Nothing said goes before the scan.
 *
 * @throws StatementError for a fact that contradicts the scan
 */
export function judge(law: Law, report: FileReport, said: Said, today: CivilDate): Judgement {
  refuseContradictions(law, said.facts, report)
  const facts = new FactSheet()
  stateScan(facts, law, report, today)
  for (const [name, fact] of said.facts.entries()) facts.restate(name, fact)
  const floors = statePersons(facts, law, report, said, today)
  const bounded = decideAbove(law, facts.values(), floors, said.asOf)
  const again = (changed: Readonly<Record<string, unknown>>) => decideAbove(law, changed, floors, said.asOf).answer
  const missing = orderMissing(law, facts.values(), bounded.answer, again)
  return { ...bounded, facts, floors, opening: said.opening, missing }
}

function stateScan(facts: FactSheet, law: Law, report: FileReport, today: CivilDate): void {
  const author = { from: 'scan', by: 'feiyu scan', on: today, proof: report.digest } as const
  facts.state('pi', holdsPersons(report), author)
  // The gravest marking comes first.
  const [mark] = report.markings
  if (mark !== undefined && law.facts.has('state_secret_mark'))
    facts.state('state_secret_mark', markingText(mark), author)
}
