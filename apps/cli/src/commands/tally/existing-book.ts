import { nodeDisk } from '@feiyu/gate'
import type { Context } from '../../context.ts'
import { InputError } from '../../errors.ts'
import { openHomeBooks } from '../../home/open-home.ts'
import { refuseLostHome } from '../../home/refuse-lost-home.ts'

/**
 * A command that takes a book away makes none.
 *
 * @throws InputError FEIYU_BOOK_MISSING
 */
export async function refuseNoBook(context: Context, uscc: string, year: number): Promise<void> {
  const { home } = context.config
  const disk = nodeDisk(home)
  await refuseLostHome(home, disk)
  const books = openHomeBooks(context, disk)
  if ((await books.list()).some((book) => book.uscc === uscc && book.year === year)) return
  throw new InputError(
    'FEIYU_BOOK_MISSING',
    `there is no tally book \`${uscc} ${year}\` in this home; \`feiyu tally show\` lists those that are`,
  )
}
