import { FeiyuError } from '@feiyu/core'
import { expect, test } from 'vitest'
import { createLog, openLog } from '../log/open-log.ts'
import { SimulatedDisk } from '../testing/simulated-disk.ts'
import { testSigner } from '../testing/test-log.ts'
import { sealIn, segmentFile } from './book-files.ts'
import type { BooksOptions } from './books.ts'
import { openBooks } from './books.ts'
import { bookYear } from './civil-year.ts'
import type { FileBook } from './file-book.ts'
import { Journal } from './journal.ts'
import { booksInLog, logChanges, loggedBook, newestTally } from './logged-book.ts'
import { writePersons } from './persons-format.ts'
import { batchOf, headOf, people, permitOf, type TestRow } from './testing/rows.ts'
import { testBooks, testOptions } from './testing/test-books.ts'

const uscc = '91310000MA1FL0000X'
const reads = { newestLogged: async () => null }

async function cross(book: FileBook, permit: number, rows: readonly TestRow[]): Promise<void> {
  await book.reserve({ head: headOf(permit), persons: batchOf(rows, book.key), most: null, mayBecome: null })
  const segment = await book.open(permitOf(permit))
  await segment.admit(batchOf(rows, book.key))
  await book.settle(permitOf(permit), 'all')
}

/** All files below a folder, to be put back later as a user would from a backup. */
async function copyOf(disk: SimulatedDisk, folder: string): Promise<ReadonlyMap<string, Uint8Array>> {
  const files = new Map<string, Uint8Array>()
  for (const name of await disk.list(folder)) {
    const path = `${folder}/${name}`
    const bytes = await disk.read(path).catch(() => undefined)
    if (bytes !== undefined) files.set(path, bytes)
    else for (const [inner, inside] of await copyOf(disk, path)) files.set(inner, inside)
  }
  return files
}

async function putBack(disk: SimulatedDisk, folder: string, files: ReadonlyMap<string, Uint8Array>): Promise<void> {
  await disk.removeFolder(folder)
  for (const [path, bytes] of files) await write(disk, path, bytes)
}

async function write(disk: SimulatedDisk, path: string, bytes: Uint8Array): Promise<void> {
  await disk.makeFolder(path.slice(0, path.lastIndexOf('/')))
  await disk.remove(path)
  await using file = await disk.open(path, 'new')
  await file.append(bytes)
  await file.sync()
}

/** A home with a log, and its books read against it. */
async function home() {
  const disk = new SimulatedDisk(3)
  await createLog(disk, 'log', testSigner)
  const options: BooksOptions = testOptions(disk, {
    newestLogged: async (book, from) => {
      await using log = await openLog(disk, 'log', testSigner)
      return await newestTally(log, log.size)(book, from)
    },
    loggedBooks: async () => {
      await using log = await openLog(disk, 'log', testSigner)
      return await booksInLog(log, log.size)
    },
  })
  const writer = () => openLog(disk, 'log', testSigner)
  return { disk, options, books: openBooks(options), writer }
}

test('31 December 23:59:59 and 1 January 00:00:00 in Shanghai fall into two books', async () => {
  const [last, first] = [Date.parse('2026-12-31T23:59:59+08:00'), Date.parse('2027-01-01T00:00:00+08:00')]
  expect([bookYear(last), bookYear(first)]).toEqual([2026, 2027])
  let now = last
  const books = testBooks(new SimulatedDisk(1), { clock: { now: () => now } })
  const [old, next] = [await books.book(uscc, 2026), await books.book(uscc, 2027)]
  await cross(old, 1, people(0, 5))
  await old.reserve({ head: headOf(2), persons: batchOf(people(5, 9), old.key), most: null, mayBecome: null })
  const segment = await old.open(permitOf(2))
  now = first
  await expect(segment.admit(batchOf(people(5, 9), old.key))).rejects.toMatchObject({ code: 'FEIYU_BOOK_OTHER_YEAR' })
  expect(await old.settle(permitOf(2), 'all')).toEqual({ ordinary: 0, sensitive: 0 })
  await expect(cross(old, 3, people(5, 9))).rejects.toMatchObject({ code: 'FEIYU_BOOK_OTHER_YEAR' })
  await cross(next, 3, people(0, 9))
  expect((await old.figures()).upper.ordinary).toBe(5)
  expect((await next.figures()).upper.ordinary).toBe(9)
})

