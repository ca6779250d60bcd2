import type { CivilDate } from '@feiyu/core'
import type { Law } from '../engine/law.ts'
import type { RecordedFacts } from '../replay/decision-record.ts'
import { type Difference, differenceOf } from './difference.ts'
import { createFactsKey } from './facts-key.ts'
import { type Outcome, outcomeOf, type Unreadable } from './outcome.ts'

/** A law on one side of a comparison: judged on the day of each decision, or all on one day. */
export interface ComparedLaw {
  readonly law: Law
  readonly asOf: CivilDate | null
}

/** What came of one decision under two laws. */
export interface Compared {
  readonly from: Outcome['kind']
  readonly to: Outcome['kind']
  readonly difference: Difference | null
  /** Why neither law can read the facts; `null` where one of them can. */
  readonly unreadable: Pick<Unreadable, 'code' | 'message'> | null
}

/** Facts remembered at most: so much memory is used however many decisions there are. */
const mostRemembered = 20_000

/** Judges recorded decisions under two laws, facts that no rule can tell apart once. */
export function createComparison(from: ComparedLaw, to: ComparedLaw): (recorded: RecordedFacts) => Compared {
  const remembered = new Map<string, Compared>()
  const keyOf = createFactsKey([from.law, to.law])
  return ({ facts, asOf }) => {
    const key = `${asOf}|${keyOf(facts)}`
    const known = remembered.get(key)
    if (known !== undefined) return known
    const left = outcomeOf(from.law, facts, from.asOf ?? asOf)
    const right = outcomeOf(to.law, facts, to.asOf ?? asOf)
    const neither = left.kind === 'unreadable' && right.kind === 'unreadable'
    const compared: Compared = {
      from: left.kind,
      to: right.kind,
      difference: differenceOf(left, right),
      unreadable: neither ? { code: right.code, message: right.message } : null,
    }
    if (remembered.size >= mostRemembered) remembered.clear()
    remembered.set(key, compared)
    return compared
  }
}
