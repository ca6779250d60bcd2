import { cp, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createSandbox, type Sandbox } from '../../../testing/run-cli.ts'

let box: Sandbox
beforeAll(async () => {
  box = await createSandbox()
})
afterAll(() => box[Symbol.asyncDispose]())

test('terms, numbers and last days of the sheet are words of both languages, no expressions of the files', async () => {
  const path = join(box.folder, 'cn.html')
  expect((await box.run(['packs', 'review', 'cn', '--out', path])).code).toBe(0)
  const page = await readFile(path, 'utf8')
  expect(page).toContain('5 working days (time of the provincial check of completeness) after “')
  expect(page).toMatch(/“[^”]*”之后 5 个工作日（省级网信部门完备性查验的期限）/)
  expect(page).toMatch(/3 年（认证证书的有效期），再往前 6 个月（证书届满前申请换证的期限）/)
  expect(page).toContain('1,000,000 人')
  expect(page).toContain('through 2024-03-21')
  expect(page).toContain('至 2024-03-21（含）')
  expect(page).not.toContain('until 2024-03-22')
  // Neither do codes stand for words: of conditions, and of what cases answer.
  expect(page).not.toMatch(/pathway[：:]|all_count|ordinary_count| · [A-Z][A-Z_]+ · /)
  expect(page).toContain('尚不能判定：缺少事实 (NEEDS_INFO)')
  expect(page).toContain('结论：为“')
  // A number with a name is called by it; only the table of numbers says what files call it.
  const text = page.replaceAll(/<code>\$[\w-]+<\/code>/g, '')
  expect(text).not.toContain('workingDays')
  expect(text).not.toMatch(/\$(completeness-days|certificate-years|ordinary-contract-line)/)
})

test('a row of old law shows the numbers of its own days', async () => {
  const path = join(box.folder, 'old.html')
  await box.run(['packs', 'review', 'cn', '--out', path])
  const rows = (await readFile(path, 'utf8')).match(/<strong>result-running-2022<\/strong>[\s\S]*?<\/tr>/g) ?? []
  expect(rows.map((row) => /2 years|“评估结果出具日”之后 2 年/.test(row))).toEqual([true, true])
  expect(rows.join('')).not.toMatch(/3 年|3 years/)
})

test('imported rows stand in the sheet with their table, digest, mark, conditions in words and tiers', async () => {
  const folder = join(box.folder, 'copy')
  await cp(fileURLToPath(new URL('../../../../../../packs', import.meta.url)), folder, { recursive: true })
  const table = join(box.folder, 'official.csv')
  const header =
    'id,sector,sector_en,scenario,scenario_en,category,category_en,item,item_en,text,text_en,condition,tier'
  await writeFile(table, `${header}\n17,商贸,commerce,会员,,,,,,会员信息,<members>,{ pi: true },SCC_OR_CERT\n`)
  const list = join(folder, 'cn-shanghai/lists/shanghai-negative-2025.yaml')
  const rows = ['packs', 'rows', table, '--list', 'shanghai-negative-2025', '--mark', 'V2', '--out', list]
  expect(await box.run(rows)).toMatchObject({ code: 0 })
  const digest = /sha256:[0-9a-f]{64}/.exec(await readFile(list, 'utf8'))?.[0] ?? 'none'
  const out = join(box.folder, 'shanghai.html')
  expect((await box.run(['packs', 'review', 'cn-shanghai', '--folder', folder, '--out', out])).code).toBe(0)
  const page = await readFile(out, 'utf8')
  const sections = (page.match(/<section>[\s\S]*?<\/section>/g) ?? []).filter((one) => one.includes(digest))
  expect(sections.length).toBe(2)
  for (const one of sections) {
    expect(one).toContain('official.csv')
    expect(one).toContain('>V2</span>')
    expect(one).toContain('(SCC_OR_CERT)')
    expect(one).not.toContain('{ pi')
  }
  expect(sections.join('')).toContain('&lt;members&gt;')
  expect(sections.join('')).toContain('是否含个人信息：为“是”')
  expect(sections.join('')).toContain('商贸')
})
