import { createRequire } from 'node:module'
import { isDeepStrictEqual } from 'node:util'
import { sigstoreTrustedRoot, type VerifierKey } from '@feiyu/evidence'
import { toSignedEntity, toTrustMaterial, Verifier } from '@sigstore/verify'
import { lenientNote } from './notes.ts'

type Bundle = Parameters<typeof toSignedEntity>[0]
type TrustedRoot = Parameters<typeof toTrustMaterial>[0]

// The readers of bundle and trusted root that the verifier itself depends on, in the very copies that it uses.
const sigstore = createRequire(createRequire(import.meta.url).resolve('@sigstore/verify'))
const { bundleFromJSON }: { bundleFromJSON(json: unknown): Bundle } = sigstore('@sigstore/bundle')
const { TrustedRoot: rootReader }: { TrustedRoot: { fromJSON(json: unknown): TrustedRoot } } =
  sigstore('@sigstore/protobuf-specs')

/** Checks bundles with `@sigstore/verify`, unmodified, that knows nothing but the log's key. */
export class SigstoreCheck {
  readonly #verifier: Verifier

  constructor(key: VerifierKey) {
    const root = rootReader.fromJSON(sigstoreTrustedRoot(key))
    const [log] = root.tlogs
    // The entries are signed with the log's own key, which the bundles name by the log's key ID.
    const keys = { [Buffer.from(key.id).toString('base64')]: log!.publicKey! }
    this.#verifier = new Verifier(toTrustMaterial(root, keys), { tlogThreshold: 1, timestampThreshold: 0 })
  }

  /** Why the bundle is refused, or `undefined`. Whatever the text is, it must not be accepted by a crash. */
  refusal(text: string): string | undefined {
    try {
      this.#verifier.verify(toSignedEntity(bundleFromJSON(JSON.parse(text))))
      return undefined
    } catch (error) {
      return error instanceof Error ? `${error.name}: ${error.message}` : String(error)
    }
  }
}

/**
 * Whether the two texts are the same to the verifier: it reads base64 leniently, passes over members that it does not
 * know, and does not look at the ones below.
 */
export function sameToSigstore(text: string, other: string): boolean {
  return isDeepStrictEqual(looked(text), looked(other))
}

function looked(text: string): unknown {
  const bundle = bundleFromJSON(JSON.parse(text))
  const { content, verificationMaterial } = bundle
  return {
    content:
      content.$case === 'dsseEnvelope'
        ? { ...content.dsseEnvelope, signatures: content.dsseEnvelope.signatures.map(({ sig }) => sig) }
        : content,
    key: verificationMaterial.content,
    entries: verificationMaterial.tlogEntries.map(({ logId, kindVersion, inclusionProof, canonicalizedBody }) => ({
      logId,
      kindVersion,
      canonicalizedBody,
      index: inclusionProof?.logIndex,
      hashes: inclusionProof?.hashes,
      checkpoint: lenientNote(inclusionProof?.checkpoint?.envelope ?? ''),
    })),
  }
}
