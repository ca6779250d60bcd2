import type { Phrase } from './phrase.ts'

/** Why a pack cannot be read, by code. */
export const loading: Readonly<Record<string, readonly Phrase[]>> = {
  FEIYU_PACK_NONE: [['there is no pack; name at least one', '没有法规包；请至少写明一个']],
  FEIYU_PACK_NO_ROOT: [
    ['there is no `pack.yaml`; name the folder of a pack', '没有 `pack.yaml`；请写出一个法规包的目录'],
  ],
  FEIYU_PACK_UNKNOWN_FILE: [
    ['a pack has no such file; see docs/law.md for its parts', '法规包没有这种文件；各部分见 docs/law.zh.md'],
  ],
  FEIYU_PACK_BAD_YAML: [
    ['not readable as YAML: {yaml}', '此处不合 YAML 的写法：{1}'],
    ['aliases are not read in a pack; write the value out', '法规包不使用别名；请直接写出该值'],
    [
      'this file is broken, or beyond the plain YAML of packs; `feiyu packs check` says in which line',
      '文件有误，或超出法规包所用的 YAML 写法；`feiyu packs check` 会指出行号',
    ],
    ['this key stands twice in one place; keep one', '同一个键在此处出现两次；请只留一个'],
    ['this is nested too deep to be read; close the brackets before it', '嵌套层数太多，无法读取；请先闭合括号'],
  ],
  FEIYU_PACK_UNKNOWN_KEY: [
    ['unknown key `{}`; did you mean `{}`?', '未知的键 `{1}`；是否想写 `{2}`？'],
    ['unknown key `{}`; known here: {}', '未知的键 `{1}`；此处可用：{2}'],
  ],
  FEIYU_PACK_MISSING_KEY: [['key `{}` is missing; add it', '缺少键 `{1}`；请补上']],
  FEIYU_PACK_WRONG_TYPE: [
    ['expected a map (key: value); write one', '此处应为“键: 值”；请这样书写'],
    ['expected a list (- item); write one', '此处应为列表（- 项）；请这样书写'],
    ['expected a single value', '此处应为单个值；请只写一个'],
    ['expected a text; put it in quotes if it looks like a number', '此处应为文字；看起来像数字时请加引号'],
    ['expected a whole number', '此处应为整数；请更正'],
    ['expected a number', '此处应为数；请更正'],
    ['expected true or false', '此处应为 true 或 false；请更正'],
    ['expected a plain key', '此处应为简单的键；请更正'],
    ['expected a text, a number or true and false', '此处应为文字、数字、true 或 false；请更正'],
    ['`{}` is not a date; name a fact of type date', '`{1}` 不是日期；请写类型为 date 的事实'],
  ],
  FEIYU_PACK_UNKNOWN_WORD: [
    ['`{}` is not one of {}; did you mean `{}`?', '`{1}` 不在 {2} 之中；是否想写 `{3}`？'],
    ['`{}` is not one of {}', '`{1}` 不在可用的词之中；可用：{2}'],
  ],
  FEIYU_PACK_WRONG_DATE: [
    ['`{}` is not a date of the calendar; write it as YYYY-MM-DD', '`{1}` 不是日历上的日期；请按 YYYY-MM-DD 书写'],
    ['must be later than `from`; the day of `until` is not included', '应晚于 `from`；`until` 当日已不再适用'],
  ],
  FEIYU_PACK_BAD_FACT: [
    [
      'an enum, or a list of known words, and nothing else, lists its `values`',
      '只有 enum 或固定用词的列表才有 `values`，且必须有；请更正',
    ],
    ['an open question, and nothing else, names its `flag`', '只有待定问题才写 `flag`，且必须写；请更正'],
    [
      'only true or false says whether `persons` are in the data; take it out',
      '只有取值为 true 或 false 的事实才有 `persons`；请去掉',
    ],
    ['only a number has `min` and `max`; take them out', '只有数才有 `min` 和 `max`；请去掉'],
    ['only the values of an enum have `synonyms`; take them out', '只有 enum 的取值才有 `synonyms`；请去掉'],
    ['`{}` would be both `{}` and `{}`; keep one', '`{1}` 会同时是 `{2}` 和 `{3}` 的别名；请只留一个'],
  ],
  FEIYU_PACK_BAD_TEST: [
    [
      'a cell holds one kind of test: a value, in, not, stated, or bounds',
      '一个条件只用一种写法：值、in、not、stated 或上下限；请只留一种',
    ],
    ['give one of `{}` and `{}`', '`{1}` 与 `{2}` 不能并用；请只写其一'],
    ['an empty list never holds; name a value', '空列表永不成立；请写出取值'],
    [
      '`{}` is not a single value, so no cell can test it; test a fact that is',
      '`{1}` 不是单个值，不能用作条件；请改用单个值的事实',
    ],
    [
      '`{}` is what an official list says, and nobody can choose that; take `lever` out',
      '`{1}` 由官方清单决定，任何人都不能选择；请去掉 `lever`',
    ],
    [
      '`{}` is made of the rows of `{}`, so none of them can test it; take it out',
      '`{1}` 由清单 `{2}` 的各行得出，各行不能以它为条件；请去掉',
    ],
    [
      '`{}` says which law is asked for what, and no row of a list can test it; take it out',
      '`{1}` 说明适用哪个法域、所问何事，清单的行不能以它为条件；请去掉',
    ],
    [
      '`{}` is a fact of another law, and `{}` is of `{}`; test a fact of that',
      '`{1}` 是其他法域的事实，而清单 `{2}` 属于 `{3}`；请改用该法域的事实',
    ],
    ['`{}` is counted from 0 and never `{}`; correct the number', '`{1}` 从 0 起计，不会是 `{2}`；请更正'],
    ['`{}` is {type} and has no bounds; {hint}', '`{1}` 是{2}，没有上下限；{3}'],
    ['`{}` is {type}, not `{}`; {hint}', '`{1}` 应为{2}，不是 `{3}`；{4}'],
    ['no value of `{}` lies from {} to {}; correct the bounds', '`{1}` 没有从 {2} 到 {3} 的值；请更正上下限'],
    [
      'no value of `{}` lies from {} and below {}; correct the bounds',
      '`{1}` 没有从 {2} 起且小于 {3} 的值；请更正上下限',
    ],
    ['no value of `{}` lies above {} to {}; correct the bounds', '`{1}` 没有大于 {2} 且不超过 {3} 的值；请更正上下限'],
    [
      'no value of `{}` lies above {} and below {}; correct the bounds',
      '`{1}` 没有大于 {2} 且小于 {3} 的值；请更正上下限',
    ],
    ['no value of `{}` lies {} {} {} {}; correct the bounds', '`{1}` 的上下限之间没有值；请更正'],
  ],
  FEIYU_PACK_BAD_TERM: [
    ['a term names {}', '期限应写明 {1} 之一；请补上'],
    ['a term is counted in whole numbers from 0', '期限以从 0 开始的整数计；请更正'],
  ],
  FEIYU_PACK_BAD_PHASE: [
    [
      'only the first phase has no beginning; give `on` or `dayAfter`',
      '只有第一段没有起点；其后各段请写 `on` 或 `dayAfter`',
    ],
    [
      'a phase begins `on` the day of a term or on the `dayAfter`, one of the two',
      '一段时间始于期限届满当日（`on`）或次日（`dayAfter`）；请只写其一',
    ],
  ],
  FEIYU_PACK_BAD_PATHWAY: [
    ['`tally` needs `tallyCite`: what it rests on', '写了 `tally` 就要写 `tallyCite`；请写明其依据'],
  ],
  FEIYU_PACK_BAD_COUNTING: [
    [
      'name the fact of `ordinary` persons or of `all` persons, one of the two',
      '应写明 `ordinary` 或 `all` 人数所用的事实；请只写其一',
    ],
    ['no row says how persons are counted on {}; there must be one', '{1} 没有一行说明人数如何计算；应有且只有一行'],
    ['two rows say how persons are counted on {}; there must be one', '{1} 有两行说明人数如何计算；应有且只有一行'],
  ],
  FEIYU_PACK_BAD_CALENDAR: [
    ['`{}` is not a year; write four digits', '`{1}` 不是年份；请写四位数字'],
    ['write a day, or the first and the last of a stretch', '此处不是日期；请写一日，或一段时间的首日和末日'],
    ['`{}` is off and worked; keep one', '`{1}` 既是休息日又是工作日；请只留其一'],
    [
      '`{}` is no Saturday or Sunday, so it is worked anyway; take it out or correct it',
      '`{1}` 不是星期六或星期日，本来就是工作日；请去掉或更正',
    ],
    ['`{}` is not a day of {}', '`{1}` 不在 {2} 年之内；请移到相应年份'],
    ['`{}` is there twice; remove one', '`{1}` 出现两次；请去掉一个'],
  ],
  FEIYU_PACK_BAD_VERSION: [
    ['`{}` is no version; write year, month and number, such as `{}`', '`{1}` 不是版本号；请写年、月和序号，如 `{2}`'],
    [
      '`changes` does not begin with version `{}`; say there what it changes',
      '`changes` 的第一项不是版本 `{1}`；请在其中写明该版本改了什么',
    ],
  ],
  FEIYU_PACK_BAD_ID: [
    [
      '`{}` is no name of a row; use a-z, 0-9 and hyphens, such as `{}`',
      '`{1}` 不能用作一行的名称；请用 a-z、0-9 和连字符，如 `{2}`',
    ],
  ],
  FEIYU_PACK_BAD_ARTICLE: [
    [
      '`{}` has not one bracket; take `bracket` out, or write `called`',
      '`{1}` 并非只有一个括号；请去掉 `bracket`，或写 `called`',
    ],
  ],
  FEIYU_PACK_LAYOUT: [
    ['a row does not begin with `- ` at the left edge; write it so', '有一行不以 `- ` 顶格开头；请顶格书写'],
  ],
  FEIYU_PACK_SIGNATURE: [
    [
      'the signature is of other files than those of this pack; put back what was signed, or sign again',
      '签名所签的不是这个法规包现在的文件；请放回所签的文件，或重新签署',
    ],
    [
      'the signature is not by the key that it names; ask the signer for the pack again',
      '签名并非出自它所称的密钥；请向签署人重新索取法规包',
    ],
    [
      'this is no signature; remove the file, or ask the signer for the pack again',
      '这不是签名；请删除该文件，或向签署人重新索取法规包',
    ],
  ],
}
