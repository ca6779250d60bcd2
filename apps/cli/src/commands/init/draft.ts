import type { CivilDate } from '@feiyu/core'
import type { Statement } from '../../statements/statement.ts'

/** What is to be stated, before it has an author and a day. */
export interface DraftFact {
  readonly fact: string
  readonly value: Statement['value']
}

/** Everything that one run of init states. */
export interface Draft {
  readonly facts: readonly DraftFact[]
  readonly author: string
  readonly until: CivilDate
}

/** What init asks for, in this order. */
export const standingFacts = [
  'handler_name',
  'handler_uscc',
  'region',
  'ciio',
  'state_organ',
  'opening_ordinary',
  'opening_sensitive',
] as const
