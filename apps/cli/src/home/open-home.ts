import type { Digest } from '@feiyu/core'
import { idOf } from '@feiyu/evidence'
import {
  type Books,
  booksInLog,
  bookYear,
  type Disk,
  type EvidenceLog,
  type FileBook,
  hasLog,
  type LogView,
  logChanges,
  loggedBook,
  newestTally,
  nodeDisk,
  openBooks,
  openLog,
  openLogForReading,
} from '@feiyu/gate'
import type { Context } from '../context.ts'
import type { HandlerBook } from './handler-book.ts'
import { homeLayout } from './home-layout.ts'
import { type HomeKeys, openKeys } from './keys.ts'

/** A home open for writing: its keys, its log, its books. */
export interface Home {
  readonly disk: Disk
  readonly keys: HomeKeys
  readonly books: Books
  /** Opens the log; whoever did gives it back at once, so that commands at the same time share it. */
  readonly openLog: () => Promise<EvidenceLog>
  /** The book of a handler for what is released at a moment (tally T7), with every change in the log. */
  readonly bookOf: (uscc: string, epochMilliseconds: number) => Promise<HandlerBook>
  /** The book that a permit names, of whatever year. */
  readonly bookWithId: (uscc: string, id: Digest) => Promise<HandlerBook>
}

/** Names of this gateway and its clock, as outcomes write them: a command line is an edge with its own log. */
export const gatewayNames = { gateway: idOf('feiyu-cli'), clockName: idOf('system') }

/**
 * Opens the home for a command that changes it; keys and log are made where there are none yet.
 *
 * @throws HomeError, LogWriteError, DiskError
 */
export async function openHome(context: Context): Promise<Home> {
  let isWaiting = false
  const onWait = () => {
    // Once a command: how often it has to wait helps nobody.
    if (!isWaiting) context.out.note(context.say.home.waiting)
    isWaiting = true
  }
  const disk = nodeDisk(context.config.home, { onWait })
  const keys = await openKeys(context, disk)
  const open = () => openLog(disk, homeLayout.log, keys.port)
  const books = openHomeBooks(context, disk)
  const opened = async (file: FileBook): Promise<HandlerBook> => {
    const tell = () => logChanges(file, open, context.clock)
    // Also what a process that died had changed and not told.
    await tell()
    const book = loggedBook(file, open, context.clock)
    const destroy = async (by: string) => {
      await books.destroy(file, by, tell)
    }
    return { uscc: file.uscc, book, file, tell, destroy, [Symbol.asyncDispose]: () => file[Symbol.asyncDispose]() }
  }
  return {
    disk,
    keys,
    books,
    openLog: open,
    bookOf: async (uscc, moment) => opened(await books.book(uscc, bookYear(moment))),
    bookWithId: async (uscc, id) => opened(await books.withId(uscc, id)),
  }
}

/** The book of a handler for a moment, to be looked at only; null where there is none. Nothing is made. */
export function lookUpBook(context: Context, uscc: string, epochMilliseconds: number): Promise<FileBook | null> {
  return openHomeBooks(context, nodeDisk(context.config.home)).find(uscc, bookYear(epochMilliseconds))
}

/** The books of a handler, of all years, to be looked at only. */
export async function booksOfHandler(context: Context, uscc: string): Promise<readonly FileBook[]> {
  const books = openHomeBooks(context, nodeDisk(context.config.home))
  const years = (await books.list()).filter((book) => book.uscc === uscc)
  return Promise.all(years.map(({ year }) => books.book(uscc, year)))
}

/** The books of a home, each compared with its newest entry in the log before it opens. */
export function openHomeBooks(context: Context, disk: Disk): Books {
  return openBooks({
    disk,
    folder: homeLayout.books,
    keys: homeLayout.tallyKeys,
    keyBackup: homeLayout.bookKeys,
    clock: context.clock,
    random: context.random,
    newestLogged: async (book, from) => {
      const log = await openLogIfThere(disk)
      return log === null ? null : newestTally(log, log.tree.size)(book, from)
    },
    loggedBooks: async () => {
      const log = await openLogIfThere(disk)
      return log === null ? new Set() : booksInLog(log, log.tree.size)
    },
  })
}

/** Where the log is gone, a book that was told to it says so itself. */
async function openLogIfThere(disk: Disk): Promise<LogView | null> {
  return (await hasLog(disk, homeLayout.log)) ? await openLogForReading(disk, homeLayout.log) : null
}
