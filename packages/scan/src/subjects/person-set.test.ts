import { describe, expect, test } from 'vitest'
import { mobileKey, residentKey } from './key-type.ts'
import { PersonSet } from './person-set.ts'

/** Keys that differ from all others in one word: more than a new set has room for. */
const keys: readonly (readonly [number, number, number, number])[] = [0, 1, 2, 3].flatMap((word) =>
  Array.from({ length: 900 }, (_, index) => {
    const key: [number, number, number, number] = [0, 0, 0, 0]
    key[word] = index + 1
    return key
  }),
)

function filled(isWide: boolean): { readonly set: PersonSet; readonly numbers: readonly number[] } {
  const set = new PersonSet(isWide)
  const numbers = keys.map((key, index) => set.add(...key, index % 2 === 0 ? residentKey : mobileKey, index, ~index))
  return { set, numbers }
}

describe('a wide set', () => {
  test('tells keys apart by each of their four words, and keeps them while it grows', () => {
    const { set, numbers } = filled(true)
    expect(numbers).toEqual(keys.map((_, index) => index + 1))
    for (const [index, key] of keys.entries()) {
      const person = set.find(...key)
      expect(person).toBe(index + 1)
      expect([set.keyLo2(person), set.keyHi2(person)]).toEqual(key.slice(2))
      expect([set.bitsLo(person), set.bitsHi(person)]).toEqual([index, ~index])
    }
    expect(set.find(0, 0, 0, -1)).toBe(0)
  })

  test('takes over another with all words of its keys', () => {
    const { set } = filled(true)
    const all = new PersonSet(true)
    all.add(0, 0, 5, 0, residentKey, 0, 0)
    const numbers = all.addAll(set.memory)
    expect(all.count).toBe(keys.length)
    expect(keys.map((key) => all.find(...key))).toEqual(keys.map((_, index) => numbers[index + 1]))
    expect(new Set(numbers).size).toBe(keys.length + 1)
  })
})

test('a set that is not wide tells keys apart by their first two words', () => {
  const { set, numbers } = filled(false)
  // The other two words of all others say nothing: they are one key of zeros.
  expect(set.count).toBe(2 * 900 + 1)
  expect(numbers.slice(1800)).toEqual(Array(1800).fill(1801))
  expect([set.keyLo2(1801), set.keyHi2(1801)]).toEqual([0, 0])
})
