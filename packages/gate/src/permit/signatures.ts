import { canonicalJson, type Digest } from '@feiyu/core'
import { type Signer, type VerifierKey, verifySignature } from '@feiyu/evidence'
import type { Approval } from './permit.ts'

type Bytes = Uint8Array<ArrayBuffer>

/** What a person vouches for: who, as what, when; all of it is signed with the digest of the approval. */
export type Vouching = Pick<Approval['approvals'][number], 'person' | 'role' | 'at'>

/** The port's signature over a permit, base64. */
export async function signPermitId(permit: Digest, signer: Signer): Promise<string> {
  return Buffer.from(await signer.sign(permitMessage(permit))).toString('base64')
}

export function isPermitSigned(permit: Digest, signature: string, key: VerifierKey): Promise<boolean> {
  return verifySignature(key, permitMessage(permit), bytesOf(signature))
}

/** A person's signature over an approval, base64. */
export async function signVouching(approval: Digest, vouching: Vouching, signer: Signer): Promise<string> {
  return Buffer.from(await signer.sign(vouchingMessage(approval, vouching))).toString('base64')
}

export function isVouchedFor(
  approval: Digest,
  vouching: Vouching,
  signature: string,
  key: VerifierKey,
): Promise<boolean> {
  return verifySignature(key, vouchingMessage(approval, vouching), bytesOf(signature))
}

/** Each message says what it is, so that no signature of one kind is one of another under the same key. */
function permitMessage(permit: Digest): Bytes {
  return new TextEncoder().encode(`feiyu.permit/1 ${permit}`)
}

function vouchingMessage(approval: Digest, { person, role, at }: Vouching): Bytes {
  return new TextEncoder().encode(`feiyu.approval/1 ${canonicalJson({ approval, person, role, at })}`)
}

function bytesOf(base64: string): Bytes {
  return new Uint8Array(Buffer.from(base64, 'base64'))
}
