import { cp, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { readRuleTable, writeRuleTable } from '@feiyu/law/packs'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import writeWorkbook from 'write-excel-file/node'
import { bundledLaw } from '../../../testing/bundled-law.ts'
import { createSandbox, type Sandbox } from '../../../testing/run-cli.ts'
import { readXlsx, writeXlsx } from './workbook.ts'

const packs = fileURLToPath(new URL('../../../../../../packs', import.meta.url))
let box: Sandbox
beforeAll(async () => {
  box = await createSandbox()
  await cp(packs, join(box.folder, 'copy'), { recursive: true })
})
afterAll(() => box[Symbol.asyncDispose]())

test.each(['csv', 'xlsx'])('a decision goes to %s and back without a change, and out again as it was', async (kind) => {
  const path = join(box.folder, 'copy/cn/decisions/pathway.yaml')
  const before = await readFile(path, 'utf8')
  const table = join(box.folder, `pathway.${kind}`)
  expect(
    await box.run(['packs', 'table', 'export', 'cn', 'pathway', '--folder', 'copy', '--out', table]),
  ).toMatchObject({ code: 0 })
  const first = await readFile(table)
  const back = await box.json(['packs', 'table', 'import', 'cn', 'pathway', table, '--folder', 'copy'])
  expect(back).toMatchObject({ code: 0, document: { added: [], changed: [], removed: [] } })
  expect(await readFile(path, 'utf8')).toBe(before)
  expect(
    await box.json(['packs', 'table', 'export', 'cn', 'pathway', '--folder', 'copy', '--out', table]),
  ).toMatchObject({
    code: 2,
    document: { error: { code: 'FEIYU_USAGE_EXISTS' } },
  })
  await box.run(['packs', 'table', 'export', 'cn', 'pathway', '--folder', 'copy', '--out', table, '--force'])
  expect(first.equals(await readFile(table))).toBe(true)
})

test('every decision of every pack comes back from a workbook', async () => {
  const law = await bundledLaw()
  for (const pack of law.packs) {
    for (const question of new Set(pack.rules.map((rule) => rule.question))) {
      const rules = pack.rules.filter((rule) => rule.question === question)
      const rows = writeRuleTable(law, rules, 'zh')
      const records = await readXlsx('t.xlsx', await writeXlsx('rules', rows))
      const place = { pack: pack.id, question, file: 't.xlsx' }
      expect(writeRuleTable(law, readRuleTable(law, place, records), 'zh')).toEqual(rows)
    }
  }
})

test('the same table gives the same workbook at any time', async () => {
  const rows = [['id'], ['# what it is'], ['a']]
  vi.useFakeTimers({ toFake: ['Date'], now: new Date('2026-11-25T00:00:00Z') })
  const first = await writeXlsx('rules', rows)
  vi.setSystemTime(new Date('2027-03-01T12:34:56Z'))
  const later = await writeXlsx('rules', rows)
  vi.useRealTimers()
  expect(first.equals(later)).toBe(true)
  expect((await readXlsx('t.xlsx', later)).length).toBe(3)
})

test('texts that a workbook could take for something else come back as they were', async () => {
  const rows = [['id', '_x0041_', '2024-03-22', '0012', 'TRUE', '=1+1', 'a\nb', '甲 <b>&"']]
  const [record] = await readXlsx('t.xlsx', await writeXlsx('rules', rows))
  expect(record?.cells).toEqual(rows[0])
})

test('a changed row is written, its comments stay, and packs check judges it', async () => {
  const table = join(box.folder, 'extension.csv')
  await box.run(['packs', 'table', 'export', 'cn', 'extension', '--folder', 'copy', '--out', table])
  await writeFile(table, (await readFile(table, 'utf8')).replace('>= 1,', '>= 2,'))
  expect(await box.json(['packs', 'table', 'import', 'cn', 'extension', table, '--folder', 'copy'])).toMatchObject({
    code: 0,
    document: { added: [], changed: ['major-incident'], removed: [] },
  })
  const text = await readFile(join(box.folder, 'copy/cn/decisions/extension.yaml'), 'utf8')
  expect(text).toContain('incidents: { ge: 2 }')
  expect(text).toMatch(/^# Whether the extension/)
  const check = await box.json(['packs', 'check', '--folder', 'copy'])
  expect(check.code).toBe(1)
  expect(JSON.stringify(check.document.problems)).toContain('incident')
  await cp(join(packs, 'cn/decisions/extension.yaml'), join(box.folder, 'copy/cn/decisions/extension.yaml'))
})

test('what cannot be read is one sentence with file and line, exit 2, and nothing is written', async () => {
  const path = join(box.folder, 'copy/cn/decisions/freshness.yaml')
  const before = await readFile(path, 'utf8')
  const date = await writeWorkbook([
    [{ value: 'id' }, { value: 'from' }],
    [{ value: 'x' }, { value: new Date(0), type: Date, format: 'yyyy-mm-dd' }],
  ]).toBuffer()
  await writeFile(join(box.folder, 'date.xlsx'), date)
  await writeFile(join(box.folder, 'no.xlsx'), 'not a workbook')
  await writeFile(join(box.folder, 'wrong.csv'), 'id;from\r\nx;2024-01-01\r\n')
  for (const [file, at] of [
    ['date.xlsx', /^date\.xlsx:2$/],
    ['no.xlsx', /^no\.xlsx:1$/],
    ['wrong.csv', /^wrong\.csv:1$/],
  ] as const) {
    const { code, document } = await box.json([
      'packs',
      'table',
      'import',
      'cn',
      'freshness',
      file,
      '--folder',
      'packs',
    ])
    expect([file, code]).toEqual([file, 2])
    expect(document.error).toMatchObject({ code: 'FEIYU_PACK_BAD_TABLE', at: expect.stringMatching(at) })
  }
  expect(await box.json(['packs', 'table', 'import', 'cn', 'freshness', 'a.ods', '--folder', 'copy'])).toMatchObject({
    code: 2,
  })
  expect(await box.json(['packs', 'table', 'export', 'cn', 'freshnes', '--folder', 'copy'])).toMatchObject({
    code: 2,
    document: { error: { code: 'FEIYU_USAGE_UNKNOWN_DECISION', hint: expect.stringContaining('freshness') } },
  })
  expect(await readFile(path, 'utf8')).toBe(before)
})

test('a pack without a decision of its own says so: nothing is suggested that is not there', async () => {
  const args = ['packs', 'table', 'export', 'cn-commerce', 'pathway']
  expect((await box.json(args)).document.error).toMatchObject({ hint: 'it answers no question itself' })
  expect((await box.json([...args, '--lang', 'zh'])).document.error).toMatchObject({ hint: '它本身没有判定' })
  const unknown = await box.json(['packs', 'show', 'zzzzzz', '--lang', 'zh'])
  expect(unknown.document.error).toMatchObject({ hint: expect.stringMatching(/^有 cn, /) })
})
