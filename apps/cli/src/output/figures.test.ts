import { expect, test } from 'vitest'
import { bytes, duration, grouped, percent } from './figures.ts'

test('figures read the same in every locale', () => {
  expect(grouped(0)).toBe('0')
  expect(grouped(1234567)).toBe('1,234,567')
  expect(bytes(999)).toBe('999 B')
  expect(bytes(1536)).toBe('1.54 kB')
  expect(bytes(999_999)).toBe('1.00 MB')
  expect(bytes(123_456_789)).toBe('123 MB')
  expect(duration(0.2)).toBe('1s')
  expect(duration(185)).toBe('3m05s')
  expect(duration(7800)).toBe('2h10m')
})

test('a share is all or nothing only when it is exactly that', () => {
  expect([0, 0.0001, 0.5, 0.9999, 1].map(percent)).toEqual(['0%', '<1%', '50%', '99%', '100%'])
})
