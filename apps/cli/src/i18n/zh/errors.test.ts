import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { permitRefusalCodes } from '@feiyu/gate'
import { expect, test } from 'vitest'
import { en } from '../en/en.ts'
import { inChinese, translatedCodes } from './errors.ts'
import { zh } from './zh.ts'

const root = fileURLToPath(new URL('../../../../../', import.meta.url))

test('every error code of the packages that a user can meet has a sentence in Chinese', () => {
  const codes = new Set<string>()
  const folders = ['core', 'law', 'scan', 'formats', 'evidence', 'gate'].map((name) => `packages/${name}/src`)
  for (const folder of [...folders, 'apps/cli/src']) {
    for (const file of readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })) {
      if (!file.endsWith('.ts') || file.endsWith('.test.ts') || file.includes('testing')) continue
      const source = readFileSync(join(root, folder, file), 'utf8')
      for (const [, code] of source.matchAll(/'(FEIYU_[A-Z0-9]+(?:_[A-Z0-9]+)*)'/g))
        if (code !== undefined) codes.add(code)
    }
  }
  const notErrors = ['FEIYU_HOME', 'FEIYU_FAULT']
  const expected = [...codes].filter((code) => !code.startsWith('FEIYU_PACK_') && !notErrors.includes(code))
  expect(expected.length).toBeGreaterThan(50)
  expect(expected.filter((code) => !translatedCodes.includes(code))).toEqual([])
})

test('every reason for which the gate refuses a permit is said in Chinese, with what the permit says there', () => {
  const said = permitRefusalCodes.map((code) => zh.cross.refusal({ code, message: 'a permit', detail: null }))
  expect(new Set(said).size).toBe(permitRefusalCodes.length)
  for (const text of said) expect(text).toMatch(/^\p{Script=Han}/u)
  const expired = { code: 'expired', message: 'expired: now', detail: '2026-11-25T08:00:00.000Z' } as const
  expect(zh.cross.refusal(expired)).toMatch(/过期.*：2026-11-25T08:00:00.000Z$/)
  expect(en.cross.refusal(expired)).toBe('expired: now')
})

test('values in backticks travel into the Chinese sentence', () => {
  expect(inChinese('FEIYU_FORMAT_MISSING', 'no file `a b.csv`; check the path')).toBe('没有文件 `a b.csv`；请检查路径')
  expect(inChinese('FEIYU_USAGE_WRONG_VALUE', '`--header` cannot be `persent`; did you mean `present`?')).toBe(
    '`--header` 不能是 `persent`；是否想写 `present`？',
  )
  expect(inChinese('FEIYU_FACT_WRONG_TYPE', '`pi` must be true or false')).toBe('`pi` 应为 true 或 false；请更正')
  expect(inChinese('FEIYU_INPUT_WRONG_TYPE', '`kind` must be one of `SCC, CERTIFICATION`')).toBe(
    '`kind` 应为 SCC, CERTIFICATION 之一；请更正',
  )
})

test('a pack error keeps its text, and an unknown code stays English', () => {
  expect(inChinese('FEIYU_PACK_UNKNOWN_KEY', 'unknown key `untill`')).toBe('法规包有误：unknown key `untill`')
  expect(inChinese('FEIYU_NO_SUCH_CODE', 'x')).toBeNull()
})
