import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Book, Persons, Reservation, SegmentHead } from '../../ports/book.ts'
import { type NaiveCrossing, naiveCount } from './naive-book.ts'
import { batchOf, headOf, people, permitOf, side, type TestRow } from './rows.ts'

/** A place with one handler's book of 2026, where it is 2026. */
export interface BookPlaceForTests extends AsyncDisposable {
  /** Opens the book, as another process would. */
  open(): Promise<Book>
}

/** What every implementation of a book has to do. `runs`: random histories. */
export function bookSuite(name: string, makePlace: () => Promise<BookPlaceForTests>, runs: number): void {
  describe(name, () => {
    let place: BookPlaceForTests
    let book: Book
    beforeEach(async () => {
      place = await makePlace()
      book = await place.open()
    })
    afterEach(async () => {
      await book[Symbol.asyncDispose]()
      await place[Symbol.asyncDispose]()
    })
    const reserve = (head: SegmentHead, rows: readonly TestRow[], line?: number): Promise<Reservation> =>
      book.reserve({
        head,
        persons: batchOf(rows, book.key),
        most: null,
        mayBecome: line === undefined ? null : (upper) => upper.ordinary < line,
      })
    const cross = async (head: SegmentHead, rows: readonly TestRow[]): Promise<Persons> => {
      await reserve(head, rows)
      const segment = await book.open(head.permit)
      await segment.admit(batchOf(rows, book.key))
      return await book.settle(head.permit, 'all')
    }
    const ordinary = async () => (await book.figures()).upper.ordinary

    test('the same persons twice count once, to whomever they go, and are not new again', async () => {
      expect(await cross(headOf(1), people(0, 60))).toEqual({ ordinary: 60, sensitive: 0 })
      expect(await cross(headOf(2, { recipient: 'Seine SA' }), people(0, 60))).toEqual({ ordinary: 0, sensitive: 0 })
      expect(await cross(headOf(3), people(40, 100))).toEqual({ ordinary: 40, sensitive: 0 })
      expect(await ordinary()).toBe(100)
    })

    test('ordinary and sensitive are counted apart; a person with both is in both; a minor is in sensitive alone', async () => {
      await cross(headOf(1), people(0, 8))
      await cross(headOf(2), [
        ...people(6, 10, ['diagnosis']),
        { keys: { resident_id: 20 }, filled: ['gender'], minor: true },
        { keys: { resident_id: 21 }, filled: [] },
      ])
      expect((await book.figures()).upper).toEqual({ ordinary: 8, sensitive: 5 })
    })

    test('a person of a contract flow and of a small flow is counted once and stands in both ledgers', async () => {
      await cross(headOf(1, { account: side('5(1)(1)') }), people(0, 30))
      await cross(headOf(2), people(20, 40))
      const { upper, side: ledgers } = await book.figures()
      expect(upper.ordinary).toBe(20)
      expect(ledgers).toEqual({ '5(1)(1)': { ordinary: 30, sensitive: 0 } })
    })

    test('a mobile that was seen beside an ID is its person also alone, and of its own beside two', async () => {
      await cross(headOf(1), [{ keys: { resident_id: 1, mobile: 7 }, filled: ['resident_id', 'mobile'] }])
      expect(await cross(headOf(2), [{ keys: { mobile: 7 }, filled: ['mobile'] }])).toEqual({
        ordinary: 0,
        sensitive: 0,
      })
      await cross(headOf(3), [{ keys: { resident_id: 2, mobile: 7 }, filled: ['resident_id', 'mobile'] }])
      expect(await ordinary()).toBe(3)
    })

    test('a mobile that two streams share is a third person as soon as both have it, before either is settled', async () => {
      for (const id of [1, 2]) {
        await book.reserve({ head: headOf(id), persons: null, most: { ordinary: 1, sensitive: 0 }, mayBecome: null })
        const segment = await book.open(permitOf(id))
        const rows: TestRow[] = [{ keys: { resident_id: id, mobile: 7 }, filled: ['resident_id', 'mobile'] }]
        expect((await segment.admit(batchOf(rows, book.key))).kind).toBe('admitted')
      }
      expect(await ordinary()).toBe(3)
      for (const id of [1, 2]) await book.settle(permitOf(id), 'all')
      expect(await ordinary()).toBe(3)
    })

    test('rows without a key count by themselves, every time', async () => {
      const rows: TestRow[] = [
        { keys: {}, filled: ['gender'] },
        { keys: {}, filled: ['gender'] },
        { keys: {}, filled: [] },
      ]
      await cross(headOf(1), rows)
      await cross(headOf(2), rows)
      expect(await ordinary()).toBe(4)
    })

    test('headroom is asked with all that is settled and reserved, and refused whole', async () => {
      await cross(headOf(1), people(0, 90))
      expect(await reserve(headOf(2), people(84, 96), 100)).toMatchObject({
        kind: 'reserved',
        newPersons: { ordinary: 6 },
      })
      expect(await reserve(headOf(3), people(96, 102), 100)).toEqual({
        kind: 'refused',
        of: 'line',
        newPersons: { ordinary: 6, sensitive: 0 },
        upper: { ordinary: 102, sensitive: 0 },
      })
      expect(await book.unsettled()).toEqual([permitOf(2)])
      expect(await book.figures()).toMatchObject({
        settled: { ordinary: 90 },
        reserved: { ordinary: 6 },
        upper: { ordinary: 96 },
      })
    })

    test('two permits never share headroom, not even for the same persons', async () => {
      await reserve(headOf(1), people(0, 6), 10)
      expect(await reserve(headOf(2), people(0, 6), 10)).toMatchObject({ kind: 'refused', upper: { ordinary: 12 } })
      await book.settle(permitOf(1), 'nothing')
      expect(await reserve(headOf(3), people(0, 6), 10)).toMatchObject({ kind: 'reserved', upper: { ordinary: 6 } })
    })

    test('two at the same moment with nine places left: one is reserved, one is refused', async () => {
      const other = await place.open()
      const ask = (to: Book, head: SegmentHead, rows: readonly TestRow[]) =>
        to.reserve({ head, persons: batchOf(rows, to.key), most: null, mayBecome: ({ ordinary }) => ordinary < 10 })
      const answers = await Promise.all([ask(book, headOf(1), people(0, 6)), ask(other, headOf(2), people(6, 12))])
      expect(answers.map(({ kind }) => kind).sort()).toEqual(['refused', 'reserved'])
      await other[Symbol.asyncDispose]()
    })

    test('a chunk whose new persons exceed the headroom is not admitted, and nothing of it is counted', async () => {
      await cross(headOf(1), people(0, 11))
      const head = headOf(2)
      await book.reserve({ head, persons: null, most: { ordinary: 9, sensitive: 0 }, mayBecome: null })
      const segment = await book.open(head.permit)
      expect(await segment.admit(batchOf(people(100, 120), book.key))).toEqual({
        kind: 'over',
        newPersons: { ordinary: 20, sensitive: 0 },
      })
      expect(segment.newPersons).toEqual({ ordinary: 0, sensitive: 0 })
      expect(await segment.admit(batchOf([...people(0, 11), ...people(100, 109)], book.key))).toEqual({
        kind: 'admitted',
        newPersons: { ordinary: 9, sensitive: 0 },
      })
      expect((await segment.admit(batchOf(people(109, 110), book.key))).kind).toBe('over')
      expect(await book.settle(head.permit, 'all')).toEqual({ ordinary: 9, sensitive: 0 })
      expect(await ordinary()).toBe(20)
    })

    test('persons stay counted until it is shown that nothing left; asked again, settling does nothing', async () => {
      await reserve(headOf(1), people(0, 5))
      const segment = await book.open(permitOf(1))
      await segment.admit(batchOf(people(0, 5), book.key))
      const after = await place.open()
      expect((await after.figures()).upper.ordinary).toBe(5)
      await after[Symbol.asyncDispose]()
      expect(await book.settle(permitOf(1), 'nothing')).toEqual({ ordinary: 0, sensitive: 0 })
      expect(await book.settle(permitOf(1), 'all')).toEqual({ ordinary: 0, sensitive: 0 })
      expect(await ordinary()).toBe(0)
    })

    test('a preview changes nothing', async () => {
      await cross(headOf(1), people(0, 5))
      const before = await book.figures()
      const { permit: _permit, ...head } = headOf(2)
      expect(await book.preview(head, batchOf(people(3, 9), book.key))).toEqual({
        newPersons: { ordinary: 4, sensitive: 0 },
        upper: { ordinary: 9, sensitive: 0 },
      })
      expect(await book.figures()).toEqual(before)
    })

    test('a permit has one reservation and one segment; without a reservation it has none', async () => {
      await reserve(headOf(1), people(0, 1))
      await expect(reserve(headOf(1), people(0, 1))).rejects.toMatchObject({ code: 'FEIYU_BOOK_PERMIT_USED' })
      await book.open(permitOf(1))
      await expect(book.open(permitOf(1))).rejects.toMatchObject({ code: 'FEIYU_BOOK_SEGMENT_TAKEN' })
      await expect(book.open(permitOf(9))).rejects.toMatchObject({ code: 'FEIYU_BOOK_NO_RESERVATION' })
      await expect(book.settle(permitOf(9), 'all')).rejects.toMatchObject({ code: 'FEIYU_BOOK_NO_RESERVATION' })
    })

    test('nothing is admitted to a segment that was settled', async () => {
      await reserve(headOf(1), people(0, 2))
      const segment = await book.open(permitOf(1))
      await book.settle(permitOf(1), 'all')
      await expect(segment.admit(batchOf(people(0, 1), book.key))).rejects.toMatchObject({
        code: 'FEIYU_BOOK_SEGMENT_ENDED',
      })
    })

    test('random histories of several permits: never too few, and the truth once all are settled', async () => {
      await fc.assert(
        fc.asyncProperty(history, async (steps) => {
          await using other = await makePlace()
          await using opened = await other.open()
          await play(opened, steps)
        }),
        { numRuns: runs, seed: 20261125 },
      )
    })
  })
}

