import { expect, test } from 'vitest'
import { joined } from './axes.ts'

test.each([
  [{ lt: 5 }, { ge: 5, lt: 9 }, { lt: 9 }],
  [{ ge: 5, lt: 9 }, { ge: 9 }, { ge: 5 }],
  [{ eq: 0 }, { ge: 1, lt: 5 }, { lt: 5 }],
  [{ lt: 1 }, { eq: 1 }, { lt: 2 }],
  [{ eq: 'HK' }, { eq: 'MO' }, { in: ['HK', 'MO'] }],
  [{ in: ['HK', 'MO'] }, { eq: 'SG' }, { in: ['HK', 'MO', 'SG'] }],
])('%j and %j are one: %j', (left, right, whole) => {
  expect(joined(left, right)).toEqual(whole)
})

test.each([
  [{ lt: 5 }, { ge: 9 }],
  [{ ge: 9 }, { lt: 5 }],
  [{ eq: true }, { eq: false }],
  [{ eq: 'HK' }, { lt: 5 }],
])('%j and %j stay two', (left, right) => {
  expect(joined(left, right)).toBeNull()
})
