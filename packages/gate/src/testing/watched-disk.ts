import type { Disk, DiskFile } from '../disk/disk.ts'
import { diskError } from '../disk/disk-errors.ts'
import { DiskError } from '../errors.ts'

/** Who is told of what reaches the destination. */
export interface Watcher {
  /** Bytes for the temporary file of a permit, by the hexadecimal part of its digest; before they are written. */
  readonly onRelease: (permit: string) => Promise<void>
  /** A file has got its final name. */
  readonly onSeen: () => Promise<void>
  /** Bytes were appended to a file, and nobody has synced it yet. */
  readonly onAppended: (path: string) => void
}

/** A disk that passes everything through, and tells of the bytes of temporary files and of final names. */
export function watchedDisk(disk: Disk, { onRelease, onSeen, onAppended }: Watcher): Disk {
  const whole = around(disk, (_, work) => work())
  return {
    ...whole,
    async link(from, to) {
      const linked = await disk.link(from, to)
      if (linked && from.endsWith('.part')) await onSeen()
      return linked
    },
    async open(path, mode) {
      const file = await disk.open(path, mode)
      const permit = /\.feiyu-([0-9a-f]{64})\.part$/.exec(path)?.[1]
      return aroundFile(file, async (work, bytes) => {
        if (permit !== undefined && bytes !== undefined && bytes.length > 0) await onRelease(permit)
        const done = await work()
        if (bytes !== undefined) onAppended(path)
        return done
      })
    },
  }
}

/**
 * A disk as a process has it that stops when the home does not confirm a sync: whatever that process still asks of it
 * fails. The destination is another disk, and its failure stops nobody.
 */
export class StoppingDisk {
  readonly disk: Disk
  #stopped = false

  constructor(disk: Disk) {
    this.disk = around(disk, async (path, work) => {
      if (this.#stopped) throw diskError('FEIYU_DISK_GONE', path)
      try {
        return await work()
      } catch (error) {
        if (error instanceof DiskError && error.code === 'FEIYU_DISK_SYNC' && path.startsWith('home')) {
          this.#stopped = true
        }
        throw error
      }
    })
  }

  get stopped(): boolean {
    return this.#stopped
  }
}

/** Does something around each operation, those of its files too. */
function around(disk: Disk, guard: <T>(path: string, work: () => Promise<T>) => Promise<T>): Disk {
  return {
    read: (path) => guard(path, () => disk.read(path)),
    readRange: (path, from, to) => guard(path, () => disk.readRange(path, from, to)),
    list: (folder) => guard(folder, () => disk.list(folder)),
    makeFolder: (path) => guard(path, () => disk.makeFolder(path)),
    open: (path, mode) => guard(path, async () => aroundFile(await disk.open(path, mode), (work) => guard(path, work))),
    rename: (from, to) => guard(to, () => disk.rename(from, to)),
    link: (from, to) => guard(to, () => disk.link(from, to)),
    names: (path) => guard(path, () => disk.names(path)),
    identity: (path) => guard(path, () => disk.identity(path)),
    remove: (path) => guard(path, () => disk.remove(path)),
    removeFolder: (path) => guard(path, () => disk.removeFolder(path)),
    syncFolder: (path) => guard(path, () => disk.syncFolder(path)),
    lock: (path, waitMs) => guard(path, () => disk.lock(path, waitMs)),
  }
}

function aroundFile(file: DiskFile, guard: <T>(work: () => Promise<T>, bytes?: Uint8Array) => Promise<T>): DiskFile {
  return {
    get sizeBytes() {
      return file.sizeBytes
    },
    append: (bytes) => guard(() => file.append(bytes), bytes),
    truncate: (sizeBytes) => guard(() => file.truncate(sizeBytes)),
    names: () => guard(() => file.names()),
    identity: () => guard(() => file.identity()),
    sync: () => guard(() => file.sync()),
    [Symbol.asyncDispose]: () => file[Symbol.asyncDispose](),
  }
}
