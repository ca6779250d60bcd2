import { createHmac, hkdfSync } from 'node:crypto'
import type { Clock, Digest } from '@feiyu/core'
import type { Disk } from '../disk/disk.ts'
import { BookError } from '../errors.ts'
import { bookKeyBytes, keyBits } from './batch-mac.ts'
import { nobody } from './book-count.ts'
import { type BookPlace, sweepEnded } from './book-files.ts'
import { type KeyFolders, keyAt, keyPlaces, makeDurableFolder, readKeyAt } from './book-keys.ts'
import { FileBook } from './file-book.ts'
import { Journal } from './journal.ts'
import { type BookTotals, destroyBook, readTotals, removeBook, totalsPath } from './retention.ts'

const sealingKeyBytes = 32
const handlerKeyBytes = bookKeyBytes + sealingKeyBytes

/** The newest entry of a book in the log: its root, and where it stands. */
export interface LoggedRoot {
  readonly root: Digest
  readonly index: number
}

/** Where books are and what they need of the world. Paths are those of the disk. */
export interface BooksOptions extends KeyFolders {
  readonly disk: Disk
  readonly folder: string
  readonly clock: Clock
  readonly random: (size: number) => Uint8Array
  /** The newest `tally` entry of a book at `from` or later in the log; null where there is none. */
  readonly newestLogged: (book: Digest, from: number) => Promise<LoggedRoot | null>
  /** Every book of which the log has an entry. */
  readonly loggedBooks: () => Promise<ReadonlySet<Digest>>
}

/** The books of a home. */
export interface Books {
  /**
   * One handler's book of a year; made where there is none. A book that does not match its newest entry in the log
   * (an older copy of either was put back, tally T13) is refused, and none is made while one that the log knows is lost.
   *
   * @throws BookError
   */
  book(uscc: string, year: number): Promise<FileBook>
  /**
   * The same, to be looked at only: null where there is none. Nothing is made.
   *
   * @throws BookError
   */
  find(uscc: string, year: number): Promise<FileBook | null>
  /**
   * The handler's book of an id, whatever its year: that in which a permit's headroom is reserved, also where the clock said
   * another year when the permit was minted.
   *
   * @throws BookError FEIYU_BOOK_LOST, and as `book` does
   */
  withId(uscc: string, id: Digest): Promise<FileBook>
  /** Books of which the log knows, and which are not here: nobody can say who was counted in them. */
  lost(): Promise<readonly Digest[]>
  /** Handlers and years of which there are books. */
  list(): Promise<readonly { readonly uscc: string; readonly year: number }[]>
  /**
   * Destroys a book that was kept long enough, in the name of who answers for it; `tell` tells the log what changed before
   * anything is gone.
   *
   * @throws BookError FEIYU_BOOK_RETENTION, FEIYU_BOOK_STILL_OPEN, FEIYU_BOOK_UNSIGNED
   */
  destroy(book: FileBook, by: string, tell: (book: FileBook) => Promise<void>): Promise<BookTotals>
  /** What stayed of the books that were destroyed. */
  totals(): Promise<readonly BookTotals[]>
}

/** Opens the books in a folder. */
export function openBooks(options: BooksOptions): Books {
  return {
    book: (uscc, year) => openBook(options, uscc, year),
    find: (uscc, year) => findBook(options, uscc, year),
    withId: (uscc, id) => bookWithId(options, uscc, id),
    lost: () => lostBooks(options),
    list: () => listBooks(options),
    destroy: (book, by, tell) => destroyBook(options, { book, by }, tell),
    totals: () => listTotals(options),
  }
}

