import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, mkdtempSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import process from 'node:process'
import { afterAll, expect, test } from 'vitest'
import { diskSuite } from '../testing/disk-suite.ts'
import { nodeDisk } from './node-disk.ts'

const folder = mkdtempSync(join(tmpdir(), 'feiyu-disk-'))
let count = 0
afterAll(() => rmSync(folder, { recursive: true, force: true }))

diskSuite('disk of this machine', async () => nodeDisk(newRoot()))

test('files and folders are for their owner alone', async () => {
  const root = newRoot()
  const disk = nodeDisk(root)
  await disk.makeFolder('a/b')
  await using _file = await disk.open('a/b/file', 'new')
  await using _lock = await disk.lock('a/lock', 0)
  const modes = ['a', 'a/b', 'a/b/file', 'a/lock'].map((path) => (statSync(join(root, path)).mode & 0o777).toString(8))
  expect(modes).toEqual(['700', '700', '600', '600'])
})

test('a link in the place of a file is not followed', async () => {
  const root = newRoot()
  writeFileSync(join(folder, 'outside'), 'secret')
  symlinkSync(join(folder, 'outside'), join(root, 'link'))
  const disk = nodeDisk(root)
  await expect(disk.read('link')).rejects.toMatchObject({ code: 'FEIYU_DISK_BROKEN' })
  await expect(disk.open('link', 'append')).rejects.toMatchObject({ code: 'FEIYU_DISK_BROKEN' })
  await expect(disk.open('link', 'new')).rejects.toMatchObject({ code: 'FEIYU_DISK_EXISTS' })
})

test('a full disk is named as such', async () => {
  // The one file of Linux that is always full.
  if (process.platform !== 'linux') return
  await using file = await nodeDisk('/dev').open('full', 'append')
  await expect(file.append(new Uint8Array(10))).rejects.toMatchObject({ code: 'FEIYU_DISK_FULL' })
})

test('an fsync that the system refuses is named as such, and is not asked for again', async () => {
  // A device without anything to sync.
  if (process.platform !== 'linux') return
  await using file = await nodeDisk('/dev').open('full', 'append')
  await expect(file.sync()).rejects.toMatchObject({ code: 'FEIYU_DISK_SYNC', cause: { code: 'EINVAL' } })
  const again = await file.sync().catch((error: unknown) => error)
  expect(again).toMatchObject({ code: 'FEIYU_DISK_SYNC' })
  expect(again).not.toHaveProperty('cause')
})

test('whoever waits for a lock longer than a second is told once which one', async () => {
  const root = newRoot()
  const waits: string[] = []
  await using _lock = await nodeDisk(root).lock('lock', 0)
  const waiting = nodeDisk(root, { onWait: (path) => void waits.push(path) })
  await expect(waiting.lock('lock', 900)).rejects.toMatchObject({ code: 'FEIYU_DISK_LOCKED' })
  expect(waits).toEqual([])
  await expect(waiting.lock('lock', 1200)).rejects.toMatchObject({ code: 'FEIYU_DISK_LOCKED' })
  expect(waits).toEqual(['lock'])
})

test('the lock of a process that was killed is free', async () => {
  const root = newRoot()
  const program = `
    import { nodeDisk } from ${JSON.stringify(join(import.meta.dirname, 'node-disk.ts'))}
    await nodeDisk(${JSON.stringify(root)}).lock('lock', 0)
    console.log('held')
    setInterval(() => {}, 1000)`
  const child = spawn(process.execPath, ['--input-type=module', '--eval', program], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  await once(child.stdout, 'data')
  const disk = nodeDisk(root)
  await expect(disk.lock('lock', 0)).rejects.toMatchObject({ code: 'FEIYU_DISK_LOCKED' })
  child.kill('SIGKILL')
  await once(child, 'exit')
  await using _lock = await disk.lock('lock', 0)
})

function newRoot(): string {
  const root = join(folder, String(count++))
  mkdirSync(root)
  return root
}
