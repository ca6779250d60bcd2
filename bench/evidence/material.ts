import { generateKeyPairSync, hash } from 'node:crypto'
import { type Bytes, hashingWith, idOf, instantOf, verifierKey, writeEntry } from '@feiyu/evidence'
import { type RecordSigner, signingThread } from '@feiyu/gate'

/** Hashing at once on `node:crypto`. */
export const hashing = hashingWith((bytes) => new Uint8Array(hash('sha256', bytes, 'buffer')))

/** A signer with a new key that signs on a thread of its own, as a log with many writers needs. */
export function newSigner(name: string): RecordSigner {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519')
  const spki = publicKey.export({ format: 'der', type: 'spki' })
  return signingThread(hashing(verifierKey(name, Uint8Array.from(spki.subarray(-32)))), privateKey)
}

/** Entries that differ, each the permit of a crossing: some 900 bytes. */
export function permitEntries(count: number): readonly Bytes[] {
  const at = instantOf(Date.UTC(2026, 10, 25))
  const digest = (text: string): `sha256:${string}` => `sha256:${hash('sha256', text)}`
  const commitment = (text: string): `salted:${string}` => `salted:${hash('sha256', text)}`
  return Array.from({ length: count }, (_, number) =>
    writeEntry('permit', at, {
      permit: digest(`permit ${number}`),
      decision: digest('decision'),
      packs: [{ id: idOf('cn'), digest: digest('pack') }],
      ground: { pathway: idOf('exempt'), kind: 'exemption', citations: [idOf('cn-2024-flows#art-5.1.4')] },
      mode: 'file',
      purpose: commitment('purpose'),
      recipient: commitment('recipient'),
      country: idOf('DE'),
      input: digest(`input ${number}`),
      fields: digest('fields'),
      notBefore: at,
      notAfter: at,
      ceilings: { rows: 1000, bytes: 100_000, newPersons: { ordinary: 900, sensitive: 10 } },
      conditions: [{ duty: idOf('pipia'), state: 'met', proof: digest('pipia') }],
    }),
  )
}
