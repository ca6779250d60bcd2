import { canonicalJson, type Json } from '@feiyu/core'
import { type Bytes, base64Of, bytesOfBase64, textOf } from '../bytes.ts'
import { saltBytes } from '../entries/commitment.ts'
import { type Entry, entryShape, readCanonical } from '../entries/entry.ts'
import { leafJson, leafShape } from '../entries/leaf.ts'
import { list, oneOf, optional, record, type Shape, when } from '../entries/shape.ts'
import { count } from '../entries/values.ts'
import { EvidenceFormError } from '../errors.ts'
import { hashBytes } from '../merkle/tree.ts'
import { isProven, type ProvenEntry } from './proven-entry.ts'

/** A value that an entry commits to, with the salt that opens the commitment. Leaving it out is erasing it. */
export interface Disclosure {
  readonly value: Json
  readonly salt: Bytes
}

/** The recipient's signed note over the outcome (`acknowledgementText`), with the recipient's verifier key. */
export interface Acknowledgement {
  readonly key: string
  readonly note: string
}

/** What was permitted and what crossed, provable without the log: entries, leaves, proofs and one checkpoint over both. */
export interface Receipt {
  readonly permit: ProvenEntry<Extract<Entry, { readonly kind: 'permit' }>>
  readonly outcome: ProvenEntry<Extract<Entry, { readonly kind: 'outcome' }>>
  /** Signed note of the log. */
  readonly checkpoint: string
  readonly disclosures: readonly Disclosure[]
  /** `null`: one-sided, only the log's side speaks. */
  readonly acknowledgement: Acknowledgement | null
}

/** Writes a receipt as canonical JSON. */
export function writeReceipt(receipt: Receipt): string {
  return canonicalJson({
    schema: 'feiyu.receipt/1',
    permit: provenJson(receipt.permit),
    outcome: provenJson(receipt.outcome),
    checkpoint: receipt.checkpoint,
    disclosures: receipt.disclosures.map(({ value, salt }) => ({ value, salt: base64Of(salt) })),
    ...(receipt.acknowledgement === null ? { oneSided: true } : { acknowledgement: receipt.acknowledgement }),
  })
}

/** Reads a receipt, which must be canonical JSON. Verifies nothing: that is `verifyReceipt`. */
export function readReceipt(receipt: string | Uint8Array): Receipt {
  return readCanonical(typeof receipt === 'string' ? receipt : textOf(receipt), receiptShape, 'receipt')
}

function provenJson({ entry, leaf, index, hashes }: ProvenEntry) {
  return { entry, leaf: leafJson(leaf), index, proof: hashes.map(base64Of) }
}

const text = when((value): value is string => typeof value === 'string', 'text')
const anyJson = when((value): value is Json => value !== undefined, 'a value')

/** Siblings that a proof may have: more than any tree whose size is a whole number of JSON. */
const mostHashes = 64

const provenShape = record({
  entry: entryShape,
  leaf: leafShape,
  index: count,
  proof: list(base64(hashBytes), mostHashes),
})

const envelope = record({
  schema: oneOf('feiyu.receipt/1'),
  permit: provenShape,
  outcome: provenShape,
  checkpoint: text,
  disclosures: list(record({ value: anyJson, salt: base64(saltBytes) }), 64),
  oneSided: optional(oneOf(true)),
  acknowledgement: optional(record({ key: text, note: text })),
})

const receiptShape: Shape<Receipt> = {
  read(value, at) {
    const { permit, outcome, checkpoint, disclosures, oneSided, acknowledgement } = envelope.read(value, at)
    if ((oneSided === undefined) === (acknowledgement === undefined)) {
      throw new EvidenceFormError(
        'FEIYU_EVIDENCE_MISSING_KEY',
        'a receipt has either `oneSided` or `acknowledgement`; use the file as it was written',
        { at },
      )
    }
    return {
      permit: provenOf(permit, 'permit', at),
      outcome: provenOf(outcome, 'outcome', at),
      checkpoint,
      disclosures,
      acknowledgement: acknowledgement ?? null,
    }
  },
}

function provenOf<K extends 'permit' | 'outcome'>(
  { entry, leaf, index, proof }: ReturnType<typeof provenShape.read>,
  kind: K,
  at: string,
): ProvenEntry<Extract<Entry, { readonly kind: K }>> {
  const proven: ProvenEntry = { entry, leaf, index, hashes: proof }
  if (isProven(proven, kind)) return proven
  throw new EvidenceFormError('FEIYU_EVIDENCE_WRONG_TYPE', `\`${at}.${kind}.entry\` must be an entry of that kind`, {
    at,
  })
}

function base64(length: number): Shape<Bytes> {
  return {
    read(value, at) {
      const bytes = typeof value === 'string' ? bytesOfBase64(value) : undefined
      if (bytes?.length === length) return bytes
      throw new EvidenceFormError('FEIYU_EVIDENCE_WRONG_TYPE', `\`${at}\` must be ${length} bytes in base64`, { at })
    },
  }
}
