import { expect, test } from 'vitest'
import { createLog, openLog } from '../log/open-log.ts'
import { SimulatedDisk } from '../testing/simulated-disk.ts'
import { testSigner } from '../testing/test-log.ts'
import { type BooksOptions, openBooks } from './books.ts'
import type { FileBook } from './file-book.ts'
import { booksInLog, logChanges, newestTally } from './logged-book.ts'
import { mayDestroyFrom } from './retention.ts'
import { batchOf, headOf, people, permitOf } from './testing/rows.ts'
import { testOptions } from './testing/test-books.ts'

const uscc = '91310000MA1FL0000X'
const lastDay = Date.parse('2029-12-31T23:59:59+08:00')
const firstDay = Date.parse('2030-01-01T00:00:00+08:00')

/** A home with a log on a disk, at a moment that may be changed. */
function homeOn(disk: SimulatedDisk, moment: number) {
  const clock = { epochMilliseconds: moment, now: () => clock.epochMilliseconds }
  const open = () => openLog(disk, 'log', testSigner)
  const options: BooksOptions = testOptions(disk, {
    clock,
    newestLogged: async (book, from) => {
      await using log = await open()
      return await newestTally(log, log.size)(book, from)
    },
    loggedBooks: async () => {
      await using log = await open()
      return await booksInLog(log, log.size)
    },
  })
  const tell = (book: FileBook) => logChanges(book, open, clock)
  return { clock, books: openBooks(options), tell }
}

/** A disk with the book of 2026, in which five persons crossed. */
async function diskWithBook(): Promise<SimulatedDisk> {
  const disk = new SimulatedDisk(3)
  await createLog(disk, 'log', testSigner)
  const { books, tell } = homeOn(disk, Date.parse('2026-06-01T00:00:00Z'))
  await using book = await books.book(uscc, 2026)
  const persons = batchOf(people(0, 5), book.key)
  await book.reserve({ head: headOf(1), persons, most: null, mayBecome: null })
  const segment = await book.open(permitOf(1))
  await segment.admit(persons)
  await book.settle(permitOf(1), 'all')
  await tell(book)
  return disk
}

test('a book is destroyed no sooner than three years after its year; its totals stay, and it is not begun anew', async () => {
  const disk = await diskWithBook()
  const { clock, books, tell } = homeOn(disk, lastDay)
  const book = await books.book(uscc, 2026)
  expect(mayDestroyFrom(2026)).toBe('2030-01-01')
  await expect(books.destroy(book, 'Li Lei', tell)).rejects.toMatchObject({ code: 'FEIYU_BOOK_RETENTION' })
  expect(await books.totals()).toEqual([])
  clock.epochMilliseconds = firstDay
  await expect(books.destroy(book, ' ', tell)).rejects.toMatchObject({ code: 'FEIYU_BOOK_UNSIGNED' })
  const totals = await books.destroy(book, 'Li Lei', tell)
  expect(totals).toMatchObject({ uscc, year: 2026, by: 'Li Lei', figures: { upper: { ordinary: 5 } } })
  await expectGone(disk)
  expect(await books.totals()).toEqual([totals])
  await expect(books.book(uscc, 2026)).rejects.toMatchObject({ code: 'FEIYU_BOOK_DESTROYED' })
})

test('whenever the power fails meanwhile, the book is still whole, or is gone for good with its totals', async () => {
  const begun = await diskWithBook()
  const outcomes = new Set<string>()
  for (let crashAt = 1; outcomes.size < 3; crashAt++) {
    const disk = begun.crash({ crashAt }, crashAt)
    const { books, tell } = homeOn(disk, firstDay)
    const destroyed = books.book(uscc, 2026).then((book) => books.destroy(book, 'Li Lei', tell))
    const ended = await destroyed.then(
      () => true,
      () => false,
    )
    const after = disk.crash()
    const later = homeOn(after, firstDay)
    const opened = await later.books.book(uscc, 2026).catch((error: { readonly code: string }) => error.code)
    if (typeof opened === 'string') {
      expect(opened).toBe('FEIYU_BOOK_DESTROYED')
      outcomes.add(ended ? 'ended' : 'went on')
    } else {
      expect(ended).toBe(false)
      expect((await opened.figures()).upper.ordinary).toBe(5)
      await later.books.destroy(opened, 'Li Lei', later.tell)
      outcomes.add('anew')
    }
    expect(await later.books.totals()).toMatchObject([{ figures: { upper: { ordinary: 5 } } }])
    await expectGone(after)
  }
  expect(outcomes).toEqual(new Set(['anew', 'went on', 'ended']))
})

async function expectGone(disk: SimulatedDisk): Promise<void> {
  expect(await disk.list(`keys/books/${uscc}`)).toEqual(['handler.key'])
  expect(await disk.list(`backup/books/${uscc}`)).toEqual(['handler.key'])
  expect(await disk.list(`books/${uscc}/2026`)).toEqual(expect.not.arrayContaining(['journal', 'persons']))
}
