import { expect, test } from 'vitest'
import { valueTypes } from './value-types.ts'

test('Every type has an id of its own in snake_case and a label in both languages', () => {
  const ids = valueTypes.map((type) => type.id)
  expect(new Set(ids).size).toBe(ids.length)
  for (const type of valueTypes) {
    expect(type.id).toMatch(/^[a-z]+(_[a-z]+)*$/)
    expect(type.zh.trim()).not.toBe('')
    expect(type.en.trim()).not.toBe('')
  }
})
