import { expect, test } from 'vitest'
import { InputPart, parseInput } from './document.ts'

test('JSON and YAML read alike, and dates stay texts', () => {
  expect(parseInput('a', '{"on": "2026-11-23", "n": 1}').value).toEqual({ on: '2026-11-23', n: 1 })
  expect(parseInput('a', 'on: 2026-11-23\nn: 1\n').value).toEqual({ on: '2026-11-23', n: 1 })
})

test('a broken file is an error with its line and without its text', () => {
  expect(() => parseInput('f.yaml', 'pi: true\nname: [张三\n')).toThrow(
    expect.objectContaining({ code: 'FEIYU_INPUT_SYNTAX', at: expect.stringContaining('f.yaml:') }),
  )
  try {
    parseInput('f.yaml', 'pi: true\nname: [张三\n')
  } catch (error) {
    expect(String(error)).not.toContain('张三')
  }
})

test('a key twice and an alias are refused', () => {
  expect(() => parseInput('f', 'pi: true\npi: false\n')).toThrow(
    expect.objectContaining({ code: 'FEIYU_INPUT_DUPLICATE_KEY', at: 'f:2' }),
  )
  expect(() => parseInput('f', '{"a": 1,\n"b": 2,\n"a": 3}')).toThrow(
    expect.objectContaining({ code: 'FEIYU_INPUT_DUPLICATE_KEY', at: 'f:3' }),
  )
  expect(() => parseInput('f', 'a: &x 1\nb: *x\n')).toThrow(expect.objectContaining({ code: 'FEIYU_INPUT_ALIAS' }))
})

test('what is nested thousands of levels deep is said to be just that', () => {
  const deep = (levels: number) => `${'{"a":'.repeat(levels)}1${'}'.repeat(levels)}`
  expect(() => parseInput('f', deep(20_000))).toThrow(
    expect.objectContaining({ code: 'FEIYU_INPUT_NESTING', at: 'f:1' }),
  )
})

test('an unknown key names the nearest, and a missing one is named', () => {
  const part = new InputPart(parseInput('m.yaml', 'kind: SCC\nrecipiant: X\n'))
  expect(() => part.closed(['kind', 'recipient'])).toThrow(
    expect.objectContaining({
      code: 'FEIYU_INPUT_UNKNOWN_KEY',
      at: 'm.yaml:2',
      message: expect.stringContaining('`recipient`'),
    }),
  )
  expect(() => new InputPart(parseInput('m.yaml', 'kind: SCC\n')).closed(['kind', 'number'])).toThrow(
    expect.objectContaining({ code: 'FEIYU_INPUT_MISSING_KEY' }),
  )
})
