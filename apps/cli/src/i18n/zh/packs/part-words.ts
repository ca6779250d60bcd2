import type { PartWords } from './phrase.ts'

const kinds: Readonly<Record<string, string>> = {
  fact: '事实',
  rule: '规则',
  'duty row': '义务的适用行',
  'flag row': '待定问题的适用行',
  instrument: '法规',
  outcome: '结论',
  question: '问题',
  duty: '义务',
  flag: '待定问题',
  parameter: '法定数值',
  list: '清单',
}

const answers: Readonly<Record<string, string>> = {
  pathway: '结论',
  missing: '缺少的事实',
  possible: '可能的结论',
  fallback: '缺少事实时的结论',
  ordinary_count: '普通人数',
  sensitive_count: '敏感人数',
  per_flow: '各场景的结论',
  per_entity: '各法人的结论',
  deadline: '期限',
  renew_by: '换证开始日',
  valid_until: '有效期最后一日',
  extension_from: '可以申请延长的首日',
  parts: '各部分的结论',
  'review flag': '待定问题',
  duty: '义务',
}

const types: Readonly<Record<string, string>> = {
  'true or false': ' true 或 false',
  'a whole number': '整数',
  'a number': '数',
  'a day of the calendar': '日历上的日期',
  'a word': '词',
}

/** What to write instead. */
function hintWords(part: string): string {
  if (part === 'write a word') return '请写一个词'
  return part
    .replace('write a number, or bounds such as', '请写数，或上下限，如')
    .replace('write', '请写')
    .replace(' or ', ' 或 ')
}

/** What the reader of YAML objects to, by the beginning of its own sentence. */
const yaml: readonly (readonly [string, string])[] = [
  ['Map keys must be unique', '同一个键出现两次；请只留一个'],
  ['All mapping items must start at the same column', '同级的键没有左对齐；请统一缩进'],
  ['All sequence items must start at the same column', '同级的列表项没有左对齐；请统一缩进'],
  ['Nested mappings are not allowed', '一行之内有两个“键: 值”；请分行，或把含冒号的文字放入引号'],
  ['Implicit keys need to be on a single line', '键应写在一行之内；请检查冒号和引号'],
  ['Implicit map keys need to be followed', '键之后没有“: 值”；请补上冒号和值'],
  ['Tabs are not allowed', '缩进使用了制表符；请改用空格'],
  ['Missing closing', '引号没有闭合；请补上'],
  ['Missing , ', '花括号或方括号中缺少逗号；请补上'],
  ['Missing space after :', '冒号之后缺少空格；请补上'],
  ['Plain value cannot start with', '值的第一个字符有特殊含义；请把该值放入引号'],
  ['Flow map in block collection', '花括号没有闭合；请补上'],
  ['Flow sequence in block collection', '方括号没有闭合；请补上'],
  ['Unresolved tag', '不认识这个 `!` 标签；请去掉，或把该值放入引号'],
]

/** Parts of sentences about packs that have words of their own; `message` is another sentence. */
export function partWords(sentence: (english: string) => string): PartWords {
  return {
    kind: (part) => {
      const [, what, of] = /^(article|value) of (`.*`)$/s.exec(part) ?? []
      if (what === undefined) return kinds[part] ?? part
      return ` ${of} 的${what === 'article' ? '条文' : '取值'}`
    },
    answer: (part) => answers[part] ?? part,
    days: (part) =>
      part
        .replace(/from (\S+) until (\S+)/g, '自 $1 起、$2 前')
        .replace(/from (\S+) on/g, '自 $1 起')
        .replaceAll(' and ', '，又'),
    sources: (part) => part.replace(/ from (\S+) on/g, ' 自 $1 起').replaceAll('; ', '、'),
    type: (part) => types[part] ?? part,
    hint: hintWords,
    or: (part) => part.replaceAll(' or ', ' 或 '),
    facts: (part) => part.replaceAll(': not stated', ': 未申明'),
    rows: (part) => part.replaceAll(' and ', '、').replaceAll('`, `', '`、`'),
    yaml: (part) =>
      yaml.find(([begins]) => part.startsWith(begins))?.[1] ?? '无法辨认；请检查缩进、引号、括号和冒号后的空格',
    message: sentence,
  }
}
