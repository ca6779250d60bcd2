import type { Bytes, ProvenEntry, Signer, VerifierKey } from '@feiyu/evidence'
import { type Disk, type EvidenceLog, openLog, type Published } from '@feiyu/gate'

/**
 * The evidence log of a home that several commands write: it is opened when it is needed and given back by `rest`, so
 * that a long crossing does not keep the others waiting. Between two rests it is held, and proofs are under one checkpoint.
 */
export class SharedLog implements EvidenceLog {
  readonly key: VerifierKey
  readonly #open: () => Promise<EvidenceLog>
  #held: EvidenceLog | null = null
  #size = 0
  #checkpoint = ''
  /** Work on the log, one piece after the other. */
  #last: Promise<unknown> = Promise.resolve()

  constructor(disk: Disk, folder: string, signer: Signer) {
    this.key = signer.key
    this.#open = () => openLog(disk, folder, signer)
  }

  get size(): number {
    return this.#held?.size ?? this.#size
  }

  get checkpoint(): string {
    return this.#held?.checkpoint ?? this.#checkpoint
  }

  /** Opens the log now, and with it whatever was durable but not published yet. */
  async hold(): Promise<void> {
    await this.#run(async () => {})
  }

  append(entry: Bytes): { readonly durable: Promise<void>; readonly published: Promise<Published> } {
    const taken = this.#run(async (log) => log.append(entry))
    const durable = taken.then((one) => one.durable)
    const published = taken.then((one) => one.published)
    // A caller who waits for one of the two only has not overlooked the other.
    durable.catch(() => {})
    published.catch(() => {})
    return { durable, published }
  }

  prove(index: number): Promise<ProvenEntry> {
    return this.#run((log) => log.prove(index))
  }

  async *entries(from: number, to: number): AsyncIterable<Bytes> {
    const entries = await this.#run(async (log) => log.entries(from, to))
    yield* entries
  }

  /** Gives the log back to other commands once everything taken is published; the next call opens it again. */
  rest(): Promise<void> {
    const resting = this.#last.then(async () => {
      const log = this.#held
      if (log === null) return
      this.#held = null
      await log[Symbol.asyncDispose]()
      this.#size = log.size
      this.#checkpoint = log.checkpoint
    })
    this.#last = resting.catch(() => {})
    return resting
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.rest()
  }

  #run<T>(work: (log: EvidenceLog) => Promise<T>): Promise<T> {
    const run = this.#last.then(async () => {
      this.#held ??= await this.#open()
      return work(this.#held)
    })
    // The next piece of work begins whether or not this one failed; whoever asked hears of the failure.
    this.#last = run.catch(() => {})
    return run
  }
}
