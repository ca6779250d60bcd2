import { expect, test } from 'vitest'
import { KeyOwners } from './key-owners.ts'

test('keys that differ in one word only have owners of their own, and keep them while the table grows', () => {
  const owners = new KeyOwners()
  const keys: [number, number, number, number][] = [[0, 0, 0, 0]]
  for (const word of [0, 1, 2, 3]) {
    for (let value = 1; value <= 700; value++) {
      const key: (typeof keys)[number] = [0, 0, 0, 0]
      key[word] = value
      keys.push(key)
    }
  }
  for (const [index, key] of keys.entries()) owners.set(...key, index + 1)
  expect(keys.map((key) => owners.find(...key))).toEqual(keys.map((_, index) => index + 1))
  expect(owners.find(0, 0, 0, -1)).toBe(0)
})
