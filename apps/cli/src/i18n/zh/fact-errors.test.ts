import { FeiyuError } from '@feiyu/core'
import { createLaw, decide, type Law, loadPack } from '@feiyu/law'
import { importList, readCsv } from '@feiyu/law/packs'
import { beforeAll, expect, test } from 'vitest'
import { readPackFiles } from '../../packs/read-packs.ts'
import { packsFolder } from '../../testing/bundled-law.ts'
import { inChinese } from './errors.ts'

const path = 'lists/shanghai-negative-2025.yaml'
let law: Law
let held: Law
beforeAll(async () => {
  const folders = await readPackFiles(packsFolder)
  law = createLaw(await Promise.all(folders.map((files) => loadPack(files))))
  const list = law.packs.flatMap((pack) => pack.lists).find((one) => one.id === 'shanghai-negative-2025')
  if (list === undefined) throw new Error('the list is gone')
  const header =
    'id,sector,sector_en,scenario,scenario_en,category,category_en,item,item_en,text,text_en,condition,tier'
  const row = '17,商贸,,会员,,,,,,会员信息,,{ ordinary_count: { ge: 100000 } },SCC_OR_CERT'
  const from = { file: 't.csv', digest: `sha256:${'0'.repeat(64)}`, mark: 'V', complete: true } as const
  const { yaml } = importList(law, list, from, readCsv('t.csv', `${header}\n${row}\n`))
  held = createLaw(
    await Promise.all(folders.map((files) => loadPack(files[path] === undefined ? files : { ...files, [path]: yaml }))),
  )
})

const plain = { ciio: false, important_data: false, core_data: false, state_secret: false, pi: true, sensitive_ytd: 0 }
const zone = { ...plain, region: 'Shanghai', ordinary_ytd: 200_000 }

function said(given: Law, facts: object, asOf = '2026-11-23'): string | null {
  try {
    decide(given, facts, { asOf })
  } catch (error) {
    if (error instanceof FeiyuError) return inChinese(error.code, error.message)
    throw error
  }
  return null
}

test('a contradiction is said with both values', () => {
  expect(said(held, { ...zone, list_item: '17', on_list: false })).toBe(
    '`on_list` 为 false，但按 `list_item` 17 的各行应为 true；请更正其中之一',
  )
  const { ordinary_ytd: _, ...open } = zone
  expect(said(held, { ...open, list_item: '17', on_list: true })).toMatch(
    /由 `list_item` 所指.*请改为申明 `ordinary_ytd`/,
  )
  expect(said(law, { ...plain, pi: false, ordinary_ytd: 5 })).toMatch(/^`pi` 为 false，而 `ordinary_ytd` 为 5，/)
  expect(said(law, { ...zone, destination: 'US', hops: [{ jurisdiction: 'HK', destination: 'SG' }] })).toMatch(
    /`hops\[0\].jurisdiction` 为 HK，而前一段的 `destination` 为 US；/,
  )
  expect(said(law, { ...plain, result_date: '2027-01-01' })).toMatch(
    /^`result_date` 2027-01-01 晚于判定日 2026-11-23；/,
  )
  expect(said(law, { ...plain, self_assessment_finished: '2026-06-02', submitted: '2026-06-01' })).toMatch(
    /^`self_assessment_finished` 2026-06-02 晚于 `submitted` 2026-06-01；/,
  )
})

test('a wrong item of a list is said with the list, the item and the day', () => {
  expect(said(held, { ...zone, list_item: '99' })).toMatch(
    /^2026-11-23 有效的清单 `shanghai-negative-2025` 中没有 `99` 这一项；/,
  )
  expect(said(law, { ...zone, list_item: '99' })).toContain('请用 `feiyu packs rows` 导入正式表格')
  expect(said(held, { ...zone, region: 'other', list_item: '17' })).toMatch(/但 2026-11-23 没有有效的清单.*请申明 `/)
})

test('a day before the first law is said with that law’s day', () => {
  expect(said(law, plain, '2019-01-01')).toMatch(/^法规包自 20\d\d-\d\d-\d\d 起作答，`2019-01-01` 早于其第一部法规；/)
})
