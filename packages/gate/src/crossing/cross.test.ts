import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { readEntry, verifyReceipt, writeReceipt, writeVerifierKey } from '@feiyu/evidence'
import { afterAll, expect, test } from 'vitest'
import type { ChunkGate } from '../chunk/chunk-gate.ts'
import { nodeDisk } from '../disk/node-disk.ts'
import { openLogForReading } from '../log/read-log.ts'
import type { Permit } from '../permit/permit.ts'
import { asNobody } from '../testing/as-nobody.ts'
import { CrossingWorld, digestOf, type Parcel, rowsOf, sourceOf, worldFolders } from '../testing/crossing-world.ts'
import { noon, portSigner } from '../testing/sample-permit.ts'
import { SeededRandom } from '../testing/seeded-random.ts'
import { SimulatedDisk } from '../testing/simulated-disk.ts'
import { cross } from './cross.ts'
import type { CrossingOrder, CrossingResult } from './crossing-context.ts'
import { crossingPoints, stopPoints } from './crossing-points.ts'

const folder = mkdtempSync(join(tmpdir(), 'feiyu-cross-'))
let count = 0
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const parcel: Parcel = {
  name: 'out.csv',
  chunks: [
    [1, 2, 3],
    [3, 4],
    [0, 5],
  ],
}

test('a file crosses whole: counted, under its name, with a receipt that holds', async () => {
  const world = await worldOnFiles()
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
  expect(result.outcome).toMatchObject({
    end: 'completed',
    read: { digest: order.permit.what.revision, bytes: bytes.length, rows: 7 },
    released: { digest: digestOf(bytes), bytes: bytes.length, rows: 7 },
    newPersons: { ordinary: 5, sensitive: 0 },
  })
  expect([...new Set(points)]).toEqual(crossingPoints.filter((point) => !stopPoints.has(point)))
  expect(await world.disk.list(`${worldFolders.crossings}/open`)).toEqual([])
})

test('the permit is published before the first byte, the persons of a chunk are durable before its bytes', async () => {
  const world = await newWorld()
  const steps: string[] = []
  const order = await world.order(parcel, await world.book())
  const watching: CrossingOrder = {
    ...order,
    destination: {
      ...order.destination,
      async open(permit) {
        const sink = await order.destination.open(permit)
        return {
          identity: sink.identity,
          write: async (bytes) => {
            const view = await openLogForReading(world.disk, worldFolders.log)
            const kinds: string[] = []
            for await (const entry of view.entries(0, view.tree.size)) kinds.push(readEntry(entry).kind)
            expect(kinds).toContain('permit')
            steps.push('write')
            await sink.write(bytes)
          },
          seal: () => sink.seal(),
          commit: () => sink.commit(),
          withdraw: () => sink.withdraw(),
          abort: () => sink.abort(),
          [Symbol.asyncDispose]: () => sink[Symbol.asyncDispose](),
        }
      },
    },
  }
  await cross(
    world.context((point) => void (point === 'chunk-counted' && steps.push('counted'))),
    watching,
  )
  expect(steps).toEqual(['counted', 'write', 'counted', 'write', 'counted', 'write', 'counted'])
})

test('what the gate stops leaves nothing: no file, no person, an outcome that names row, column and kind', async () => {
  const world = await newWorld()
  await using book = await world.book()
  const order = await world.order({ ...parcel, remarks: { 5: 'SECRET' } }, book)
  const result = await cross(world.context(), order)
  const stop = { code: 'uncleared-value', row: 5, column: 2, type: 'cn.resident-id' }
  expect(result).toMatchObject({
    kind: 'stopped',
    stop,
    outcome: { end: 'stopped', stop, released: { bytes: 0, rows: 0 }, newPersons: { ordinary: 0 } },
  })
  await expectNothing(world)
  expect((await verifyReceipt(receiptOf(result), writeVerifierKey(portSigner.key))).kind).toBe('holds')
})

test('an input with a header and no row crosses as it is', async () => {
  const world = await newWorld()
  await using book = await world.book()
  const order = await world.order({ ...parcel, chunks: [] }, book)
  const seen: string[][] = []
  const gate = order.gate
  const watched = (permit: Permit): ChunkGate => {
    const inner = gate(permit)
    return {
      take: (batch, names) => {
        seen.push([...names, String(batch.rows), String(batch.columns)])
        return inner.take(batch, names)
      },
      end: () => inner.end(),
    }
  }
  expect(await cross(world.context(), { ...order, gate: watched })).toMatchObject({
    kind: 'completed',
    outcome: { released: { rows: 0 } },
  })
  // The gate saw the columns, as it sees those of every table.
  expect(seen).toEqual([['person', 'remark', '0', '2']])
})

