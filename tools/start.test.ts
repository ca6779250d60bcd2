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
  ['zh_CN.UTF-8', '这份数据能不能出境', '备注', 'npx feiyu check 您的文件.csv --to DE'],
  ['de_DE.UTF-8', 'may this data cross the border', 'remark', 'npx feiyu check your-file.csv --to DE'],
])(
  'in %s: a decided report on the sample, then what to try, and nothing left behind',
  async (locale, intro, column, next) => {
    const stdout = await start(locale)
    const at = [intro, '$ npx feiyu check', 'SCC_OR_CERT', column, next].map((text) => stdout.indexOf(text))
    expect(at).not.toContain(-1)
    expect(at).toEqual(at.toSorted((left, right) => left - right))
    expect(readdirSync(folder)).toEqual([])
  },
)

async function start(locale: string): Promise<string> {
  const env = { ...process.env, LC_ALL: locale, TMPDIR: folder }
  const { stdout } = await promisify(execFile)(process.execPath, [join(import.meta.dirname, 'start.ts')], { env })
  return stdout
}
