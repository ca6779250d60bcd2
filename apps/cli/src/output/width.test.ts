import { expect, test } from 'vitest'
import { pad, printable, widthOf, wrap } from './width.ts'

test('a Chinese character takes two columns and an escape sequence none', () => {
  expect(widthOf('个人信息 PI')).toBe(11)
  expect(widthOf('\u001B[31m红\u001B[39m')).toBe(2)
  expect(pad('列', 4)).toBe('列  ')
  expect(pad('12', 4, 'left')).toBe('  12')
})

test('English breaks at spaces, Chinese between characters, and no line is wider than asked', () => {
  expect(wrap('may this file cross the border', 12)).toEqual(['may this', 'file cross', 'the border'])
  const lines = wrap('向个人告知境外接收方、目的、方式、种类和行使权利的方式。', 20)
  for (const line of lines) expect(widthOf(line)).toBeLessThanOrEqual(20)
  expect(lines.join('')).toBe('向个人告知境外接收方、目的、方式、种类和行使权利的方式。')
})

test('no line begins with a closing sign or ends with an opening one', () => {
  for (let width = 8; width < 40; width++) {
    for (const line of wrap(
      '《促进和规范数据跨境流动规定》（第16号），第5条；“公布”之日。See art. 5(1)(4), please.',
      width,
    )) {
      expect(line).not.toMatch(/^[，。；》）”]/)
      expect(line).not.toMatch(/[《（“]$/)
    }
  }
})

test('a word longer than the line is cut, not lost', () => {
  expect(wrap('sha256:0123456789abcdef', 10)).toEqual(['sha256:012', '3456789abc', 'def'])
})

test('control characters of a file never reach the terminal', () => {
  expect(printable('a\u001B[2Jb\u0007c\u202Ed')).toBe('ab\\u{7}c\\u{202e}d')
})
