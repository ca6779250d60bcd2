import { canonicalJson, type Json } from '@feiyu/core'
import { base64Of, utf8 } from '../bytes.ts'
import { derOf, entryPayloadType, writeLeaf } from '../entries/leaf.ts'
import { NoteError } from '../errors.ts'
import { openCheckpoint } from '../notes/checkpoint.ts'
import type { VerifierKey } from '../notes/verifier-key.ts'
import type { ProvenEntry } from './proven-entry.ts'
import type { Receipt } from './receipt.ts'

/**
 * The entries of a receipt as Sigstore bundles v0.3, one each, which Sigstore's own verifiers check: signature over the
 * entry, leaf, inclusion, checkpoint. They know nothing of permits; what binds the two entries only `verifyReceipt` knows.
 */
export async function sigstoreBundles(
  receipt: Receipt,
  key: VerifierKey,
): Promise<{ readonly permit: Json; readonly outcome: Json }> {
  return {
    permit: await sigstoreBundle(receipt.permit, receipt.checkpoint, key),
    outcome: await sigstoreBundle(receipt.outcome, receipt.checkpoint, key),
  }
}

/** One proven entry as a Sigstore bundle: a DSSE envelope, and `hashedrekord` 0.0.2 as its entry in the log. */
export async function sigstoreBundle(proven: ProvenEntry, note: string, key: VerifierKey): Promise<Json> {
  const { entry, leaf, index, hashes } = proven
  const opened = await openCheckpoint(note, key)
  if (opened.kind === 'refused') {
    throw new NoteError(
      'FEIYU_NOTE_CHECKPOINT',
      `the checkpoint does not hold under this key (${opened.problem}); verify the receipt first`,
    )
  }
  const { size, root } = opened.checkpoint
  return {
    mediaType: 'application/vnd.dev.sigstore.bundle.v0.3+json',
    verificationMaterial: {
      publicKey: { hint: base64Of(key.id) },
      tlogEntries: [
        {
          logIndex: String(index),
          logId: { keyId: base64Of(key.id) },
          kindVersion: { kind: 'hashedrekord', version: '0.0.2' },
          integratedTime: '0',
          inclusionProof: {
            logIndex: String(index),
            rootHash: base64Of(root),
            treeSize: String(size),
            hashes: hashes.map(base64Of),
            checkpoint: { envelope: note },
          },
          canonicalizedBody: base64Of(writeLeaf(leaf)),
        },
      ],
    },
    dsseEnvelope: {
      payload: base64Of(utf8(canonicalJson(entry))),
      payloadType: entryPayloadType,
      signatures: [{ sig: base64Of(leaf.signature), keyid: '' }],
    },
  }
}

/** The log's key as a Sigstore trusted root, which names the log by the full hash of its note key. */
export function sigstoreTrustedRoot(key: VerifierKey): Json {
  const logId = { keyId: base64Of(key.id) }
  return {
    mediaType: 'application/vnd.dev.sigstore.trustedroot+json;version=0.1',
    tlogs: [
      {
        baseUrl: `https://${key.name}`,
        hashAlgorithm: 'SHA2_256',
        publicKey: {
          rawBytes: base64Of(derOf(key.publicKey)),
          keyDetails: 'PKIX_ED25519',
          validFor: { start: '1970-01-01T00:00:00Z' },
        },
        logId,
        checkpointKeyId: logId,
      },
    ],
    certificateAuthorities: [],
    ctlogs: [],
    timestampAuthorities: [],
  }
}
