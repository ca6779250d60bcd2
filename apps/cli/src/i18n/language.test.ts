import { expect, test } from 'vitest'
import { languageFlag, languageOf } from './language.ts'

test('the locale names the language, and English stands where it does not', () => {
  expect(languageOf('zh_CN.UTF-8')).toBe('zh')
  expect(languageOf('zh')).toBe('zh')
  expect(languageOf('ZH-hant')).toBe('zh')
  expect(languageOf('zhx_CN')).toBe('en')
  expect(languageOf('de_DE.UTF-8')).toBe('en')
  expect(languageOf('C')).toBe('en')
  expect(languageOf(null)).toBe('en')
})

test('the flag is found wherever it stands, but not after --', () => {
  expect(languageFlag(['check', 'a.csv', '--lang', 'zh'])).toBe('zh')
  expect(languageFlag(['--lang=en', 'check'])).toBe('en')
  expect(languageFlag(['check', '--', '--lang', 'zh'])).toBeNull()
  expect(languageFlag(['check', '--lang', 'fr'])).toBeNull()
})
