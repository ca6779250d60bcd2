import { createHash, createPrivateKey, createPublicKey, sign } from 'node:crypto'
import { type Clock, type Digest, parseCivilDate } from '@feiyu/core'
import { hashingWith, instantOf, type Signer, verifierKey } from '@feiyu/evidence'
import { mintPermit, type Particulars } from '../permit/mint-permit.ts'
import type { Approval, Permit } from '../permit/permit.ts'
import { signApproval } from '../permit/sign-approval.ts'
import type { Trust } from '../permit/verify-permit.ts'

const nodeHashing = hashingWith((bytes) => new Uint8Array(createHash('sha256').update(bytes).digest()))

/** Noon in Shanghai. */
export const noon = Date.parse('2026-11-25T12:00:00+08:00')
export const atNoon: Clock = { now: () => noon }

export const portSigner = signerOf('example.com/port', 1)
export const approverSigner = signerOf('example.com/wang', 2)
export const stranger = signerOf('example.com/stranger', 3)

/** An approval of a file of three columns, signed by the one approver. */
export async function sampleApproval(changes: Partial<Approval> = {}): Promise<Approval> {
  const approval: Approval = {
    schema: 'feiyu.approval/1',
    id: 'approval-1',
    notBefore: instantOf(noon - 86_400_000),
    notAfter: instantOf(noon + 10 * 86_400_000),
    handler: { name: '示例贸易有限公司', uscc: '91310000MA1FL00000' },
    group: null,
    overseasRecipient: { name: 'Beispiel GmbH', country: 'DE', keyDigest: null },
    onward: [],
    purpose: '客户服务',
    ground: {
      pathway: 'EXEMPT_ART5_SMALL',
      kind: 'exemption',
      citations: ['cn-2024-flows#art-5.1.4'],
      mechanism: null,
      decision: digestOfText('decision'),
      asOf: parseCivilDate('2026-11-25'),
      packs: [{ id: 'cn', digest: digestOfText('pack') }],
      classTable: digestOfText('classes'),
    },
    fields: [
      { path: 'order', type: 'cn.order', category: 'business', action: 'pass' },
      { path: 'mobile', type: 'cn.mobile', category: 'personal', action: 'pass' },
      { path: 'remark', type: 'text', category: 'business', action: 'mask', keepStart: 1, keepEnd: 0 },
    ],
    watch: {
      detectors: digestOfText('detectors'),
      cleared: [{ path: 'mobile', detectors: ['cn.mobile'] }],
      strongHit: 'stop',
      weakHoldAbove: 0.01,
      drift: { onNewField: 'hold', onMissingField: 'hold', onNewClass: 'stop' },
      undecodable: 'stop',
    },
    ceilings: { rows: 1000, bytes: 1_000_000, newPersons: { ordinary: 100, sensitive: 0 } },
    conditions: [
      { duty: 'pipia', state: 'met', proof: digestOfText('pipia'), by: 'wang', on: parseCivilDate('2026-11-20') },
    ],
    consent: null,
    approvals: [],
    ...changes,
  }
  return signApproval(approval, { person: 'wang', role: 'compliance', signer: approverSigner }, atNoon)
}

/** What the sample permit adds to its approval. */
export function sampleParticulars(changes: Partial<Particulars> = {}): Particulars {
  return {
    log: portSigner.key.name,
    epoch: 1,
    run: 'run-1',
    flow: null,
    scenario: null,
    exporter: '示例贸易有限公司',
    revision: digestOfText('input'),
    count: {
      subject: { path: 'mobile', keyType: 'cn.mobile', handlerPath: null },
      books: [
        { handler: '91310000MA1FL00000', book: digestOfText('book'), newPersons: { ordinary: 100, sensitive: 0 } },
      ],
      account: { kind: 'counted' },
      registers: { kind: 'system', name: 'shop' },
      counted: [{ path: 'mobile', type: 'cn.mobile', bit: 0, sensitive: false }],
      ceilings: { rows: 1000, bytes: 1_000_000, newPersons: { ordinary: 100, sensitive: 0 } },
    },
    after: { recipientDeleteBy: null, acknowledgeWithinDays: 30 },
    lawChanges: [],
    ...changes,
  }
}

/** A permit for one crossing of that file, valid from noon. */
export async function samplePermit(changes: Partial<Particulars> = {}, approval?: Approval): Promise<Permit> {
  return mintPermit(approval ?? (await sampleApproval()), sampleParticulars(changes), atNoon, portSigner)
}

/** What a gate trusts that knows the port and its approver. */
export function sampleTrust(changes: Partial<Trust> = {}): Trust {
  return {
    log: portSigner.key.name,
    portKeys: [portSigner.key],
    enrolledApprovers: [{ person: 'wang', key: approverSigner.key }],
    epoch: 1,
    clock: atNoon,
    used: () => false,
    ...changes,
  }
}

export function digestOfText(text: string): Digest {
  return `sha256:${createHash('sha256').update(text).digest('hex')}`
}

/** A signer whose private key is made of one byte: the same in every run. */
export function signerOf(name: string, byte: number): Signer {
  const der = Buffer.concat([Buffer.from('302e020100300506032b657004220420', 'hex'), Buffer.alloc(32, byte)])
  const privateKey = createPrivateKey({ key: der, format: 'der', type: 'pkcs8' })
  const spki = createPublicKey(privateKey).export({ format: 'der', type: 'spki' })
  return {
    key: nodeHashing(verifierKey(name, new Uint8Array(spki.subarray(-32)))),
    sign: (message) => new Uint8Array(sign(null, message, privateKey)),
  }
}
