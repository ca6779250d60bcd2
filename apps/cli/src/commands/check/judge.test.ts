import { parseCivilDate } from '@feiyu/core'
import type { Law } from '@feiyu/law'
import { beforeAll, expect, test } from 'vitest'
import type { FileReport } from '../../scanning/file-report.ts'
import { bundledLaw } from '../../testing/bundled-law.ts'
import { field, report, subjects } from '../../testing/reports.ts'
import { FactSheet } from './fact-sheet.ts'
import { judge } from './judge.ts'
import type { Opening } from './persons.ts'

const today = parseCivilDate('2026-11-23')
const none = { ciio: false, important_data: false, core_data: false, state_secret: false }
const nobody: Opening = { ordinary: null, sensitive: null }
let law: Law
beforeAll(async () => {
  law = await bundledLaw()
})

const figure = (persons: number) => ({ persons, from: 'flag', by: 'x', on: today }) as const
const opening = (ordinary: number, sensitive: number): Opening => ({
  ordinary: figure(ordinary),
  sensitive: figure(sensitive),
})

function run(
  file: Partial<FileReport>,
  stated: Readonly<Record<string, unknown>>,
  open: Opening = nobody,
  asOf = today,
) {
  const facts = new FactSheet()
  for (const [name, value] of Object.entries(stated))
    facts.state(name, value, { from: 'facts', by: 'x', on: today, proof: null })
  return judge(law, report(file), { facts, opening: open, asOf, tally: null }, today)
}

const people = (ordinary: number, sensitive: number) => ({
  fields: [field('phone')],
  subjects: subjects({ ordinary, sensitive, distinct: ordinary, lower: ordinary, upper: ordinary }),
})

test('a file without persons is decided by the scan: pi is false, and no count is asked', () => {
  const judged = run({ fields: [field('torque', { category: 'business', role: null })] }, none)
  expect(judged.answer).toMatchObject({ kind: 'decided', pathway: 'EXEMPT_ART3' })
  expect(judged.facts.get('pi')).toMatchObject({ value: false, from: 'scan' })
})

test('the opening balance and this file are added as different persons: 99,990 and 20 cross the line', () => {
  expect(run(people(9, 0), none, opening(99_990, 0)).answer.pathway).toBe('EXEMPT_ART5_SMALL')
  const over = run(people(20, 0), none, opening(99_990, 0))
  expect(over.answer.pathway).toBe('SCC_OR_CERT')
  expect(over.facts.get('ordinary_ytd')).toMatchObject({ value: 100_010, from: 'scan' })
})

test('without an opening balance the counts are unknown, not zero', () => {
  const judged = run(people(9, 0), none)
  expect(judged.answer.kind).toBe('undetermined')
  expect(judged.facts.get('ordinary_ytd')).toBeUndefined()
  expect(judged.missing).toEqual(expect.arrayContaining(['ordinary_ytd', 'sensitive_ytd']))
})

test('before 2024-03-22 the other counts are asked, and an opening balance of the year does not stand for them', () => {
  const judged = run(people(9, 0), none, opening(5, 0), parseCivilDate('2023-07-01'))
  expect(judged.missing).toEqual(expect.arrayContaining(['exported_since_prev_jan1', 'processes_pi_persons']))
})

test.each<[string, Partial<FileReport>, Readonly<Record<string, unknown>>, string]>([
  ['pi denied beside found persons', people(9, 0), { pi: false }, 'FEIYU_STATEMENT_PI'],
  ['pi denied beside a column about persons', { fields: [field('phone')] }, { pi: false }, 'FEIYU_STATEMENT_PI'],
  [
    'one ordinary person fewer than the file holds',
    people(500, 0),
    { ordinary_ytd: 499, sensitive_ytd: 0 },
    'FEIYU_STATEMENT_TOO_FEW',
  ],
  ['one sensitive person fewer', people(500, 7), { ordinary_ytd: 500, sensitive_ytd: 6 }, 'FEIYU_STATEMENT_TOO_FEW'],
  [
    'flows that hold fewer',
    people(500, 0),
    { flows: [{ purpose: 'a', ordinary: 499, sensitive: 0 }] },
    'FEIYU_STATEMENT_TOO_FEW',
  ],
  [
    'entities that hold fewer',
    people(500, 0),
    { entities: [{ id: 'a', ordinary: 499, sensitive: 0 }] },
    'FEIYU_STATEMENT_TOO_FEW',
  ],
])('%s is refused', (_name, file, stated, code) => {
  expect(() => run(file, { ...none, ...stated })).toThrow(expect.objectContaining({ code }))
})

test('stated counts that cover the file are taken as the whole of the year', () => {
  const judged = run(people(500, 0), { ...none, ordinary_ytd: 500, sensitive_ytd: 0 }, opening(99_999_999, 0))
  expect(judged.answer.pathway).toBe('EXEMPT_ART5_SMALL')
})

const mark = (kind: 'mark' | 'label') => ({
  markings: [{ kind, level: 'secret' as const, row: 3, column: 'note', count: 1 }],
})

test('the statutory mark prohibits, whatever else is unknown; who denies the secret is refused', () => {
  expect(run(mark('mark'), {}).answer).toMatchObject({ kind: 'decided', pathway: 'PROHIBITED' })
  expect(() => run(mark('mark'), { state_secret: false })).toThrow(
    expect.objectContaining({ code: 'FEIYU_STATEMENT_SECRET' }),
  )
  expect(() => run(mark('mark'), { state_secret_label_review: 'not_state_secret' })).toThrow(
    expect.objectContaining({ code: 'FEIYU_STATEMENT_SECRET' }),
  )
})

test('the word without the star opens a review by a person', () => {
  const judged = run(mark('label'), none)
  expect(judged.missing).toContain('state_secret_label_review')
})
