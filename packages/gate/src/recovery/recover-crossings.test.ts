import { readEntry, verifyReceipt, writeReceipt, writeVerifierKey } from '@feiyu/evidence'
import { expect, test } from 'vitest'
import { cross } from '../crossing/cross.ts'
import { type CrossingPoint, crossingPoints, stopPoints } from '../crossing/crossing-points.ts'
import { openLogForReading } from '../log/read-log.ts'
import { CrossingWorld, type Parcel, rowsOf, worldFolders } from '../testing/crossing-world.ts'
import { noon, portSigner } from '../testing/sample-permit.ts'
import { SeededRandom } from '../testing/seeded-random.ts'
import { SimulatedDisk } from '../testing/simulated-disk.ts'
import { type RecoveryPoint, recoverCrossings, recoveryPoints } from './recover-crossings.ts'

const parcel: Parcel = {
  name: 'out.csv',
  chunks: [
    [1, 2],
    [2, 3],
  ],
}
const clock = { now: () => noon }
/** From here on the whole is at the destination. */
const committedFrom = crossingPoints.indexOf('committed')

test.each(crossingPoints)('the process is gone at `%s`: what is left says what left', async (point) => {
  const disk = await cutAt(point, 1)
  const world = worldOn(disk)
  const before = await upperOf(world)
  const recovered = await recoverCrossings(world.recovery())
  await expectTrue(world, point, before)
  const isOver = point === 'closed'
  expect(recovered.map(({ kind }) => kind)).toEqual(isOver ? [] : [isPublished(point) ? 'closed' : 'forgotten'])
  expect(await recoverCrossings(world.recovery())).toEqual([])
})

test.each(recoveryPoints)('recovery itself is killed at `%s`, and the next one ends it', async (point) => {
  for (const crossingPoint of ['permit-published', 'chunk-released', 'ready', 'committed', 'settled'] as const) {
    const disk = await cutAt(crossingPoint, 2)
    let after: SimulatedDisk | undefined
    const killed = recoverCrossings(
      worldOn(disk).recovery((reached: RecoveryPoint) => {
        if (reached !== point) return
        after = disk.crash()
        throw new Error('killed')
      }),
    )
    await killed.catch(() => {})
    const world = worldOn(after!)
    const before = await upperOf(world)
    await recoverCrossings(world.recovery())
    await expectTrue(world, crossingPoint, before)
    expect((await outcomesIn(world)).length).toBe(1)
  }
})

test('a crossing that is alive is left alone', async () => {
  const world = worldOn(await madeDisk())
  let recovered: unknown
  const context = world.context(async (point) => {
    if (point === 'chunk-released') recovered = await recoverCrossings(world.recovery())
  })
  const result = await cross(context, await world.order(parcel, await world.book()))
  expect(recovered).toEqual([])
  expect(result.kind).toBe('completed')
})

test('a folder that outlived the closing of its crossing is taken away, and nothing else is done', async () => {
  const world = worldOn(await madeDisk())
  let record: Uint8Array | undefined
  const order = await world.order(parcel, await world.book())
  const folder = `${worldFolders.crossings}/open/${order.permit.id.slice(7)}`
  const context = world.context(async (point) => {
    if (point === 'recorded') record = await world.disk.read(`${folder}/crossing.json`)
  })
  await cross(context, order)
  await world.disk.makeFolder(folder)
  await using file = await world.disk.open(`${folder}/crossing.json`, 'new')
  await file.append(record!)
  expect(await recoverCrossings(world.recovery())).toEqual([])
  expect(await world.disk.list(`${worldFolders.crossings}/open`)).toEqual([])
})

test('recoveries at the same time close a crossing once', async () => {
  const world = worldOn(await cutAt('committed', 3))
  const recovered = await Promise.all([recoverCrossings(world.recovery()), recoverCrossings(world.recovery())])
  expect(recovered.flat().map(({ kind }) => kind)).toEqual(['closed'])
  expect((await outcomesIn(world)).length).toBe(1)
})

test('a commit that was refused is no commit, though the process is gone before the crossing is closed', async () => {
  const disk = await madeDisk(8)
  const world = worldOn(disk)
  let after: SimulatedDisk | undefined
  const context = world.context(async (point) => {
    if (point === 'ready') {
      // Somebody else takes the name in the last moment.
      await using file = await disk.open('out/out.csv', 'new')
      await file.append(Buffer.from('of others'))
      await file.sync()
      await disk.syncFolder('out')
    }
    if (point !== 'aborted') return
    after = disk.crash()
    throw new Error('killed')
  })
  await cross(context, await world.order(parcel, await world.book())).catch(() => {})
  const restarted = worldOn(after!)
  expect(await recoverCrossings(restarted.recovery())).toMatchObject([{ outcome: { end: 'interrupted' } }])
  expect(await upperOf(restarted)).toBe(0)
  expect(await restarted.disk.list('out')).toEqual(['out.csv'])
})

