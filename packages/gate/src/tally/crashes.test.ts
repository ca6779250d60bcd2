import { describe, expect, test } from 'vitest'
import type { Disk, DiskFile } from '../disk/disk.ts'
import { simulateCrash } from './testing/book-simulation.ts'

/** A disk that says that it synced files, and did not. */
function withoutSync(disk: Disk): Disk {
  return withFiles(disk, (file) => ({
    get sizeBytes() {
      return file.sizeBytes
    },
    append: (bytes) => file.append(bytes),
    truncate: (sizeBytes) => file.truncate(sizeBytes),
    sync: async () => {},
    [Symbol.asyncDispose]: () => file[Symbol.asyncDispose](),
  }))
}

/** A disk with its files wrapped. */
function withFiles(disk: Disk, wrap: (file: DiskFile) => DiskFile): Disk {
  return {
    read: (path) => disk.read(path),
    readRange: (path, from, to) => disk.readRange(path, from, to),
    list: (folder) => disk.list(folder),
    makeFolder: (path) => disk.makeFolder(path),
    open: async (path, mode) => wrap(await disk.open(path, mode)),
    rename: (from, to) => disk.rename(from, to),
    link: (from, to) => disk.link(from, to),
    names: (path) => disk.names(path),
    remove: (path) => disk.remove(path),
    removeFolder: (path) => disk.removeFolder(path),
    syncFolder: (path) => disk.syncFolder(path),
    lock: (path, waitMs) => disk.lock(path, waitMs),
  }
}

/** Runs every so many operations of a seed's run, a power cut at each. */
async function findsOf(seeds: number, step: number, wrap?: (disk: Disk) => Disk): Promise<string[]> {
  const finds: string[] = []
  for (let seed = 1; seed <= seeds; seed++) {
    const { operations } = await simulateCrash(seed, undefined, wrap).catch(() => ({ operations: 600 }))
    for (let crashAt = 1 + (seed % step); crashAt <= operations; crashAt += step) {
      try {
        const run = await simulateCrash(seed, crashAt, wrap)
        finds.push(...run.finds.map((find) => `seed ${seed}, operation ${crashAt}: ${find}`))
      } catch (error) {
        finds.push(`seed ${seed}, operation ${crashAt}: ${error instanceof Error ? error.stack : String(error)}`)
      }
    }
  }
  return finds
}

describe('a power cut at any moment', () => {
  test('nobody who may have left is uncounted, and nobody else is counted once all crossings are settled', async () => {
    expect(await findsOf(3, 4)).toEqual([])
  })

  test('a disk that only pretends to sync is found out', async () => {
    expect((await findsOf(1, 9, withoutSync)).length).toBeGreaterThan(0)
  })
})
