import { availableParallelism } from 'node:os'
import { Worker } from 'node:worker_threads'
import {
  createScanner,
  type RowBatch,
  ScanError,
  type ScannerOptions,
  type ScanResult,
  type SharingScanner,
} from '@feiyu/scan'
import { FormatError } from '../errors.ts'
import { LaneRing, newRing } from './lane-ring.ts'
import type { LaneAnswer, LaneNames, LaneOrder } from './lane-thread.ts'

/** A file below this is read before a thread has warmed up. */
const worthLanesBytes = 24 * 2 ** 20
/** Beside this many lanes the thread that parses and hashes has no time left to read rows itself. */
const mostLanes = 3

/** Scans a table on several threads where that pays, with the same result as on one. */
export interface FileScanner extends AsyncDisposable {
  setColumns(names: readonly string[]): void
  /** Reads the rows of a batch here or in a lane. Nothing of it is kept after the call. */
  add(batch: RowBatch): void
  /** Ends the scan. */
  finish(): Promise<ScanResult>
}

export interface LaneOptions {
  /** Size of the file. */
  readonly sizeBytes: number
  /**
   * Threads beside this one; by the size of the file and the processors of the machine unless told. None where a MAC of
   * the caller tells persons apart: a function cannot be handed to a thread.
   */
  readonly lanes?: number | undefined
}

/**
 * Makes a scanner for the rows of a file: one thread parses and hands batches to the others, and reads rows itself
 * whenever they have enough to do.
 *
 * @throws FormatError `FEIYU_FORMAT_LANE` when a thread dies
 */
export function createFileScanner(
  options: ScannerOptions,
  { sizeBytes, lanes = sizeBytes < worthLanesBytes ? 0 : Math.min(mostLanes, availableParallelism() - 1) }: LaneOptions,
): FileScanner {
  return new LaneScanner(options, options.keys === undefined ? lanes : 0)
}

/** Threads that wait for their next scan; they keep no process alive. */
const idle: Worker[] = []

class LaneScanner implements FileScanner {
  readonly #options: ScannerOptions
  readonly #scanner: SharingScanner
  readonly #lanes: number
  readonly #answers: Promise<LaneAnswer>[] = []
  readonly #threads: Worker[] = []
  #ring: LaneRing | null = null
  #names: readonly string[]

  constructor(options: ScannerOptions, lanes: number) {
    this.#options = options
    this.#scanner = createScanner(options)
    this.#lanes = lanes
    this.#names = [...(options.names ?? [])]
  }

  setColumns(names: readonly string[]): void {
    this.#scanner.setColumns(names)
    if (names.length <= this.#names.length) return
    // A copy: the caller's own list may grow under way.
    this.#names = [...names]
    for (const thread of this.#threads) thread.postMessage({ names: this.#names } satisfies LaneNames)
  }

  add(batch: RowBatch): void {
    if (this.#ring?.put(batch, this.#names.length) === true) {
      this.#scanner.note(batch)
      return
    }
    this.#scanner.add(batch)
    if (this.#lanes > 0 && this.#ring === null) this.#openLanes()
  }

  async finish(): Promise<ScanResult> {
    if (this.#ring !== null) {
      this.#ring.close()
      for (let parcel = this.#ring.take(); parcel !== null; parcel = this.#ring.take()) {
        this.#scanner.read(parcel.batch)
        parcel.release()
      }
      for (const answer of await Promise.all(this.#answers)) {
        if ('error' in answer) throw new ScanError(answer.error.code, answer.error.message)
        this.#scanner.absorb(answer.part)
      }
    }
    return this.#scanner.finish()
  }

  /** Ends the lanes of a scan that did not come to its end. */
  async [Symbol.asyncDispose](): Promise<void> {
    this.#ring?.close()
    await Promise.allSettled(this.#answers)
  }

  /** As soon as it is known what the columns are. */
  #openLanes(): void {
    const head = this.#scanner.takeHead()
    if (head === null) return
    const shared = newRing()
    this.#ring = new LaneRing(shared)
    for (let lane = 0; lane < this.#lanes; lane++) {
      const thread = idle.pop() ?? newThread()
      this.#threads.push(thread)
      this.#answers.push(answerOf(thread))
      thread.postMessage({ options: this.#options, head, ring: shared } satisfies LaneOrder)
      if (this.#names.length > head.names.length) thread.postMessage({ names: this.#names } satisfies LaneNames)
    }
  }
}

function newThread(): Worker {
  const thread = new Worker(new URL('./lane-thread.ts', import.meta.url))
  thread.unref()
  return thread
}

/** The answer of a thread, which then waits for its next scan. */
async function answerOf(thread: Worker): Promise<LaneAnswer> {
  const { promise, resolve, reject } = Promise.withResolvers<LaneAnswer>()
  const fail = (cause: unknown) =>
    reject(
      new FormatError(
        'FEIYU_FORMAT_LANE',
        'a thread of the scan ended early; try again, with more memory if it was short',
        {
          cause,
        },
      ),
    )
  thread.once('message', resolve).once('error', fail).once('exit', fail)
  // While it works, the process waits for it.
  thread.ref()
  try {
    const answer = await promise
    idle.push(thread)
    return answer
  } finally {
    thread.unref()
    thread.off('message', resolve).off('error', fail).off('exit', fail)
  }
}
