import { expect, test } from 'vitest'
import type { Persons, SegmentHead } from '../ports/book.ts'
import { SimulatedDisk } from '../testing/simulated-disk.ts'
import type { FileBook } from './file-book.ts'
import { addOpening, openingsOf } from './opening-balance.ts'
import { type RecountRequest, recount, recountsOf } from './recount.ts'
import { takeOver } from './succession.ts'
import { batchOf, headOf, people, permitOf, side, type TestRow, testFields } from './testing/rows.ts'
import { testBooks } from './testing/test-books.ts'
import { mechanismPersons, viewsOf } from './views.ts'

const uscc = '91310000MA1FL0000X'

async function cross(book: FileBook, head: SegmentHead, rows: readonly TestRow[]): Promise<void> {
  await book.reserve({ head, persons: batchOf(rows, book.key), most: null, mayBecome: null })
  const segment = await book.open(head.permit)
  await segment.admit(batchOf(rows, book.key))
  await book.settle(head.permit, 'all')
}

/** A book of 2026 with three crossings, in March, June and September. */
async function threeCrossings() {
  const times = { now: Date.parse('2026-03-10T10:00:00+08:00') }
  const books = testBooks(new SimulatedDisk(1), { clock: { now: () => times.now } })
  const book = await books.book(uscc, 2026)
  await cross(book, headOf(1), people(0, 40, ['resident_id', 'gender']))
  times.now = Date.parse('2026-06-10T23:30:00+08:00')
  await cross(book, headOf(2), [...people(30, 60, ['resident_id']), ...people(60, 70, ['gender'])])
  times.now = Date.parse('2026-09-10T10:00:00+08:00')
  await cross(book, headOf(3, { account: side('5(1)(1)') }), people(65, 90))
  return { book, books, times }
}

const request: RecountRequest = {
  change: { kind: 'type', type: 'gender', as: 'sensitive' },
  permits: null,
  reason: 'GB/T raised the class',
  by: ['Li Lei'],
  lines: [
    { category: 'sensitive', line: 50 },
    { category: 'ordinary', line: 50 },
  ],
}

test('a field raised to sensitive recounts old months exactly, and says on which day a line was reached', async () => {
  const { book } = await threeCrossings()
  expect((await book.figures()).upper).toEqual({ ordinary: 70, sensitive: 0 })
  const done = await recount(book, { ...request, by: ['Li Lei', 'Han Meimei'] })
  expect(done.before.upper).toEqual({ ordinary: 70, sensitive: 0 })
  // Persons 0 to 59 still have an ID number; 0 to 39 and 60 to 69 have a gender.
  expect(done.after.upper).toEqual({ ordinary: 60, sensitive: 50 })
  expect((await book.figures()).upper).toEqual({ ordinary: 60, sensitive: 50 })
  expect(done.lines).toEqual([
    { category: 'sensitive', line: 50, before: null, after: '2026-06-10' },
    { category: 'ordinary', line: 50, before: '2026-06-10', after: '2026-06-10' },
  ])
})

test('a figure that falls needs two persons and a reason, and the earlier one stays to be seen', async () => {
  const { book } = await threeCrossings()
  const lowers: RecountRequest = {
    ...request,
    change: { kind: 'field', path: 'gender', as: 'none' },
    reason: 'the column held codes of goods',
    lines: [],
  }
  await expect(recount(book, lowers)).rejects.toMatchObject({ code: 'FEIYU_BOOK_LOWERING' })
  await expect(recount(book, { ...lowers, by: ['Li Lei', ' Li Lei '] })).rejects.toMatchObject({
    code: 'FEIYU_BOOK_LOWERING',
  })
  await expect(recount(book, { ...lowers, reason: ' ' })).rejects.toMatchObject({ code: 'FEIYU_BOOK_UNSIGNED' })
  expect((await book.figures()).upper.ordinary).toBe(70)
  await recount(book, { ...lowers, by: ['Li Lei', 'Han Meimei'] })
  expect((await book.figures()).upper.ordinary).toBe(60)
  expect(await recountsOf(book)).toMatchObject([
    {
      recount: {
        by: ['Li Lei', 'Han Meimei'],
        before: { upper: { ordinary: 70 } },
        after: { upper: { ordinary: 60 } },
      },
    },
  ])
  await recount(book, { ...lowers, change: { kind: 'field', path: 'gender', as: 'ordinary' } })
  expect((await book.figures()).upper.ordinary).toBe(70)
})