test('every change of a book is in the log with its root and figures before its call resolves', async () => {
  const { options, books, writer } = await home()
  const file = await books.book(uscc, 2026)
  await using book = loggedBook(file, writer, options.clock)
  await book.reserve({ head: headOf(1), persons: batchOf(people(0, 5), book.key), most: null, mayBecome: null })
  const segment = await book.open(permitOf(1))
  await segment.admit(batchOf(people(0, 4), book.key))
  await book.settle(permitOf(1), 'all')
  expect(await file.unlogged()).toEqual([])
  await using log = await writer()
  const bodies: unknown[] = []
  for await (const bytes of log.entries(0, log.size)) bodies.push(JSON.parse(new TextDecoder().decode(bytes)).body)
  expect(bodies).toMatchObject([
    { book: book.id, cause: 'opened', segments: 0, upper: { ordinary: 0 } },
    { cause: 'reserved', permit: permitOf(1), segments: 0, upper: { ordinary: 5 } },
    { cause: 'settled', permit: permitOf(1), segments: 1, upper: { ordinary: 4 } },
  ])
})

test('a book put back without its log refuses to open, and a log without its book; a crash between the two does not', async () => {
  const { disk, options, books, writer } = await home()
  const book = await books.book(uscc, 2026)
  await cross(book, 1, people(0, 5))
  await logChanges(book, writer, options.clock)
  const [oldBook, oldLog] = [await copyOf(disk, 'books'), await copyOf(disk, 'log')]
  await cross(book, 2, people(5, 9))
  const unlogged = await openBooks(options).book(uscc, 2026)
  expect((await unlogged.unlogged()).map(({ cause }) => cause)).toEqual(['reserved', 'settled'])
  await logChanges(book, writer, options.clock)
  const [newBook, newLog] = [await copyOf(disk, 'books'), await copyOf(disk, 'log')]
  await putBack(disk, 'books', oldBook)
  await expect(openBooks(options).book(uscc, 2026)).rejects.toMatchObject({ code: 'FEIYU_BOOK_BEHIND_LOG' })
  await disk.removeFolder('books')
  await expect(openBooks(options).book(uscc, 2026)).rejects.toMatchObject({ code: 'FEIYU_BOOK_LOST' })
  await putBack(disk, 'books', newBook)
  await putBack(disk, 'log', oldLog)
  await expect(openBooks(options).book(uscc, 2026)).rejects.toMatchObject({ code: 'FEIYU_BOOK_AHEAD_OF_LOG' })
  await putBack(disk, 'log', newLog)
  expect((await (await openBooks(options).book(uscc, 2026)).figures()).upper.ordinary).toBe(9)
})

test('a key has a backup before it is used; one that is lost comes back from there, both lost close the book', async () => {
  const disk = new SimulatedDisk(1)
  const book = await testBooks(disk).book(uscc, 2026)
  await cross(book, 1, people(0, 5))
  for (const name of ['handler', '2026']) {
    const [path, backup] = [`keys/books/${uscc}/${name}.key`, `backup/books/${uscc}/${name}.key`]
    const bytes = (await disk.read(backup))!
    expect(await disk.read(path)).toEqual(bytes)
    await write(disk, path, bytes.subarray(0, 7))
    expect((await testBooks(disk).book(uscc, 2026)).key).toEqual(book.key)
    expect(await disk.read(path)).toEqual(bytes)
    await disk.remove(path)
    await disk.remove(backup)
    await expect(testBooks(disk).book(uscc, 2026)).rejects.toMatchObject({ code: 'FEIYU_BOOK_KEY_LOST' })
    await write(disk, backup, bytes)
  }
  expect((await (await testBooks(disk).book(uscc, 2026)).figures()).upper.ordinary).toBe(5)
  const other = new SimulatedDisk(2)
  await testBooks(other).book(uscc, 2026)
  await write(disk, `keys/books/${uscc}/handler.key`, (await other.read(`keys/books/${uscc}/handler.key`))!)
  await expect(testBooks(disk).book(uscc, 2026)).rejects.toMatchObject({ code: 'FEIYU_BOOK_KEY_DIFFERS' })
})

