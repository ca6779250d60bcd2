import { crc32 } from 'node:zlib'
import type { Disk, DiskFile } from '../disk/disk.ts'
import { DiskError } from '../errors.ts'

/** A bug, put between those who write and their disk; the disk below stays honest. */
export type DiskPlant = (disk: Disk) => Disk

/** The bugs that the simulation of the log must catch, each of them. Tests and soaks switch one on; nothing else can. */
export const diskPlants = {
  'no fsync at all': (disk) => withFiles({ ...through(disk), syncFolder: async () => {} }, () => true, noSync),
  'no fsync of the write-ahead file': (disk) => withFiles(disk, isWriteAhead, noSync),
  'no fsync of tiles and bundles': (disk) => withFiles(disk, isTile, noSync),
  'no fsync of the checkpoint': (disk) => withFiles(disk, isCheckpoint, noSync),
  'no fsync of folders': (disk) => ({ ...through(disk), syncFolder: async () => {} }),
  'acknowledged before written': (disk) => withFiles(disk, isWriteAhead, writeLater),
  'retry after failed fsync': (disk) =>
    withFiles(
      disk,
      () => true,
      (file, path) => syncAgain(disk, file, path),
    ),
  'no checksum': (disk) => ({
    ...through(disk),
    read: async (path) => {
      const bytes = await disk.read(path)
      return bytes === undefined || !isWriteAhead(path) ? bytes : withChecksums(bytes)
    },
  }),
} as const satisfies Readonly<Record<string, DiskPlant>>

export type DiskPlantName = keyof typeof diskPlants

const isWriteAhead = (path: string) => path.endsWith('write-ahead')
const isTile = (path: string) => /(^|\/)(tile|feiyu)\//.test(path)
const isCheckpoint = (path: string) => path.endsWith('checkpoint.next')

type FileChange = (file: DiskFile, path: string) => DiskFile

export const noSync: FileChange = (file) => changedFile(file, { sync: async () => {} })

/** What is appended reaches the file after the next sync has said yes. */
const writeLater: FileChange = (file) => {
  let later = Promise.resolve()
  const waiting: Uint8Array[] = []
  return changedFile(file, {
    append: async (bytes) => {
      waiting.push(bytes.slice())
    },
    sync: async () => {
      const parts = waiting.splice(0)
      later = later.then(async () => {
        for (const part of parts) await file.append(part)
        await file.sync()
      })
      later.catch(() => {})
    },
    truncate: async (sizeBytes) => {
      await later.catch(() => {})
      await file.truncate(sizeBytes)
    },
  })
}

/** A second fsync, through a new descriptor: the kernel has forgotten the lost pages and says yes. */
function syncAgain(disk: Disk, file: DiskFile, path: string): DiskFile {
  const sync = async () => {
    try {
      await file.sync()
    } catch (error) {
      if (!(error instanceof DiskError) || error.code !== 'FEIYU_DISK_SYNC') throw error
      await using again = await disk.open(path, 'append')
      await again.sync()
    }
  }
  return changedFile(file, { sync })
}

/** Gives every record the checksum that it ought to have, whatever it holds: what is left of a check that was left out. */
function withChecksums(bytes: Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer> {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length)
  for (let at = 0; at + 32 <= bytes.length; ) {
    const end = at + 32 + view.getUint32(at + 8, true) + view.getUint32(at + 12, true)
    if (end > bytes.length) break
    view.setUint32(at + 4, crc32(bytes.subarray(at + 8, end)), true)
    at = end
  }
  return bytes
}

export function withFiles(disk: Disk, concerns: (path: string) => boolean, change: FileChange): Disk {
  return {
    ...through(disk),
    open: async (path, mode) => {
      const file = await disk.open(path, mode)
      return concerns(path) ? change(file, path) : file
    },
  }
}

function changedFile(file: DiskFile, change: Partial<Pick<DiskFile, 'append' | 'sync' | 'truncate'>>): DiskFile {
  return {
    get sizeBytes() {
      return file.sizeBytes
    },
    append: (bytes) => file.append(bytes),
    truncate: (sizeBytes) => file.truncate(sizeBytes),
    names: () => file.names(),
    identity: () => file.identity(),
    sync: () => file.sync(),
    [Symbol.asyncDispose]: () => file[Symbol.asyncDispose](),
    ...change,
  }
}

/** The same disk as a plain object, so that single operations can be put in the place of its own. */
export function through(disk: Disk): Disk {
  return {
    read: (path) => disk.read(path),
    readRange: (path, from, to) => disk.readRange(path, from, to),
    list: (folder) => disk.list(folder),
    makeFolder: (path) => disk.makeFolder(path),
    open: (path, mode) => disk.open(path, mode),
    rename: (from, to) => disk.rename(from, to),
    link: (from, to) => disk.link(from, to),
    names: (path) => disk.names(path),
    identity: (path) => disk.identity(path),
    remove: (path) => disk.remove(path),
    removeFolder: (path) => disk.removeFolder(path),
    syncFolder: (path) => disk.syncFolder(path),
    lock: (path, waitMs) => disk.lock(path, waitMs),
  }
}
