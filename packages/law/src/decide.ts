import type { Answer } from './answer.ts'
import { decideStated } from './engine/decide.ts'
import type { DecideOptions as EngineOptions } from './engine/decide-leg.ts'
import type { Law } from './engine/law.ts'
import { stateFacts } from './facts/state-facts.ts'
import { whatIf } from './what-if/what-if.ts'

export interface DecideOptions extends EngineOptions {
  /** Also the trace, and the changes that would change the answer. */
  readonly explain?: boolean
}

/**
 * What the law says of stated facts on a day. `facts` is what somebody wrote (parsed JSON or YAML); unknown names, wrong
 * types and contradictions are errors, missing facts are part of the answer.
 *
 * @throws FactError for facts that cannot be read, PackError for a day before the first law
 */
export function decide(law: Law, facts: unknown, options: DecideOptions): Answer {
  const stated = stateFacts(law, facts)
  if (options.explain !== true) return decideStated(law, stated, options)
  const answer = decideStated(law, stated, { asOf: options.asOf, trace: true })
  return { ...answer, flips: whatIf(law, facts, answer) }
}