test('an exemption that is withdrawn moves its persons to the counted account, each once', async () => {
  const { book } = await threeCrossings()
  expect(await book.figures()).toMatchObject({ upper: { ordinary: 70 }, side: { '5(1)(1)': { ordinary: 25 } } })
  const change = { kind: 'account', from: side('5(1)(1)'), to: { kind: 'counted' } } as const
  const { after } = await recount(book, { ...request, change })
  expect(after).toMatchObject({ upper: { ordinary: 90 }, side: {} })
  await expect(recount(book, { ...request, change })).rejects.toMatchObject({ code: 'FEIYU_BOOK_NOTHING_TO_RECOUNT' })
})

test('a recount may be of some crossings only', async () => {
  const { book } = await threeCrossings()
  const { after } = await recount(book, { ...request, permits: [permitOf(1)] })
  expect(after.upper).toEqual({ ordinary: 70, sensitive: 40 })
})

test('exports outside: a number counts as others, identifiers are united exactly, both with source and signatory', async () => {
  const { book } = await threeCrossings()
  expect(await openingsOf(book)).toEqual([])
  const signed = { source: 'contract files 2026', by: 'Li Lei' }
  await addOpening(book, { ...signed, kind: 'number', persons: { ordinary: 1000, sensitive: 7 } })
  expect(await book.figures()).toMatchObject({
    opening: { ordinary: 1000, sensitive: 7 },
    settled: { ordinary: 70 },
    upper: { ordinary: 1070, sensitive: 7 },
  })
  const head = { fields: testFields, registers: headOf(0).registers, classTable: permitOf(9) }
  const added = await addOpening(book, {
    ...signed,
    kind: 'identifiers',
    persons: batchOf(people(50, 100), book.key),
    head,
  })
  expect(added).toEqual({ ordinary: 50, sensitive: 0 })
  expect(await book.figures()).toMatchObject({
    opening: { ordinary: 1050, sensitive: 7 },
    settled: { ordinary: 70 },
    upper: { ordinary: 1100, sensitive: 7 },
    side: { '5(1)(1)': { ordinary: 25 } },
  })
  const again = { persons: batchOf(people(90, 101), book.key), most: null, mayBecome: null }
  expect(await book.reserve({ head: headOf(4), ...again })).toMatchObject({ newPersons: { ordinary: 1 } })
  const unsigned = addOpening(book, { source: '', by: 'x', kind: 'number', persons: { ordinary: 1, sensitive: 0 } })
  await expect(unsigned).rejects.toMatchObject({ code: 'FEIYU_BOOK_UNSIGNED' })
})

test('a recount reads the identifiers of exports outside anew as well', async () => {
  const { book } = await threeCrossings()
  const head = { fields: testFields, registers: headOf(0).registers, classTable: permitOf(9) }
  const persons = batchOf(people(200, 205, ['resident_id', 'gender']), book.key)
  await addOpening(book, { source: 'files', by: 'Li Lei', kind: 'identifiers', persons, head })
  const { after } = await recount(book, { ...request, by: ['Li Lei', 'Han Meimei'] })
  expect(after.upper).toEqual({ ordinary: 65, sensitive: 55 })
  expect((await book.figures()).upper).toEqual({ ordinary: 65, sensitive: 55 })
})

