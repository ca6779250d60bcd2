import { expect, test } from 'vitest'
import { KeyTable } from './key-table.ts'

test('keys that differ in one word only have numbers of their own, and keep them while the table grows', () => {
  const table = new KeyTable()
  const keys: Int32Array[] = []
  for (let word = 0; word < 4; word++) {
    for (let value = 1; value <= 1000; value++) keys.push(Int32Array.of(0, 0, 0, 0).fill(value, word, word + 1))
  }
  const numbers = keys.map((key) => table.add(key, 0))
  expect(numbers).toEqual(keys.map((_, index) => index + 1))
  expect(keys.map((key) => table.add(key, 0))).toEqual(numbers)
  expect(table.count).toBe(4000)
})

test('a key is read where it stands among other words', () => {
  const table = new KeyTable()
  const words = Int32Array.of(9, 9, 1, 2, 3, 4, 9)
  expect(table.add(words, 2)).toBe(table.add(Int32Array.of(1, 2, 3, 4), 0))
})

test('a full table takes the keys that it knows, and refuses another', () => {
  const table = new KeyTable(2)
  const [one, two, three] = [1, 2, 3].map((word) => Int32Array.of(word, 0, 0, 0))
  expect([table.add(one!, 0), table.add(two!, 0), table.add(one!, 0)]).toEqual([1, 2, 1])
  expect(() => table.add(three!, 0)).toThrow(expect.objectContaining({ code: 'FEIYU_BOOK_TOO_MANY' }))
})
