import type { Digest } from '@feiyu/core'
import type { Book } from '../ports/book.ts'

/**
 * Ends a crossing in each of its books; those in which it has ended stay as they are. Cut off in between, the persons of
 * the others stay counted until recovery, which knows again whether all or nothing left, settles them alike.
 */
export async function settleBooks(books: readonly Book[], permit: Digest, released: 'all' | 'nothing'): Promise<void> {
  for (const book of books) {
    if ((await book.unsettled()).includes(permit)) await book.settle(permit, released)
  }
}
