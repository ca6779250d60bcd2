import { createPublicKey, hash, type KeyObject, verify } from 'node:crypto'

/**
 * Runs work with a WebCrypto that answers at once. The platform's own answers from threads, in an order that is chance;
 * with it a seed would not be one history.
 */
export async function withPromptCrypto<T>(work: () => Promise<T>): Promise<T> {
  const own = Object.getOwnPropertyDescriptor(globalThis, 'crypto')!
  Object.defineProperty(globalThis, 'crypto', { value: { subtle: promptSubtle }, configurable: true })
  try {
    return await work()
  } finally {
    Object.defineProperty(globalThis, 'crypto', own)
  }
}

/** As much of WebCrypto as core and evidence use. */
const promptSubtle = {
  digest: async (_: string, bytes: Uint8Array) => new Uint8Array(hash('sha256', bytes, 'buffer')).buffer,
  importKey: async (_: string, publicKey: Uint8Array) => ed25519KeyOf(publicKey),
  verify: async (_: unknown, key: KeyObject, signature: Uint8Array, message: Uint8Array) =>
    verify(null, message, key, signature),
}

const keys = new Map<string, KeyObject>()

function ed25519KeyOf(publicKey: Uint8Array): KeyObject {
  const x = Buffer.from(publicKey).toString('base64url')
  const key = keys.get(x) ?? createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x }, format: 'jwk' })
  keys.set(x, key)
  return key
}