const key = fc.option(fc.nat(4), { nil: undefined, freq: 2 })
const row: fc.Arbitrary<TestRow> = fc
  .record({
    keys: fc.record({ resident_id: key, email: key, mobile: key }),
    gender: fc.boolean(),
    diagnosis: fc.boolean(),
    minor: fc.constantFrom(false, false, false, true),
  })
  .map(({ keys, gender, diagnosis, minor }) => {
    const known = Object.fromEntries(Object.entries(keys).filter(([, value]) => value !== undefined))
    const filled: TestRow['filled'][number][] = Object.keys(known) as TestRow['filled'][number][]
    if (gender) filled.push('gender')
    if (diagnosis) filled.push('diagnosis')
    return { keys: known, filled, minor }
  })

interface Step {
  readonly which: number
  readonly chunks: readonly (readonly TestRow[])[]
  readonly settles: 'all' | 'nothing'
  /** Nobody knows its persons before they come. */
  readonly isStream: boolean
}

/** Each number of a crossing takes its next step when it comes up: reserve, open, admit chunk by chunk, settle. */
const history = fc.record({
  crossings: fc.array(
    fc.record({
      chunks: fc.array(fc.array(row, { maxLength: 4 }), { maxLength: 3 }),
      settles: fc.constantFrom('all' as const, 'all' as const, 'nothing' as const),
      isStream: fc.boolean(),
    }),
    { minLength: 1, maxLength: 4 },
  ),
  order: fc.array(fc.nat(3), { maxLength: 20 }),
})