test('an altered byte before the last record is refused, and nothing of a person stands in the files', async () => {
  const disk = new SimulatedDisk(1)
  const book = await testBooks(disk).book(uscc, 2026)
  await cross(book, 1, people(0, 5))
  await cross(book, 2, people(3, 8))
  const files = await copyOf(disk, 'books')
  const { words } = batchOf(people(0, 1), book.key)
  const firstKey = Buffer.from(words.buffer, 0, 8)
  for (const [path, bytes] of files) {
    if (bytes.length === 0) continue
    const text = Buffer.from(bytes)
    expect(text.includes(firstKey)).toBe(false)
    expect(text.includes('Rhine')).toBe(false)
    for (const at of [0, 9, 20, 40, Math.floor(bytes.length / 2)]) {
      const altered = bytes.slice()
      altered[at]! ^= 1
      await write(disk, path, altered)
      const figures = testBooks(disk)
        .book(uscc, 2026)
        .then((opened) => opened.figures())
      await expect(figures).rejects.toMatchObject({ code: 'FEIYU_BOOK_DAMAGED' })
    }
    await write(disk, path, bytes)
  }
})

test('what a crash left of an ended crossing goes with the next start; a crossing on its way keeps all', async () => {
  const disk = new SimulatedDisk(1)
  const book = await testBooks(disk).book(uscc, 2026)
  const persons = batchOf(people(0, 5), book.key)
  for (const permit of [1, 2]) await book.reserve({ head: headOf(permit), persons, most: null, mayBecome: null })
  await (await book.open(permitOf(1))).admit(persons)
  const left = await copyOf(disk, 'books')
  await book.settle(permitOf(1), 'nothing')
  const names = () => disk.list(`books/${uscc}/2026/persons`)
  const kept = await names()
  for (const [path, bytes] of left) if (path.includes(permitOf(1).slice(7))) await write(disk, path, bytes)
  expect(await names()).toHaveLength(kept.length + 2)
  await testBooks(disk).book(uscc, 2026)
  expect(await names()).toEqual(kept)
})

test('a book whose keys have another width is refused before anybody is looked for in it', async () => {
  const disk = new SimulatedDisk(1)
  const book = await testBooks(disk).book(uscc, 2026)
  // As books began before keys had 128 bits: without a word on their width.
  await book.hold(async (_, place) => {
    await disk.remove(`${place.folder}/journal`)
    const made = { kind: 'made', book: place.book, uscc, year: 2026 } as const
    await new Journal(place).create({ ...made, at: '2026-07-01T04:00:00.000Z', upper: { ordinary: 0, sensitive: 0 } })
  })
  await expect(testBooks(disk).book(uscc, 2026)).rejects.toMatchObject({ code: 'FEIYU_BOOK_FORMAT' })
})

test('a handler is a legal person with its code, and a year has four digits', async () => {
  const books = testBooks(new SimulatedDisk(1), reads)
  await expect(books.book('../../etc', 2026)).rejects.toMatchObject({ code: 'FEIYU_BOOK_HANDLER' })
  await expect(books.book(uscc, 26)).rejects.toMatchObject({ code: 'FEIYU_BOOK_YEAR' })
  await books.book(uscc, 2026)
  await books.book('91440300MA5EABCD1R', 2025)
  expect(await books.list()).toEqual([
    { uscc, year: 2026 },
    { uscc: '91440300MA5EABCD1R', year: 2025 },
  ])
})

