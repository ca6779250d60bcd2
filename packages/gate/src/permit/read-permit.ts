import { canonicalJson, type Digest, digestOfJson } from '@feiyu/core'
import { EvidenceFormError, readCanonical, type Shape } from '@feiyu/evidence'
import { PermitError } from '../errors.ts'
import type { Approval, Permit } from './permit.ts'
import { approvalShape, permitShape } from './permit-shape.ts'

/**
 * Reads the bytes of a permit, which must be its canonical JSON with exactly the members of `Permit`. Checks their form,
 * nothing else: that is `verifyPermit`.
 *
 * @throws PermitError FEIYU_PERMIT_FORM
 */
export function readPermit(bytes: Uint8Array): Permit {
  return read(bytes, permitShape, 'permit')
}

/**
 * Reads the bytes of an approval in the same way.
 *
 * @throws PermitError FEIYU_PERMIT_FORM
 */
export function readApproval(bytes: Uint8Array): Approval {
  return read(bytes, approvalShape, 'approval')
}

/** Bytes of a permit or an approval: canonical JSON (RFC 8785) in UTF-8. */
export function writeCanonical(document: Permit | Approval): Uint8Array<ArrayBuffer> {
  return new TextEncoder().encode(canonicalJson(document))
}

/** The digest that names a permit: of its canonical JSON without `id` and `signature`. */
export function permitId(permit: Omit<Permit, 'id' | 'signature'>): Promise<Digest> {
  return digestOfJson({ ...permit, id: undefined, signature: undefined })
}

/** The digest that approvers sign and permits name: of the canonical JSON without `approvals`. */
export function approvalDigest(approval: Omit<Approval, 'approvals'>): Promise<Digest> {
  return digestOfJson({ ...approval, approvals: undefined })
}

function read<T>(bytes: Uint8Array, shape: Shape<T>, what: string): T {
  try {
    return readCanonical(utf8Of(bytes), shape, what)
  } catch (error) {
    if (!(error instanceof EvidenceFormError)) throw error
    throw new PermitError('FEIYU_PERMIT_FORM', error.message, { at: error.at, cause: error })
  }
}

const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })

function utf8Of(bytes: Uint8Array): string | undefined {
  try {
    return decoder.decode(bytes)
  } catch {
    // `readCanonical` says what is wrong with bytes that are not text.
    return undefined
  }
}
