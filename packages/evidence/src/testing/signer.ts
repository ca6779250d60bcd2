import { createPrivateKey, createPublicKey, sign } from 'node:crypto'
import { type Signer, verifierKey } from '../notes/verifier-key.ts'
import { nodeHashing } from './hashing.ts'

/** A signer whose private key is the seed, 32 bytes: the same in every run. */
export function signerOf(name: string, seed: Uint8Array): Signer {
  const der = Buffer.concat([Buffer.from('302e020100300506032b657004220420', 'hex'), seed])
  const privateKey = createPrivateKey({ key: der, format: 'der', type: 'pkcs8' })
  const spki = createPublicKey(privateKey).export({ format: 'der', type: 'spki' })
  return {
    key: nodeHashing(verifierKey(name, new Uint8Array(spki.subarray(-32)))),
    sign: (message) => new Uint8Array(sign(null, message, privateKey)),
  }
}

/** Test keys of a log, of a witness, and of a recipient. */
export const logSigner = signerOf('example.com/port/2026h2', Buffer.alloc(32, 1))
export const witnessSigner = signerOf('example.org/witness', Buffer.alloc(32, 2))
export const recipientSigner = signerOf('example.de/recipient', Buffer.alloc(32, 3))
