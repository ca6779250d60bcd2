import { type CivilDate, parseCivilDate } from '@feiyu/core'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { SegmentHead } from '../ports/book.ts'
import { SimulatedDisk } from '../testing/simulated-disk.ts'
import type { FileBook } from './file-book.ts'
import { addOpening } from './opening-balance.ts'
import { takeOver } from './succession.ts'
import { naiveCount } from './testing/naive-book.ts'
import { batchOf, halfMac, headOf, people, permitOf, type TestRow, testFields } from './testing/rows.ts'
import { testBooks } from './testing/test-books.ts'

// All keys here have the same first 64 bits: whatever compared no more would take everybody for one person.
const uscc = '91310000MA1FL0000X'
const halfBatchOf = (rows: readonly TestRow[], { key }: FileBook) => batchOf(rows, key, halfMac)

async function cross(book: FileBook, head: SegmentHead, rows: readonly TestRow[]): Promise<void> {
  await book.reserve({ head, persons: halfBatchOf(rows, book), most: null, mayBecome: null })
  await using segment = await book.open(head.permit)
  await segment.admit(halfBatchOf(rows, book))
  await book.settle(head.permit, 'all')
}

test('persons whose keys agree in their first 64 bits are told apart by each step of a crossing', async () => {
  const book = await testBooks(new SimulatedDisk(1)).book(uscc, 2026)
  const twenty = { ordinary: 20, sensitive: 0 }
  const persons = halfBatchOf(people(0, 20), book)
  const { permit: _permit, ...head } = headOf(1)
  expect((await book.preview(head, persons)).newPersons).toEqual(twenty)
  expect(await book.reserve({ head: headOf(1), persons, most: null, mayBecome: null })).toMatchObject({
    newPersons: twenty,
  })
  await using segment = await book.open(permitOf(1))
  expect(await segment.admit(persons)).toEqual({ kind: 'admitted', newPersons: twenty })
  expect(await book.settle(permitOf(1), 'all')).toEqual(twenty)
})

test('they are the same in the files of other crossings, and for another process that reads them', async () => {
  const disk = new SimulatedDisk(1)
  const book = await testBooks(disk).book(uscc, 2026)
  await cross(book, headOf(1), people(0, 20))
  await cross(book, headOf(2), people(15, 30))
  expect((await book.figures()).upper.ordinary).toBe(30)
  expect((await (await testBooks(disk).book(uscc, 2026)).figures()).upper.ordinary).toBe(30)
})

test('a telephone is the person’s beside whom it stood, and no other’s', async () => {
  const book = await testBooks(new SimulatedDisk(1)).book(uscc, 2026)
  const both = (id: number, mobile: number): TestRow => ({
    keys: { resident_id: id, mobile },
    filled: ['resident_id', 'mobile'],
  })
  const alone = (mobile: number): TestRow => ({ keys: { mobile }, filled: ['mobile'] })
  await cross(book, headOf(1), [both(1, 1), both(2, 2)])
  await cross(book, headOf(2), [alone(1), alone(2), alone(3)])
  expect((await book.figures()).upper.ordinary).toBe(3)
})

test('an opening balance and a predecessor’s persons keep all their bits', async () => {
  const books = testBooks(new SimulatedDisk(1))
  const book = await books.book(uscc, 2026)
  const head = { fields: testFields, registers: headOf(0).registers, classTable: permitOf(9) }
  const signed = { source: 'files', by: 'Li Lei' }
  await addOpening(book, { ...signed, kind: 'identifiers', persons: halfBatchOf(people(0, 10), book), head })
  await cross(book, headOf(1), people(5, 20))
  const successor = await books.book('91440300MA5EABCD1R', 2026)
  const date: CivilDate = parseCivilDate('2026-09-30')
  await takeOver(book, successor, { date, reason: 'merger', by: 'Li Lei' })
  expect(await successor.figures()).toMatchObject({ opening: { ordinary: 10 }, upper: { ordinary: 20 } })
})

test('random crossings count as maps of whole keys would', async () => {
  const key = fc.option(fc.nat(5), { nil: undefined, freq: 2 })
  const row = fc.record({ resident_id: key, email: key, mobile: key }).map((keys): TestRow => {
    const known = Object.entries(keys).filter(([, value]) => value !== undefined)
    return { keys: Object.fromEntries(known), filled: [...known.map(([kind]) => kind as 'email'), 'gender'] }
  })
  const crossings = fc.array(fc.array(row, { minLength: 1, maxLength: 8 }), { minLength: 1, maxLength: 3 })
  await fc.assert(
    fc.asyncProperty(crossings, async (all) => {
      const book = await testBooks(new SimulatedDisk(1)).book(uscc, 2026)
      for (const [index, rows] of all.entries()) await cross(book, headOf(index + 1), rows)
      expect((await book.figures()).upper).toEqual(naiveCount(all.map((rows) => ({ rows }))))
    }),
    { seed: 20261126, numRuns: 60 },
  )
})
