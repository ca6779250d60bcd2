import { canonicalJson, type Json } from '@feiyu/core'
import { type Bytes, base64Of, hexOf, utf8 } from '../bytes.ts'
import { EvidenceFormError } from '../errors.ts'
import type { Hashing } from '../hashing.ts'

/** `salted:` and the SHA-256 of a value with its salt: says nothing of the value to whom the salt is not shown. */
export type Commitment = `salted:${string}`

/** Bytes of a salt. */
export const saltBytes = 16

/**
 * The commitment to a value: SHA-256 of the canonical JSON of `{ salt, value }`, the salt in base64. The salt is
 * random, used once, and erased when the value may no longer be shown: the entry then stays whole and says nothing.
 */
export function* commit(value: Json, salt: Bytes): Hashing<Commitment> {
  if (salt.length !== saltBytes) {
    throw new EvidenceFormError('FEIYU_EVIDENCE_SALT', `a salt has ${saltBytes} random bytes, not ${salt.length}`)
  }
  return `salted:${hexOf(yield utf8(canonicalJson({ salt: base64Of(salt), value })))}`
}