test('where the destination is gone after the commit began, all may have left: the persons stay, and the outcome says so', async () => {
  const disk = await cutAt('ready', 4)
  const world = worldOn(disk)
  await disk.removeFolder('out')
  const [recovered] = await recoverCrossings(world.recovery())
  expect(recovered).toMatchObject({
    kind: 'closed',
    outcome: { end: 'interrupted', released: { rows: 4 }, newPersons: { ordinary: 3 } },
  })
  expect(await upperOf(world)).toBe(3)
})

test.each(['move', 'carry', 'pull'] as const)(
  'where the destination was taken away (%s) before recovery runs, what lies there may have left: the persons stay',
  async (how) => {
    for (const isMadeAgain of [false, true]) {
      const disk = await cutAt('chunk-released', 8)
      disk.takeAway(how, 'out', 'elsewhere')
      const world = worldOn(disk)
      if (isMadeAgain) await disk.makeFolder('out')
      const [recovered] = await recoverCrossings(world.recovery())
      if (recovered?.kind !== 'closed') throw new Error(recovered?.kind)
      expect(recovered.outcome).toMatchObject({
        end: 'interrupted',
        stop: { code: 'destination-lost' },
        released: { rows: recovered.permit.count.ceilings.rows },
        newPersons: { ordinary: 2 },
      })
      expect(await upperOf(world)).toBe(2)
      const verdict = await verifyReceipt(writeReceipt(recovered.receipt), writeVerifierKey(portSigner.key))
      expect(verdict.kind).toBe('holds')
      expect(await recoverCrossings(world.recovery())).toEqual([])
    }
  },
)

test.each(['chunk-released', 'ready'] as const)(
  'the part was moved away and another file put in its place, after `%s`: the name is not believed, the persons stay',
  async (point) => {
    const disk = await cutAt(point, 11)
    const [part = ''] = await disk.list('out')
    disk.replaceFile('out', part, 'elsewhere')
    const world = worldOn(disk)
    const [recovered] = await recoverCrossings(world.recovery())
    const outcome = { end: 'interrupted', stop: { code: 'destination-lost' } }
    expect(recovered).toMatchObject({ kind: 'closed', outcome })
    expect(await upperOf(world)).toBe(point === 'chunk-released' ? 2 : 3)
    // What bears the name is somebody else's.
    expect(await disk.list('out')).toContain(part)
    expect(await recoverCrossings(world.recovery())).toEqual([])
  },
)

test('a destination that was put back before recovery runs is tidied, and nobody stays', async () => {
  const disk = await cutAt('chunk-released', 9)
  disk.takeAway('move', 'out', 'elsewhere')
  disk.takeAway('move', 'elsewhere', 'out')
  const world = worldOn(disk)
  expect(await recoverCrossings(world.recovery())).toMatchObject([{ outcome: { released: { bytes: 0 } } }])
  expect([await upperOf(world), await disk.list('out')]).toEqual([0, []])
})

test('a crossing cut off before its permit was published has sent nothing, wherever its destination is', async () => {
  const disk = await cutAt('sink-opened', 10)
  disk.takeAway('move', 'out', 'elsewhere')
  const world = worldOn(disk)
  expect(await recoverCrossings(world.recovery())).toMatchObject([{ kind: 'forgotten' }])
  expect(await upperOf(world)).toBe(0)
})

test('a book that cannot be opened postpones its crossing, with its persons counted, and holds up no other', async () => {
  const world = worldOn(await cutAt('chunk-released', 5))
  const locked = { ...world.recovery(), booksOf: async () => Promise.reject(new Error('the book is not at hand')) }
  expect(await recoverCrossings(locked)).toMatchObject([{ kind: 'postponed', error: { message: /not at hand/ } }])
  expect(await upperOf(world)).toBe(3)
  expect(await recoverCrossings(world.recovery())).toMatchObject([{ kind: 'closed', outcome: { end: 'interrupted' } }])
  expect(await upperOf(world)).toBe(0)
})

test('an altered record postpones, and says what to do', async () => {
  const disk = await cutAt('chunk-released', 6)
  const [name] = await disk.list(`${worldFolders.crossings}/open`)
  await using file = await disk.open(`${worldFolders.crossings}/open/${name}/crossing.json`, 'append')
  await file.append(Buffer.from(' '))
  const world = worldOn(disk)
  expect(await recoverCrossings(world.recovery())).toMatchObject([
    { kind: 'postponed', permit: null, error: { code: 'FEIYU_CROSSING_RECORD' } },
  ])
  expect(await upperOf(world)).toBe(3)
})