async function openBook(options: BooksOptions, uscc: string, year: number): Promise<FileBook> {
  refuseBadName(uscc, year)
  const { disk, clock, random } = options
  const folder = `${options.folder}/${uscc}/${year}`
  if ((await disk.names(`${folder}/persons`)) === 0) await makeDurableFolder(disk, `${folder}/persons`)
  await using _lock = await disk.lock(`${folder}/lock`, 60_000)
  if ((await disk.names(totalsPath(folder))) > 0) {
    await removeBook(disk, folder, keyPlaces(options, uscc, String(year)))
    throw destroyed(uscc, year)
  }
  const isMade = (await disk.names(`${folder}/journal`)) > 0
  if (!isMade) await refuseLost(options)
  const handlerKey = await handlerKeyOf(options, uscc)
  const yearKey = await keyAt(disk, keyPlaces(options, uscc, String(year)), {
    sizeBytes: sealingKeyBytes,
    random,
    mayMake: async () => !isMade,
  })
  const key = handlerKey.subarray(0, bookKeyBytes)
  const secret = handlerKey.subarray(bookKeyBytes)
  const book = bookId(secret, uscc, year)
  const sealingKey = new Uint8Array(hkdfSync('sha256', secret, yearKey, book, sealingKeyBytes))
  const place: BookPlace = { disk, folder, book, sealingKey, random }
  const journal = new Journal(place)
  if (isMade) {
    await journal.refresh()
    refuseOtherKeys(journal.state.keyBits, `${uscc} ${year}`)
  }
  await compareWithLog(options, book, journal, `${uscc} ${year}`)
  await sweepEnded(place, (permit) => {
    const settled = journal.state.settled.get(permit)
    return settled === undefined ? null : settled.file === null ? 'nothing' : 'all'
  })
  if (!isMade) {
    const at = new Date(clock.now()).toISOString()
    await journal.create({ kind: 'made', at, book, uscc, year, keyBits, upper: nobody })
  }
  const earlier = async () => {
    const years = (await yearsOf(options, uscc)).filter((one) => one < year)
    return Promise.all(years.map((one) => openBook(options, uscc, one)))
  }
  return new FileBook({ place, journal, uscc, year, key, clock, earlier })
}

async function findBook(options: BooksOptions, uscc: string, year: number): Promise<FileBook | null> {
  const years = await yearsOf(options, uscc)
  if (years.includes(year)) return await openBook(options, uscc, year)
  await refuseLost(options)
  return null
}

async function bookWithId(options: BooksOptions, uscc: string, id: Digest): Promise<FileBook> {
  const key = await readKeyAt(options.disk, keyPlaces(options, uscc, 'handler'), handlerKeyBytes)
  for (const year of await yearsOf(options, uscc)) {
    if (key !== undefined && bookId(key.subarray(bookKeyBytes), uscc, year) === id) return openBook(options, uscc, year)
  }
  throw lostBook(1)
}

/** Without a book that was used, a new one would begin to count from nobody. */
async function refuseLost(options: BooksOptions): Promise<void> {
  const lost = await lostBooks(options)
  if (lost.length > 0) throw lostBook(lost.length)
}

function lostBook(count: number): BookError {
  return new BookError(
    'FEIYU_BOOK_LOST',
    `the log knows of \`${count}\` tally books that are not here, so nobody can say who was counted; put back books and keys of the same moment as the log`,
  )
}

async function lostBooks(options: BooksOptions): Promise<readonly Digest[]> {
  const known = new Set((await listTotals(options)).map(({ book }) => book))
  for (const { uscc, year } of await listBooks(options)) {
    // Nobody finds out the name of a book whose key is lost; opening it says so.
    const key = await readKeyAt(options.disk, keyPlaces(options, uscc, 'handler'), handlerKeyBytes)
    if (key !== undefined) known.add(bookId(key.subarray(bookKeyBytes), uscc, year))
  }
  return [...(await options.loggedBooks())].filter((book) => !known.has(book))
}

/** What the log calls a book: only whoever has the handler's key can say whose it is. */
function bookId(secret: Uint8Array, uscc: string, year: number): Digest {
  return `sha256:${createHmac('sha256', secret).update(`book ${uscc} ${year}`).digest('hex')}`
}

