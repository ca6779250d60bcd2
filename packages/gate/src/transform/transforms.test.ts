import { codeWords, type RowBatch } from '@feiyu/scan'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { FieldAction } from '../permit/permit.ts'
import { bookKeyMac } from '../tally/batch-mac.ts'
import { rowsOf } from '../testing/sample-rows.ts'
import { EachValue } from './each-value.ts'
import { transformOf } from './transform-of.ts'

const key = (byte: number) => bookKeyMac(new Uint8Array(16).fill(byte))

/** What becomes of cells; `null` is one that the row does not have, and undefined the first that could not be read. */
function apply(action: FieldAction, cells: readonly (string | null)[], withheld: Uint8Array | null = null) {
  const transform = transformOf(action, (keyId) => key(keyId.charCodeAt(0)))
  if (transform === null || transform === 'drop') throw new TypeError('no transform')
  // Twice, and beside another column: what a transform keeps between batches must not show.
  transform.apply(rowsOf([['x', 'earlier', 'x']], 3), 1, null)
  const batch = rowsOf(
    cells.map((cell) => ['x', cell, 'y']),
    3,
  )
  const { column, unreadable, changed } = transform.apply(batch, 1, withheld)
  const texts = cells.map((_, row) => {
    const at = column.firsts?.[row] ?? row
    const from = column.starts[at]!
    return from < 0 ? null : Buffer.from(column.bytes.subarray(from, column.ends[at])).toString()
  })
  return { texts, unreadable, changed }
}

/** The same for one value; undefined where it could not be read. */
function one(action: FieldAction, value: string): string | null | undefined {
  const { texts, unreadable } = apply(action, [value])
  return unreadable === 0 ? undefined : texts[0]
}

const unicode = fc.string({ unit: 'binary', maxLength: 20 })

describe('mask', () => {
  test('keeps characters, not bytes, and never a whole value', () => {
    fc.assert(
      fc.property(unicode, fc.nat(5), fc.nat(5), (value, keepStart, keepEnd) => {
        const characters = [...value]
        const isShort = characters.length <= keepStart + keepEnd
        const expected = characters.map((character, at) =>
          !isShort && (at < keepStart || at >= characters.length - keepEnd) ? character : '*',
        )
        expect(one({ action: 'mask', keepStart, keepEnd }, value)).toBe(expected.join(''))
      }),
      { seed: 1 },
    )
  })

  test('empty stays empty, missing stays missing, and rows that stay behind are not looked at', () => {
    const action = { action: 'mask', keepStart: 1, keepEnd: 0 } as const
    expect(apply(action, ['王小明', '', null, '李'])).toEqual({
      texts: ['王**', '', null, '*'],
      unreadable: -1,
      changed: 2,
    })
    expect(apply(action, ['王小明', '李四'], Uint8Array.of(1, 0)).texts).toEqual([null, '李*'])
  })
})

test('a token is the first 64 bits of the code of the value under the key of its recipient', () => {
  fc.assert(
    fc.property(fc.array(fc.option(unicode), { maxLength: 30 }), (cells) => {
      const { texts, changed } = apply({ action: 'token', keyId: 'a' }, cells)
      const expected = cells.map((cell) => {
        if (cell === null || cell === '') return cell
        const code = new Int32Array(codeWords)
        const bytes = Buffer.from(cell)
        key(0x61).mac(bytes, Int32Array.of(0, bytes.length), 1, code)
        return Buffer.from(code.buffer, 0, 8).toString('hex')
      })
      expect(texts).toEqual(expected)
      expect(changed).toBe(cells.filter((cell) => cell !== null && cell !== '').length)
    }),
    { seed: 2 },
  )
  // RFC 4493, example 2, under the key of the RFC: the token is what anybody else computes.
  const rfc = bookKeyMac(Buffer.from('2b7e151628aed2a6abf7158809cf4f3c', 'hex'))
  const transform = transformOf({ action: 'token', keyId: 'k' }, () => rfc)
  if (transform === null || transform === 'drop') throw new TypeError('no transform')
  const message = Buffer.from('6bc1bee22e409f96e93d7e117393172a', 'hex')
  const { column } = transform.apply(rowsOf([[message]], 1), 0, null)
  expect(Buffer.from(column.bytes.subarray(0, 16)).toString()).toBe('070a16b46b4d4144')
  expect(one({ action: 'token', keyId: 'a' }, 'x')).not.toBe(one({ action: 'token', keyId: 'b' }, 'x'))
})

