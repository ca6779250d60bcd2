import type { Disk, DiskFile, OpenMode } from '../disk/disk.ts'
import { diskError, segmentsOf } from '../disk/disk-errors.ts'
import { SeededRandom } from './seeded-random.ts'
import { SimulatedFile } from './simulated-file.ts'
import { bytesIn, empty, namesOf, SimulatedFolder, type SimulatedNode } from './simulated-folder.ts'

/** What the simulation is to do apart from working. */
export interface SimulationOptions {
  /** The power fails in the middle of the operation of this number, from 1. */
  readonly crashAt?: number
  /** The power fails before the fsync of this number, from 1, of files and folders alike. */
  readonly crashAtSync?: number
  /** The fsync of this number, from 1, of files and folders alike, fails and forgets what was waiting for it. */
  readonly failSyncAt?: number
  /** Bytes that files may have together. */
  readonly capacityBytes?: number
}

/**
 * A disk in memory that forgets, at a power cut, whatever was not synced: content, names in folders, renames; what it
 * keeps of it is chance, the same for every run of a seed. Calls wait for a random number of turns, so that those at the
 * same time overtake each other.
 */
export class SimulatedDisk implements Disk {
  readonly #random: SeededRandom
  readonly #options: SimulationOptions
  readonly #root: SimulatedFolder
  readonly #locks = new Map<string, Promise<void>>()
  #operations = 0
  #syncs = 0
  #usedBytes: number
  #off = false

  constructor(seed: number, options: SimulationOptions = {}, root: SimulatedFolder = new SimulatedFolder()) {
    this.#random = new SeededRandom(seed)
    this.#options = options
    this.#root = root
    this.#usedBytes = bytesIn(root)
  }

  /** Operations so far that `crashAt` counts. */
  get operations(): number {
    return this.#operations
  }

  /** Whether the power has failed. */
  get off(): boolean {
    return this.#off
  }

