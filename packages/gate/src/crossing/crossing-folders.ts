import type { Digest } from '@feiyu/core'
import type { Disk } from '../disk/disk.ts'
import { CrossingError, DiskError } from '../errors.ts'
import { type CrossingRecord, readRecord, writeRecord } from './crossing-record.ts'
import { writeWhole } from './whole-file.ts'

const files = {
  record: 'crossing.json',
  ready: 'ready.json',
  withdrawn: 'withdrawn',
  identity: 'identity',
  lock: 'lock',
}
/** Whoever holds the lock over all crossings does a few small writes. */
const waitMs = 30_000

/** How a crossing ended, kept as long as the home: by it the gate knows that a permit was used. */
export interface Closed {
  readonly end: 'completed' | 'stopped' | 'interrupted' | 'unused'
  /** Place of the outcome in the log. */
  readonly outcome: number
}

/**
 * What is kept of crossings: of an open one, a folder with what recovery needs; of a closed one, a line. One lock over
 * all is held while a crossing begins, is claimed or goes, so that the same permit never begins twice.
 */
export class CrossingFolders {
  readonly #disk: Disk
  readonly #folder: string

  constructor(disk: Disk, folder: string) {
    this.#disk = disk
    this.#folder = folder
  }

  /** Whether a crossing under this permit has begun or ended. */
  async isUsed(permit: Digest): Promise<boolean> {
    const [open, closed] = await Promise.all([
      this.#disk.names(`${this.#open(permit)}/${files.record}`),
      this.#disk.names(`${this.#folder}/closed/${nameOf(permit)}.json`),
    ])
    return open > 0 || closed > 0
  }

  /** Begins a crossing: its record is durable when this returns. `undefined` when the permit was used. */
  async begin(record: CrossingRecord): Promise<OpenCrossing | undefined> {
    const { id } = record.permit
    await using _all = await this.#hold()
    if (await this.isUsed(id)) return undefined
    await this.#disk.makeFolder(this.#open(id))
    const lock = await this.#disk.lock(`${this.#open(id)}/${files.lock}`, 0)
    try {
      await writeWhole(this.#disk, this.#open(id), files.record, writeRecord(record))
      await this.#disk.syncFolder(`${this.#folder}/open`)
      return this.#opened(record, lock)
    } catch (error) {
      await lock[Symbol.asyncDispose]()
      throw error
    }
  }

  /**
   * Open crossings whose process is gone, held for whoever asked. `unreadable` are those whose record is no longer what was
   * written: they stay open.
   */
  async claimAbandoned(): Promise<{
    readonly claimed: readonly OpenCrossing[]
    readonly unreadable: readonly CrossingError[]
  }> {
    await using _all = await this.#hold()
    await using claims = new AsyncDisposableStack()
    const claimed: OpenCrossing[] = []
    const unreadable: CrossingError[] = []
    for (const name of await this.#disk.list(`${this.#folder}/open`)) {
      try {
        const crossing = await this.#claim(name)
        if (crossing !== undefined) claimed.push(claims.use(crossing))
      } catch (error) {
        if (!(error instanceof CrossingError)) throw error
        unreadable.push(error)
      }
    }
    // From here on whoever asked has to give them back.
    claims.move()
    return { claimed, unreadable }
  }

  /** `undefined` where it is alive, and where nothing but its folder is left. */
  async #claim(name: string): Promise<OpenCrossing | undefined> {
    const folder = `${this.#folder}/open/${name}`
    const lock = await this.#lockIfFree(`${folder}/${files.lock}`)
    if (lock === undefined) return undefined
    await using held = new AsyncDisposableStack()
    held.use(lock)
    const bytes = await this.#disk.read(`${folder}/${files.record}`)
    const closed = await this.#disk.names(`${this.#folder}/closed/${name}.json`)
    if (bytes === undefined || closed > 0) {
      await held.disposeAsync()
      await this.#disk.removeFolder(folder)
      return undefined
    }
    const record = readRecord(bytes)
    held.move()
    return this.#opened(record, lock)
  }

