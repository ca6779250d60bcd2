import type { Answer } from '../answer.ts'
import type { StatedFacts } from '../facts/fact.ts'
import { stateFacts } from '../facts/state-facts.ts'
import { type DecideOptions, decideLeg } from './decide-leg.ts'
import type { Law } from './law.ts'
import { decideLegs } from './legs.ts'

export type { DecideOptions } from './decide-leg.ts'

/**
 * What the law says of stated facts on a day. `facts` is what somebody wrote (parsed JSON or YAML); unknown names, wrong
 * types and contradictions are errors, missing facts are part of the answer.
 *
 * @throws FactError for facts that cannot be read, PackError for a day before the first law
 */
export function decide(law: Law, facts: unknown, options: DecideOptions): Answer {
  return decideStated(law, stateFacts(law, facts), options)
}

/** The same for facts that `stateFacts` has checked. */
export function decideStated(law: Law, stated: StatedFacts, options: DecideOptions): Answer {
  return stated.hops === null ? decideLeg(law, stated, options) : decideLegs(law, stated, stated.hops, options)
}
