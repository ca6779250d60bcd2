import type { Digest, Json } from '@feiyu/core'
import { type Bytes, base64Of, bytesOfBase64, concat, sameBytes, textOf, utf8 } from '../bytes.ts'
import { EvidenceFormError } from '../errors.ts'
import { digestOfHash, type Hashing, type RunHashing, sha256 } from '../hashing.ts'
import { hashBytes } from '../merkle/tree.ts'
import type { Signer } from '../notes/verifier-key.ts'
import type { LogRecord } from '../tiles/log-state.ts'
import { readCanonical } from './entry.ts'
import { oneOf, record, type Shape, when } from './shape.ts'

/** Type of the payload that an entry is signed as (DSSE). */
export const entryPayloadType = 'application/vnd.feiyu.entry+json'

/** What a leaf says: this key has signed the entry of this digest. */
export interface Leaf {
  /** SHA-256 of the bytes that are signed, `signedBytes(entry)`. Also the name of the entry wherever one is referred to. */
  readonly digest: Bytes
  /** Ed25519, 64 bytes. */
  readonly signature: Bytes
  /** 32 bytes. */
  readonly publicKey: Bytes
}

const signatureBytes = 64
const publicKeyBytes = 32
/** What DER puts before an Ed25519 public key (RFC 8410). */
const derPrefix = Uint8Array.of(0x30, 0x2a, 0x30, 0x05, 0x06, 0x03, 0x2b, 0x65, 0x70, 0x03, 0x21, 0x00)

/**
 * The bytes that are signed for an entry: DSSE's pre-authentication encoding. It names the type of the payload, so a
 * signature over an entry is never one over a checkpoint by the same key.
 */
export function signedBytes(entry: Uint8Array): Bytes {
  return concat([utf8(`DSSEv1 ${entryPayloadType.length} ${entryPayloadType} ${entry.length} `), entry])
}

/** The digest that names an entry. */
export function* entryDigest(entry: Uint8Array): Hashing<Digest> {
  return digestOfHash(yield signedBytes(entry))
}

/** Signs an entry and makes its record for the log; `digest` is the name of the entry. */
export async function signEntry(
  entry: Bytes,
  signer: Signer,
  hashing: RunHashing,
): Promise<LogRecord & { readonly digest: Digest }> {
  const message = signedBytes(entry)
  const [digest, signature] = await Promise.all([hashing(sha256(message)), signer.sign(message)])
  const leaf = writeLeaf({ digest, signature, publicKey: signer.key.publicKey })
  return { entry, leaf, digest: digestOfHash(digest) }
}

/**
 * Bytes of a leaf: the canonical JSON of a Sigstore `hashedrekord` 0.0.2. It is written in place, since the log writes
 * one for each entry and base64 never needs an escape.
 */
export function writeLeaf({ digest, signature, publicKey }: Leaf): Bytes {
  const data = `{"algorithm":"SHA2_256","digest":"${base64Of(digest)}"}`
  const verifier = `{"keyDetails":"PKIX_ED25519","publicKey":{"rawBytes":"${base64Of(derOf(publicKey))}"}}`
  const record = `{"data":${data},"signature":{"content":"${base64Of(signature)}","verifier":${verifier}}}`
  return utf8(`{"apiVersion":"0.0.2","kind":"hashedrekord","spec":{"hashedRekordV002":${record}}}`)
}

/** Reads the bytes of a leaf, which must be exactly those that `writeLeaf` writes. */
export function readLeaf(bytes: Uint8Array): Leaf {
  return readCanonical(textOf(bytes), leafShape, 'leaf')
}

/** DER form of a public key (SubjectPublicKeyInfo). */
export function derOf(publicKey: Bytes): Bytes {
  return concat([derPrefix, publicKey])
}

/** A leaf as it stands in a receipt: the JSON that its bytes are. */
export function leafJson(leaf: Leaf): Json {
  return JSON.parse(textOf(writeLeaf(leaf)) ?? '')
}

const base64 = when(
  (value): value is string => typeof value === 'string' && bytesOfBase64(value) !== undefined,
  'base64',
)
const bodyShape = record({
  apiVersion: oneOf('0.0.2'),
  kind: oneOf('hashedrekord'),
  spec: record({
    hashedRekordV002: record({
      data: record({ algorithm: oneOf('SHA2_256'), digest: base64 }),
      signature: record({
        content: base64,
        verifier: record({ keyDetails: oneOf('PKIX_ED25519'), publicKey: record({ rawBytes: base64 }) }),
      }),
    }),
  }),
})

/** How the body of a leaf is read. */
export const leafShape: Shape<Leaf> = {
  read(value, at) {
    const { data, signature } = bodyShape.read(value, at).spec.hashedRekordV002
    const der = sized(signature.verifier.publicKey.rawBytes, derPrefix.length + publicKeyBytes, at)
    if (!sameBytes(der.subarray(0, derPrefix.length), derPrefix)) throw wrongLength(at)
    return {
      digest: sized(data.digest, hashBytes, at),
      signature: sized(signature.content, signatureBytes, at),
      publicKey: der.slice(derPrefix.length),
    }
  },
}

function sized(text: string, length: number, at: string): Bytes {
  const bytes = bytesOfBase64(text)
  if (bytes?.length !== length) throw wrongLength(at)
  return bytes
}

function wrongLength(at: string): EvidenceFormError {
  return new EvidenceFormError(
    'FEIYU_EVIDENCE_WRONG_TYPE',
    `\`${at}\` does not hold a SHA-256 digest, an Ed25519 signature and an Ed25519 public key`,
    { at },
  )
}
