import type { KeyOwners } from './key-owners.ts'

/** Persons by number, with the words of their keys. */
export interface KeyedPersons {
  keyLo(person: number): number
  keyHi(person: number): number
  keyLo2(person: number): number
  keyHi2(person: number): number
}

/** Kinds of key are ranked, so that a chain of links is no longer than their list. */
const longestChain = 16

/** The person as whom a person counts: the one beside whom its key was seen, and so on. */
export function rootOf(persons: KeyedPersons, owners: KeyOwners, person: number): number {
  let root = person
  for (let step = 0; step < longestChain; step++) {
    const owner = owners.find(persons.keyLo(root), persons.keyHi(root), persons.keyLo2(root), persons.keyHi2(root))
    if (owner <= 0 || owner === root) return root
    root = owner
  }
  return root
}
