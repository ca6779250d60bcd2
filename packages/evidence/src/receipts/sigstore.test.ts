import { createRequire } from 'node:module'
import type { Json } from '@feiyu/core'
import { toSignedEntity, toTrustMaterial, Verifier } from '@sigstore/verify'
import { expect, test } from 'vitest'
import { receiptOf } from '../testing/sample-receipt.ts'
import { logSigner, witnessSigner } from '../testing/signer.ts'
import { sigstoreBundles, sigstoreTrustedRoot } from './sigstore.ts'

// The readers that the verifier itself depends on. The whole of it, on a large log, is `npm run conformance:evidence`.
const sigstore = createRequire(createRequire(import.meta.url).resolve('@sigstore/verify'))
const { bundleFromJSON }: { bundleFromJSON(json: Json): Parameters<typeof toSignedEntity>[0] } =
  sigstore('@sigstore/bundle')
const { TrustedRoot }: { TrustedRoot: { fromJSON(json: Json): Parameters<typeof toTrustMaterial>[0] } } =
  sigstore('@sigstore/protobuf-specs')

test('Sigstore verifies the entries of a receipt knowing the key of the log alone, and refuses altered ones', async () => {
  const { permit, outcome } = await sigstoreBundles(await receiptOf(), logSigner.key)
  for (const bundle of [permit, outcome]) expect(() => verify(bundle)).not.toThrow()
  const text = JSON.stringify(outcome)
  const altered = [
    text.replace(/("payload":".{400})(.)/, (_, before, letter) => before + (letter === 'A' ? 'B' : 'A')),
    text.replace(/("hashes":\[".)(.)/, (_, before, letter) => before + (letter === 'A' ? 'B' : 'A')),
    text.replace('\\n21\\n', '\\n22\\n'),
    text.replace('"logIndex":"17"},', '"logIndex":"16"},').replaceAll('"logIndex":"17"', '"logIndex":"16"'),
    text.replace(/("canonicalizedBody":".{300})(.)/, (_, before, letter) => before + (letter === 'A' ? 'B' : 'A')),
  ]
  for (const each of altered) {
    expect(each).not.toBe(text)
    expect(() => verify(JSON.parse(each))).toThrow()
  }
})

test('a receipt under another key is not exported', async () => {
  await expect(sigstoreBundles(await receiptOf(), witnessSigner.key)).rejects.toMatchObject({
    code: 'FEIYU_NOTE_CHECKPOINT',
  })
})

function verify(bundle: Json): void {
  const root = TrustedRoot.fromJSON(sigstoreTrustedRoot(logSigner.key))
  const keys = { [Buffer.from(logSigner.key.id).toString('base64')]: root.tlogs[0]!.publicKey! }
  new Verifier(toTrustMaterial(root, keys), { timestampThreshold: 0 }).verify(toSignedEntity(bundleFromJSON(bundle)))
}
