import { verifyReceipt, writeReceipt, writeVerifierKey } from '@feiyu/evidence'
import { expect, test } from 'vitest'
import { openLogForReading } from '../log/read-log.ts'
import { withinApproval } from '../permit/within-approval.ts'
import type { Book } from '../ports/book.ts'
import { recoverCrossings } from '../recovery/recover-crossings.ts'
import { CrossingWorld, type Parcel, uscc, worldFolders } from '../testing/crossing-world.ts'
import { noon, portSigner, sampleApproval, samplePermit } from '../testing/sample-permit.ts'
import { SeededRandom } from '../testing/seeded-random.ts'
import { SimulatedDisk } from '../testing/simulated-disk.ts'
import { cross } from './cross.ts'
import { crossingPoints, stopPoints } from './crossing-points.ts'

// A dataset of a group (tally T1): the remark of a row says in which of two books its person counts.

const handlers = [uscc, '91310000MA1FL00011'] as const
/** Persons 1 to 4 are of the first legal person, 4 to 6 of the second: person 4 is of both. */
const parcel: Parcel = {
  name: 'out.csv',
  chunks: [
    [1, 2, 4],
    [3, 4],
    [5, 6],
  ],
  remarks: { 5: '@1', 6: '@1', 7: '@1' },
}

test('each row counts in the book of its legal person, a person of both in both, and each book tells the log', async () => {
  const world = await newWorld()
  const books = await booksOf(world)
  const result = await cross(world.context(), await world.order(parcel, books, handlers))
  if (result.kind !== 'completed') throw new Error(result.kind)
  expect(await uppersOf(world)).toEqual([4, 3])
  expect(result.outcome.newPersons).toEqual({ ordinary: 7, sensitive: 0 })
  const receipt = writeReceipt(result.receipt)
  expect(await verifyReceipt(receipt, writeVerifierKey(portSigner.key))).toMatchObject({ kind: 'holds' })
  // The codes stand in the disclosure of the handler's commitment and nowhere else.
  const { disclosures, ...rest } = result.receipt
  expect(JSON.stringify(disclosures)).toContain(handlers[1])
  expect(JSON.stringify(rest)).not.toMatch(new RegExp(handlers.join('|')))
  const log = await logText(world)
  expect(log).not.toMatch(new RegExp(handlers.join('|')))
  for (const book of books) expect(log.split(book.id).length - 1).toBe(3)
})

test('where one book refuses, nothing stays reserved in any', async () => {
  const world = await newWorld()
  const books = await booksOf(world)
  const order = await world.order(parcel, books, handlers)
  const [first, second] = order.books
  const asked = { ...order, books: [first!, { ...second!, mayBecome: () => false }] }
  expect(await cross(world.context(), asked)).toMatchObject({ kind: 'no-headroom', newPersons: { ordinary: 3 } })
  expect(await uppersOf(world)).toEqual([0, 0])
  for (const book of books) expect(await book.unsettled()).toEqual([])
  expect(await world.disk.list('out')).toEqual([])
})

test('each book has a headroom of its own: what one has too much is not taken from another', async () => {
  const world = await newWorld()
  const order = await world.order(parcel, await booksOf(world), handlers)
  const { count } = order.permit
  const [first, second] = count.books
  const none = { ordinary: 2, sensitive: 0 }
  const shifted = { ...count, books: [first!, { ...second!, newPersons: none }] }
  const tight = await world.order({ ...parcel, particulars: { count: shifted } }, await booksOf(world), handlers)
  expect(await cross(world.context(), tight)).toMatchObject({ kind: 'no-headroom', newPersons: { ordinary: 3 } })
  expect(await uppersOf(world)).toEqual([0, 0])
})

