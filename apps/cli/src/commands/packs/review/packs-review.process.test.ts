import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
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