test('a permit is for one crossing, however the first one ended', async () => {
  for (const remarks of [{}, { 1: 'SECRET' }]) {
    const world = await newWorld()
    await using book = await world.book()
    const order = await world.order({ ...parcel, remarks }, book)
    await cross(world.context(), order)
    const again = { ...order, source: sourceOf(rowsOf(parcel)), destination: world.destination('again.csv') }
    expect(await cross(world.context(), again)).toMatchObject({ kind: 'refused', refusals: [{ code: 'used' }] })
    expect(await world.disk.names('out/again.csv')).toBe(0)
  }
})

test('two crossings under one permit at the same moment: one is refused', async () => {
  const world = await worldOnFiles()
  const order = await world.order(parcel, await world.book())
  const twin = { ...order, source: sourceOf(rowsOf(parcel)), destination: world.destination('twin.csv') }
  const results = await Promise.all([cross(world.context(), order), cross(world.context(), twin)])
  expect(results.map(({ kind }) => kind).sort()).toEqual(['completed', 'refused'])
  expect(await world.disk.list('out')).toHaveLength(1)
})

test('a permit that the gate does not honour never gets as far as a record', async () => {
  const world = await newWorld()
  const order = await world.order(parcel, await world.book())
  const altered = { ...order.documents, permit: Buffer.concat([order.documents.permit, Buffer.from(' ')]) }
  const result = await cross(world.context(), { ...order, documents: altered })
  expect(result).toMatchObject({ kind: 'refused', refusals: [{ code: 'permit-form' }] })
  expect(await world.disk.list(`${worldFolders.crossings}/open`)).toEqual([])
  expect(await kindsIn(world)).not.toContain('permit')
})

test('a gate with a headroom of 9 stops before the chunk that brings 20 new persons, though it was let begin', async () => {
  const world = await newWorld()
  await using book = await world.book()
  const nine = Array.from({ length: 9 }, (_, index) => index + 1)
  const eleven = Array.from({ length: 11 }, (_, index) => index + 10)
  const order = await world.order({ name: 'out.csv', chunks: [nine, eleven] }, book)
  const small = await world.order({ name: 'out.csv', chunks: [nine] }, book)
  const released: number[] = []
  // The check is bypassed: the permit and its reservation are those of nine persons, the source brings twenty.
  const result = await cross(
    world.context((point) => void (point === 'chunk-released' && released.push(1))),
    { ...small, source: order.source },
  )
  expect(result).toMatchObject({ kind: 'stopped', stop: { code: 'over-headroom' } })
  expect(released).toHaveLength(1)
  await expectNothing(world)
})

test('9 new persons and 11 repeats cross under a headroom of 9', async () => {
  const world = await newWorld()
  await using book = await world.book()
  const eleven = Array.from({ length: 11 }, (_, index) => index + 100)
  await cross(world.context(), await world.order({ name: 'first.csv', chunks: [eleven] }, book))
  const nine = Array.from({ length: 9 }, (_, index) => index + 1)
  const order = await world.order({ name: 'out.csv', chunks: [eleven, nine] }, book)
  expect(order.permit.count.ceilings.newPersons.ordinary).toBe(9)
  expect((await cross(world.context(), order)).kind).toBe('completed')
  expect((await book.figures()).upper.ordinary).toBe(20)
})

test('when the law says no to the figure, no permit is published and the headroom is free again', async () => {
  const world = await newWorld()
  await using book = await world.book()
  const order = await world.order(parcel, book)
  const result = await cross(world.context(), {
    ...order,
    books: order.books.map((one) => ({ ...one, mayBecome: ({ ordinary }) => ordinary < 5 })),
  })
  expect(result).toMatchObject({ kind: 'no-headroom', newPersons: { ordinary: 5 }, upper: { ordinary: 5 } })
  expect(await kindsIn(world)).not.toContain('permit')
  await expectNothing(world)
})

test('more new persons than the permit has headroom for are not let begin', async () => {
  const world = await newWorld()
  await using book = await world.book()
  const { count: counted } = (await world.order(parcel, book)).permit
  const ceilings = { ...counted.ceilings, newPersons: { ordinary: 4, sensitive: 0 } }
  const order = await world.order({ ...parcel, particulars: { count: { ...counted, ceilings } } }, book)
  expect(await cross(world.context(), order)).toMatchObject({ kind: 'no-headroom', newPersons: { ordinary: 5 } })
  expect(await kindsIn(world)).not.toContain('permit')
  await expectNothing(world)
})

