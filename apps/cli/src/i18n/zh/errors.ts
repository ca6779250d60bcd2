import { bookErrors } from './book-errors.ts'
import { evidenceErrors } from './evidence-errors.ts'
import { factCodes, factSentence } from './fact-errors.ts'
import { formatErrors } from './format-errors.ts'
import { gateErrors } from './gate-errors.ts'
import { ownErrors } from './own-errors.ts'
import { packCodes, packSentence } from './pack-errors.ts'
import type { Sentence } from './sentence.ts'

const sentences: Readonly<Record<string, Sentence>> = {
  ...ownErrors,
  ...formatErrors,
  ...evidenceErrors,
  ...bookErrors,
  ...gateErrors,
}

/** Codes whose text is "`name` must be …". */
const mustBe = ['FEIYU_FACT_WRONG_TYPE', 'FEIYU_INPUT_WRONG_TYPE']

const wantedInChinese: readonly (readonly [string, string])[] = [
  ['true or false', ' true 或 false'],
  ['a whole number', '从 0 开始的整数'],
  ['a number from', '规定范围内的数'],
  ['a number', '数'],
  ['a date', '日历上的日期，YYYY-MM-DD'],
  ['a text', '文字；看起来像数字时请加引号'],
  ['a list', '列表'],
  ['two capital letters', '两位大写字母，如 DE'],
  ['two numbers', '两个数，前者不大于后者'],
  ['ordinary or sensitive', ' ordinary 或 sensitive'],
  ['a value', '一个值，不能缺少'],
  ['names with values', '“名称: 值”'],
  ['a unified social credit code', '校验码正确的 18 位统一社会信用代码'],
  ['a digest', '摘要：`sha256:` 加 64 位十六进制数字'],
]

/**
 * An error in Chinese: the sentence of its code with the values that the English text holds in backticks. `null` where
 * there is no sentence for the code.
 */
export function inChinese(code: string, english: string): string | null {
  if (code.startsWith('FEIYU_PACK_')) return packSentence(english) ?? `法规包有误：${english}`
  if (mustBe.includes(code)) return mustBeInChinese(english)
  if (factCodes.includes(code)) return factSentence(code, english) ?? `申明的事实有误：${english}`
  const sentence = sentences[code]
  if (sentence === undefined) return null
  const values = [...english.matchAll(/`([^`]*)`/g)].map((match) => match[1] ?? '')
  return sentence(...values)
}

/** Codes that have a sentence. */
export const translatedCodes: readonly string[] = [...Object.keys(sentences), ...mustBe, ...factCodes, ...packCodes]

function mustBeInChinese(english: string): string {
  const match = /^`([^`]*)` must be (.*)$/.exec(english)
  const wanted = match?.[2] ?? ''
  const words = wantedInChinese.find(([beginning]) => wanted.startsWith(beginning))?.[1]
  const list = /^one of `?([^`(]*)/.exec(wanted)?.[1]?.trim()
  return `\`${match?.[1] ?? ''}\` 应为${list === undefined ? (words ?? wanted) : ` ${list} 之一`}；请更正`
}