/** Key under which persons are told apart, in all years of a handler alike, and the secret that seals and names books. */
async function handlerKeyOf(options: BooksOptions, uscc: string): Promise<Uint8Array> {
  const { disk, random, folder } = options
  await using _lock = await disk.lock(`${folder}/${uscc}/lock`, 60_000)
  return await keyAt(disk, keyPlaces(options, uscc, 'handler'), {
    sizeBytes: handlerKeyBytes,
    random,
    mayMake: async () => (await yearsOf(options, uscc)).length === 0,
  })
}

/** Compares a book with the newest entry that the log has of it: either may be an older copy that was put back. */
async function compareWithLog(
  { newestLogged }: BooksOptions,
  book: Digest,
  { state: { logged, changes } }: Journal,
  name: string,
): Promise<void> {
  const newest = await newestLogged(book, Math.max(0, logged.index))
  if (newest === null) {
    if (logged.position === 0) return
    throw logBehind(name)
  }
  const known = changes.find(({ root }) => root === newest.root)
  if (known === undefined) {
    throw new BookError(
      'FEIYU_BOOK_BEHIND_LOG',
      `the tally book \`${name}\` does not have the change that the log has at \`${newest.index}\`: an older copy of the book was put back, or part of it is gone; put back the book of the same moment as the log`,
    )
  }
  if (known.position < logged.position) throw logBehind(name)
}

/** Keys of another width cannot be compared, and nobody can widen one without the identifier that it was made of. */
function refuseOtherKeys(bits: number | undefined, name: string): void {
  if (bits === keyBits) return
  throw new BookError(
    'FEIYU_BOOK_FORMAT',
    `the tally book \`${name}\` is of another version, whose keys of persons do not have \`${keyBits}\` bits; use that version, or begin with a new home and add what left with \`feiyu tally import\``,
  )
}

function destroyed(uscc: string, year: number): BookError {
  return new BookError(
    'FEIYU_BOOK_DESTROYED',
    `the tally book \`${uscc} ${year}\` was kept long enough and destroyed; its totals are in \`totals.json\` beside it`,
  )
}

function logBehind(name: string): BookError {
  return new BookError(
    'FEIYU_BOOK_AHEAD_OF_LOG',
    `the log does not have an entry that the tally book \`${name}\` knows of: an older copy of the log was put back; put back the log of the same moment as the book`,
  )
}

async function listBooks(options: BooksOptions) {
  const books: { readonly uscc: string; readonly year: number }[] = []
  for (const uscc of await options.disk.list(options.folder)) {
    if (usccForm.test(uscc)) for (const year of await yearsOf(options, uscc)) books.push({ uscc, year })
  }
  return books
}

async function listTotals({ disk, folder }: BooksOptions): Promise<readonly BookTotals[]> {
  const all: BookTotals[] = []
  for (const uscc of await disk.list(folder)) {
    if (!usccForm.test(uscc)) continue
    for (const year of await disk.list(`${folder}/${uscc}`)) {
      if (!yearForm.test(year)) continue
      const totals = await readTotals(disk, `${folder}/${uscc}/${year}`)
      if (totals !== null) all.push(totals)
    }
  }
  return all
}

/** Years of which a handler has a book. */
async function yearsOf({ disk, folder }: BooksOptions, uscc: string): Promise<readonly number[]> {
  const years: number[] = []
  for (const name of await disk.list(`${folder}/${uscc}`)) {
    if (yearForm.test(name) && (await disk.names(`${folder}/${uscc}/${name}/journal`)) > 0) years.push(Number(name))
  }
  return years
}

/** Characters of a unified social credit code (GB 32100-2015); the check digit is the business of whoever read it. */
const usccForm = /^[0-9A-HJ-NPQRTUWXY]{18}$/

const yearForm = /^\d{4}$/

function refuseBadName(uscc: string, year: number): void {
  if (!usccForm.test(uscc)) {
    throw new BookError(
      'FEIYU_BOOK_HANDLER',
      `\`${uscc}\` is not a unified social credit code; a book belongs to a legal person, named by its 18 characters`,
    )
  }
  if (!Number.isInteger(year) || year < 2000 || year > 9999) {
    throw new BookError('FEIYU_BOOK_YEAR', `\`${year}\` is not a year of four digits; a book is of one civil year`)
  }
}
