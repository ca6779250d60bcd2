import { decide, type Law } from '@feiyu/law'
import { beforeAll, expect, test } from 'vitest'
import { bundledLaw } from '../../testing/bundled-law.ts'
import { orderMissing } from '../order-missing.ts'
import { decideAbove } from './bounded-decide.ts'

const asOf = '2026-11-23'
const known = { pi: true, ciio: false, important_data: false, core_data: false, state_secret: false }
let law: Law
beforeAll(async () => {
  law = await bundledLaw()
})

const floors = (ordinary: number, sensitive: number) =>
  new Map([
    ['ordinary_ytd', ordinary],
    ['sensitive_ytd', sensitive],
  ])

test('without an opening balance a small file stays open, and the counts are what is missing', () => {
  const { answer } = decideAbove(law, known, floors(100, 0), asOf)
  expect(answer.kind).toBe('undetermined')
  expect(answer.missing).toEqual(['ordinary_ytd', 'sensitive_ytd'])
  expect(answer.possible).toEqual(['SECURITY_ASSESSMENT', 'SCC_OR_CERT', 'EXEMPT_ART5_SMALL'])
})

test('what the file alone holds rules out what is lighter', () => {
  const { answer } = decideAbove(law, known, floors(100, 5), asOf)
  expect(answer.possible).toEqual(['SECURITY_ASSESSMENT', 'SCC_OR_CERT'])
})

test('a file above the highest line is decided whatever crossed before', () => {
  const { answer, whatever } = decideAbove(law, known, floors(5, 10_000), asOf)
  expect(answer).toMatchObject({ kind: 'decided', pathway: 'SECURITY_ASSESSMENT' })
  expect(whatever).toEqual(['ordinary_ytd', 'sensitive_ytd'])
})

test('the line itself decides: one person below it does not', () => {
  expect(decideAbove(law, known, floors(1_000_000, 0), asOf).answer.kind).toBe('decided')
  expect(decideAbove(law, known, floors(999_999, 0), asOf).answer.kind).toBe('undetermined')
})

test('one stated count leaves only the other open', () => {
  const { answer } = decideAbove(law, { ...known, sensitive_ytd: 0 }, floors(99_999, 0), asOf)
  expect(answer.missing).toEqual(['ordinary_ytd'])
})

test('agrees with deciding for every count above the floor', () => {
  for (const [ordinary, sensitive] of [
    [0, 0],
    [99_999, 0],
    [100_000, 9_999],
    [999_999, 10_000],
    [1_000_000, 1],
  ] as const) {
    const { answer } = decideAbove(law, known, floors(ordinary, sensitive), asOf)
    const found = new Set<string>()
    for (const more of [0, 1, 2, 9_999, 10_000, 99_999, 100_000, 900_000, 999_999, 1_000_000, 5_000_000]) {
      for (const other of [0, 1, 9_999, 10_000, 20_000]) {
        found.add(
          decide(law, { ...known, ordinary_ytd: ordinary + more, sensitive_ytd: sensitive + other }, { asOf }).pathway,
        )
      }
    }
    expect(new Set(answer.possible)).toEqual(found)
  }
})

test('the fact that removes most pathways is asked first', () => {
  const facts = {
    pi: true,
    important_data: false,
    core_data: false,
    state_secret: false,
    ordinary_ytd: 5,
    sensitive_ytd: 0,
  }
  const answer = decide(law, { ...facts, state_secret: null }, { asOf })
  expect(new Set(answer.missing)).toEqual(new Set(['state_secret', 'ciio']))
  const order = orderMissing(law, { ...facts, state_secret: null }, answer)
  const left = (name: string) => {
    const results = [true, false].map((value) => decide(law, { ...facts, state_secret: null, [name]: value }, { asOf }))
    return results.reduce((sum, one) => sum + (one.kind === 'decided' ? 1 : one.possible.length), 0)
  }
  expect(left(order[0] ?? '')).toBeLessThanOrEqual(left(order[1] ?? ''))
})
