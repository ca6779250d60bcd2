import type { Digest } from '@feiyu/core'
import type { Book, Persons } from '../ports/book.ts'
import { nobody, sumOf } from './meter.ts'

/**
 * Ends a crossing in each of its books; those in which it has ended stay as they are. Cut off in between, the persons of
 * the others stay counted until recovery, which knows again whether all or nothing left, settles them alike.
 *
 * @returns the new persons that stay, of all books
 */
export async function settleBooks(
  books: readonly Book[],
  permit: Digest,
  released: 'all' | 'nothing',
): Promise<Persons> {
  const stay: Persons[] = []
  for (const book of books) {
    // Bytes left under a published permit alone, and then headroom is reserved in each book: whoever asks again is told again.
    const isIn = released === 'all' || (await book.unsettled()).includes(permit)
    stay.push(isIn ? await book.settle(permit, released) : nobody)
  }
  return sumOf(stay)
}
