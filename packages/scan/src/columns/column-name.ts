import { keyOfType, noKey } from '../subjects/key-type.ts'
import type { TypeId } from '../vocabulary/value-types.ts'
import { emptyEnds, englishWords } from './lexicon-en.ts'
import { pinyinAbbreviations, pinyinWords } from './lexicon-pinyin.ts'
import { chineseWords } from './lexicon-zh.ts'
import { partyOf } from './party.ts'

/** How well a name says what its column holds: it is the word, ends in it, has it inside, or only initials of it. */
export type NameMatch = 'exact' | 'end' | 'inside' | 'initials'

/** What a column's name says. */
export interface NameHint {
  readonly type: TypeId
  readonly match: NameMatch
}

export interface ColumnName {
  readonly hint: NameHint | null
  /** Whose value it is (`recipient`, `emergency` …); null where the name does not say. */
  readonly party: string | null
  /** The name without its party and case: the same for `buyer_user_id` and `sellerUserId`, which share a register. */
  readonly register: string
}

const chinese = inverted(chineseWords)
const latin = new Map([...inverted(pinyinWords), ...inverted(englishWords)])
const initials = inverted(pinyinAbbreviations)
const longestChinese = Math.max(...[...chinese.keys()].map((word) => word.length))
const han = /\p{Script=Han}/u

/**
 * Reads a column's name in Chinese, English or pinyin, in any case and with any separators.
 *
 * @example readColumnName('收货人手机号').hint // { type: 'mobile', match: 'end' }
 */
export function readColumnName(name: string): ColumnName {
  const plain = name
    .normalize('NFKC')
    .replace(/[（([【<].*?[)）\]】>]/g, ' ')
    .trim()
  const tokens = tokensOf(plain)
  const compact = tokens.join('')
  const hint = han.test(compact) ? chineseHint(compact) : latinHint(tokens)
  return { hint, party: partyOf(compact, tokens), register: registerOf(tokens, hint) }
}

function tokensOf(name: string): string[] {
  const split = name
    .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
    .replace(/([A-Z]+)([A-Z][a-z])/g, '$1 $2')
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
  return split
    .map((token) => (/^[a-z]+\d+$/.test(token) ? withoutNumber(token) : token))
    .filter((token) => !/^\d*$/.test(token))
}

/** `phone1` is a phone; `address1` and `icd10` are words of their own. */
function withoutNumber(token: string): string {
  return latin.has(token) ? token : token.replace(/\d+$/, '')
}

/** The word that ends last decides, of those the longest; words like 号码 or 信息 after it do not count. */
function chineseHint(compact: string): NameHint | null {
  const trimmed = compact.replace(/(号码|编号|信息|字段|内容|号|值)$/u, '')
  for (let end = compact.length; end > 0; end--) {
    for (let start = Math.max(0, end - longestChinese); start < end; start++) {
      const type = chinese.get(compact.slice(start, end))
      if (type === undefined) continue
      const isWhole = start === 0 && (end === compact.length || end === trimmed.length)
      const isEnd = end === compact.length || end === trimmed.length
      return { type, match: isWhole ? 'exact' : isEnd ? 'end' : 'inside' }
    }
  }
  return null
}

function latinHint(tokens: readonly string[]): NameHint | null {
  if (tokens.length === 0) return null
  if (tokens.length > 1 && (tokens[0] === 'is' || tokens[0] === 'has')) return { type: 'category_code', match: 'exact' }
  const whole = tokens.join('')
  const exact = latin.get(whole)
  if (exact !== undefined) return { type: exact, match: 'exact' }
  const abbreviated = initials.get(whole)
  if (abbreviated !== undefined) return { type: abbreviated, match: 'initials' }
  if (whole === 'name') return { type: 'person_name', match: 'inside' }
  const end = endHint(tokens)
  if (end !== null) return end
  const last = tokens.at(-1)!
  if (tokens.length > 1 && emptyEnds.has(last)) {
    return latinHint(tokens.slice(0, -1))
  }
  for (let count = tokens.length - 1; count > 0; count--) {
    const type = latin.get(tokens.slice(0, count).join(''))
    if (type !== undefined) return { type, match: 'inside' }
  }
  return null
}

/** The longest end of the name that is a word, but for one that is empty by itself (`number`, `no`). */
function endHint(tokens: readonly string[]): NameHint | null {
  for (let start = 1; start < tokens.length; start++) {
    const word = tokens.slice(start).join('')
    const type = latin.get(word)
    if (type !== undefined && !emptyEnds.has(word)) return { type, match: 'end' }
    const abbreviated = initials.get(word)
    if (abbreviated !== undefined && word.length > 2) return { type: abbreviated, match: 'inside' }
  }
  return null
}

function registerOf(tokens: readonly string[], hint: NameHint | null): string {
  if (hint === null || keyOfType(hint.type) === noKey) return tokens.join('_')
  const own = tokens.filter((token) => partyOf(token, [token]) === null)
  return own.length === 0 ? tokens.join('_') : own.join('_')
}

function inverted(words: Readonly<Partial<Record<TypeId, string>>>): Map<string, TypeId> {
  const map = new Map<string, TypeId>()
  for (const [type, list] of Object.entries(words)) {
    for (const word of list.split(' ')) map.set(word, type as TypeId)
  }
  return map
}