test('a constant hides even whether there was a value', () => {
  expect(apply({ action: 'constant', value: '—' }, ['a', '', null])).toEqual({
    texts: ['—', '—', '—'],
    unreadable: -1,
    changed: 1,
  })
})

test('where a cell holds several values, each is changed by itself, and none is read across two', () => {
  const cells = fc.array(fc.option(fc.array(unicode, { minLength: 1, maxLength: 4 })), { maxLength: 12 })
  const withheld = fc.infiniteStream(fc.boolean())
  fc.assert(
    fc.property(cells, withheld, (rows, gone) => {
      const joined = rowsOf(
        rows.map((values) => ['x', values === null ? null : values.join('\n'), 'y']),
        3,
      )
      const lists = { cells: [] as number[], starts: [] as number[], ends: [] as number[] }
      for (const [row, values] of rows.entries()) {
        let at = joined.starts[row * 3 + 1]!
        for (const value of values !== null && values.length > 1 ? values : []) {
          lists.cells.push(row * 3 + 1)
          lists.starts.push(at)
          at += Buffer.from(value).length
          lists.ends.push(at++)
        }
      }
      const count = lists.cells.length
      const batch: RowBatch = {
        ...joined,
        lists: {
          count,
          cells: Int32Array.from(lists.cells),
          starts: Int32Array.from(lists.starts),
          ends: Int32Array.from(lists.ends),
          classes: new Uint16Array(count).fill(0xffff),
        },
      }
      const stays = Uint8Array.from(rows, () => (gone.next().value ? 1 : 0))
      const mask = transformOf({ action: 'mask', keepStart: 1, keepEnd: 0 }, () => key(1))
      if (mask === null || mask === 'drop') throw new TypeError('no transform')
      const { column } = new EachValue(mask).apply(batch, 1, stays)
      for (const [row, values] of rows.entries()) {
        if (values === null || stays[row] === 1) continue
        const first = column.firsts?.[row] ?? row
        const found = values.map((_, index) =>
          Buffer.from(column.bytes.subarray(column.starts[first + index], column.ends[first + index])).toString(),
        )
        expect(found).toEqual(
          values.map((value) => apply({ action: 'mask', keepStart: 1, keepEnd: 0 }, [value]).texts[0]),
        )
      }
      const date = transformOf({ action: 'generalise-date', to: 'year' }, () => key(1))
      if (date === null || date === 'drop') throw new TypeError('no transform')
      const bad = rows.findIndex(
        (values, row) =>
          stays[row] === 0 &&
          values?.some((value) => one({ action: 'generalise-date', to: 'year' }, value) === undefined),
      )
      expect(new EachValue(date).apply(batch, 1, stays).unreadable).toBe(bad)
    }),
    { seed: 5 },
  )
})

