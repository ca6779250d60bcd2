import type { PackCase } from '../check/read-cases.ts'
import { decide } from '../decide.ts'
import { caseOf } from '../engine/decide-leg.ts'
import type { Law } from '../engine/law.ts'
import { restsOn } from '../engine/rests-on.ts'
import { stateFacts } from '../facts/state-facts.ts'
import { explain } from './explain.ts'
import type { Explanation } from './explanation.ts'

/** What a case shows: the rules that its answer rests on, in every part of it, and the duties and flags that its answer adds. */
export interface ShownByCase {
  readonly given: PackCase
  readonly rules: ReadonlySet<string>
  readonly duties: ReadonlySet<string>
  readonly flags: ReadonlySet<string>
}

/**
 * Which rules each case rests on. Cases that need a pack which is not there are left out.
 *
 * @throws FactError for a case whose facts cannot be read
 */
export function shownByCases(law: Law, cases: readonly PackCase[]): readonly ShownByCase[] {
  const loaded = new Set(law.packs.map((pack) => pack.id))
  return cases
    .filter((given) => given.needs.every((id) => loaded.has(id)))
    .map((given) => {
      const answer = decide(law, given.facts, { asOf: given.asOf })
      const stated = stateFacts(law, given.facts)
      const resting = [stated, ...(stated.hops ?? [])].map((leg) => restsOn(caseOf(law, leg, given.asOf)))
      const explained = rulesOf(explain(law, given.facts, { asOf: given.asOf }))
      return {
        given,
        rules: new Set([...explained, ...resting.flatMap(({ rules }) => [...rules])]),
        duties: new Set(answer.duties.map((duty) => duty.id)),
        flags: new Set(answer.reviewFlags),
      }
    })
}

function rulesOf({ because, parts }: Explanation): readonly string[] {
  return [...because.map((reason) => reason.rule), ...Object.values(parts).flatMap(rulesOf)]
}