  #opened(record: CrossingRecord, lock: AsyncDisposable): OpenCrossing {
    const { id } = record.permit
    const folder = this.#open(id)
    let held = true
    const free = async () => {
      if (held) await lock[Symbol.asyncDispose]()
      held = false
    }
    const forget = async () => {
      await using _all = await this.#hold()
      await free()
      await this.#disk.removeFolder(folder)
      await this.#disk.syncFolder(`${this.#folder}/open`)
    }
    return {
      record,
      ready: () => this.#disk.read(`${folder}/${files.ready}`),
      writeReady: (outcome) => writeWhole(this.#disk, folder, files.ready, outcome),
      dropReady: async () => {
        await this.#disk.remove(`${folder}/${files.ready}`)
        await this.#disk.syncFolder(folder)
      },
      identity: async () => {
        const bytes = await this.#disk.read(`${folder}/${files.identity}`)
        return bytes === undefined ? null : new TextDecoder().decode(bytes)
      },
      writeIdentity: (identity) => writeWhole(this.#disk, folder, files.identity, new TextEncoder().encode(identity)),
      isWithdrawn: async () => (await this.#disk.names(`${folder}/${files.withdrawn}`)) > 0,
      writeWithdrawn: () => writeWhole(this.#disk, folder, files.withdrawn, new Uint8Array(0)),
      close: async (closed) => {
        const bytes = new TextEncoder().encode(`${JSON.stringify({ permit: id, ...closed })}\n`)
        await writeWhole(this.#disk, `${this.#folder}/closed`, `${nameOf(id)}.json`, bytes)
        await forget()
      },
      forget,
      [Symbol.asyncDispose]: free,
    }
  }

  async #hold(): Promise<AsyncDisposable> {
    // Folders are synced each time: the process that made them may have died before it did.
    for (const name of ['open', 'closed']) await this.#disk.makeFolder(`${this.#folder}/${name}`)
    await this.#disk.syncFolder(this.#folder)
    const above = this.#folder.split('/').slice(0, -1).join('/')
    await this.#disk.syncFolder(above === '' ? '.' : above)
    return this.#disk.lock(`${this.#folder}/${files.lock}`, waitMs)
  }

  async #lockIfFree(path: string): Promise<AsyncDisposable | undefined> {
    try {
      return await this.#disk.lock(path, 0)
    } catch (error) {
      if (error instanceof DiskError && error.code === 'FEIYU_DISK_LOCKED') return undefined
      throw error
    }
  }

  #open(permit: Digest): string {
    return `${this.#folder}/open/${nameOf(permit)}`
  }
}

/** A crossing that this process holds: nobody else takes it for abandoned. */
export interface OpenCrossing extends AsyncDisposable {
  readonly record: CrossingRecord
  /** The outcome entry that was written before the commit began; `undefined` where it never did. */
  ready(): Promise<Uint8Array<ArrayBuffer> | undefined>
  /** From here on the destination may show everything at any moment. */
  writeReady(outcome: Uint8Array): Promise<void>
  /** Nothing was shown, nor will be. */
  dropReady(): Promise<void>
  /** Of the sink (`Sink.identity`); `null` where none was opened. */
  identity(): Promise<string | null>
  /** To be written before the permit is published: recovery believes no other file of that name. */
  writeIdentity(identity: string): Promise<void>
  /** What was written had been taken back: that it is no longer where it was put says nothing from here on. */
  isWithdrawn(): Promise<boolean>
  /** To be written once nothing is left of the bytes, and before their temporary name goes. */
  writeWithdrawn(): Promise<void>
  /** Ends it for ever: the salts go, and the permit counts as used. */
  close(closed: Closed): Promise<void>
  /** As if it had never begun: for a permit that was not published. */
  forget(): Promise<void>
}

function nameOf(permit: Digest): string {
  return permit.slice('sha256:'.length)
}