type History = typeof history extends fc.Arbitrary<infer T> ? T : never

/** A crossing on its way: what was admitted, and how it ended. */
interface Played extends Step {
  stage: number
  readonly admitted: TestRow[]
  readonly segments: { admit(persons: ReturnType<typeof batchOf>): Promise<{ readonly kind: string }> }[]
}

async function play(book: Book, { crossings, order }: History): Promise<void> {
  const played: Played[] = crossings.map((crossing, which) => ({
    ...crossing,
    which,
    stage: 0,
    admitted: [],
    segments: [],
  }))
  const turns = [...order, ...played.flatMap(({ which, chunks }) => Array(chunks.length + 3).fill(which))]
  for (const which of turns) {
    const crossing = played[which % played.length]!
    await takeStep(book, crossing)
    const truth = naiveCount(played.flatMap(countedOf))
    const { upper } = await book.figures()
    expect(upper.ordinary).toBeGreaterThanOrEqual(truth.ordinary)
    expect(upper.sensitive).toBeGreaterThanOrEqual(truth.sensitive)
  }
  const { upper, reserved } = await book.figures()
  expect(reserved).toEqual({ ordinary: 0, sensitive: 0 })
  expect(upper).toEqual(naiveCount(played.flatMap(countedOf)))
}

async function takeStep(book: Book, crossing: Played): Promise<void> {
  const { which, chunks, settles, isStream } = crossing
  const permit = permitOf(which + 1)
  const stage = crossing.stage++
  if (stage === 0) {
    const persons = isStream ? null : batchOf(chunks.flat(), book.key)
    const most = isStream ? { ordinary: 20, sensitive: 20 } : null
    await book.reserve({ head: headOf(which + 1), persons, most, mayBecome: null })
  } else if (stage === 1) crossing.segments.push(await book.open(permit))
  else if (stage - 2 < chunks.length) {
    const rows = chunks[stage - 2]!
    const { kind } = await crossing.segments[0]!.admit(batchOf(rows, book.key))
    expect(kind).toBe('admitted')
    crossing.admitted.push(...rows)
  } else if (stage - 2 === chunks.length) await book.settle(permit, settles)
}

/** What has left, or may have, with the links that are known: none of it once nothing left. */
function countedOf({ stage, chunks, settles, admitted, isStream }: Played): NaiveCrossing[] {
  const isSettled = stage - 3 >= chunks.length
  if (stage === 0 || (isSettled && settles === 'nothing')) return []
  return [{ rows: admitted, linked: isStream ? [] : chunks.flat() }]
}
