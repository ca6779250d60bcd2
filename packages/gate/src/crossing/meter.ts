import type { Stop } from '../chunk/chunk-gate.ts'
import type { Permit } from '../permit/permit.ts'
import type { Persons } from '../ports/book.ts'
import { stopOf } from './figures.ts'

/** What a chunk would bring a crossing to, were it released now. */
export interface Reading {
  readonly rows: number
  readonly bytes: number
  readonly newPersons: Persons
  readonly now: number
}

/** Holds a crossing against the ceilings and the validity of its permit. */
export function overPermit(
  { count, notBefore, notAfter }: Permit,
  { rows, bytes, newPersons, now }: Reading,
): Stop | null {
  const { ceilings } = count
  if (now < Date.parse(notBefore) || now > Date.parse(notAfter)) return stopOf('outside-validity')
  if (rows > ceilings.rows) return stopOf('over-rows')
  if (bytes > ceilings.bytes) return stopOf('over-bytes')
  return isOver(newPersons, ceilings.newPersons) ? stopOf('over-persons') : null
}

/** Whether there are more persons than there may be. */
export function isOver(persons: Persons, ceiling: Persons): boolean {
  return persons.ordinary > ceiling.ordinary || persons.sensitive > ceiling.sensitive
}