test('rows, bytes, and time of a permit are held by the gate itself', async () => {
  const bytes = Buffer.concat(rowsOf(parcel)).length
  const cases = [
    ['over-rows', { rows: 6, bytes: 1000 }],
    ['over-bytes', { rows: 7, bytes: bytes - 1 }],
  ] as const
  for (const [code, ceilings] of cases) {
    const world = await newWorld()
    await using book = await world.book()
    const approval = { ceilings: { ...ceilings, newPersons: { ordinary: 100, sensitive: 0 } } }
    const { count: counted } = (await world.order(parcel, book)).permit
    const particulars = { count: { ...counted, ceilings: { ...counted.ceilings, ...ceilings } } }
    const order = await world.order({ ...parcel, approval, particulars }, book)
    let released = 0
    const context = world.context((point) => {
      if (point === 'chunk-released') released++
    })
    expect(await cross(context, order)).toMatchObject({ kind: 'stopped', stop: { code } })
    // The third chunk is the one too many: it is not even handed to the destination.
    expect(released).toBe(2)
    await expectNothing(world)
  }
  for (const [point, jump] of [
    ['chunk-counted', 24 * 3_600_000 + 1],
    ['chunk-inspected', 24 * 3_600_000 + 1],
    ['sealed', 24 * 3_600_000 + 1],
    ['chunk-counted', -1],
  ] as const) {
    let now = noon
    const world = await newWorld({ now: () => now })
    const order = await world.order(parcel, await world.book())
    const context = world.context((reached) => {
      if (reached === point) now = noon + jump
    })
    expect(await cross(context, order)).toMatchObject({ kind: 'stopped', stop: { code: 'outside-validity' } })
    await expectNothing(world)
  }
})

test.each(['chunk-inspected', 'chunk-counted', 'sealed'])(
  'a crossing that runs into the new year at %s is stopped: its persons would be of another book',
  async (at) => {
    let now = Date.parse('2026-12-31T23:59:59+08:00')
    const world = await newWorld({ now: () => now })
    const order = await world.order(parcel, await world.book())
    const context = world.context((point) => {
      if (point === at) now += 1000
    })
    expect(await cross(context, order)).toMatchObject({ kind: 'stopped', stop: { code: 'outside-validity' } })
    await expectNothing(world)
  },
)

test('a clock that is put back while rows go by makes no receipt that fails', async () => {
  let now = noon + 60_000
  const world = await newWorld({ now: () => now })
  const order = await world.order(parcel, await world.book())
  now += 10_000
  const context = world.context((point) => {
    if (point === 'chunk-released' || point === 'committed') now -= 2_000
  })
  const result = await cross(context, order)
  if (result.kind !== 'completed') throw new Error(result.kind)
  const { firstRelease, lastRelease } = result.outcome
  expect(firstRelease! <= lastRelease!).toBe(true)
  expect((await verifyReceipt(receiptOf(result), writeVerifierKey(portSigner.key))).kind).toBe('holds')
})

test('an input that changed since the permit was minted is read to its end and shown to nobody', async () => {
  const world = await newWorld()
  await using book = await world.book()
  const order = await world.order(parcel, book)
  const source = sourceOf(rowsOf({ ...parcel, remarks: { 7: 'changed' } }))
  expect(await cross(world.context(), { ...order, source })).toMatchObject({
    kind: 'stopped',
    stop: { code: 'other-revision' },
  })
  await expectNothing(world)
})

test('persons under a permit that counts nobody stop the crossing', async () => {
  const world = await newWorld()
  const order = { name: 'out.csv', chunks: [[0, 0]], approval: { handler: null, fields: [], conditions: [] } }
  expect((await cross(world.context(), await world.order(order, null))).kind).toBe('completed')
  const persons = { ...order, name: 'persons.csv', chunks: [[0, 1]] }
  expect(await cross(world.context(), await world.order(persons, null))).toMatchObject({
    kind: 'stopped',
    stop: { code: 'uncounted-persons' },
  })
  expect(await world.disk.list('out')).toEqual(['out.csv'])
})

test('whoever started it may stop it, until it is committed', async () => {
  for (const point of ['chunk-released', 'sealed'] as const) {
    const world = await newWorld()
    const stopping = new AbortController()
    const order = { ...(await world.order(parcel, await world.book())), signal: stopping.signal }
    const context = world.context((reached) => void (reached === point && stopping.abort()))
    expect(await cross(context, order)).toMatchObject({ kind: 'stopped', stop: { code: 'operator' } })
    await expectNothing(world)
  }
})

