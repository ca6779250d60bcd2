import { execFile } from 'node:child_process'
import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import process from 'node:process'
import { promisify } from 'node:util'
import { afterAll, beforeAll, expect, test } from 'vitest'

let folder: string
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'feiyu-start-test-'))
})
afterAll(() => rmSync(folder, { recursive: true }))

test.each([
  ['zh_CN.UTF-8', '这份数据能不能出境', '备注', '已过闸', '密钥下成立', 'npx feiyu cross 您的文件.csv'],
  [
    'de_DE.UTF-8',
    'may this data cross the border',
    'remark',
    'CROSSED',
    'the receipt holds',
    'npx feiyu cross your-file.csv',
  ],
])('in %s: decided, crossed, verified, then what to try, and nothing left behind', async (locale, ...texts) => {
  const stdout = await start(locale)
  const [intro = '', column = '', crossed = '', verified = '', next = ''] = texts
  const order = [
    intro,
    '$ npx feiyu check',
    'SCC_OR_CERT',
    column,
    '$ npx feiyu cross',
    crossed,
    '$ npx feiyu verify',
    verified,
    next,
  ]
  let from = 0
  for (const text of order) {
    const at = stdout.indexOf(text, from)
    expect({ text, at }).not.toMatchObject({ at: -1 })
    from = at
  }
  expect(readdirSync(folder)).toEqual([])
})

async function start(locale: string): Promise<string> {
  const env = { ...process.env, LC_ALL: locale, TMPDIR: folder }
  const { stdout } = await promisify(execFile)(process.execPath, [join(import.meta.dirname, 'start.ts')], { env })
  return stdout
}
