const encoder = new TextEncoder()
/** Words that stand for "no value", by length, lower case. */
const words = byLength([
  '-',
  '--',
  '---',
  '/',
  '\\',
  '\\n',
  '.',
  '?',
  '*',
  '#',
  'x',
  'na',
  'n/a',
  '#n/a',
  'nan',
  'nil',
  'null',
  '(null)',
  '[null]',
  'none',
  'empty',
  'undefined',
  'unknown',
  'n.a.',
  'not available',
  'no data',
  'tbd',
  'test',
  'xxx',
  'default',
  'anonymous',
  '无',
  '空',
  '暂无',
  '未知',
  '不详',
  '没有',
  '未填',
  '未填写',
  '待补充',
  '测试',
  '匿名',
  '保密',
  '无数据',
  '缺失',
])
const longest = words.length - 1
/** Whether a word of a length may begin and end with these bytes, so that most cells are known to be none at once. */
const candidateEnds = endTable()

/** Whether all of `[from, to)` is a word that stands for no value (`NULL`, `N/A`, `无` …). */
export function isPlaceholder(bytes: Uint8Array, from: number, to: number): boolean {
  const length = to - from
  if (length > longest || candidateEnds[endsOf(length, bytes[from]!, bytes[to - 1]!)] === 0) return false
  const candidates = words[length]!
  for (let which = 0; which < candidates.length; which++) {
    if (isSame(bytes, from, candidates[which]!)) return true
  }
  return false
}

/**
 * Whether the digits of `[from, to)` are a value that nobody has: one digit again and again (but for the first), a
 * run up or down (123456…, 987654…), or a number of examples and advertisements.
 */
export function isTestNumber(bytes: Uint8Array, from: number, to: number): boolean {
  const length = to - from
  if (length < 5) return false
  const first = fold(bytes[from + 2]! - bytes[from + 1]!)
  if (first >= -1 && first <= 1 && fold(bytes[from + 3]! - bytes[from + 2]!) === first) {
    let index = from + 4
    while (index < to && fold(bytes[index]! - bytes[index - 1]!) === first) index++
    if (index === to) return true
  }
  return length === 11 && bytes[from + 2] === 0x38 && bytes[from + 3] === 0x30 && isExampleMobile(bytes, from)
}

function isExampleMobile(bytes: Uint8Array, from: number): boolean {
  return exampleMobiles.some((number) => isSame(bytes, from, number))
}

/** A step of digits, 9 → 0 and 0 → 9 counting as one up and one down. */
function fold(step: number): number {
  return step === -9 ? 1 : step === 9 ? -1 : step
}

/** Whether the domain of the e-mail address in `[from, to)` is one of RFC 2606 or of no network at all. */
export function isExampleDomain(bytes: Uint8Array, from: number, to: number): boolean {
  if (!mayBeExample(bytes, to)) return false
  for (let which = 0; which < exampleDomains.length; which++) {
    const domain = exampleDomains[which]!
    const start = to - domain.length
    if (start <= from || (bytes[start - 1] !== 0x2e && bytes[start - 1] !== 0x40)) continue
    if (isSame(bytes, start, domain)) return true
  }
  return false
}

/** `e` or `t` before a suffix of three letters, `e` before one of two, or a suffix of the length of those without net. */
function mayBeExample(bytes: Uint8Array, to: number): boolean {
  if (bytes[to - 4] === 0x2e) return (bytes[to - 5]! | 0x20) === 0x65 || (bytes[to - 5]! | 0x20) === 0x74
  return (
    (bytes[to - 3] === 0x2e && (bytes[to - 4]! | 0x20) === 0x65) || bytes[to - 5] === 0x2e || bytes[to - 8] === 0x2e
  )
}

const exampleMobiles = ['13800138000', '13800000000'].map((number) => encoder.encode(number))
const exampleDomains = [
  'example.com',
  'example.org',
  'example.net',
  'example.cn',
  'example',
  'test',
  'invalid',
  'localhost',
  'test.com',
].map((domain) => encoder.encode(domain))

/** Compares without regard to ASCII case; `text` is lower case. */
function isSame(bytes: Uint8Array, at: number, text: Uint8Array): boolean {
  for (let index = 0; index < text.length; index++) {
    const byte = bytes[at + index]!
    const folded = byte >= 0x41 && byte <= 0x5a ? byte | 0x20 : byte
    if (folded !== text[index]) return false
  }
  return true
}

/** Place in the table for words of a length with these first and last bytes, whatever their case. */
function endsOf(length: number, first: number, last: number): number {
  return (((first | 0x20) * 31 + (last | 0x20)) * 17 + length) & 4095
}

function endTable(): Uint8Array {
  const table = new Uint8Array(4096)
  for (const word of words.flat()) table[endsOf(word.length, word[0]!, word.at(-1)!)] = 1
  return table
}

function byLength(list: readonly string[]): readonly (readonly Uint8Array[])[] {
  const encoded = list.map((word) => encoder.encode(word))
  const size = Math.max(...encoded.map((word) => word.length)) + 1
  return Array.from({ length: size }, (_, length) => encoded.filter((word) => word.length === length))
}
