import { type Digest, isCivilDate } from '@feiyu/core'
import { EvidenceFormError } from '../errors.ts'
import type { Commitment } from './commitment.ts'
import { type Shape, when } from './shape.ts'

/**
 * A name that is nobody's: of a flow, a pathway, a law's article, a gateway, a kind of value. ASCII without blanks or
 * `@`, and at most seven digits in a row, so that identity numbers, phone and card numbers, mail addresses and names in
 * Chinese do not fit. Random identifiers are written as digests.
 */
export type Id = string & { readonly id: true }

/** A moment in UTC to the millisecond, `2026-11-23T08:00:00.000Z`; two of them compare as strings. */
export type Instant = string & { readonly instant: true }

/** The moment of epoch milliseconds. */
export function instantOf(epochMilliseconds: number): Instant {
  const text = new Date(epochMilliseconds).toISOString()
  if (!isInstant(text)) throw new RangeError('an instant lies in the years 0000 to 9999')
  return text
}

/** Reads a name that is nobody's. The text is not shown when it is refused. */
export function idOf(text: string): Id {
  if (!isId(text)) {
    throw new EvidenceFormError(
      'FEIYU_EVIDENCE_NOT_AN_ID',
      'an entry takes names of up to 96 letters, digits and `. _ : # / -`, with at most 7 digits in a row; write anything else as a digest or a commitment',
    )
  }
  return text
}

// What an entry may hold. There is no shape for free text, and there must not be one.
export const id: Shape<Id> = when(isId, 'a name without blanks and with at most 7 digits in a row')
export const instant: Shape<Instant> = when(isInstant, 'a moment in UTC such as 2026-11-23T08:00:00.000Z')
export const count: Shape<number> = when(isCount, 'a whole number that is not negative')
export const digest: Shape<Digest> = when(isDigest, '`sha256:` and 64 lower-case hexadecimal digits')
export const commitment: Shape<Commitment> = when(isCommitment, '`salted:` and 64 lower-case hexadecimal digits')

function isId(value: unknown): value is Id {
  return typeof value === 'string' && /^[A-Za-z][A-Za-z0-9._:#/-]{0,95}$/.test(value) && !/\d{8}/.test(value)
}

function isInstant(value: unknown): value is Instant {
  if (typeof value !== 'string' || !/^\d{4}-\d\d-\d\dT[0-2]\d:[0-5]\d:[0-5]\d\.\d{3}Z$/.test(value)) return false
  return value.slice(11, 13) < '24' && isCivilDate(value.slice(0, 10))
}

function isCount(value: unknown): value is number {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0 && !Object.is(value, -0)
}

function isDigest(value: unknown): value is Digest {
  return typeof value === 'string' && /^sha256:[0-9a-f]{64}$/.test(value)
}

function isCommitment(value: unknown): value is Commitment {
  return typeof value === 'string' && /^salted:[0-9a-f]{64}$/.test(value)
}