  /**
   * Cuts the power and gives the disk as the next start finds it. Whoever still uses this one gets errors for ever. A disk
   * on which everything is synced survives whole, as often as it is asked.
   */
  crash(options: SimulationOptions = {}, seed: number = this.#random.below(2 ** 32)): SimulatedDisk {
    this.#off = true
    return new SimulatedDisk(seed, options, this.#root.survivor(this.#random, new Map()))
  }

  /** Ends whoever uses the disk, as `kill -9` does, and gives it to the next: what was written is there, synced or not. */
  kill(options: SimulationOptions = {}): SimulatedDisk {
    this.#off = true
    return new SimulatedDisk(this.#random.below(2 ** 32), options, this.#root)
  }

  /**
   * Somebody else takes a folder of the root away, at once and durably; `to` is where the simulation finds it again. `move`
   * is a rename: files that are open stay what they are. `carry` copies it to another disk and deletes it, as `mv` does.
   * `pull` takes the medium: whatever is open on it fails from now on.
   */
  takeAway(how: 'move' | 'carry' | 'pull', from: string, to: string): void {
    const folder = this.#root.names.get(from)
    if (!(folder instanceof SimulatedFolder)) return
    if (how === 'pull') folder.unplug()
    this.#root.set(to, how === 'carry' ? folder.copy() : folder)
    if (how === 'carry') empty(folder)
    this.#root.delete(from)
    this.#root.sync()
  }

  /** Somebody else moves a file out of a folder of the root and puts an empty one in its place, at once and durably; says
   * whether it was there. */
  replaceFile(from: string, name: string, to: string): boolean {
    const folder = this.#root.names.get(from)
    const file = folder instanceof SimulatedFolder ? folder.names.get(name) : undefined
    if (!(folder instanceof SimulatedFolder) || !(file instanceof SimulatedFile)) return false
    const away = new SimulatedFolder()
    away.set(name, file)
    away.sync()
    this.#root.set(to, away)
    folder.set(name, new SimulatedFile())
    for (const changed of [folder, this.#root]) changed.sync()
    return true
  }

  async read(path: string): Promise<Uint8Array<ArrayBuffer> | undefined> {
    await this.#turn(path)
    const file = this.#find(path)
    if (file instanceof SimulatedFolder) throw diskError('FEIYU_DISK_BROKEN', path)
    return file?.bytes.slice()
  }

  async readRange(path: string, from: number, to: number): Promise<Uint8Array<ArrayBuffer>> {
    await this.#turn(path)
    return this.#file(path).bytes.slice(from, Math.max(from, to))
  }

  async list(folder: string): Promise<readonly string[]> {
    await this.#turn(folder)
    const found = this.#find(folder)
    if (found instanceof SimulatedFile) throw diskError('FEIYU_DISK_BROKEN', folder)
    return found === undefined ? [] : [...found.names.keys()].sort()
  }

  async makeFolder(path: string): Promise<void> {
    await this.#turn(path)
    let folder = this.#root
    for (const name of segmentsOf(path)) {
      const next = folder.names.get(name) ?? new SimulatedFolder()
      if (next instanceof SimulatedFile) throw diskError('FEIYU_DISK_EXISTS', path)
      if (!folder.names.has(name)) folder.set(name, next)
      folder = next
    }
  }

  async open(path: string, mode: OpenMode): Promise<DiskFile> {
    await this.#turn(path)
    const { folder, name } = this.#parent(path)
    const there = folder.names.get(name)
    if (there instanceof SimulatedFolder) throw diskError('FEIYU_DISK_BROKEN', path)
    if (there !== undefined && mode === 'new') throw diskError('FEIYU_DISK_EXISTS', path)
    if (there === undefined && mode === 'existing') throw diskError('FEIYU_DISK_GONE', path)
    const file = there ?? new SimulatedFile()
    if (there === undefined) folder.set(name, file)
    return this.#opened(path, file)
  }

  async rename(from: string, to: string): Promise<void> {
    await this.#turn(to)
    const source = this.#parent(from)
    const target = this.#parent(to)
    const node = source.folder.names.get(source.name)
    if (node === undefined) throw diskError('FEIYU_DISK_GONE', to)
    if (from !== to) source.folder.moveTo(target.folder, source.name, target.name, node)
  }

  async link(from: string, to: string): Promise<boolean> {
    await this.#turn(to)
    const file = this.#file(from)
    const { folder, name } = this.#parent(to)
    if (folder.names.has(name)) return false
    folder.set(name, file)
    return true
  }

  async names(path: string): Promise<number> {
    await this.#turn(path)
    const node = this.#find(path)
    return node === undefined ? 0 : namesOf(node, this.#root)
  }

  async identity(path: string): Promise<string | null> {
    await this.#turn(path)
    const node = this.#find(path)
    return node instanceof SimulatedFile ? node.identity : null
  }

  async remove(path: string): Promise<void> {
    await this.#turn(path)
    const segments = segmentsOf(path)
    const folder = this.#find(segments.slice(0, -1).join('/') || '.')
    const name = segments.at(-1) ?? ''
    if (!(folder instanceof SimulatedFolder) || !folder.names.has(name)) return
    if (folder.names.get(name) instanceof SimulatedFolder) throw diskError('FEIYU_DISK_BROKEN', path)
    folder.delete(name)
  }

  async removeFolder(path: string): Promise<void> {
    await this.#turn(path)
    if (this.#find(path) === undefined) return
    const { folder, name } = this.#parent(path)
    empty(folder.names.get(name))
    folder.delete(name)
  }

  async syncFolder(path: string): Promise<void> {
    await this.#turn(path)
    const folder = this.#find(path)
    if (!(folder instanceof SimulatedFolder)) throw diskError('FEIYU_DISK_GONE', path)
    this.#sync(path, folder)
  }

  async lock(path: string, waitMs: number): Promise<AsyncDisposable> {
    await this.#turn(path)
    this.#parent(path)
    for (let held = this.#locks.get(path); held !== undefined; held = this.#locks.get(path)) {
      if (!(await settledWithin(held, waitMs))) throw diskError('FEIYU_DISK_LOCKED', path)
    }
    const { promise, resolve } = Promise.withResolvers<void>()
    this.#locks.set(path, promise)
    return {
      [Symbol.asyncDispose]: async () => {
        if (this.#locks.get(path) === promise) this.#locks.delete(path)
        resolve()
      },
    }
  }

  #opened(path: string, file: SimulatedFile): DiskFile {
    let failed = false
    const reach = async (at: string, half?: () => void) => {
      await this.#turn(at, half)
      if (file.isUnplugged) throw diskError('FEIYU_DISK_BROKEN', at)
    }
    return {
      get sizeBytes() {
        return file.bytes.length
      },
      append: async (bytes) => {
        await reach(path, () => file.append(bytes.subarray(0, this.#random.below(bytes.length + 1))))
        const room = (this.#options.capacityBytes ?? Number.POSITIVE_INFINITY) - this.#usedBytes
        file.append(bytes.subarray(0, Math.min(bytes.length, room)))
        this.#usedBytes += Math.min(bytes.length, room)
        if (room < bytes.length) throw diskError('FEIYU_DISK_FULL', path)
      },
      truncate: async (sizeBytes) => {
        await reach(path)
        this.#usedBytes -= file.bytes.length - sizeBytes
        file.truncate(sizeBytes)
      },
      names: async () => {
        await reach(path)
        return namesOf(file, this.#root)
      },
      identity: async () => {
        await reach(path)
        return file.identity
      },
      sync: async () => {
        await reach(path)
        if (failed) throw diskError('FEIYU_DISK_SYNC', path)
        failed = true
        this.#sync(path, file)
        failed = false
      },
      [Symbol.asyncDispose]: async () => {},
    }
  }

  #sync(path: string, node: SimulatedNode): void {
    this.#syncs++
    if (this.#syncs === this.#options.crashAtSync) {
      this.#off = true
      throw diskError('FEIYU_DISK_GONE', path)
    }
    if (this.#syncs === this.#options.failSyncAt) {
      node.failSync()
      throw diskError('FEIYU_DISK_SYNC', path)
    }
    node.sync()
  }

  /** One operation: waits for its turn, and is the last one when the power fails at it, perhaps half done. */
  async #turn(path: string, half?: () => void): Promise<void> {
    for (let turns = this.#random.below(4); turns > 0; turns--) await Promise.resolve()
    if (!this.#off && ++this.#operations === this.#options.crashAt) {
      if (this.#random.once(2)) half?.()
      this.#off = true
    }
    if (this.#off) throw diskError('FEIYU_DISK_GONE', path)
  }

  #file(path: string): SimulatedFile {
    const node = this.#find(path)
    if (node instanceof SimulatedFile) return node
    throw diskError(node === undefined ? 'FEIYU_DISK_GONE' : 'FEIYU_DISK_BROKEN', path)
  }

  #find(path: string): SimulatedNode | undefined {
    let node: SimulatedNode | undefined = this.#root
    for (const name of segmentsOf(path)) {
      node = node instanceof SimulatedFolder ? node.names.get(name) : undefined
    }
    return node
  }

  #parent(path: string): { readonly folder: SimulatedFolder; readonly name: string } {
    const segments = segmentsOf(path)
    const folder = this.#find(segments.slice(0, -1).join('/') || '.')
    if (!(folder instanceof SimulatedFolder) || segments.length === 0) throw diskError('FEIYU_DISK_GONE', path)
    return { folder, name: segments.at(-1) ?? '' }
  }
}

async function settledWithin(held: Promise<void>, waitMs: number): Promise<boolean> {
  const { promise, resolve } = Promise.withResolvers<boolean>()
  const timer = setTimeout(() => resolve(false), waitMs)
  void held.then(() => resolve(true))
  try {
    return await promise
  } finally {
    clearTimeout(timer)
  }
}
