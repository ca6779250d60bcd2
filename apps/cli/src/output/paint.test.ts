import { expect, test } from 'vitest'
import { paintFor } from './paint.ts'

test('colour is for terminals, and NO_COLOR takes it away', () => {
  expect(paintFor({ isTTY: true }, false).bad('x')).toBe('\u001B[31mx\u001B[39m')
  expect(paintFor({ isTTY: true }, true).bad('x')).toBe('x')
  expect(paintFor({ isTTY: false }, false).bad('x')).toBe('x')
  expect(paintFor({}, false).strong('x')).toBe('x')
})
