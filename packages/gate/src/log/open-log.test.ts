import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { auditLog, type LogFault } from '@feiyu/evidence'
import { afterAll, expect, test } from 'vitest'
import type { Disk } from '../disk/disk.ts'
import { nodeDisk } from '../disk/node-disk.ts'
import { logSuite } from '../testing/log-suite.ts'
import { SimulatedDisk } from '../testing/simulated-disk.ts'
import { entryOf, signerOf, testSigner } from '../testing/test-log.ts'
import { nodeHashing } from './log-files.ts'
import { createLog, hasLog, openLog } from './open-log.ts'
import { openLogForReading } from './read-log.ts'

const folder = mkdtempSync(join(tmpdir(), 'feiyu-log-'))
let count = 0
afterAll(() => rmSync(folder, { recursive: true, force: true }))

logSuite('log on files', async () => {
  const disk = newDisk()
  await createLog(disk, 'home/log', testSigner)
  return { open: (signer) => openLog(disk, 'home/log', signer) }
})

logSuite('log on the simulated disk', async () => {
  const disk = new SimulatedDisk(1)
  await createLog(disk, '.', testSigner)
  return { open: (signer) => openLog(disk, '.', signer) }
})

test('a second writer is refused while the first one writes', async () => {
  const disk = newDisk()
  await createLog(disk, 'log', testSigner)
  const first = await openLog(disk, 'log', testSigner)
  await expect(openLog(disk, 'log', testSigner, { waitMs: 0 })).rejects.toMatchObject({ code: 'FEIYU_LOG_HELD' })
  const waiting = openLog(disk, 'log', testSigner, { waitMs: 10_000 })
  await first.append(entryOf(0)).published
  await first[Symbol.asyncDispose]()
  await using second = await waiting
  expect(second.size).toBe(1)
})

test('a log is made only where there is none, and opened only where there is one', async () => {
  const disk = newDisk()
  expect(await hasLog(disk, 'log')).toBe(false)
  await expect(openLog(disk, 'log', testSigner)).rejects.toMatchObject({ code: 'FEIYU_LOG_NONE' })
  await expect(openLogForReading(disk, 'log')).rejects.toMatchObject({ code: 'FEIYU_LOG_NONE' })
  expect(await disk.list('.')).toEqual([])
  await createLog(disk, 'log', testSigner)
  expect(await hasLog(disk, 'log')).toBe(true)
  await expect(createLog(disk, 'log', testSigner)).rejects.toMatchObject({ code: 'FEIYU_LOG_EXISTS' })
  await disk.remove('log/checkpoint')
  await append(disk, 'log/write-ahead', [1])
  await expect(createLog(disk, 'log', testSigner)).rejects.toMatchObject({ code: 'FEIYU_LOG_EXISTS' })
  await expect(openLog(disk, 'log', testSigner)).rejects.toMatchObject({ code: 'FEIYU_LOG_INCOMPLETE' })
})

test('readers need no private key and no lock, and see the log under its newest checkpoint', async () => {
  const disk = newDisk()
  await createLog(disk, 'log', testSigner)
  await using log = await openLog(disk, 'log', testSigner)
  await Promise.all(Array.from({ length: 300 }, (_, number) => log.append(entryOf(number)).published))
  const view = await openLogForReading(disk, 'log')
  expect(view).toMatchObject({ checkpoint: log.checkpoint, tree: { size: 300 }, key: { name: testSigner.key.name } })
  expect((await view.prove(7)).entry).toEqual(JSON.parse(Buffer.from(entryOf(7)).toString()))
  await log.append(entryOf(300)).published
  expect((await view.prove(299)).entry).toMatchObject({ kind: 'deny' })
  const faults: LogFault[] = []
  const { reader, tree, key } = view
  for await (const fault of auditLog({ reader, tree, key, hashing: nodeHashing })) faults.push(fault)
  expect(faults).toEqual([])
})

test('a log behind its checkpoint, or whose checkpoint does not hold, is not opened', async () => {
  const cases: readonly (readonly [(disk: Disk) => Promise<void>, string])[] = [
    [(disk) => disk.remove('log/tile/0/001.p/44'), 'FEIYU_LOG_FILE_MISSING'],
    [(disk) => disk.remove('log/tile/entries/001.p/44'), 'FEIYU_LOG_FILE_MISSING'],
    [(disk) => disk.remove('log/feiyu/entries/001.p/44'), 'FEIYU_LOG_FILE_MISSING'],
    [(disk) => disk.removeFolder('log/tile'), 'FEIYU_LOG_FILE_MISSING'],
    [(disk) => change(disk, 'log/tile/0/001.p/44', 5), 'FEIYU_LOG_ROOT_DIFFERS'],
    [(disk) => change(disk, 'log/tile/entries/001.p/44', 500), 'FEIYU_LOG_LEAF_DIFFERS'],
    [(disk) => change(disk, 'log/checkpoint', 26), 'FEIYU_LOG_CHECKPOINT'],
    [(disk) => disk.remove('log/checkpoint'), 'FEIYU_LOG_INCOMPLETE'],
    [(disk) => disk.remove('log/key'), 'FEIYU_LOG_INCOMPLETE'],
  ]
  for (const [harm, code] of cases) {
    const disk = newDisk()
    await createLog(disk, 'log', testSigner)
    await fill(disk, 0, 300)
    await harm(disk)
    await expect(openLog(disk, 'log', testSigner), code).rejects.toMatchObject({ code })
    // The lock was given back: the next one hears the same, not that somebody holds the log.
    await expect(openLog(disk, 'log', testSigner, { waitMs: 0 }), code).rejects.toMatchObject({ code })
  }
})

