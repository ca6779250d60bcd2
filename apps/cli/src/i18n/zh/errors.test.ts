import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { permitRefusalCodes } from '@feiyu/gate'
import { expect, test } from 'vitest'
import { packMessages } from '../../testing/pack-messages.ts'
import { en } from '../en/en.ts'
import { inChinese, translatedCodes } from './errors.ts'
import { packSentence } from './pack-errors.ts'
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
  const expected = [...codes].filter((code) => !notErrors.includes(code))
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

test('every sentence of the sources about packs has one in Chinese, its variants as well', () => {
  const messages = packMessages()
  expect(messages.length).toBeGreaterThan(100)
  const english = messages.filter(({ message }) => packSentence(message) === null)
  expect(english.map(({ file, message }) => `${file}: ${message}`)).toEqual([])
  expect(
    packSentence(
      'from 2026-01-01 until 2026-04-01 and from 2027-01-01 on rows `a` and `b` disagree for { pi: true, kind: not stated }',
    ),
  ).toBe(
    '自 2026-01-01 起、2026-04-01 前，又自 2027-01-01 起，各行 `a`、`b` 对 { pi: true, kind: 未申明 } 的结论不同；须有一行优先于另一行，或将其收窄',
  )
  expect(
    packSentence('column `deadline`: `3 weeks` is not a term; write for example `submitted + 10 workingDays`'),
  ).toBe('列 `deadline`：`3 weeks` 不是期限；请仿照 `submitted + 10 workingDays` 书写')
  expect(packSentence('missing is ``, not `pi`')).toBe('没有缺少的事实，应为 `pi`')
  expect(packSentence('missing is `pi`, not ``')).toBe('缺少的事实为 `pi`，不应有')
  expect(packSentence('no pack defines the value of `kind` `Z`; did you mean `A`?')).toBe(
    '没有法规包定义 `kind` 的取值 `Z`；是否想写 `A`？',
  )
})

test('an unknown code stays English', () => {
  expect(inChinese('FEIYU_NO_SUCH_CODE', 'x')).toBeNull()
})
