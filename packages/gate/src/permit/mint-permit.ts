import type { CivilDate, Clock, Digest } from '@feiyu/core'
import { instantOf, type Signer, writeVerifierKey } from '@feiyu/evidence'
import { PermitError } from '../errors.ts'
import type { Approval, Permit, PermitAfter, PermitCount, PermitField, PermitWho } from './permit.ts'
import { approvalDigest, permitId } from './read-permit.ts'
import { signPermitId } from './signatures.ts'
import { lastMoment } from './validity.ts'

/** What one crossing adds to its approval. */
export interface Particulars {
  /** Origin of the log that will publish the permit. */
  readonly log: string
  readonly epoch: number
  readonly run: string
  readonly flow: string | null
  readonly scenario: string | null
  readonly exporter: PermitWho['exporter']
  readonly revision: Digest
  /** What is counted, with the headroom that was found to be free; never above the ceilings of the approval. */
  readonly count: PermitCount
  /** Fields of the approval that this crossing narrows; the approval's own where it narrows none. */
  readonly fields?: readonly PermitField[]
  readonly after: PermitAfter
  /** Next day of change of each pack that the decision used. */
  readonly lawChanges: readonly CivilDate[]
}

/**
 * Mints a permit for one crossing from an approval, valid from now on.
 *
 * @throws PermitError FEIYU_PERMIT_APPROVAL_NOT_IN_FORCE
 */
export async function mintPermit(
  approval: Approval,
  particulars: Particulars,
  clock: Clock,
  port: Signer,
): Promise<Permit> {
  const now = clock.now()
  const mechanism = approval.ground.mechanism?.validUntil ?? null
  const ends = { approval: Date.parse(approval.notAfter), mechanism, changes: particulars.lawChanges }
  const last = lastMoment(now, ends)
  if (now < Date.parse(approval.notBefore) || last < now) {
    throw new PermitError(
      'FEIYU_PERMIT_APPROVAL_NOT_IN_FORCE',
      `the approval \`${approval.id}\` or its mechanism is not in force now; have a new one signed`,
    )
  }
  const { log, epoch, run, flow, scenario, exporter, revision, count, fields, after } = particulars
  const unsigned: Omit<Permit, 'id' | 'signature'> = {
    schema: 'feiyu.permit/1',
    issuedAt: instantOf(now),
    notBefore: instantOf(now),
    notAfter: instantOf(last),
    uses: 1,
    log,
    port: writeVerifierKey(port.key),
    epoch,
    why: { approval: await approvalDigest(approval), flow, mode: 'file', run, purpose: approval.purpose, scenario },
    who: {
      handler: approval.handler,
      exporter,
      overseasRecipient: approval.overseasRecipient,
      onward: approval.onward,
    },
    ground: approval.ground,
    what: { revision, fields: fields ?? approval.fields },
    watch: approval.watch,
    count,
    conditions: approval.conditions,
    consent: approval.consent,
    after,
  }
  const id = await permitId(unsigned)
  return { ...unsigned, id, signature: await signPermitId(id, port) }
}
