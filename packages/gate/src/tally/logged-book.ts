import type { Clock, Digest } from '@feiyu/core'
import { type Bytes, instantOf, readEntry, writeEntry } from '@feiyu/evidence'
import type { Book } from '../ports/book.ts'
import type { EvidenceLog } from '../ports/log.ts'
import type { LoggedRoot } from './books.ts'
import type { FileBook } from './file-book.ts'

/** What is read of a log: entries from `from` up to, and without, `to`, in order. */
export interface LogEntries {
  entries(from: number, to: number): AsyncIterable<Bytes>
}

/** How the log is opened for the entries of a book; it is given back at once. */
export type OpenLog = () => Promise<EvidenceLog>

/**
 * A book that tells the log of every change before the call that made it resolves (tally T13). The log is opened when the
 * book is not held, so whoever uses this book must not hold the log while calling it.
 */
export function loggedBook(book: FileBook, openLog: OpenLog, clock: Clock): Book {
  const tell = () => logChanges(book, openLog, clock)
  return {
    id: book.id,
    year: book.year,
    key: book.key,
    figures: () => book.figures(),
    preview: (head, persons) => book.preview(head, persons),
    async reserve(request) {
      const reservation = await book.reserve(request)
      if (reservation.kind === 'reserved') await tell()
      return reservation
    },
    open: (permit) => book.open(permit),
    async settle(permit, released) {
      const persons = await book.settle(permit, released)
      await tell()
      return persons
    },
    unsettled: () => book.unsettled(),
    [Symbol.asyncDispose]: () => book[Symbol.asyncDispose](),
  }
}

/** Publishes an entry for each change that the log does not have; nothing happens where there is none. */
export async function logChanges(book: FileBook, openLog: OpenLog, clock: Clock): Promise<void> {
  if ((await book.unlogged()).length === 0) return
  await using log = await openLog()
  // Whoever had the log before may have told it of the same changes.
  const changes = await book.unlogged()
  const published = await Promise.all(
    changes.map(({ cause, root, segments, upper, permit }) => {
      const body = { book: book.id, cause, root, segments, upper, ...(permit === null ? {} : { permit }) }
      return log.append(writeEntry('tally', instantOf(clock.now()), body)).published
    }),
  )
  const last = changes.at(-1)
  if (last !== undefined) await book.markLogged(last.position, published.at(-1)!.index)
}

const tallyKind = '"kind":"tally"'

/** The books of which a log of `size` entries knows, by their id. */
export async function booksInLog(log: LogEntries, size: number): Promise<ReadonlySet<Digest>> {
  const books = new Set<Digest>()
  if (size === 0) return books
  for await (const bytes of log.entries(0, size)) {
    // Canonical JSON: the kind stands in these letters, and reading every entry by its shape would cost more than the rest.
    if (!asBuffer(bytes).includes(tallyKind)) continue
    const entry = readEntry(bytes)
    if (entry.kind === 'tally') books.add(entry.body.book)
  }
  return books
}

/** Finds the newest entry of a book among the entries of a log, which has `size` of them. */
export function newestTally(log: LogEntries, size: number): (book: Digest, from: number) => Promise<LoggedRoot | null> {
  return async (book, from) => {
    let newest: LoggedRoot | null = null
    if (from >= size) return newest
    let index = from
    for await (const bytes of log.entries(from, size)) {
      // Reading every entry by its shape would cost more than the rest; the digest of the book stands in its own alone.
      if (asBuffer(bytes).includes(book)) {
        const entry = readEntry(bytes)
        if (entry.kind === 'tally' && entry.body.book === book) newest = { root: entry.body.root, index }
      }
      index++
    }
    return newest
  }
}

function asBuffer(bytes: Bytes): Buffer {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length)
}
