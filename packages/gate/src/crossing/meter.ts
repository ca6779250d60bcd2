import type { Stop } from '../chunk/chunk-gate.ts'
import type { Permit } from '../permit/permit.ts'
import type { Persons } from '../ports/book.ts'
import { stopOf } from './figures.ts'

/** No person. */
export const nobody: Persons = { ordinary: 0, sensitive: 0 }

/** What a chunk would bring a crossing to, were it released now. */
export interface Reading {
  readonly rows: number
  readonly bytes: number
  /** New persons by book, in the order of the permit's. */
  readonly newPersons: readonly Persons[]
  readonly now: number
}

/** Holds a crossing against the ceilings and the validity of its permit. */
export function overPermit(
  { count, notBefore, notAfter }: Permit,
  { rows, bytes, newPersons, now }: Reading,
): Stop | null {
  const { ceilings, books } = count
  if (now < Date.parse(notBefore) || now > Date.parse(notAfter)) return stopOf('outside-validity')
  if (rows > ceilings.rows) return stopOf('over-rows')
  if (bytes > ceilings.bytes) return stopOf('over-bytes')
  const isOverBook = newPersons.some((persons, index) => isOver(persons, books[index]?.newPersons ?? nobody))
  return isOverBook || isOver(sumOf(newPersons), ceilings.newPersons) ? stopOf('over-persons') : null
}

/** Persons of several books: whoever is in two of them counts in both. */
export function sumOf(all: readonly Persons[]): Persons {
  return all.reduce(
    (sum, { ordinary, sensitive }) => ({
      ordinary: sum.ordinary + ordinary,
      sensitive: sum.sensitive + sensitive,
    }),
    nobody,
  )
}

/**
 * Persons that stay of a crossing whose destination cannot say what left, as its outcome states them: no more are new than
 * the permit let be, though a reservation that lapsed meanwhile makes the book say so.
 */
export function withinPermit({ count }: Permit, { ordinary, sensitive }: Persons): Persons {
  const most = count.ceilings.newPersons
  return { ordinary: Math.min(ordinary, most.ordinary), sensitive: Math.min(sensitive, most.sensitive) }
}

/** Whether there are more persons than there may be. */
export function isOver(persons: Persons, ceiling: Persons): boolean {
  return persons.ordinary > ceiling.ordinary || persons.sensitive > ceiling.sensitive
}
