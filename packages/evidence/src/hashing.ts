import type { Digest } from '@feiyu/core'
import { type Bytes, hexOf } from './bytes.ts'

/**
 * Work that needs SHA-256. It hands out bytes and takes back their hash, so that one text of an algorithm runs on a
 * hash that answers at once (the log's writer, on `node:crypto`) and on one that has to be awaited (a browser).
 *
 * @example const root = hashing(treeRoot(state)) // hashing = hashingWith((bytes) => createHash('sha256')…)
 */
export type Hashing<T> = Generator<Bytes, T, Bytes>

/** Runs hashing work to its end. `webHashing` and the result of `hashingWith` are the two there are. */
export type RunHashing = <T>(work: Hashing<T>) => T | Promise<T>

/** Runs hashing work at once on a SHA-256 that answers at once. */
export function hashingWith(sha256: (bytes: Bytes) => Bytes): <T>(work: Hashing<T>) => T {
  return (work) => {
    let step = work.next()
    while (step.done !== true) step = work.next(sha256(step.value))
    return step.value
  }
}

/** Runs hashing work on WebCrypto: browsers, and wherever a few dozen hashes are all there is. */
export async function webHashing<T>(work: Hashing<T>): Promise<T> {
  let step = work.next()
  while (step.done !== true) step = work.next(new Uint8Array(await crypto.subtle.digest('SHA-256', step.value)))
  return step.value
}

/** SHA-256 of bytes, as hashing work. */
export function* sha256(bytes: Bytes): Hashing<Bytes> {
  return yield bytes
}

/** A hash in the form that entries and receipts write. */
export function digestOfHash(hash: Uint8Array): Digest {
  return `sha256:${hexOf(hash)}`
}
