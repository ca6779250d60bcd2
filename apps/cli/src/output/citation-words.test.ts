import { expect, test } from 'vitest'
import { en } from '../i18n/en/en.ts'
import { zh } from '../i18n/zh/zh.ts'
import { citedText, firstDay, quotedTitle } from './citation-words.ts'

const title = { zh: '网络数据安全管理条例', en: 'Network Data Security Regulations' }

test('articles stand behind the title as each is called; what is no article is not called one', () => {
  const item = { zh: '第35条第6项', en: 'art. 35(6)' }
  const whole = { zh: '第37条', en: 'art. 37' }
  const annex = { zh: '附件5', en: 'annex 5' }
  expect(citedText('zh', title, [item, whole, annex])).toBe('《网络数据安全管理条例》第35条第6项、第37条、附件5')
  expect(citedText('en', title, [item, whole, annex])).toBe(
    'Network Data Security Regulations, art. 35(6), 37, annex 5',
  )
  expect(citedText('en', title, [annex, item])).toBe('Network Data Security Regulations, annex 5, art. 35(6)')
  expect(citedText('en', title, [])).toBe('Network Data Security Regulations')
})

test('a title that quotes a law is not quoted again', () => {
  const vietnam = { zh: '越南《个人数据保护法》', en: 'Law 91/2025/QH15' }
  expect(quotedTitle('zh', vietnam)).toBe('越南《个人数据保护法》')
  expect(quotedTitle('zh', title)).toBe('《网络数据安全管理条例》')
})

test('a text of which only the month is known shows no day', () => {
  expect(firstDay(zh, '2022-12-01', '2022-11')).toBe('2022-11（具体日未核对）')
  expect(firstDay(en, '2022-12-01', '2022-11')).toBe('2022-11 (day not verified)')
  expect(firstDay(en, '2026-01-01', null)).toBe('2026-01-01')
})