test('views are unions by recipient and by scenario, and say how exact the figures are', async () => {
  const { book } = await threeCrossings()
  expect((await viewsOf(book)).precision).toBe('exact')
  await cross(book, headOf(4, { recipient: 'Seine SA', scenario: 'travel' }), [
    ...people(0, 3),
    { keys: { mobile: 5 }, filled: ['mobile'] },
  ])
  expect(await viewsOf(book)).toEqual({
    closed: null,
    predecessors: [],
    alone: 0,
    keyBits: 128,
    recipients: [
      { name: 'Rhine GmbH', persons: { ordinary: 90, sensitive: 0 } },
      { name: 'Seine SA', persons: { ordinary: 4, sensitive: 0 } },
    ],
    scenarios: [{ name: 'travel', persons: { ordinary: 4, sensitive: 0 } }],
    kinds: [
      { kind: 'resident_id', persons: { ordinary: 70, sensitive: 0 } },
      { kind: 'mobile', persons: { ordinary: 1, sensitive: 0 } },
    ],
    keyless: { ordinary: 0, sensitive: 0 },
    fields: testFields.map(({ path, type, sensitive }) => ({ path, type, sensitive })),
    precision: 'upper-bound',
  })
  expect(await book.figures()).toMatchObject({ lower: { ordinary: 70 }, upper: { ordinary: 71 } })
})

test('a mechanism has a tally of its own over all the years of its validity', async () => {
  const { book, books, times } = await threeCrossings()
  const mechanism = permitOf(77)
  await cross(book, headOf(5, { mechanism }), people(0, 30))
  times.now = Date.parse('2027-02-01T10:00:00+08:00')
  const next = await books.book(uscc, 2027)
  await cross(next, headOf(6, { mechanism }), people(20, 50))
  await cross(next, headOf(7), people(0, 500))
  expect(await mechanismPersons([book, next], mechanism)).toEqual({ ordinary: 50, sensitive: 0 })
  // Asked while the book of this year is held, with those of the years before and the crossing in question.
  const asked: number[] = []
  const persons = batchOf(people(45, 65), next.key)
  const mayCrossUnder = ({ ordinary }: Persons) => asked.push(ordinary) > 1
  const request = { head: headOf(9, { mechanism }), persons, most: null, mayBecome: null, mayCrossUnder }
  expect(await next.reserve(request)).toMatchObject({ kind: 'refused', of: 'mechanism' })
  expect(await next.unsettled()).toEqual([])
  expect(await next.reserve(request)).toMatchObject({ kind: 'reserved' })
  const others = batchOf(people(65, 75), next.key)
  const second = { ...request, head: headOf(10, { mechanism }), persons: others }
  expect(await next.reserve(second)).toMatchObject({ kind: 'reserved' })
  expect(asked).toEqual([65, 65, 75])
})

test('on succession the crossings come over, can be recounted, and are never too few; the predecessor is closed', async () => {
  const { book, books } = await threeCrossings()
  const successor = await books.book('91440300MA5EABCD1R', 2026)
  await cross(successor, headOf(8), people(0, 10))
  await addOpening(book, { source: 'files', by: 'Li Lei', kind: 'number', persons: { ordinary: 5, sensitive: 0 } })
  const succession = { date: '2026-09-30', reason: 'merger', by: 'Li Lei' } as const
  const date = succession.date as Parameters<typeof takeOver>[2]['date']
  await takeOver(book, successor, { ...succession, date })
  await takeOver(book, successor, { ...succession, date })
  expect(await successor.figures()).toMatchObject({ upper: { ordinary: 85 }, side: { '5(1)(1)': { ordinary: 25 } } })
  expect((await recount(successor, { ...request, by: ['Li Lei', 'Han Meimei'] })).after.upper).toEqual({
    ordinary: 75,
    sensitive: 60,
  })
  await expect(cross(book, headOf(9), people(0, 1))).rejects.toMatchObject({ code: 'FEIYU_BOOK_CLOSED' })
  expect((await book.figures()).upper.ordinary).toBe(75)
  expect((await viewsOf(successor)).precision).toBe('upper-bound')
})