describe('dates', () => {
  test.each([
    ['2026-11-25', '2026', '2026-Q4', '2026-11'],
    ['2026/3/8', '2026', '2026-Q1', '2026-03'],
    ['2026.04.01', '2026', '2026-Q2', '2026-04'],
    ['20260701', '2026', '2026-Q3', '2026-07'],
    ['202609', '2026', '2026-Q3', '2026-09'],
    ['2026-09', '2026', '2026-Q3', '2026-09'],
    ['2026年11月25日', '2026', '2026-Q4', '2026-11'],
    ['2026年1月', '2026', '2026-Q1', '2026-01'],
    ['2026年', '2026', undefined, undefined],
    ['1971', '1971', undefined, undefined],
    ['25/11/2026', '2026', '2026-Q4', '2026-11'],
    ['11/25/2026', '2026', '2026-Q4', '2026-11'],
    ['3/3/2026', '2026', '2026-Q1', '2026-03'],
    ['3/8/1971', '1971', undefined, undefined],
    ['2026-11-25 08:30:00', '2026', '2026-Q4', '2026-11'],
    ['2026-11-25T08:30:00.123+08:00', '2026', '2026-Q4', '2026-11'],
    ['NULL', '', '', ''],
    ['无', '', '', ''],
  ])('%s', (value, year, quarter, month) => {
    expect(one({ action: 'generalise-date', to: 'year' }, value)).toBe(year)
    expect(one({ action: 'generalise-date', to: 'quarter' }, value)).toBe(quarter)
    expect(one({ action: 'generalise-date', to: 'month' }, value)).toBe(month)
  })

  test.each([
    'last May',
    '2026-13-01',
    '2026-00-01',
    '2026-01-32',
    '20261301',
    '2026-11-25 王小明',
    '2026-11-25x',
    '2026-',
    '-2026',
    '13912345678',
    '26-11-25',
    '0026-11-25',
    '2026--11',
    '2026-11/25',
    '110105194912310021',
    '2026-11-25 08:30:00.123456789012345',
  ])('%s is no date', (value) => {
    expect(one({ action: 'generalise-date', to: 'year' }, value)).toBe(undefined)
  })

  test('whatever the value, what comes out is a year, a quarter, a month or nothing', () => {
    fc.assert(
      fc.property(
        fc.oneof(unicode, fc.string({ unit: fc.constantFrom(...'0123456789-/年月日 T:.'), maxLength: 20 })),
        (value) => {
          expect(one({ action: 'generalise-date', to: 'month' }, value) ?? '').toMatch(/^(\d{4}-(0[1-9]|1[0-2]))?$/)
        },
      ),
      { seed: 3, numRuns: 2000 },
    )
  })
})

describe('numbers', () => {
  test.each([
    [10, '37', '30'],
    [10, '-1', '-10'],
    [10, '+40', '40'],
    [10, '-0', '0'],
    [10, '39.99', '30'],
    [10, '-30.01', '-40'],
    [1000, '1,234,567', '1234000'],
    [0.1, '0.3', '0.3'],
    [0.5, '1.74', '1.5'],
    [0.5, '-1.74', '-2.0'],
    [0.25, '3', '3.00'],
    [1e-7, '0.00000015', '0.0000001'],
    [10, 'N/A', ''],
  ])('by %d: %s gives %s', (step, value, expected) => {
    expect(one({ action: 'generalise-number', step }, value)).toBe(expected)
  })

  test.each([
    '1e3',
    '12,34',
    '1,2345',
    ',123',
    '1.',
    '.5',
    'abc',
    '¥5',
    '5%',
    '1 2',
    '12345678901234567',
    '--1',
    '1.2.3',
    '1,234,',
  ])('%s is not read', (value) => {
    expect(one({ action: 'generalise-number', step: 10 }, value)).toBe(undefined)
  })

  test('comes out as the multiple below, exactly', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: -1e9, max: 1e9 }),
        fc.integer({ min: 1, max: 99_999 }),
        fc.nat(3),
        (units, step, decimals) => {
          const scale = 10 ** decimals
          const value = (units / scale).toFixed(decimals)
          const expected = Math.floor(units / step) * step
          const text = one({ action: 'generalise-number', step: step / scale }, value)
          expect(Math.round(Number(text) * scale)).toBe(expected === 0 ? 0 : expected)
        },
      ),
      { seed: 4, numRuns: 500 },
    )
  })
})
