import { Worker } from 'node:worker_threads'
import type { Digest } from '@feiyu/core'
import type { RowBatch } from '@feiyu/scan'
import type { Format } from '../detect.ts'
import type { Encoding } from '../encodings.ts'
import { FormatError, type FormatErrorCode, readTwiceError } from '../errors.ts'
import type { Table } from '../table.ts'
import type { FormatWarning } from '../warnings.ts'
import type { FreeSlot, TableFacts, TableState, ThreadMessage, ThreadTask } from './messages.ts'

/**
 * Opens a table that is read, parsed and digested on a thread of its own while the caller works on the batch before: a
 * large file takes as long as the slower of the two.
 */
export async function openThreadedTable(task: ThreadTask): Promise<Table> {
  const thread = new ReadingThread(task)
  try {
    const first = await thread.next()
    if (first.kind !== 'opened') throw new Error(`the reading thread began with \`${first.kind}\``)
    return new ThreadedTable(task.path, thread, first.facts, first.state)
  } catch (error) {
    await thread.stop()
    throw error
  }
}

class ThreadedTable implements Table {
  readonly path: string
  readonly format: Format
  readonly byteOrderMark: boolean
  readonly delimiter: string | null
  readonly quote: string | null
  readonly header: boolean
  rows = 0
  readonly #thread: ReadingThread
  #state: TableState
  #begun = false

  constructor(path: string, thread: ReadingThread, facts: TableFacts, state: TableState) {
    this.path = path
    this.format = facts.format
    this.byteOrderMark = facts.byteOrderMark
    this.delimiter = facts.delimiter
    this.quote = facts.quote
    this.header = facts.header
    this.#thread = thread
    this.#state = state
  }

  get encoding(): Encoding {
    return this.#state.encoding
  }

  get digest(): Digest | null {
    return this.#state.digest
  }

  get progress(): { readonly bytesRead: number; readonly bytesTotal: number } {
    const { bytesRead, bytesTotal } = this.#state
    return { bytesRead, bytesTotal }
  }

  get warnings(): readonly FormatWarning[] {
    return this.#state.warnings
  }

  names(): readonly string[] {
    return this.#state.names
  }

  async *batches(): AsyncGenerator<RowBatch, void, undefined> {
    if (this.#begun) throw readTwiceError(this.path)
    this.#begun = true
    for (;;) {
      const message = await this.#thread.next()
      if (message.kind === 'opened') throw new Error('the reading thread opened its table twice')
      this.#state = message.state
      if (message.kind === 'end') return
      this.rows += message.rows
      const { slot, rows, columns, firstRow } = message
      yield {
        bytes: new Uint8Array(slot.bytes),
        starts: new Int32Array(slot.starts),
        ends: new Int32Array(slot.ends),
        classes: new Uint16Array(slot.classes),
        rows,
        columns,
        firstRow,
      }
      this.#thread.release({ free: slot })
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#thread.stop()
  }
}

/** The thread and its messages, one after the other. */
class ReadingThread {
  readonly #worker: Worker
  readonly #messages: ThreadMessage[] = []
  #wake = () => {}
  #fault: Error | null = null

  constructor(task: ThreadTask) {
    this.#worker = new Worker(new URL('./read-table.thread.ts', import.meta.url), { workerData: task })
    this.#worker.on('message', (message: ThreadMessage) => {
      this.#messages.push(message)
      this.#wake()
    })
    this.#worker.on('error', (error: Error) => this.#end(error))
    this.#worker.on('exit', () => this.#end(new Error('the reading thread ended before its table')))
  }

  /** The next message; what the thread failed with is thrown here. */
  async next(): Promise<Exclude<ThreadMessage, { readonly kind: 'failed' | 'broken' }>> {
    for (;;) {
      const message = this.#messages.shift()
      if (message?.kind === 'failed') {
        // The thread passes on the code of a FormatError.
        throw new FormatError(message.code as FormatErrorCode, message.message, { at: message.at })
      }
      if (message?.kind === 'broken') throw Object.assign(new Error(message.message), { stack: message.stack })
      if (message !== undefined) return message
      if (this.#fault !== null) throw this.#fault
      await new Promise<void>((resolve) => {
        this.#wake = resolve
      })
    }
  }

  release(message: FreeSlot): void {
    this.#worker.postMessage(message)
  }

  async stop(): Promise<void> {
    await this.#worker.terminate()
  }

  #end(fault: Error): void {
    this.#fault ??= fault
    this.#wake()
  }
}
