import type { KeyOwners } from './key-owners.ts'

/** Persons by number, with their keys. */
export interface KeyedPersons {
  keyLo(person: number): number
  keyHi(person: number): number
}

/** Kinds of key are ranked, so that a chain of links is no longer than their list. */
const longestChain = 16

/** The person as whom a person counts: the one beside whom its key was seen, and so on. */
export function rootOf(persons: KeyedPersons, owners: KeyOwners, person: number): number {
  let root = person
  for (let step = 0; step < longestChain; step++) {
    const owner = owners.find(persons.keyLo(root), persons.keyHi(root))
    if (owner <= 0 || owner === root) return root
    root = owner
  }
  return root
}
