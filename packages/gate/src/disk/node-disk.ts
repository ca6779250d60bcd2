import { type BigIntStats, constants } from 'node:fs'
import { type FileHandle, link, lstat, mkdir, open, readdir, rename, rm, unlink } from 'node:fs/promises'
import { join } from 'node:path'
import process from 'node:process'
import type { Disk, DiskFile, OpenMode } from './disk.ts'
import { type DiskFault, diskError, segmentsOf } from './disk-errors.ts'
import { lockFile } from './lock-file.ts'

const { O_CREAT, O_DIRECTORY = 0, O_EXCL, O_NOFOLLOW = 0, O_RDONLY, O_RDWR } = constants

/** What a disk tells of beside doing what is asked. */
export interface NodeDiskOptions {
  /** Told once, by its path, of a lock that another process has held for a second. */
  readonly onWait?: (path: string) => void
}

/**
 * The folders of this machine below `root`, an absolute path. Paths never lead out of it: `..` is refused, and a link in
 * the place of a file is not followed.
 */
export function nodeDisk(root: string, { onWait = () => {} }: NodeDiskOptions = {}): Disk {
  const place = (path: string) => join(root, ...segmentsOf(path))
  return {
    async read(path) {
      try {
        await using file = await open(place(path), O_RDONLY | O_NOFOLLOW)
        return owned(await file.readFile())
      } catch (error) {
        if (codeOf(error) === 'ENOENT') return undefined
        throw asDiskError(error, path)
      }
    },

    readRange: (path, from, to) =>
      orDiskError(path, async () => {
        await using file = await open(place(path), O_RDONLY | O_NOFOLLOW)
        const bytes = new Uint8Array(Math.max(0, to - from))
        let filled = 0
        while (filled < bytes.length) {
          const { bytesRead } = await file.read(bytes, filled, bytes.length - filled, from + filled)
          if (bytesRead === 0) break
          filled += bytesRead
        }
        return bytes.slice(0, filled)
      }),

    async list(folder) {
      try {
        return (await readdir(place(folder))).sort()
      } catch (error) {
        if (codeOf(error) === 'ENOENT') return []
        throw asDiskError(error, folder)
      }
    },

    makeFolder: (path) =>
      orDiskError(path, async () => {
        await mkdir(place(path), { recursive: true, mode: 0o700 })
      }),

    open: (path, mode) =>
      orDiskError(path, async () => {
        const flags = O_RDWR | O_NOFOLLOW | openFlags[mode]
        const handle = await open(place(path), flags, 0o600)
        try {
          return new NodeFile(path, handle, (await handle.stat()).size)
        } catch (error) {
          await handle.close()
          throw error
        }
      }),

    rename: (from, to) => orDiskError(to, () => rename(place(from), place(to))),

    async link(from, to) {
      try {
        await link(place(from), place(to))
        return true
      } catch (error) {
        const code = codeOf(error) ?? ''
        if (code === 'EEXIST') return false
        if (!['EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS'].includes(code)) throw asDiskError(error, to)
      }
      // A file system without hard links, such as exFAT: look, then rename.
      if ((await namesOf(place(to), to)) > 0) return false
      await orDiskError(to, () => rename(place(from), place(to)))
      return true
    },

    names: (path) => namesOf(place(path), path),

    async identity(path) {
      try {
        return identityOf(await lstat(place(path), { bigint: true }))
      } catch (error) {
        if (codeOf(error) === 'ENOENT') return null
        throw asDiskError(error, path)
      }
    },

    async remove(path) {
      try {
        await unlink(place(path))
      } catch (error) {
        if (codeOf(error) !== 'ENOENT') throw asDiskError(error, path)
      }
    },

    removeFolder: (path) => orDiskError(path, () => rm(place(path), { recursive: true, force: true })),

    async syncFolder(path) {
      // Windows has no handle to a folder that could be synced.
      if (process.platform === 'win32') return
      await orDiskError(path, async () => {
        await using folder = await open(place(path), O_RDONLY | O_DIRECTORY)
        await synced(path, folder)
      })
    },

    lock: (path, waitMs) => orDiskError(path, () => lockFile(place(path), path, waitMs, onWait)),
  }
}

