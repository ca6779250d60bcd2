import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { verifyReceipt, writeReceipt, writeVerifierKey } from '@feiyu/evidence'
import { afterAll, expect, test } from 'vitest'
import { nodeDisk } from '../disk/node-disk.ts'
import { CrossingWorld, digestOf, type Parcel, rowsOf, worldFolders } from '../testing/crossing-world.ts'
import { noon, portSigner } from '../testing/sample-permit.ts'
import { SeededRandom } from '../testing/seeded-random.ts'
import { cross } from './cross.ts'
import { crossingPoints } from './crossing-points.ts'

const folder = mkdtempSync(join(tmpdir(), 'feiyu-cross-'))
let count = 0
afterAll(() => rmSync(folder, { recursive: true, force: true }))

test('a file crosses whole: counted, under its name, with a receipt that holds', async () => {
  const world = await newWorld()
  const parcel = {
    name: 'out.csv',
    chunks: [
      [1, 2, 3],
      [3, 4],
      [0, 5],
    ],
  }
  const points: string[] = []
  await using book = await world.book()
  const order = await world.order(parcel, book)
  const result = await cross(
    world.context((point) => void points.push(point)),
    order,
  )
  if (result.kind !== 'completed') throw new Error(result.kind)
  const bytes = Buffer.concat(rowsOf(parcel))
  expect(Buffer.from((await world.disk.read('out/out.csv'))!)).toEqual(bytes)
  expect(await world.disk.list('out')).toEqual(['out.csv'])
  expect((await book.figures()).upper.ordinary).toBe(5)
  expect(await book.unsettled()).toEqual([])
  const verdict = await verifyReceipt(writeReceipt(result.receipt), writeVerifierKey(portSigner.key), {
    outputDigest: digestOf(bytes),
  })
  expect(verdict).toMatchObject({ kind: 'holds', data: 'same' })
  expect(result.outcome).toMatchObject({ end: 'completed', newPersons: { ordinary: 5, sensitive: 0 } })
  expect(new Set(points)).toEqual(new Set(crossingPoints.filter((point) => point !== 'aborted')))
  expect(await world.disk.list(`${worldFolders.crossings}/open`)).toEqual([])
})

async function newWorld(): Promise<CrossingWorld> {
  const disk = nodeDisk(folder)
  const root = `w${count++}`
  await disk.makeFolder(root)
  const world = new CrossingWorld(nodeDisk(join(folder, root)), { now: () => noon }, new SeededRandom(1))
  await world.make()
  return world
}
