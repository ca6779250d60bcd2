import type { Digest } from '@feiyu/core'
import { type Bytes, hexOf, utf8 } from '../bytes.ts'
import { commit } from '../entries/commitment.ts'
import type { EntryBody } from '../entries/kinds.ts'
import { idOf, instantOf } from '../entries/values.ts'
import { sha256 } from '../hashing.ts'
import { writeVerifierKey } from '../notes/verifier-key.ts'
import { recipientKeyDigest } from '../receipts/acknowledgement.ts'
import type { Disclosure } from '../receipts/receipt.ts'
import { nodeHashing } from './hashing.ts'
import { recipientSigner } from './signer.ts'

const moment = Date.UTC(2026, 10, 23, 8)

/** Digest of a text. */
export function digestOfText(text: string): Digest {
  return `sha256:${hexOf(nodeHashing(sha256(utf8(text))))}`
}

/** What the sample permit commits to, with the salts. */
export const disclosures: readonly Disclosure[] = [
  { value: { name: '示例贸易有限公司', uscc: '91310000MA1FL00000' }, salt: saltOf(1) },
  { value: { name: 'Beispiel GmbH', country: 'DE' }, salt: saltOf(2) },
  { value: '客户服务', salt: saltOf(3) },
]
const [handler, recipient, purpose] = disclosures.map(({ value, salt }) => nodeHashing(commit(value, salt)))

/** A permit for a file of 1,000 rows to Germany. */
export const samplePermit: EntryBody<'permit'> = {
  permit: digestOfText('permit'),
  decision: digestOfText('decision'),
  packs: [{ id: idOf('cn'), digest: digestOfText('pack') }],
  ground: { pathway: idOf('exempt'), kind: 'exemption', citations: [idOf('cn-2024-flows#art-5.1.4')] },
  mode: 'file',
  purpose: purpose!,
  handler: handler!,
  recipient: recipient!,
  recipientKey: nodeHashing(recipientKeyDigest(writeVerifierKey(recipientSigner.key))),
  country: idOf('DE'),
  input: digestOfText('input'),
  fields: digestOfText('fields'),
  notBefore: instantOf(moment),
  notAfter: instantOf(moment + 3_600_000),
  ceilings: { rows: 1000, bytes: 100_000, newPersons: { ordinary: 900, sensitive: 10 } },
  conditions: [{ duty: idOf('pipia'), state: 'met', proof: digestOfText('pipia') }],
}

/** The crossing under that permit, complete. */
export const sampleOutcome: EntryBody<'outcome'> = {
  permit: samplePermit.permit,
  end: 'completed',
  read: { digest: samplePermit.input, bytes: 98_000, rows: 1000, persons: 950 },
  released: { digest: digestOfText('output'), bytes: 90_000, rows: 999, persons: 949 },
  newPersons: { ordinary: 800, sensitive: 0 },
  dropped: { [idOf('cn.resident-id')]: 1000 },
  firstRelease: instantOf(moment + 1000),
  lastRelease: instantOf(moment + 2000),
  gateway: idOf('edge-1'),
  clock: idOf('system'),
}

function saltOf(byte: number): Bytes {
  return new Uint8Array(16).fill(byte)
}
