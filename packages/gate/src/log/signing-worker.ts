/** The thread of `signingThread`: signs each entry of a batch and writes its leaf. */
import { type KeyObject, sign } from 'node:crypto'
import { parentPort, workerData } from 'node:worker_threads'
import type { Digest } from '@feiyu/core'
import { type Bytes, type Signer, signEntry, type VerifierKey } from '@feiyu/evidence'
import { nodeHashing } from './log-files.ts'

export interface SigningKey {
  readonly key: VerifierKey
  readonly privateKey: KeyObject
}

export type ToSign = readonly Bytes[]

/** By entry, its leaf and its name. */
export type Signed = readonly { readonly leaf: Bytes; readonly digest: Digest }[]

const { key, privateKey }: SigningKey = workerData
const signer: Signer = { key, sign: (message) => new Uint8Array(sign(null, message, privateKey)) }

parentPort?.on('message', async (entries: ToSign) => {
  const signed: Signed[number][] = []
  for (const entry of entries) {
    const { leaf, digest } = await signEntry(entry, signer, nodeHashing)
    signed.push({ leaf, digest })
  }
  parentPort?.postMessage(signed satisfies Signed)
})
