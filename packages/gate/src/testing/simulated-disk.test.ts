import { expect, test } from 'vitest'
import type { Disk, DiskFile } from '../disk/disk.ts'
import { diskSuite } from './disk-suite.ts'
import { SimulatedDisk } from './simulated-disk.ts'

diskSuite('simulated disk', async () => new SimulatedDisk(1))

test('what was synced, content and name, survives every power cut; what was not is now and then lost', async () => {
  const seen = { name: new Set<boolean>(), content: new Set<string>() }
  for (let seed = 0; seed < 100; seed++) {
    const disk = new SimulatedDisk(seed)
    await using kept = await disk.open('kept', 'new')
    await kept.append(Buffer.from('synced'))
    await kept.sync()
    await disk.syncFolder('.')
    await kept.append(Buffer.from(' or not'))
    await using _nameless = await disk.open('nameless', 'new')
    const after = disk.crash()
    const content = Buffer.from((await after.read('kept')) ?? []).toString()
    expect(content.slice(0, 6)).toBe('synced')
    seen.content.add(content)
    seen.name.add((await after.read('nameless')) !== undefined)
    await expect(kept.append(Buffer.from('x'))).rejects.toMatchObject({ code: 'FEIYU_DISK_GONE' })
  }
  expect(seen.name.size).toBe(2)
  expect(seen.content).toContain('synced')
  expect(seen.content).toContain('synced or not')
  expect(seen.content.size).toBeGreaterThan(5)
})

test('a rename that was not synced leaves the old file or the new one, never neither', async () => {
  const contents = new Set<string>()
  for (let seed = 0; seed < 50; seed++) {
    const disk = new SimulatedDisk(seed)
    await writeSynced(disk, 'file', 'old')
    await writeSynced(disk, 'file.new', 'new')
    await disk.syncFolder('.')
    await disk.rename('file.new', 'file')
    const after = disk.crash()
    contents.add(`${Buffer.from((await after.read('file')) ?? [])} ${(await after.list('.')).length}`)
  }
  expect([...contents].sort()).toEqual(['new 1', 'old 2'])
})

test('after a failed fsync the content is gone at the next power cut, though a second fsync of a new descriptor says yes', async () => {
  const disk = new SimulatedDisk(1, { failSyncAt: 1 })
  const file = await disk.open('file', 'new')
  await file.append(Buffer.from('lost'))
  await expect(file.sync()).rejects.toMatchObject({ code: 'FEIYU_DISK_SYNC' })
  await expect(file.sync()).rejects.toMatchObject({ code: 'FEIYU_DISK_SYNC' })
  await using again: DiskFile = await disk.open('file', 'append')
  await again.sync()
  await disk.syncFolder('.')
  expect(await disk.read('file')).toHaveLength(4)
  expect(await disk.crash().read('file')).toHaveLength(0)
})

test('the power fails at the operation that was asked for, and a full disk takes what fits', async () => {
  const disk = new SimulatedDisk(1, { crashAt: 3, capacityBytes: 5 })
  const file = await disk.open('file', 'new')
  await expect(file.append(Buffer.from('too long'))).rejects.toMatchObject({ code: 'FEIYU_DISK_FULL' })
  expect(file.sizeBytes).toBe(5)
  await expect(disk.read('file')).rejects.toMatchObject({ code: 'FEIYU_DISK_GONE' })
  expect(disk.off).toBe(true)
})

async function writeSynced(disk: Disk, path: string, content: string): Promise<void> {
  await using file = await disk.open(path, 'new')
  await file.append(Buffer.from(content))
  await file.sync()
}
