import { type KeyObject, sign } from 'node:crypto'
import { Worker } from 'node:worker_threads'
import type { Digest } from '@feiyu/core'
import type { Bytes, LogRecord, Signer, VerifierKey } from '@feiyu/evidence'
import { LogWriteError } from '../errors.ts'
import type { Signed, SigningKey, ToSign } from './signing-worker.ts'

/** Entries that the thread is given before it has answered: some milliseconds of work. */
const atOnce = 256

/** A record with the name of its entry. */
export type SignedRecord = LogRecord & { readonly digest: Digest }

/** A signer that makes whole records of entries, many at the same time. */
export interface RecordSigner extends Signer, AsyncDisposable {
  /** Entries that may be asked for at the same time. */
  readonly atOnce: number
  /** What `signEntry` makes of the entry, which the caller has read. */
  record(entry: Bytes): Promise<SignedRecord>
}

interface Waiting {
  readonly entry: Bytes
  readonly resolve: (record: SignedRecord) => void
  readonly reject: (error: unknown) => void
}

/**
 * A signer for a log with many writers: a thread of its own signs what came together, so that the thread of the log only
 * hands over and takes back, and the thread pool is left to the disk. It keeps no process alive while it has
 * nothing to do; disposing of it ends it.
 */
export function signingThread(key: VerifierKey, privateKey: KeyObject): RecordSigner {
  const workerData: SigningKey = { key, privateKey }
  const worker = new Worker(new URL('./signing-worker.ts', import.meta.url), { workerData })
  worker.unref()
  const asked: (readonly Waiting[])[] = []
  let waiting: Waiting[] = []
  let ended: LogWriteError | undefined

  const flush = () => {
    const batch = waiting
    waiting = []
    asked.push(batch)
    worker.ref()
    worker.postMessage(batch.map(({ entry }) => entry) satisfies ToSign)
  }
  worker.on('message', (answers: Signed) => {
    const batch = asked.shift() ?? []
    if (asked.length === 0) worker.unref()
    for (const [place, { entry, resolve }] of batch.entries()) resolve({ entry, ...answers[place]! })
  })
  const fail = (cause: unknown) => {
    ended = new LogWriteError('FEIYU_LOG_SIGNER', 'the thread that signs has ended; open the log again', { cause })
    for (const { reject } of [...asked.splice(0).flat(), ...waiting.splice(0)]) reject(ended)
  }
  worker.on('error', fail).on('exit', fail)

  return {
    key,
    atOnce,
    sign: (message) => new Uint8Array(sign(null, message, privateKey)),
    record: (entry) =>
      new Promise((resolve, reject) => {
        if (ended !== undefined) {
          reject(ended)
          return
        }
        // What is asked for in one turn goes over together.
        if (waiting.length === 0) queueMicrotask(flush)
        waiting.push({ entry, resolve, reject })
      }),
    async [Symbol.asyncDispose]() {
      await worker.terminate()
    },
  }
}
