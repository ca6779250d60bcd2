import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { checkDeterminism, exceptions } from './check.ts'
import { findingsOf } from './findings.ts'

const root = dirname(dirname(import.meta.dirname))
const folder = mkdtempSync(join(tmpdir(), 'feiyu-determinism-'))
afterAll(() => rmSync(folder, { recursive: true }))

test('nothing in law or core rests on locale, clock, chance or floating point beyond the exceptions', () => {
  expect(checkDeterminism(root, exceptions)).toEqual([])
})

test.each([
  ['export const a = new Intl.Collator()', 'Intl'],
  ["export const a = (x: string) => x.localeCompare('y')", 'localeCompare'],
  ['export const a = (x: number) => x.toLocaleString()', 'toLocaleString'],
  ["export const a = (x: string) => x['toLocaleUpperCase']()", 'toLocaleUpperCase'],
  ["export const a = (x: string) => x.normalize('NFKC')", 'normalize'],
  ['export const a = Date.now()', 'Date'],
  ['export const a = new Date(0).getDay()', 'Date'],
  ['export const a = Math.random()', 'random'],
  ['export const a = Math.log(3)', 'Math.log'],
  ['export const a = Math.round(3)', 'Math.round'],
  ['export const a = (x: number) => x / 3', '/'],
  ['export const a = (x: number) => Math.max(x / 3, 1)', '/'],
  ['export let a = 3; a /= 2', '/='],
  ['export const a = 0.1', '0.1'],
  ["export const a = Number.parseFloat('1')", 'parseFloat'],
])('%s is found', (source, what) => {
  expect(findingsOf('a.ts', source).map((finding) => finding.what)).toEqual([expect.stringContaining(what)])
})

test.each([
  'export const a = (x: number) => Math.floor(x / 12) + Math.trunc((x + 1) / 7)',
  'export const a = 1_000_000 % 7',
  "export const a = ['b', 'a'].sort()",
  '// Intl, Date and 0.1 in a comment\nexport type A = { readonly Intl: string }["Intl"]',
])('%s is whole numbers and code units', (source) => {
  expect(findingsOf('a.ts', source).filter(({ what }) => !what.startsWith('`Intl`'))).toEqual([])
})

test('a file outside the exceptions is named with its line, an exception without need too', () => {
  const law = join(folder, 'packages/law/src')
  mkdirSync(law, { recursive: true })
  writeFileSync(join(law, 'order.ts'), 'export const order = (a: string, b: string) =>\n  a.localeCompare(b)\n')
  writeFileSync(join(law, 'order.test.ts'), 'export const day = Date.now()\n')
  expect(checkDeterminism(folder, [{ file: 'packages/law/src/gone.ts', count: 1, why: '' }])).toEqual([
    'packages/law/src/order.ts:2 `.localeCompare`: locale order',
    'packages/law/src/gone.ts has an exception and needs none; take it out',
  ])
})