test('the receipt of a crossing that recovery closed holds, and says how it ended', async () => {
  for (const [point, end] of [
    ['chunk-released', 'interrupted'],
    ['committed', 'completed'],
  ] as const) {
    const [recovered] = await recoverCrossings(worldOn(await cutAt(point, 7)).recovery())
    if (recovered?.kind !== 'closed') throw new Error(recovered?.kind)
    expect(recovered.outcome.end).toBe(end)
    const verdict = await verifyReceipt(writeReceipt(recovered.receipt), writeVerifierKey(portSigner.key))
    expect(verdict.kind).toBe('holds')
  }
})

/** The disk as the next start finds it after the power was cut at a point. */
async function cutAt(target: CrossingPoint, seed: number): Promise<SimulatedDisk> {
  const disk = await madeDisk(seed)
  const world = worldOn(disk)
  let after: SimulatedDisk | undefined
  const remarks = stopPoints.has(target) ? { 4: 'SECRET' } : {}
  const order = await world.order({ ...parcel, remarks }, await world.book())
  await cross(
    world.context((point) => {
      if (point !== target || after !== undefined) return
      after = disk.crash()
      throw new Error('killed')
    }),
    order,
  ).catch(() => {})
  if (after === undefined) throw new Error(`never reached ${target}`)
  return after
}

async function madeDisk(seed = 1): Promise<SimulatedDisk> {
  const disk = new SimulatedDisk(seed)
  await worldOn(disk).make()
  return disk.crash()
}

function worldOn(disk: SimulatedDisk): CrossingWorld {
  return new CrossingWorld(disk, clock, new SeededRandom(disk.operations + 11))
}

/** The tally never says less than what is there, and after recovery no more; nothing else is left. */
async function expectTrue(world: CrossingWorld, point: CrossingPoint, before: number): Promise<void> {
  const isThere = crossingPoints.indexOf(point) >= committedFrom && !stopPoints.has(point)
  const truth = isThere ? 3 : 0
  expect(before).toBeGreaterThanOrEqual(truth)
  expect(await upperOf(world)).toBe(truth)
  expect(await world.disk.list('out')).toEqual(isThere ? ['out.csv'] : [])
  if (isThere) expect(Buffer.from((await world.disk.read('out/out.csv'))!)).toEqual(Buffer.concat(rowsOf(parcel)))
  expect(await world.disk.list(`${worldFolders.crossings}/open`)).toEqual([])
  const outcomes = await outcomesIn(world)
  if (isPublished(point)) {
    const end = isThere
      ? 'completed'
      : stopPoints.has(point)
        ? expect.stringMatching(/interrupted|stopped/)
        : 'interrupted'
    expect(outcomes).toEqual([end])
  } else {
    expect(outcomes).toEqual([])
  }
}

function isPublished(point: CrossingPoint): boolean {
  return crossingPoints.indexOf(point) >= crossingPoints.indexOf('permit-durable')
}

async function upperOf(world: CrossingWorld): Promise<number> {
  await using book = await world.book()
  return (await book.figures()).upper.ordinary
}

async function outcomesIn(world: CrossingWorld): Promise<readonly string[]> {
  const view = await openLogForReading(world.disk, worldFolders.log)
  const ends: string[] = []
  for await (const bytes of view.entries(0, view.tree.size)) {
    const entry = readEntry(bytes)
    if (entry.kind === 'outcome') ends.push(entry.body.end)
  }
  return ends
}

test('the book is the one that the permit names, whatever year the clock said when it was minted', async () => {
  const lastSecond = Date.parse('2026-12-31T23:59:58+08:00')
  const wrong = { epochMilliseconds: lastSecond, now: () => wrong.epochMilliseconds }
  const disk = await madeDisk(12)
  const world = new CrossingWorld(disk, wrong, new SeededRandom(12))
  const book = await world.book()
  // The clock runs ahead into the new year, and is put back before headroom is reserved.
  wrong.epochMilliseconds += 5000
  const order = await world.order(parcel, book)
  let after: SimulatedDisk | undefined
  const context = world.context((point) => {
    if (point === 'recorded') wrong.epochMilliseconds -= 5000
    if (point !== 'reserved') return
    after = disk.crash()
    throw new Error('killed')
  })
  await cross(context, order).catch(() => {})
  const restarted = new CrossingWorld(after!, wrong, new SeededRandom(13))
  expect(await recoverCrossings(restarted.recovery())).toMatchObject([{ kind: 'forgotten' }])
  await using left = await restarted.book(2026)
  expect([await left.unsettled(), (await left.figures()).upper.ordinary]).toEqual([[], 0])
})
