import { canonicalJson } from '@feiyu/core'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { readCanonical } from './entry.ts'
import type { Shape } from './shape.ts'

const anything: Shape<unknown> = { read: (value) => value }

test('exactly the texts that are the canonical JSON of their value are read', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      for (const text of [JSON.stringify(value), JSON.stringify(value, null, 1), canonicalOrNothing(value)]) {
        expect(isRead(text)).toBe(text !== '' && canonicalOrNothing(JSON.parse(text)) === text)
      }
    }),
    { numRuns: 500, seed: 1 },
  )
})

test('other orders, other numbers, other escapes, and members twice are not read', () => {
  const read = [
    '{"a":1,"b":2}',
    '{"10":1,"2":1}',
    '{"":1}',
    '{"__proto__":1,"a":2}',
    '{"z":1,"é":1}',
    '"é"',
    '"\\n"',
    '1.5',
  ]
  const refused = [
    '{"b":1,"a":2}',
    '{"2":1,"10":1}',
    '{"a":{"d":1,"c":2}}',
    '[{"b":1,"a":1}]',
    '{"__proto__":{"b":1,"a":1}}',
  ]
  const written = [
    '1.0',
    '1e3',
    '-0',
    '1e999',
    '"\\u00e9"',
    '"\\ud800"',
    '"\\/"',
    '{"a":1,"a":1}',
    '{"a": 1}',
    '[1,2] ',
  ]
  expect(read.filter((text) => !isRead(text))).toEqual([])
  expect([...refused, ...written].filter(isRead)).toEqual([])
})

function isRead(text: string): boolean {
  try {
    readCanonical(text, anything, 'text')
    return true
  } catch {
    return false
  }
}

/** Canonical JSON has no form for a lone surrogate. */
function canonicalOrNothing(value: unknown): string {
  try {
    return canonicalJson(value)
  } catch {
    return ''
  }
}
