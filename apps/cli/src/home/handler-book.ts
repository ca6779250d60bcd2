import type { Book, FileBook } from '@feiyu/gate'

/** A handler's book of one year. */
export interface HandlerBook extends AsyncDisposable {
  readonly uscc: string
  /** The book whose every change becomes an entry of the log. */
  readonly book: Book
  /** The same book for what only it knows; changes made here are told to the log by `tell`. */
  readonly file: FileBook
  readonly tell: () => Promise<void>
  /** Destroys the book, if it was kept long enough (tally T11). */
  readonly destroy: (by: string) => Promise<void>
}
