import { expect, test } from 'vitest'
import { KeyOwners } from './key-owners.ts'

test('keys that differ in one word only have owners of their own, and keep them while the table grows', () => {
  const owners = new KeyOwners()
  const keys = [0, 1, 2, 3].flatMap((word) =>
    Array.from({ length: 700 }, (_, index) => {
      const key: [number, number, number, number] = [0, 0, 0, 0]
      key[word] = index + 1
      return key
    }),
  )
  for (const [index, key] of keys.entries()) owners.set(...key, index + 1)
  expect(keys.map((key) => owners.find(...key))).toEqual(keys.map((_, index) => index + 1))
  expect(owners.find(0, 0, 0, -1)).toBe(0)
})