test('records in another order, and persons that were sealed anew after they were settled, are refused', async () => {
  const disk = new SimulatedDisk(1)
  const book = await testBooks(disk).book(uscc, 2026)
  await cross(book, 1, people(0, 5))
  const path = `books/${uscc}/2026/journal`
  const journal = Buffer.from((await disk.read(path))!)
  const starts = [...journal.toString('latin1').matchAll(/FEIYUFRM/g)].map(({ index }) => index)
  expect(starts).toHaveLength(3)
  const [made, reserved, settled] = starts.map((start, index) => journal.subarray(start, starts[index + 1]))
  await write(disk, path, Buffer.concat([made!, settled!, reserved!]))
  await expect(testBooks(disk).book(uscc, 2026)).rejects.toMatchObject({ code: 'FEIYU_BOOK_DAMAGED' })
  await write(disk, path, journal)
  const file = segmentFile(permitOf(1))
  const others = writePersons(batchOf(people(7, 12), book.key))
  const sealed = await book.hold(async (_, place) => sealIn(place, file, 0, others))
  await write(disk, `books/${uscc}/2026/${file}`, sealed)
  await expect(book.figures()).rejects.toMatchObject({ code: 'FEIYU_BOOK_DAMAGED' })
})

test('a log that was put back and written on refuses the book as well', async () => {
  const { disk, options, books, writer } = await home()
  const book = await books.book(uscc, 2026)
  await cross(book, 1, people(0, 5))
  const [, reserved] = await book.unlogged()
  await logChanges(book, writer, options.clock)
  const newestLogged = async () => ({ root: reserved!.root, index: 99 })
  await expect(testBooks(disk, { ...options, newestLogged }).book(uscc, 2026)).rejects.toMatchObject({
    code: 'FEIYU_BOOK_AHEAD_OF_LOG',
  })
})

test('an altered last record, which a crash might have torn, is missed by the log', async () => {
  const { disk, options, books, writer } = await home()
  const book = await books.book(uscc, 2026)
  await cross(book, 1, people(0, 5))
  const path = `books/${uscc}/2026/journal`
  const altered = (await disk.read(path))!
  await logChanges(book, writer, options.clock)
  altered[altered.length - 1]! ^= 1
  await write(disk, path, altered)
  await expect(openBooks(options).book(uscc, 2026)).rejects.toMatchObject({ code: 'FEIYU_BOOK_BEHIND_LOG' })
})

test('after an fsync that failed a book writes nothing more, and the next start counts no fewer', async () => {
  const codes = new Set<string>()
  for (let failSyncAt = 1; failSyncAt < 60; failSyncAt++) {
    const disk = new SimulatedDisk(5, { failSyncAt })
    const book = await testBooks(disk)
      .book(uscc, 2026)
      .catch(() => undefined)
    if (book === undefined) continue
    const failure = await cross(book, 1, people(0, 5)).then(() => undefined, codeOf)
    if (failure === undefined) continue
    expect(failure).toBe('FEIYU_DISK_SYNC')
    codes.add(await cross(book, 2, people(9, 10)).then(() => 'went on', codeOf))
    const next = await testBooks(disk.crash()).book(uscc, 2026)
    for (const permit of await next.unsettled()) await next.settle(permit, 'all')
    expect([0, 1, 5, 6]).toContain((await next.figures()).upper.ordinary)
  }
  expect(codes).toContain('FEIYU_BOOK_STOPPED')
})

function codeOf(error: unknown): string {
  return error instanceof FeiyuError ? error.code : String(error)
}

test('a book that the log knows and that is gone is missed, with its keys or without, and none is begun in its place', async () => {
  for (const gone of [['books'], ['books', 'keys/books', 'backup/books']]) {
    const { disk, books, options, writer } = await home()
    const book = await books.book(uscc, 2026)
    await cross(book, 1, people(0, 5))
    await logChanges(book, writer, options.clock)
    expect(await books.lost()).toEqual([])
    for (const folder of gone) await disk.removeFolder(folder)
    expect(await books.list()).toEqual([])
    expect(await books.lost()).toEqual([book.id])
    const lost = { code: 'FEIYU_BOOK_LOST' }
    await expect(books.find(uscc, 2026)).rejects.toMatchObject(lost)
    await expect(books.book(uscc, 2026)).rejects.toMatchObject(lost)
    await expect(books.book('91440300MA5EABCD1R', 2026)).rejects.toMatchObject(lost)
    expect(await disk.names(`books/${uscc}/2026/journal`)).toBe(0)
  }
})

test('looking for a book makes none', async () => {
  const { disk, books } = await home()
  expect(await books.find(uscc, 2026)).toBe(null)
  expect(await disk.list('.')).toEqual(['log'])
})
