import type { FactDefinition } from './fact.ts'

/** How a name is compared: without case, spaces and hyphens, and without the word for city behind it. */
export function plainName(text: string): string {
  return text
    .trim()
    .toLowerCase()
    .replace(/[\s-]+/g, '')
    .replace(/(?<=.)(?:市|city)$/, '')
}

/** The value of an enum that a text names: the word itself, or another name of it that the pack knows; `undefined` for none. */
export function knownWord(fact: Pick<FactDefinition, 'values' | 'synonyms'>, text: string): string | undefined {
  if (fact.values.includes(text)) return text
  const value = fact.synonyms[plainName(text)]
  return value === undefined || !fact.values.includes(value) ? undefined : value
}
