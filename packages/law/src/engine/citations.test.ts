import { expect, test } from 'vitest'
import { createLaw, decide, type Law, loadPack } from '../index.ts'
import { checkPacks } from '../packs.ts'
import { packFolder } from '../testing/pack-folder.ts'

const files = packFolder('cn')
const lines = files['parameters/lines.yaml'] ?? ''
const terms = files['parameters/terms.yaml'] ?? ''
const amendment = `id: cn-line-amendment-2027
zh: 测试用修正案（虚构）
en: Amendment for a test (invented)
issuer: 测试
mark: M
effective: '2027-03-01'
articles:
  '1': { zh: 十五万人, en: '150,000 persons', mark: M }
`
const old = "{ from: '2024-03-22', value: 100000, cite: 'cn-flow-provisions-2024#8' }"
const changed = {
  ...files,
  'sources/cn-line-amendment-2027.yaml': amendment,
  'parameters/lines.yaml': lines.replace(
    old,
    `${old.replace(', value', ", until: '2027-03-01', value")}\n    - { from: '2027-03-01', value: 150000, cite: 'cn-line-amendment-2027#1' }`,
  ),
}
const plain = { ciio: false, important_data: false, core_data: false, state_secret: false, pi: true }
const cited = (law: Law, facts: object, asOf: string) =>
  decide(law, facts, { asOf }).citations.map(({ instrument, article, mark }) => `${instrument}#${article} ${mark}`)

test('an answer cites the source of each number that its rule uses, with its mark, in the version of the day', async () => {
  const law = createLaw([await loadPack(changed)])
  const facts = { ...plain, ordinary_ytd: 200_000, sensitive_ytd: 0 }
  const before = cited(law, facts, '2027-02-28')
  expect(before).toContain('cn-flow-provisions-2024#8 V')
  expect(before).not.toContain('cn-line-amendment-2027#1 M')
  expect(cited(law, facts, '2027-03-01')).toContain('cn-line-amendment-2027#1 M')
})

test('the numbers of a stretch of time and of a day are cited as well, and stated once', async () => {
  const law = createLaw([await loadPack(files)])
  const extension = { question: 'extension', mechanism: 'SECURITY_ASSESSMENT', result_date: '2026-06-01' }
  const facts = { ...extension, unchanged: true, growth_pct: 5, incidents: 0 }
  // The window of 60 working days rests on both texts; the row itself cites the first alone.
  expect(cited(law, facts, '2026-11-23').map((text) => text.split(' ')[0])).toEqual([
    'cn-flow-provisions-2024#9',
    'cn-assessment-measures-2022#14',
  ])
  const filing = { question: 'deadline', mechanism: 'SCC', contract_effective: '2026-11-02' }
  const term = "value: 10, cite: 'cn-scc-measures-2023#7'"
  const other = { ...files, 'parameters/terms.yaml': terms.replace(term, term.replace('#7', '#8')) }
  expect(cited(law, filing, '2026-11-23').join()).not.toContain('cn-scc-measures-2023#8')
  expect(cited(createLaw([await loadPack(other)]), filing, '2026-11-23').join()).toContain('cn-scc-measures-2023#8')
})

test('a growth of more than 20 % costs the extension from the first day of the guide that says so, not before', async () => {
  const law = createLaw([await loadPack(files)])
  const extension = { question: 'extension', mechanism: 'SECURITY_ASSESSMENT', result_date: '2024-03-25' }
  const facts = { ...extension, unchanged: true, growth_pct: 25, incidents: 0 }
  expect(decide(law, facts, { asOf: '2025-06-26' }).pathway).toBe('EXTENSION_NOT_YET')
  expect(decide(law, facts, { asOf: '2025-06-27' }).pathway).toBe('REAPPLY')
  expect(cited(law, facts, '2025-06-27')).toContain('cn-assessment-guide-3#part 3 V2')
})

test.each([
  [
    'begins before its source',
    {
      ...files,
      'parameters/terms.yaml': terms.replace("'2025-06-27', value: 20, cite", "'2024-03-22', value: 20, cite"),
    },
    /^`extension-growth-percent` is 20 on 2024-03-22, but on that day none of its sources is in force \(`cn-assessment-guide-3#part 3` from 2025-06-27 on\)/,
  ],
  [
    'outlives its source',
    {
      ...changed,
      'sources/cn-line-amendment-2027.yaml': amendment.replace('articles:', "lastDay: '2027-12-31'\narticles:"),
    },
    /^`ordinary-contract-line` is 150000 on 2028-01-01, but on that day none of its sources is in force/,
  ],
])('packs check finds a number that %s, once', async (_, pack, message) => {
  const { problems } = await checkPacks([pack], [])
  const found = problems.filter(({ code }) => code === 'FEIYU_PACK_NO_CITATION')
  expect(found).toEqual([
    expect.objectContaining({
      message: expect.stringMatching(message),
      at: expect.stringMatching(/^cn\/parameters\/(terms|lines)\.yaml:\d+$/),
    }),
  ])
})