test('a log of whole tiles only, whose last one is gone, is not opened', async () => {
  const disk = newDisk()
  await createLog(disk, 'log', testSigner)
  await fill(disk, 0, 256)
  await disk.remove('log/feiyu/entries/000')
  await expect(openLog(disk, 'log', testSigner)).rejects.toMatchObject({ code: 'FEIYU_LOG_FILE_MISSING' })
})

test('a log put back to an older copy, with the write-ahead file of the newer one, is not opened', async () => {
  const disk = new SimulatedDisk(1)
  await createLog(disk, 'log', testSigner)
  const checkpoint = await disk.read('log/checkpoint')
  await fill(disk, 0, 10)
  const log = await openLog(disk, 'log', testSigner)
  await log.append(entryOf(10)).published
  const stopped = disk.crash()
  await stopped.remove('log/checkpoint')
  await append(stopped, 'log/checkpoint', checkpoint ?? [])
  await expect(openLog(stopped, 'log', testSigner)).rejects.toMatchObject({ code: 'FEIYU_LOG_BEHIND' })
})

test('a failed fsync stops the log for good, and opening it again finds what had been acknowledged', async () => {
  for (let failSyncAt = 12; failSyncAt < 40; failSyncAt++) {
    const disk = new SimulatedDisk(failSyncAt, { failSyncAt })
    await createLog(disk, 'log', testSigner)
    const acknowledged: number[] = []
    const log = await openLog(disk, 'log', testSigner)
    for (let number = 0; number < 30; number++) {
      try {
        await log.append(entryOf(number)).published
        acknowledged.push(number)
      } catch (error) {
        expect(error).toMatchObject({ code: 'FEIYU_LOG_STOPPED' })
      }
    }
    expect(acknowledged.length).toBeLessThan(30)
    expect(acknowledged).toEqual(acknowledged.map((_, index) => index))
    await expect(log.append(entryOf(99)).durable).rejects.toMatchObject({ code: 'FEIYU_LOG_STOPPED' })
    await log[Symbol.asyncDispose]()
    const after = disk.crash()
    await using again = await openLog(after, 'log', testSigner)
    expect(again.size).toBeGreaterThanOrEqual(acknowledged.length)
  }
})

test('a full disk stops the log, and with room again it goes on', async () => {
  const disk = new SimulatedDisk(1, { capacityBytes: 20_000 })
  await createLog(disk, 'log', testSigner)
  const log = await openLog(disk, 'log', testSigner)
  let published = 0
  const stop = expect(
    (async () => {
      for (;;) published = (await log.append(entryOf(published)).published).index + 1
    })(),
  ).rejects.toMatchObject({ code: 'FEIYU_LOG_STOPPED', cause: { code: 'FEIYU_DISK_FULL' } })
  await stop
  await log[Symbol.asyncDispose]()
  await using again = await openLog(disk.crash(), 'log', testSigner)
  expect(again.size).toBeGreaterThanOrEqual(published)
  await again.append(entryOf(1000)).published
})

test('the write-ahead file is emptied, and partial files go once the full ones are covered', async () => {
  const disk = newDisk()
  await createLog(disk, 'log', testSigner)
  for (const [from, to] of [
    [0, 100],
    [100, 250],
    [250, 300],
  ] as const) {
    await fill(disk, from, to)
  }
  expect(await disk.read('log/write-ahead')).toHaveLength(0)
  expect(await disk.list('log/tile/0')).toEqual(['000', '001.p'])
  expect(await disk.list('log/tile/entries')).toEqual(['000', '001.p'])
  expect(await disk.list('log/feiyu/entries')).toEqual(['000', '001.p'])
  // A crash before their removal would leave them.
  await disk.makeFolder('log/tile/0/000.p')
  await append(disk, 'log/tile/0/000.p/100', [1, 2, 3])
  await fill(disk, 300, 301)
  expect(await disk.list('log/tile/0')).toEqual(['000', '001.p'])
})

test('the key of the log is for everybody to read, under the name of its origin', async () => {
  const disk = newDisk()
  const signer = signerOf('example.com/other', 3)
  await createLog(disk, 'log', signer)
  expect(Buffer.from((await disk.read('log/key')) ?? []).toString()).toMatch(
    /^example\.com\/other\+[0-9a-f]{8}\+.{44}\n$/,
  )
  expect(Buffer.from((await disk.read('log/checkpoint')) ?? []).toString()).toMatch(/^example\.com\/other\n0\n/)
})

async function fill(disk: Disk, from: number, to: number): Promise<void> {
  await using log = await openLog(disk, 'log', testSigner)
  const calls = Array.from({ length: to - from }, (_, place) => log.append(entryOf(from + place)).published)
  await Promise.all(calls)
}

async function change(disk: Disk, path: string, at: number): Promise<void> {
  const bytes = (await disk.read(path)) ?? new Uint8Array(0)
  await disk.remove(path)
  await append(disk, path, bytes.with(at, (bytes[at] ?? 0) ^ 1))
}

async function append(disk: Disk, path: string, bytes: ArrayLike<number>): Promise<void> {
  await using file = await disk.open(path, 'append')
  await file.append(Uint8Array.from(bytes))
}

function newDisk(): Disk {
  const root = join(folder, String(count++))
  mkdirSync(root)
  return nodeDisk(root)
}
