import { cpSync, mkdtempSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { readEntry } from '@feiyu/evidence'
import { afterAll, expect, test } from 'vitest'
import { nodeDisk } from '../disk/node-disk.ts'
import { openLogForReading } from '../log/read-log.ts'
import { CrossingWorld, type Parcel, rowsOf, worldFolders } from '../testing/crossing-world.ts'
import { noon } from '../testing/sample-permit.ts'
import { SeededRandom } from '../testing/seeded-random.ts'
import { SimulatedDisk } from '../testing/simulated-disk.ts'
import { cross } from './cross.ts'
import type { CrossingPoint } from './crossing-points.ts'

// The folder of the destination goes away while a file crosses, with what was written in it.

const folder = mkdtempSync(join(tmpdir(), 'feiyu-lost-'))
let count = 0
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const clock = { now: () => noon }
const parcel: Parcel = {
  name: 'out.csv',
  chunks: [
    [1, 2, 3],
    [3, 4],
    [0, 5],
  ],
}

test('a destination that is moved while rows go by: what was written is taken back where it lies now', async () => {
  const root = join(folder, `w${count}`)
  const world = await worldOnFiles()
  const order = await world.order(parcel, await world.book())
  const context = world.context(once('chunk-released', () => renameSync(join(root, 'out'), join(root, 'away'))))
  expect(await cross(context, order)).toMatchObject({ kind: 'broken', error: { code: 'FEIYU_DISK_GONE' } })
  expect(await lastOutcome(world)).toMatchObject({
    end: 'stopped',
    stop: { code: 'destination-failed' },
    released: { bytes: 0, rows: 0 },
  })
  const [part = ''] = readdirSync(join(root, 'away'))
  expect(statSync(join(root, 'away', part)).size).toBe(0)
  await using book = await world.book()
  expect((await book.figures()).upper.ordinary).toBe(0)
})

test('a destination that is carried to another disk while rows go by: its persons stay, and the outcome says so', async () => {
  const root = join(folder, `w${count}`)
  const world = await worldOnFiles()
  const order = await world.order(parcel, await world.book())
  const carry = once('chunk-released', () => {
    cpSync(join(root, 'out'), join(root, 'stick'), { recursive: true })
    rmSync(join(root, 'out'), { recursive: true })
  })
  expect(await cross(world.context(carry), order)).toMatchObject({ kind: 'broken', error: { code: 'FEIYU_DISK_GONE' } })
  const [part = ''] = readdirSync(join(root, 'stick'))
  expect(statSync(join(root, 'stick', part)).size).toBeGreaterThan(0)
  const outcome = await lastOutcome(world)
  expect(outcome).toMatchObject({
    end: 'stopped',
    stop: { code: 'destination-failed' },
    released: { bytes: Buffer.concat(rowsOf(parcel).slice(0, 2)).length, rows: 5 },
    newPersons: { ordinary: 4 },
  })
  await using book = await world.book()
  expect(await book.figures()).toMatchObject({ upper: { ordinary: 4 }, settled: { ordinary: 4 } })
  expect(await world.disk.list(`${worldFolders.crossings}/open`)).toEqual([])
})

test('a medium that is pulled while rows go by: its persons stay, and the outcome says so', async () => {
  const disk = new SimulatedDisk(count++)
  const world = new CrossingWorld(disk, clock, new SeededRandom(1))
  await world.make()
  const pull = once('chunk-released', () => disk.takeAway('pull', 'out', 'stick'))
  const order = await world.order(parcel, await world.book())
  expect(await cross(world.context(pull), order)).toMatchObject({
    kind: 'broken',
    error: { code: 'FEIYU_DISK_GONE' },
  })
  // Handed over: the first chunk, and the second, which failed.
  expect(await lastOutcome(world)).toMatchObject({ end: 'stopped', released: { rows: 5 }, newPersons: { ordinary: 4 } })
  await using book = await world.book()
  expect((await book.figures()).upper.ordinary).toBe(4)
})

test('a destination that is gone before the first byte was handed over holds nothing', async () => {
  const disk = new SimulatedDisk(count++)
  const world = new CrossingWorld(disk, clock, new SeededRandom(1))
  await world.make()
  const pull = once('permit-published', () => disk.takeAway('pull', 'out', 'stick'))
  const order = await world.order({ ...parcel, remarks: { 1: 'SECRET' } }, await world.book())
  expect(await cross(world.context(pull), order)).toMatchObject({ kind: 'stopped' })
  expect(await world.disk.list(`${worldFolders.crossings}/open`)).toEqual([])
  await using book = await world.book()
  expect((await book.figures()).upper.ordinary).toBe(0)
  expect(await book.unsettled()).toEqual([])
})

async function worldOnFiles(): Promise<CrossingWorld> {
  const root = `w${count++}`
  await nodeDisk(folder).makeFolder(root)
  const world = new CrossingWorld(nodeDisk(join(folder, root)), clock, new SeededRandom(1))
  await world.make()
  return world
}

/** Does something the first time that a point is reached. */
function once(at: CrossingPoint, act: () => void): (point: CrossingPoint) => void {
  let done = false
  return (point) => {
    if (point !== at || done) return
    done = true
    act()
  }
}

async function lastOutcome(world: CrossingWorld) {
  const view = await openLogForReading(world.disk, worldFolders.log)
  const entries = []
  for await (const bytes of view.entries(0, view.tree.size)) entries.push(readEntry(bytes))
  return entries.findLast(({ kind }) => kind === 'outcome')?.body
}
