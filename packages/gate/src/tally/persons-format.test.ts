import type { PersonBatch } from '@feiyu/scan'
import { expect, test } from 'vitest'
import { type PersonsVisitor, visitBatch, visitPersons, writePersons } from './persons-format.ts'

const persons = [
  [1, -2, 3, -4, 0b101, -2147483648, 0],
  [5, 6, 7, 8, -1, 1, 3],
  [1, -2, 3, 4, 0, 1, 0],
]
const links = [[21, 22, 23, -24, 5, 1, -2, 3, -4, 0]]
const batch: PersonBatch = {
  count: persons.length,
  words: Int32Array.from(persons.flat()),
  linkCount: links.length,
  links: Int32Array.from(links.flat()),
  keyless: [{ lo: -1, hi: 2, rows: 5_000_000_000 }],
}

/** What a visitor is told, as flat lines. */
function told(visit: (visitor: PersonsVisitor) => void): string[] {
  const lines: string[] = []
  const keyOf = (words: Int32Array, at: number) => words.subarray(at, at + 4).join(' ')
  visit({
    person: (words, at, kind, lo, hi) => lines.push(`person ${keyOf(words, at)}, ${kind}, ${lo} ${hi}`),
    link: (words, at, kind, ownerAt, ownerKind) =>
      lines.push(`link ${keyOf(words, at)}, ${kind}, ${keyOf(words, ownerAt)}, ${ownerKind}`),
    keyless: (lo, hi, rows) => lines.push(`keyless ${lo} ${hi}, ${rows}`),
  })
  return lines.sort()
}

test('a frame gives back every word of keys, links and bitmaps', () => {
  const bytes = writePersons(batch)
  expect(told((visitor) => visitPersons(bytes, visitor))).toEqual([
    'keyless -1 2, 5000000000',
    'link 21 22 23 -24, 5, 1 -2 3 -4, 0',
    'person 1 -2 3 -4, 0, 5 -2147483648',
    'person 1 -2 3 4, 0, 0 1',
    'person 5 6 7 8, 3, -1 1',
  ])
  expect(told((visitor) => visitBatch(batch, visitor))).toEqual(told((visitor) => visitPersons(bytes, visitor)))
})

test('a person takes 24 bytes, a link 32, a pattern of rows 16, beside 8 for each kind of record', () => {
  expect(writePersons(batch)).toHaveLength(3 * 24 + 32 + 16 + 4 * 8)
})
