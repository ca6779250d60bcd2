import { type Digest, legalToday } from '@feiyu/core'
import { type Books, type Disk, type EvidenceLog, nodeDisk, openBooks, openLog, openLogForReading } from '@feiyu/gate'
import type { Context } from '../context.ts'
import { homeLayout } from './home-layout.ts'
import { type HomeKeys, openKeys } from './keys.ts'
import { LoggedBook } from './logged-book.ts'
import { newestLogged } from './newest-logged.ts'

/** A home open for writing: its keys, its log, its books. */
export interface Home {
  readonly disk: Disk
  readonly keys: HomeKeys
  readonly books: Books
  /** Opens the log; whoever did gives it back at once, so that commands at the same time share it. */
  readonly openLog: () => Promise<EvidenceLog>
  /** The book of a handler for what is released now (tally T7), with every change in the log. */
  readonly bookOf: (uscc: string) => Promise<LoggedBook>
}

/**
 * Opens the home for a command that changes it; keys and log are made where there are none yet.
 *
 * @throws HomeError, LogWriteError, DiskError
 */
export async function openHome(context: Context): Promise<Home> {
  const disk = nodeDisk(context.config.home)
  const keys = await openKeys(context, disk)
  const log = () => openLog(disk, homeLayout.log, keys.port)
  const books = openHomeBooks(context, disk)
  return {
    disk,
    keys,
    books,
    openLog: log,
    bookOf: async (uscc) => {
      const year = Number(legalToday(context.clock).slice(0, 4))
      const book = new LoggedBook(await books.book(uscc, year), { disk, clock: context.clock, openLog: log })
      // Also what a process that died had changed and not logged.
      await book.log()
      return book
    },
  }
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
    newestLogged: async (book: Digest, from: number) =>
      newestLogged(await openLogForReading(disk, homeLayout.log), book, from),
  })
}