test('a source that breaks is said once the permit is closed', async () => {
  const world = await newWorld()
  const order = await world.order(parcel, await world.book())
  const broken = new TypeError('row 3 is cut')
  const source = {
    ...order.source,
    async *batches() {
      for await (const batch of order.source.batches()) {
        yield batch
        throw broken
      }
    },
  }
  const result = await cross(world.context(), { ...order, source })
  expect(result).toMatchObject({ kind: 'broken', stop: { code: 'source-failed' } })
  expect(result.kind === 'broken' && result.error).toBe(broken)
  expect((await verifyReceipt(receiptOf(result), writeVerifierKey(portSigner.key))).kind).toBe('holds')
  await expectNothing(world)
  expect(await lastOutcome(world)).toMatchObject({ end: 'stopped', stop: { code: 'source-failed' } })
})

test('a destination that is taken, full, unwritable or gone is said, leaves nothing, and the permit is closed', async () => {
  const taken = await newWorld()
  await using other = await taken.disk.open('out/out.csv', 'new')
  await other.append(Buffer.from('of others'))
  const order = await taken.order(parcel, await taken.book())
  await expect(cross(taken.context(), order)).rejects.toMatchObject({ code: 'FEIYU_SINK_TAKEN' })
  expect(await taken.disk.list('out')).toEqual(['out.csv'])
  expect(await kindsIn(taken)).not.toContain('permit')

  const late = await newWorld()
  const racing = late.context(async (point) => {
    if (point !== 'sealed') return
    await using file = await late.disk.open('out/out.csv', 'new')
    await file.append(Buffer.from('of others'))
  })
  expect(await cross(racing, await late.order(parcel, await late.book()))).toMatchObject({
    kind: 'broken',
    error: { code: 'FEIYU_SINK_TAKEN' },
  })
  expect(Buffer.from((await late.disk.read('out/out.csv'))!).toString()).toBe('of others')
  expect(await late.disk.list('out')).toEqual(['out.csv'])
  expect(await lastOutcome(late)).toMatchObject({ end: 'stopped', stop: { code: 'destination-failed' } })

  const full = await newWorld()
  const small = new SimulatedDisk(1, { capacityBytes: 10 })
  await small.makeFolder('out')
  const elsewhere = new CrossingWorld(small, full.clock, new SeededRandom(1)).destination('out.csv')
  const fullOrder = { ...(await full.order(parcel, await full.book())), destination: elsewhere }
  expect(await cross(full.context(), fullOrder)).toMatchObject({ kind: 'broken', error: { code: 'FEIYU_DISK_FULL' } })
  expect(await small.list('out')).toEqual([])
  await expectNothing(full)
  expect(await lastOutcome(full)).toMatchObject({ end: 'stopped', stop: { code: 'destination-failed' } })
})

test('a destination that may not be written', async () => {
  const root = join(folder, `w${count}`)
  const world = await worldOnFiles()
  chmodSync(join(root, 'out'), 0o500)
  const order = await world.order(parcel, await world.book())
  await asNobody(root, () =>
    expect(cross(world.context(), order)).rejects.toMatchObject({ code: 'FEIYU_DISK_READ_ONLY' }),
  )
  await expectNothing(world)
  chmodSync(join(root, 'out'), 0o700)
})

async function newWorld(clock = { now: () => noon }): Promise<CrossingWorld> {
  const world = new CrossingWorld(new SimulatedDisk(count++), clock, new SeededRandom(1))
  await world.make()
  return world
}

/** On files of this machine. */
async function worldOnFiles(clock = { now: () => noon }): Promise<CrossingWorld> {
  const root = `w${count++}`
  await nodeDisk(folder).makeFolder(root)
  const world = new CrossingWorld(nodeDisk(join(folder, root)), clock, new SeededRandom(1))
  await world.make()
  return world
}

/** No file, no person, no open crossing. */
async function expectNothing(world: CrossingWorld): Promise<void> {
  expect(await world.disk.list('out')).toEqual([])
  expect(await world.disk.list(`${worldFolders.crossings}/open`)).toEqual([])
  await using book = await world.book(2026)
  expect((await book.figures()).upper).toEqual({ ordinary: 0, sensitive: 0 })
  expect(await book.unsettled()).toEqual([])
}

function receiptOf(result: CrossingResult): string {
  if (!('receipt' in result)) throw new Error(result.kind)
  return writeReceipt(result.receipt)
}

async function kindsIn(world: CrossingWorld): Promise<readonly string[]> {
  return (await entriesIn(world)).map(({ kind }) => kind)
}

async function lastOutcome(world: CrossingWorld) {
  return (await entriesIn(world)).findLast(({ kind }) => kind === 'outcome')?.body
}

async function entriesIn(world: CrossingWorld) {
  const view = await openLogForReading(world.disk, worldFolders.log)
  const entries = []
  for await (const bytes of view.entries(0, view.tree.size)) entries.push(readEntry(bytes))
  return entries
}
