import type { Digest } from '@feiyu/core'
import {
  type Bytes,
  LogError,
  type ProvenEntry,
  proveEntry,
  readEntry,
  type Signer,
  signEntry,
  type VerifierKey,
} from '@feiyu/evidence'
import type { DiskFile } from '../disk/disk.ts'
import { LogWriteError } from '../errors.ts'
import type { EvidenceLog, Published } from '../ports/log.ts'
import { type LogFolder, nodeHashing } from './log-files.ts'
import type { Publisher } from './publisher.ts'
import { entriesOf } from './read-log.ts'
import type { RecordSigner, SignedRecord } from './signing-thread.ts'
import { type PlacedRecord, writeBatch } from './write-ahead.ts'

/** Signatures asked for at the same time of a signer on the thread pool: few, so that the disk's work is not queued behind. */
const signingAtOnce = 8
/** Entries in one batch of the write-ahead file, and under one more checkpoint. */
const batchEntries = 2048
/** The write-ahead file is emptied beyond this, even if the writers have to wait for a checkpoint. */
const writeAheadBytes = 16 * 2 ** 20
/** What an entry of a bundle may have (C2SP tlog-tiles: its length is written in sixteen bits). */
const longestEntry = 0xffff

/** An entry on its way: signed, then durable, then published. */
interface Pending {
  readonly entry: Bytes
  readonly durable: PromiseWithResolvers<void>
  readonly published: PromiseWithResolvers<Published>
  state: 'unsigned' | 'signed' | 'failed'
  record: SignedRecord | undefined
}

interface Placed extends PlacedRecord {
  readonly digest: Digest
  readonly pending: Pending
}

/** The parts of an open log. */
export interface LogParts {
  readonly folder: LogFolder
  readonly signer: Signer | RecordSigner
  readonly publisher: Publisher
  readonly writeAhead: DiskFile
  readonly lock: AsyncDisposable
}

/**
 * The log on files. Entries are signed beside each other, then written to the write-ahead file in the order of the calls,
 * as many as are ready with one fsync; meanwhile those that are durable are put under the next checkpoint. Whatever fails
 * on the disk stops the log: what the disk holds then is known only after opening it again.
 */
export class FileLog implements EvidenceLog {
  readonly #parts: LogParts
  readonly #unsigned: Pending[] = []
  /** Not yet durable, in the order of the calls. */
  readonly #waiting: Pending[] = []
  /** Durable, not yet published. */
  readonly #durable: Placed[] = []
  readonly #open = new Set<Promise<unknown>>()
  #signing = 0
  #next: number
  #writing: Promise<void> | undefined
  #publishing: Promise<void> | undefined
  #tidying: Promise<void> = Promise.resolve()
  #refusal: LogWriteError | undefined
  #isDisposed = false

  constructor(parts: LogParts) {
    this.#parts = parts
    this.#next = parts.publisher.size
  }

  get key(): VerifierKey {
    return this.#parts.signer.key
  }

  get size(): number {
    return this.#parts.publisher.size
  }

  get checkpoint(): string {
    return this.#parts.publisher.checkpoint
  }

  append(entry: Bytes): { readonly durable: Promise<void>; readonly published: Promise<Published> } {
    const pending: Pending = {
      entry,
      durable: Promise.withResolvers(),
      published: Promise.withResolvers(),
      state: 'unsigned',
      record: undefined,
    }
    const durable = pending.durable.promise
    const published = pending.published.promise
    // A caller who waits for one of the two only has not overlooked the other.
    durable.catch(() => {})
    published.catch(() => {})
    const problem = this.#refusal ?? problemOf(entry)
    if (problem !== undefined) {
      fail(pending, problem)
      return { durable, published }
    }
    this.#open.add(published)
    void published.then(
      () => this.#open.delete(published),
      () => this.#open.delete(published),
    )
    this.#unsigned.push(pending)
    this.#waiting.push(pending)
    this.#sign()
    return { durable, published }
  }

