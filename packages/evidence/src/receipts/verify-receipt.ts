import type { Digest, Json } from '@feiyu/core'
import { commit } from '../entries/commitment.ts'
import { EvidenceFormError } from '../errors.ts'
import { type RunHashing, webHashing } from '../hashing.ts'
import { type Checkpoint, openCheckpoint } from '../notes/checkpoint.ts'
import { readVerifierKey, type VerifierKey } from '../notes/verifier-key.ts'
import { verifyAcknowledgement } from './acknowledgement.ts'
import { type Fault, fault } from './fault.ts'
import { type Receipt, readReceipt } from './receipt.ts'
import { verifyBinding } from './verify-binding.ts'
import { verifyProven } from './verify-proven.ts'

/** Whether a receipt holds. It shows order and integrity under the log's key, not the honesty of who holds that key. */
export type ReceiptVerdict =
  | {
      readonly kind: 'holds'
      readonly receipt: Receipt
      readonly checkpoint: Checkpoint
      readonly data: 'same' | 'not-compared'
      /** The disclosed values, each by the member of the entry that commits to it: `handler`, `recipient`, `purpose` … */
      readonly disclosed: readonly Disclosed[]
      /** Names on signature lines of the checkpoint whose keys are not known here: nothing is said of them. */
      readonly unknownSigners: readonly string[]
    }
  | { readonly kind: 'refused'; readonly faults: readonly Fault[] }

/** A value that a receipt discloses. */
export interface Disclosed {
  readonly name: string
  readonly value: Json
}

export interface VerifyOptions {
  /** SHA-256 of the data that is said to have crossed; without it the data is not compared. */
  readonly outputDigest?: Digest | undefined
  /** Keys of witnesses, whose lines under the checkpoint are verified when present. */
  readonly witnesses?: readonly VerifierKey[] | undefined
  readonly hashing?: RunHashing | undefined
}

/**
 * Verifies a receipt offline with nothing but the log's verifier key (`NAME+KEY ID+BASE64`). What does not hold is
 * named part by part; a verifier key that cannot be read is thrown as a `NoteError`.
 *
 * @example const verdict = await verifyReceipt(text, 'example.com/port+1f3a…+AQ…')
 */
export async function verifyReceipt(
  receipt: string | Uint8Array,
  verifierKey: string,
  { outputDigest, witnesses = [], hashing = webHashing }: VerifyOptions = {},
): Promise<ReceiptVerdict> {
  const key = await hashing(readVerifierKey(verifierKey))
  const read = readOrFault(receipt)
  if ('code' in read) return { kind: 'refused', faults: [read] }

  const opened = await openCheckpoint(read.checkpoint, key, witnesses)
  const disclosures = await openDisclosures(read, hashing)
  const tree = opened.kind === 'signed' ? opened.checkpoint : undefined
  const faults: Fault[] = [
    ...(opened.kind === 'refused' ? [fault('checkpoint', checkpointFaults[opened.problem])] : []),
    ...(await verifyProven('permit', read.permit, tree, key, hashing)),
    ...(await verifyProven('outcome', read.outcome, tree, key, hashing)),
    ...verifyBinding(read),
    ...disclosures.faults,
    ...(await verifyAcknowledgement(read, hashing)),
    ...verifyData(read, outputDigest),
  ]
  if (opened.kind === 'refused' || faults.length > 0) return { kind: 'refused', faults }
  return {
    kind: 'holds',
    receipt: read,
    checkpoint: opened.checkpoint,
    data: outputDigest === undefined ? 'not-compared' : 'same',
    disclosed: disclosures.disclosed,
    unknownSigners: opened.unknown,
  }
}

const checkpointFaults = {
  malformed: 'checkpoint-malformed',
  'bad-signature': 'checkpoint-signature',
  'not-signed': 'checkpoint-not-signed',
  'other-log': 'checkpoint-other-log',
} as const

function readOrFault(receipt: string | Uint8Array): Receipt | Fault {
  try {
    return readReceipt(receipt)
  } catch (error) {
    if (error instanceof EvidenceFormError) return fault('receipt', 'not-a-receipt', error.message)
    throw error
  }
}

/** Every disclosed value has to be one that an entry commits to; it is named by the member that does. */
async function openDisclosures(
  receipt: Receipt,
  hashing: RunHashing,
): Promise<{ readonly disclosed: readonly Disclosed[]; readonly faults: readonly Fault[] }> {
  const committed = new Map([
    ...namedTexts(receipt.outcome.entry.body, ''),
    ...namedTexts(receipt.permit.entry.body, ''),
  ])
  const disclosed: Disclosed[] = []
  const faults: Fault[] = []
  for (const [place, { value, salt }] of receipt.disclosures.entries()) {
    const name = committed.get(await hashing(commit(value, salt)))
    if (name === undefined) faults.push(fault('disclosure', 'not-committed', `disclosure ${place + 1}`))
    else disclosed.push({ name, value })
  }
  return { disclosed, faults }
}

/** Every text in a value, with the name of the member that holds it. */
function namedTexts(value: unknown, name: string): readonly (readonly [string, string])[] {
  if (typeof value === 'string') return [[value, name]]
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([member, inner]) => namedTexts(inner, member))
}

function verifyData({ outcome }: Receipt, outputDigest: Digest | undefined): readonly Fault[] {
  const { digest } = outcome.entry.body.released
  if (outputDigest === undefined) return []
  if (digest === undefined) return [fault('data', 'no-data-released')]
  return digest === outputDigest ? [] : [fault('data', 'data-differs')]
}
