import { type Clock, type Digest, shanghaiDate } from '@feiyu/core'
import { NoteError, readVerifierKey, type VerifierKey, writeVerifierKey } from '@feiyu/evidence'
import { PermitError } from '../errors.ts'
import { nodeHashing } from '../log/log-files.ts'
import { countedWhole } from './counted-whole.ts'
import type { Approval, Permit } from './permit.ts'
import { type PermitRefusal, permitRefusal } from './permit-refusal.ts'
import { approvalDigest, permitId, readApproval, readPermit } from './read-permit.ts'
import { isPermitSigned, isVouchedFor } from './signatures.ts'
import { lastMoment } from './validity.ts'
import { withinApproval } from './within-approval.ts'

/** What the gate knows from elsewhere, and trusts; nothing of it comes with a permit. */
export interface Trust {
  /** Origin of the log that this gate publishes in. */
  readonly log: string
  readonly portKeys: readonly VerifierKey[]
  /** Enrolled out of band: a stolen port key opens nothing without one of these. */
  readonly enrolledApprovers: readonly EnrolledApprover[]
  readonly epoch: number
  readonly clock: Clock
  readonly used: (permit: Digest) => boolean | Promise<boolean>
}

export interface EnrolledApprover {
  readonly person: string
  readonly key: VerifierKey
}

/** Whether the gate honours a permit, or everything that it refuses it for. */
export type PermitVerdict =
  | { readonly kind: 'honoured'; readonly permit: Permit; readonly approval: Approval }
  | { readonly kind: 'refused'; readonly refusals: readonly PermitRefusal[] }

/** Judges a permit with the approval that it was minted from, from their bytes on: nothing is taken from whoever brings them. */
export async function verifyPermit(
  documents: { readonly permit: Uint8Array; readonly approval: Uint8Array },
  trust: Trust,
): Promise<PermitVerdict> {
  const permit = formed('permit-form', () => readPermit(documents.permit))
  const approval = formed('approval-form', () => readApproval(documents.approval))
  if ('code' in permit || 'code' in approval) {
    return { kind: 'refused', refusals: [permit, approval].filter((read) => 'code' in read) }
  }
  const refusals = [
    ...(await signedByPort(permit, trust)),
    ...inForce(permit, approval, trust),
    ...((await trust.used(permit.id)) ? [permitRefusal('used')] : []),
    ...(await approved(permit, approval, trust)),
    ...withinApproval(permit, approval),
    ...countedWhole(permit),
  ]
  return refusals.length > 0 ? { kind: 'refused', refusals } : { kind: 'honoured', permit, approval }
}

function formed<T>(code: PermitRefusal['code'], read: () => T): T | PermitRefusal {
  try {
    return read()
  } catch (error) {
    if (error instanceof PermitError) return permitRefusal(code, error.message)
    throw error
  }
}

async function signedByPort(permit: Permit, { portKeys, log, epoch }: Trust): Promise<readonly PermitRefusal[]> {
  const refusals: PermitRefusal[] = []
  if ((await permitId(permit)) !== permit.id) refusals.push(permitRefusal('permit-altered'))
  const key = portKeys.find((known) => writeVerifierKey(known) === permit.port)
  if (key === undefined) refusals.push(permitRefusal('unknown-port'))
  else if (!(await isPermitSigned(permit.id, permit.signature, key))) refusals.push(permitRefusal('port-signature'))
  if (permit.log !== log) refusals.push(permitRefusal('other-log'))
  if (permit.epoch !== epoch) refusals.push(permitRefusal('other-epoch', String(permit.epoch)))
  return refusals
}

function inForce(permit: Permit, approval: Approval, { clock }: Trust): readonly PermitRefusal[] {
  const now = clock.now()
  const issued = Date.parse(permit.issuedAt)
  const from = Date.parse(permit.notBefore)
  const to = Date.parse(permit.notAfter)
  const mechanism = approval.ground.mechanism?.validUntil ?? null
  const last = lastMoment(issued, { approval: Date.parse(approval.notAfter), mechanism, changes: [] })
  const refusals: PermitRefusal[] = []
  if (now < from) refusals.push(permitRefusal('not-yet-valid', permit.notBefore))
  if (now > to) refusals.push(permitRefusal('expired', permit.notAfter))
  if (from < issued || to > last) refusals.push(permitRefusal('too-long', permit.issuedAt))
  if (now < Date.parse(approval.notBefore) || now > Date.parse(approval.notAfter)) {
    refusals.push(permitRefusal('approval-not-in-force', shanghaiDate(now)))
  }
  return refusals
}

async function approved(
  permit: Permit,
  approval: Approval,
  { portKeys, enrolledApprovers }: Trust,
): Promise<readonly PermitRefusal[]> {
  const digest = await approvalDigest(approval)
  if (digest !== permit.why.approval) return [permitRefusal('other-approval')]
  if (approval.approvals.length === 0) return [permitRefusal('not-approved')]
  const refusals: PermitRefusal[] = []
  for (const { key: text, signature, ...vouching } of approval.approvals) {
    const key = verifierKeyOf(text)
    const enrolled = enrolledApprovers.some(
      (known) => known.person === vouching.person && writeVerifierKey(known.key) === text,
    )
    if (key === undefined || !enrolled) refusals.push(permitRefusal('unknown-approver'))
    else if (portKeys.some((port) => hex(port) === hex(key))) refusals.push(permitRefusal('approved-by-port'))
    else if (!(await isVouchedFor(digest, vouching, signature, key))) refusals.push(permitRefusal('approver-signature'))
  }
  return refusals
}

function verifierKeyOf(text: string): VerifierKey | undefined {
  try {
    return nodeHashing(readVerifierKey(text))
  } catch (error) {
    if (error instanceof NoteError) return undefined
    throw error
  }
}

function hex({ publicKey }: VerifierKey): string {
  return Buffer.from(publicKey).toString('hex')
}
