import { createHash, createPrivateKey, createPublicKey, type KeyObject, sign } from 'node:crypto'
import { type Bytes, idOf, instantOf, type Signer, verifierKey, writeEntry } from '@feiyu/evidence'
import { nodeHashing } from '../log/log-files.ts'

/** Signs test logs; the same key in every run. */
export const testSigner = signerOf('example.com/gate/log', 1)

/** A signer whose private key follows from a name and a number. Test logs only. */
export function signerOf(name: string, seed: number): Signer {
  const privateKey = privateKeyOf(name, seed)
  const spki = createPublicKey(privateKey).export({ format: 'der', type: 'spki' })
  return {
    key: nodeHashing(verifierKey(name, new Uint8Array(spki.subarray(-32)))),
    sign: (message) => new Uint8Array(sign(null, message, privateKey)),
  }
}

/** The private key of `signerOf`. */
export function privateKeyOf(name: string, seed: number): KeyObject {
  const secret = createHash('sha256').update(`${name} ${seed}`).digest()
  const der = Buffer.concat([Buffer.from('302e020100300506032b657004220420', 'hex'), secret])
  return createPrivateKey({ key: der, format: 'der', type: 'pkcs8' })
}

/** An entry that differs from that of every other number. */
export function entryOf(number: number): Bytes {
  return writeEntry('deny', instantOf(Date.UTC(2026, 10, 25) + number), {
    reasons: [{ code: idOf('pipia-missing'), row: number }],
    missing: [idOf('pipia')],
  })
}
