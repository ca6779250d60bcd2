import { hash } from 'node:crypto'
import { type Bytes, hashingWith, type LogReader } from '@feiyu/evidence'
import type { Disk } from '../disk/disk.ts'

/** Hashing at once: the log's writer hashes three times an entry. */
export const nodeHashing = hashingWith((bytes) => new Uint8Array(hash('sha256', bytes, 'buffer')))

/** Files of a log beside its tiles and bundles. `checkpoint` is named by C2SP tlog-tiles, the others are ours. */
export const logFiles = {
  checkpoint: 'checkpoint',
  nextCheckpoint: 'checkpoint.next',
  /** The verifier key in one line, for readers. */
  key: 'key',
  /** Entries that are durable and not yet all under a checkpoint. */
  writeAhead: 'write-ahead',
  lock: 'lock',
} as const

/** A folder on a disk as the place of a log. */
export class LogFolder implements LogReader {
  readonly disk: Disk
  readonly #folder: string
  /** Folders whose names this process has made durable, all the way up to the log's own. */
  readonly #durable = new Set<string>(['.'])

  constructor(disk: Disk, folder: string) {
    this.disk = disk
    this.#folder = folder
  }

  /** Path on the disk of a file or folder of the log; `.` is the log's own folder. */
  path(name: string): string {
    if (name === '.') return this.#folder
    return this.#folder === '.' ? name : `${this.#folder}/${name}`
  }

  read(name: string): Promise<Bytes | undefined> {
    return this.disk.read(this.path(name))
  }

  /** Makes files durable with these contents, and their names with them; whatever stood there before is replaced. */
  async write(files: readonly { readonly path: string; readonly bytes: Bytes }[]): Promise<void> {
    const parents = new Set(files.map(({ path }) => parentOf(path)))
    const newFolders = new Set([...parents].filter((folder) => !this.#durable.has(folder)))
    await all([...newFolders].map((folder) => this.disk.makeFolder(this.path(folder))))
    await all(files.map((file) => this.#write(file.path, file.bytes)))
    const above = [...newFolders].flatMap(foldersAbove)
    await all([...new Set([...parents, ...above])].map((folder) => this.disk.syncFolder(this.path(folder))))
    for (const folder of [...parents, ...above]) this.#durable.add(folder)
  }

  /** Replaces a file at once: a reader sees the old content or the new one. Durable when it resolves. */
  async replace(name: string, temporary: string, bytes: Bytes): Promise<void> {
    await this.#write(temporary, bytes)
    await this.disk.rename(this.path(temporary), this.path(name))
    await this.disk.syncFolder(this.path('.'))
  }

  /** Takes folders away. Nothing waits for that to be durable. */
  async removeFolders(names: readonly string[]): Promise<void> {
    await all(names.map((name) => this.disk.removeFolder(this.path(name))))
    for (const name of names) this.#durable.delete(name)
  }

  /** A crash may have left a file of that name, which no checkpoint covers. */
  async #write(name: string, bytes: Bytes): Promise<void> {
    await using file = await this.disk.open(this.path(name), 'append')
    if (file.sizeBytes > 0) await file.truncate(0)
    await file.append(bytes)
    await file.sync()
  }
}

/** Waits until every piece of work has ended, then fails with the first that failed: nothing goes on behind its back. */
async function all(work: readonly Promise<void>[]): Promise<void> {
  const failed = (await Promise.allSettled(work)).find((result) => result.status === 'rejected')
  if (failed !== undefined) throw failed.reason
}

function parentOf(path: string): string {
  const end = path.lastIndexOf('/')
  return end < 0 ? '.' : path.slice(0, end)
}

function foldersAbove(folder: string): readonly string[] {
  return folder === '.' ? [] : [parentOf(folder), ...foldersAbove(parentOf(folder))]
}
