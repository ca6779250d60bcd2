import type { CivilDate } from '@feiyu/core'

/** A stated fact with its author: who said it, when, on what proof, until when it holds. */
export interface Statement {
  readonly fact: string
  readonly value: boolean | number | string
  readonly by: string
  readonly on: CivilDate
  /** Digest of the file that proves it, or null. */
  readonly proof: string | null
  /** Last day on which it holds; null: until it is withdrawn. */
  readonly until: CivilDate | null
}

/** What a statement is worth on a day. An expired one is unknown, and so is one from a later day. */
export type Standing = 'in-force' | 'expired' | 'not-yet'

const opening = new Set(['opening_ordinary', 'opening_sensitive'])

/** Whether a statement may be used on a day. An opening balance is about one civil year and ends with it. */
export function standingOn(statement: Statement, day: CivilDate): Standing {
  if (statement.on > day) return 'not-yet'
  if (statement.until !== null && statement.until < day) return 'expired'
  if (opening.has(statement.fact) && statement.on.slice(0, 4) !== day.slice(0, 4)) return 'expired'
  return 'in-force'
}
