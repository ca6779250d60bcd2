import { type Phrase, translator } from './packs/phrase.ts'

const correct = '请更正其中之一'

/** Errors of facts whose English has several sentences, with values outside of backticks: which it is, it says itself. */
const phrases: Readonly<Record<string, readonly Phrase[]>> = {
  FEIYU_FACT_CONTRADICTION: [
    [
      '`{}` is stated beside `{}`, whose rows decide it by `{}`; state that instead',
      '`{1}` 由 `{2}` 所指清单项的各行按 `{3}` 得出，不另行申明；请改为申明 `{3}`',
    ],
    [
      '`{}` {} contradicts `{}` {}, whose rows say nothing of it; correct one of the two',
      `\`{1}\` 为 {2}，但 \`{3}\` {4} 的各行没有这样的内容；${correct}`,
    ],
    [
      '`{}` {} contradicts `{}` {}, whose rows say {}; correct one of the two',
      `\`{1}\` 为 {2}，但按 \`{3}\` {4} 的各行应为 {5}；${correct}`,
    ],
    ['`pi` is false beside `{}`; correct one of the two', `\`pi\` 为 false，却写明了 \`{1}\`；${correct}`],
    [
      '`pi` is false beside `{}` = {}; a person counted has personal information, correct one of the two',
      `\`pi\` 为 false，而 \`{1}\` 为 {2}，计入的人即有个人信息；${correct}`,
    ],
    [
      '`{}` {} is not the `destination` {} of the leg before; correct one of the two',
      `\`{1}\` 为 {2}，而前一段的 \`destination\` 为 {3}；${correct}`,
    ],
    ['`{}` {} is later than `as-of` {}; correct one of the two', `\`{1}\` {2} 晚于判定日 {3}；${correct}`],
    ['`{}` {} is later than `{}` {}; correct one of the two', `\`{1}\` {2} 晚于 \`{3}\` {4}；${correct}`],
  ],
  FEIYU_FACT_LIST_ITEM: [
    [
      'no item of `{}`, in force on {}, is called `{}`; did you mean `{}`?',
      '{2} 有效的清单 `{1}` 中没有 `{3}` 这一项；是否想写 `{4}`？',
    ],
    [
      'no item of `{}`, in force on {}, is called `{}`; none of its rows is held here: import the official table with `{}`',
      '{2} 有效的清单 `{1}` 中没有 `{3}` 这一项，此处也未收入其任何一行；请用 `{4}` 导入正式表格',
    ],
    [
      'no item of `{}`, in force on {}, is called `{}`; it has {}',
      '{2} 有效的清单 `{1}` 中没有 `{3}` 这一项；其中有 {4}',
    ],
    [
      '`{}` is `{}`, but no list in force on {} is for these facts; take it out',
      '`{1}` 为 `{2}`，但 {3} 没有有效的清单适用于这些事实；请将其去掉',
    ],
    [
      '`{}` is `{}`, but no list in force on {} is for these facts; state {names}',
      '`{1}` 为 `{2}`，但 {3} 没有有效的清单适用于这些事实；请申明 {4}',
    ],
  ],
  FEIYU_LAW_BEFORE_FIRST: [
    [
      'the packs answer from {} on, `{}` is before the first law; ask for a later day',
      '法规包自 {1} 起作答，`{2}` 早于其第一部法规；请换一个较晚的日期',
    ],
  ],
}

/** Codes that have phrases here. */
export const factCodes: readonly string[] = Object.keys(phrases)

const parts = { names: (part: string) => part.replaceAll(', ', '、') }
const byCode = new Map(Object.entries(phrases).map(([code, own]) => [code, translator(own, parts)]))

/** The Chinese sentence of an error about facts; `null` where the code or the sentence has none here. */
export function factSentence(code: string, english: string): string | null {
  return byCode.get(code)?.(english) ?? null
}
