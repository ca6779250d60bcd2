import type { Clock } from '@feiyu/core'
import { instantOf, type Signer, writeVerifierKey } from '@feiyu/evidence'
import type { Approval } from './permit.ts'
import { approvalDigest } from './read-permit.ts'
import { signVouching } from './signatures.ts'

/** Who approves, and as what. */
export interface Approver {
  readonly person: string
  readonly role: string
  readonly signer: Signer
}

/** The approval with one more person's signature. The gate honours it only where it knows that person's key already. */
export async function signApproval(approval: Approval, approver: Approver, clock: Clock): Promise<Approval> {
  const vouching = { person: approver.person, role: approver.role, at: instantOf(clock.now()) }
  const signature = await signVouching(await approvalDigest(approval), vouching, approver.signer)
  const signed = { ...vouching, key: writeVerifierKey(approver.signer.key), signature }
  return { ...approval, approvals: [...approval.approvals, signed] }
}