test('the process is gone between two books: never too few, and after recovery as many as left', async () => {
  for (const [point, after] of [
    ['committed', [4, 3]],
    ['aborted', [0, 0]],
  ] as const) {
    const disk = new SimulatedDisk(3)
    const living = worldOn(disk)
    await living.make()
    const remarks = stopPoints.has(point) ? { ...parcel.remarks, 7: '@1 SECRET' } : parcel.remarks
    const order = await living.order({ ...parcel, remarks: remarks! }, await booksOf(living), handlers)
    const [first, second] = order.books
    // The first book is settled, the second is not: the power fails in between.
    let survivor: SimulatedDisk | undefined
    const cut = {
      ...second!,
      book: dyingAtSettle(second!.book, () => {
        survivor = disk.crash()
      }),
    }
    await expect(cross(living.context(), { ...order, books: [first!, cut] })).rejects.toMatchObject({
      code: 'FEIYU_CROSSING_OPEN',
    })
    const world = worldOn(survivor!)
    const between = await uppersOf(world)
    for (const [index, truth] of after.entries()) expect(between[index]).toBeGreaterThanOrEqual(truth)
    expect(await recoverCrossings(world.recovery())).toMatchObject([{ kind: 'closed' }])
    expect(await uppersOf(world)).toEqual(after)
    for (const book of await booksOf(world)) expect(await book.unsettled()).toEqual([])
  }
})

test.each(crossingPoints)('killed at `%s`, both books agree with what is at the destination', async (point) => {
  const disk = new SimulatedDisk(3)
  const world = worldOn(disk)
  await world.make()
  const remarks = stopPoints.has(point) ? { ...parcel.remarks, 7: '@1 SECRET' } : parcel.remarks
  const order = await world.order({ ...parcel, remarks: remarks! }, await booksOf(world), handlers)
  let after: SimulatedDisk | undefined
  const context = world.context((reached) => {
    if (reached !== point || after !== undefined) return
    after = disk.crash()
    throw new Error('killed')
  })
  await cross(context, order).catch(() => {})
  const next = worldOn(after!)
  const isThere = crossingPoints.indexOf(point) >= crossingPoints.indexOf('committed') && !stopPoints.has(point)
  const truth = isThere ? [4, 3] : [0, 0]
  for (const [index, upper] of (await uppersOf(next)).entries()) expect(upper).toBeGreaterThanOrEqual(truth[index]!)
  await recoverCrossings(next.recovery())
  expect(await uppersOf(next)).toEqual(truth)
})

test('no legal person and no column but those that were signed', async () => {
  const group = { path: 'company', handlers }
  const approval = await sampleApproval({ group })
  const { count, ...permit } = await samplePermit({}, approval)
  const judge = (changes: Partial<typeof count>) =>
    withinApproval({ ...permit, count: { ...count, ...changes } }, approval).map(({ code }) => code)
  const subject = { ...count.subject!, handlerPath: 'company' }
  expect(judge({ subject })).toEqual([])
  expect(judge({})).toEqual(['wider-party'])
  expect(judge({ subject: { ...subject, handlerPath: 'seller' } })).toEqual(['wider-party'])
  const stranger = { ...count.books[0]!, handler: '91310000MA1FL00022' }
  expect(judge({ subject, books: [...count.books, stranger] })).toEqual(['wider-party'])
})

async function newWorld(): Promise<CrossingWorld> {
  const world = worldOn(new SimulatedDisk(3))
  await world.make()
  return world
}

function worldOn(disk: SimulatedDisk): CrossingWorld {
  return new CrossingWorld(disk, { now: () => noon }, new SeededRandom(1))
}

async function booksOf(world: CrossingWorld): Promise<readonly Book[]> {
  const books: Book[] = []
  for (const handler of handlers) books.push(await world.book(2026, handler))
  return books
}

async function uppersOf(world: CrossingWorld): Promise<readonly number[]> {
  const uppers: number[] = []
  for (const book of await booksOf(world)) uppers.push((await book.figures()).upper.ordinary)
  return uppers
}

function dyingAtSettle(book: Book, dies: () => void): Book {
  const { id, year, key } = book
  return {
    ...{ id, year, key },
    figures: () => book.figures(),
    preview: (head, persons) => book.preview(head, persons),
    reserve: (request) => book.reserve(request),
    open: (permit) => book.open(permit),
    settle: () => {
      dies()
      return Promise.reject(new Error('killed'))
    },
    unsettled: () => book.unsettled(),
    [Symbol.asyncDispose]: () => book[Symbol.asyncDispose](),
  }
}

async function logText(world: CrossingWorld): Promise<string> {
  const view = await openLogForReading(world.disk, worldFolders.log)
  let text = ''
  for await (const bytes of view.entries(0, view.tree.size)) text += new TextDecoder().decode(bytes)
  return text
}