const openFlags: Readonly<Record<OpenMode, number>> = { new: O_CREAT | O_EXCL, append: O_CREAT, existing: 0 }

/**
 * The inode and the moment when it was made: an inode that became free is given to the next file. The number of the device
 * is no part of it, since that of one disk may change when the machine starts again.
 */
function identityOf({ ino, birthtimeNs }: BigIntStats): string {
  return `${ino}-${birthtimeNs}`
}

async function namesOf(file: string, path: string): Promise<number> {
  try {
    return (await lstat(file)).nlink
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return 0
    throw asDiskError(error, path)
  }
}

class NodeFile implements DiskFile {
  readonly #path: string
  readonly #handle: FileHandle
  #sizeBytes: number
  #failed = false

  constructor(path: string, handle: FileHandle, sizeBytes: number) {
    this.#path = path
    this.#handle = handle
    this.#sizeBytes = sizeBytes
  }

  get sizeBytes(): number {
    return this.#sizeBytes
  }

  append(bytes: Uint8Array): Promise<void> {
    return orDiskError(this.#path, async () => {
      for (let done = 0; done < bytes.length; ) {
        const { bytesWritten } = await this.#handle.write(bytes, done, bytes.length - done, this.#sizeBytes)
        done += bytesWritten
        this.#sizeBytes += bytesWritten
      }
    })
  }

  truncate(sizeBytes: number): Promise<void> {
    return orDiskError(this.#path, async () => {
      await this.#handle.truncate(sizeBytes)
      this.#sizeBytes = sizeBytes
    })
  }

  names(): Promise<number> {
    return orDiskError(this.#path, async () => (await this.#handle.stat()).nlink)
  }

  identity(): Promise<string> {
    return orDiskError(this.#path, async () => identityOf(await this.#handle.stat({ bigint: true })))
  }

  async sync(): Promise<void> {
    // The kernel reports a lost page once and then says yes: a second answer is worth nothing.
    if (this.#failed) throw diskError('FEIYU_DISK_SYNC', this.#path)
    try {
      await synced(this.#path, this.#handle)
    } catch (error) {
      this.#failed = true
      throw error
    }
  }

  [Symbol.asyncDispose](): Promise<void> {
    return orDiskError(this.#path, () => this.#handle.close())
  }
}

/** `fdatasync`: the bytes and the length, which is all that a reader needs; libuv asks macOS for a full flush. */
async function synced(path: string, handle: FileHandle): Promise<void> {
  try {
    await handle.datasync()
  } catch (error) {
    throw diskError('FEIYU_DISK_SYNC', path, error)
  }
}

async function orDiskError<T>(path: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    throw asDiskError(error, path)
  }
}

const faults: Readonly<Record<string, DiskFault>> = {
  ENOSPC: 'FEIYU_DISK_FULL',
  EDQUOT: 'FEIYU_DISK_FULL',
  EFBIG: 'FEIYU_DISK_FULL',
  EROFS: 'FEIYU_DISK_READ_ONLY',
  EACCES: 'FEIYU_DISK_READ_ONLY',
  EPERM: 'FEIYU_DISK_READ_ONLY',
  ENOENT: 'FEIYU_DISK_GONE',
  ENODEV: 'FEIYU_DISK_GONE',
  ENXIO: 'FEIYU_DISK_GONE',
  ESTALE: 'FEIYU_DISK_GONE',
  EEXIST: 'FEIYU_DISK_EXISTS',
}

function asDiskError(error: unknown, path: string): unknown {
  const code = codeOf(error)
  // Errors of our own, and bugs, go up as they are.
  if (code === undefined || !/^E[A-Z0-9]+$/.test(code)) return error
  return diskError(faults[code] ?? 'FEIYU_DISK_BROKEN', path, error)
}

function codeOf(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined
}

/** The bytes of a file: nobody else has the memory that they were read into. */
function owned({ buffer, byteOffset, length }: Buffer<ArrayBuffer>): Uint8Array<ArrayBuffer> {
  return new Uint8Array(buffer, byteOffset, length)
}
