import type { Json } from '@feiyu/core'

/** A party or another disclosed value in words: the parts of a party one after the other, anything else as it stands. */
export function partyText(value: Json): string {
  if (typeof value === 'string') return value
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return JSON.stringify(value)
  const { name, ...others } = value as Readonly<Record<string, Json>>
  const parts = [name, ...Object.values(others)].filter((part) => part !== undefined && part !== null)
  return parts.map((part) => (typeof part === 'string' ? part : JSON.stringify(part))).join(', ')
}
