import type { Answer } from '../answer.ts'
import type { StatedFacts } from '../facts/fact.ts'
import { type DecideOptions, decideLeg } from './decide-leg.ts'
import type { Law } from './law.ts'
import { decideLegs } from './legs.ts'

/** What the law says of facts that `stateFacts` has checked, on a day. */
export function decideStated(law: Law, stated: StatedFacts, options: DecideOptions): Answer {
  return stated.hops === null ? decideLeg(law, stated, options) : decideLegs(law, stated, stated.hops, options)
}