  prove(index: number): Promise<ProvenEntry> {
    return proveEntry(this.#parts.folder, index, this.size, nodeHashing)
  }

  entries(from: number, to: number): AsyncIterable<Bytes> {
    return entriesOf(this.#parts.folder, from, to, this.size)
  }

  /** Waits until every entry that was taken is published, then gives the log back. */
  async [Symbol.asyncDispose](): Promise<void> {
    if (this.#isDisposed) return
    this.#isDisposed = true
    this.#refusal ??= new LogWriteError('FEIYU_LOG_CLOSED', 'the log is closed; open it again')
    await Promise.allSettled(this.#open)
    while (this.#writing !== undefined || this.#publishing !== undefined) {
      await Promise.all([this.#writing, this.#publishing])
    }
    await this.#tidying
    await using _lock = this.#parts.lock
    await using writeAhead = this.#parts.writeAhead
    if (!this.#isStopped) await writeAhead.truncate(0)
  }

  #sign(): void {
    const { signer } = this.#parts
    const atOnce = 'record' in signer ? signer.atOnce : signingAtOnce
    while (this.#signing < atOnce) {
      const pending = this.#unsigned.shift()
      if (pending === undefined) return
      this.#signing++
      void this.#signOne(pending)
    }
  }

  async #signOne(pending: Pending): Promise<void> {
    try {
      const { signer } = this.#parts
      pending.record =
        'record' in signer ? await signer.record(pending.entry) : await signEntry(pending.entry, signer, nodeHashing)
      pending.state = 'signed'
    } catch (error) {
      // The key does not sign this one; that says nothing of the log and of the others.
      pending.state = 'failed'
      fail(pending, error)
    }
    this.#signing--
    this.#sign()
    this.#wakeWriter()
  }

  #wakeWriter(): void {
    const first = this.#waiting[0]
    if (this.#writing !== undefined || first === undefined || first.state === 'unsigned') return
    this.#writing = this.#write().finally(() => {
      this.#writing = undefined
      this.#wakeWriter()
    })
  }

  /** Writes what is signed, batch by batch, until the first entry that is not. */
  async #write(): Promise<void> {
    for (let batch = this.#nextBatch(); batch.length > 0; batch = this.#nextBatch()) {
      try {
        await this.#trim(batch[0]!.index)
        const { writeAhead } = this.#parts
        await writeAhead.append(writeBatch(batch, writeAhead.sizeBytes))
        await writeAhead.sync()
      } catch (error) {
        const refusal = this.#stop(error)
        for (const { pending } of batch) fail(pending, refusal)
        return
      }
      for (const { pending } of batch) pending.durable.resolve()
      this.#durable.push(...batch)
      if (this.#refusal !== undefined && this.#isStopped) this.#stop(this.#refusal)
      this.#wakePublisher()
    }
  }

  /** What is signed at the head of the queue, with places in the log. */
  #nextBatch(): readonly Placed[] {
    const batch: Placed[] = []
    let taken = 0
    for (const pending of this.#waiting) {
      if (pending.state === 'unsigned' || batch.length === batchEntries) break
      taken++
      if (pending.record !== undefined) batch.push({ ...pending.record, index: this.#next++, pending })
    }
    this.#waiting.splice(0, taken)
    return batch
  }

  /** Empties the write-ahead file once a checkpoint covers everything before the entry at `next`. */
  async #trim(next: number): Promise<void> {
    const { writeAhead, publisher } = this.#parts
    while (writeAhead.sizeBytes > writeAheadBytes && this.#publishing !== undefined) await this.#publishing
    if (this.#isStopped) throw this.#refusal
    if (writeAhead.sizeBytes > 0 && publisher.size === next) await writeAhead.truncate(0)
  }

  #wakePublisher(): void {
    if (this.#publishing !== undefined || this.#durable.length === 0) return
    this.#publishing = this.#publish().finally(() => {
      this.#publishing = undefined
      this.#wakePublisher()
    })
  }

  /** Puts what is durable under checkpoints until nothing is left. */
  async #publish(): Promise<void> {
    const { publisher } = this.#parts
    while (this.#durable.length > 0) {
      const batch = this.#durable.slice(0, batchEntries)
      try {
        await publisher.publish(batch)
      } catch (error) {
        this.#stop(error)
        return
      }
      this.#durable.splice(0, batch.length)
      for (const { index, digest, pending } of batch) pending.published.resolve({ index, digest })
      this.#tidy()
    }
  }

  /** Takes away what the checkpoint outgrew, beside the work on the next one: nobody waits for it, and no path of it is written again. */
  #tidy(): void {
    this.#tidying = this.#tidying
      .then(() => this.#parts.publisher.tidy())
      .catch((error: unknown) => {
        this.#stop(error)
      })
  }

  get #isStopped(): boolean {
    return this.#refusal?.code === 'FEIYU_LOG_STOPPED'
  }

  /** Nothing goes on after this; the cause that came first is kept. */
  #stop(cause: unknown): LogWriteError {
    const refusal =
      this.#isStopped && this.#refusal !== undefined
        ? this.#refusal
        : new LogWriteError(
            'FEIYU_LOG_STOPPED',
            'the disk failed and the log has stopped; look at the disk, then open the log again',
            { cause },
          )
    this.#refusal = refusal
    for (const pending of this.#waiting.splice(0)) fail(pending, refusal)
    for (const { pending } of this.#durable.splice(0)) fail(pending, refusal)
    this.#unsigned.splice(0)
    return refusal
  }
}

function problemOf(entry: Bytes): Error | undefined {
  if (entry.length > longestEntry) {
    return new LogError(
      'FEIYU_LOG_ENTRY_TOO_LONG',
      `an entry has \`${entry.length}\` bytes, and a log takes ${longestEntry}; refer to large material by its digest`,
    )
  }
  try {
    readEntry(entry)
    return undefined
  } catch (error) {
    if (error instanceof Error) return error
    throw error
  }
}

function fail({ durable, published }: Pending, error: unknown): void {
  durable.reject(error)
  published.reject(error)
}
