import { addYears, type CivilDate, canonicalJson, parseCivilDate, shanghaiDate } from '@feiyu/core'
import { BookError } from '../errors.ts'
import { destroyKey } from './book-keys.ts'
import { type BooksOptions, keyPlaces } from './books.ts'
import { type FileBook, figuresOf } from './file-book.ts'

/** Years after the end of a book's year for which it is kept (PIPL art. 56: reports and records at least three years). */
const keptYears = 3

/** First day on which the book of a year may be destroyed. */
export function mayDestroyFrom(year: number): CivilDate {
  return addYears(parseCivilDate(`${year + 1}-01-01`), keptYears)
}

/**
 * Destroys a book that was kept long enough (tally T11): closes it, has the log told (`tell`), destroys its key at both
 * places, and takes the files away. The totals stay, in a file and in the log.
 *
 * @throws BookError FEIYU_BOOK_RETENTION, FEIYU_BOOK_STILL_OPEN
 */
export async function destroyBook(
  options: BooksOptions,
  book: FileBook,
  tell: (book: FileBook) => Promise<void>,
): Promise<void> {
  const from = mayDestroyFrom(book.year)
  if (shanghaiDate(options.clock.now()) < from) {
    throw new BookError(
      'FEIYU_BOOK_RETENTION',
      `the tally book of ${book.year} has to be kept until \`${from}\`; wait for that day`,
    )
  }
  await book.hold(async (state, place) => {
    if (state.held.size > 0) {
      throw new BookError(
        'FEIYU_BOOK_STILL_OPEN',
        `\`${state.held.size}\` crossings are not settled; let them end first`,
      )
    }
    if (state.closed !== null) return
    const figures = await figuresOf(place, state)
    await book.change({ kind: 'closed', reason: 'kept long enough', figures }, figures.upper)
  })
  await tell(book)
  await book.hold(async (state, { disk, folder }) => {
    const totals = `${folder}/totals.json`
    const { figures } = state.closed!
    await disk.remove(totals)
    {
      await using file = await disk.open(totals, 'new')
      const { uscc, year, id } = book
      await file.append(new TextEncoder().encode(canonicalJson({ uscc, year, book: id, root: state.root, figures })))
      await file.sync()
    }
    await disk.syncFolder(folder)
    await destroyKey(disk, keyPlaces(options, book.uscc, String(book.year)))
    await disk.removeFolder(`${folder}/persons`)
    await disk.remove(`${folder}/journal`)
    await disk.syncFolder(folder)
  })
}
