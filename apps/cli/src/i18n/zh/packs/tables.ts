import type { Phrase } from './phrase.ts'

/** Why a table of rules or of an official list cannot be taken in. */
export const tables: Readonly<Record<string, readonly Phrase[]>> = {
  FEIYU_PACK_BAD_TABLE: [
    ['the table is empty; export one and change it', '表格是空的；请先导出，再作修改'],
    ['a quote is not closed; close it, or double it inside', '引号没有闭合；请补上，单元格内的引号请写两个'],
    ['text after a closed quote; put the whole cell into quotes', '引号闭合之后还有文字；请把整个单元格放入引号'],
    ['no row tests `{}`; fill it, or take the column out', '没有一行填写 `{1}` 列；请填写，或去掉该列'],
    ['row `{}` is there twice, also at {}; keep one', '`{1}` 这一行出现两次，另见 {2}；请只留一行'],
    ['column `{}` is there twice; keep one', '列 `{1}` 出现两次；请只留一列'],
    ['unknown column `{}`; did you mean `{}`?', '未知的列 `{1}`；是否想写 `{2}`？'],
    [
      'unknown column `{}`; a test is headed `when` and the name of a fact',
      '未知的列 `{1}`；条件列的列名应为 `when` 加事实的名称',
    ],
    ['column `{}` is missing; add it, even if it stays empty', '缺少列 `{1}`；请补上，可以留空'],
    [
      'column `{}` is explained as `{}` and not as `{}`; change the words in facts.yaml, or empty the cell',
      '列 `{1}` 的说明应为 `{2}`，而不是 `{3}`；请在 facts.yaml 中改动文字，或清空该单元格',
    ],
    [
      '{} cells where there are {} columns; quote a cell that holds a comma',
      '该行有 {1} 个单元格，而列只有 {2} 个；含逗号的单元格请加引号',
    ],
    ['`{}` is empty; every row has one', '`{1}` 为空；每一行都须填写'],
    ['column `{}`: `{}` is not a name; put it between double quotes', '列 `{1}`：`{2}` 不是名称；请放入双引号'],
    [
      'column `{}`: `{}` is not a day of the calendar; write YYYY-MM-DD and format the cell as text',
      '列 `{1}`：`{2}` 不是日历上的日期；请写 YYYY-MM-DD，并把单元格设为文本',
    ],
    [
      'column `until`: `{}` is not later than `from`; the day of `until` is not included',
      '列 `until`：`{1}` 不晚于 `from`；`until` 当日已不再适用',
    ],
    [
      'a note is written in both languages; fill `note zh` and `note en`, and close every quote',
      '说明须有两种语言；请同时填写 `note zh` 和 `note en`，并闭合引号',
    ],
    ['the workbook has the sheets `{}`; keep the one with the rows', '工作簿有 `{1}` 多个工作表；请只留载有各行的一个'],
    ['this is not an XLSX workbook; save it as .xlsx or as .csv', '这不是 XLSX 工作簿；请另存为 .xlsx 或 .csv'],
    [
      'cell `{}` is a date of the spreadsheet; format it as text and write YYYY-MM-DD',
      '单元格 `{1}` 是表格软件的日期；请设为文本，并写 YYYY-MM-DD',
    ],
    [
      'column `id`: `{}` is no name of a row; use a-z, 0-9 and hyphens, such as `{}`',
      '列 `id`：`{1}` 不能用作一行的名称；请用 a-z、0-9 和连字符，如 `{2}`',
    ],
    ['column `{}`: {message}', '列 `{1}`：{2}'],
  ],
  FEIYU_PACK_BAD_LIST: [
    ['the first line must be `{}`; name the columns so, in this order', '第一行应为 `{1}`；请按此顺序书写列名'],
    ['there is no row below the names of columns; export the whole table', '列名之下没有任何行；请导出整个表格'],
    [
      '{} cells where there are {} columns; quote a cell that holds a comma',
      '该行有 {1} 个单元格，而列只有 {2} 个；含逗号的单元格请加引号',
    ],
    [
      'the condition asks for `{}`, which no pack knows; correct the name',
      '条件用到 `{1}`，没有法规包认识它；请更正名称',
    ],
    [
      'no pack knows the tier `{}`; write SCC_OR_CERT or SECURITY_ASSESSMENT',
      '没有法规包认识层级 `{1}`；请写 SCC_OR_CERT 或 SECURITY_ASSESSMENT',
    ],
    [
      'the condition asks for `{}`, which no pack knows; did you mean `{}`?',
      '条件用到 `{1}`，没有法规包认识它；是否想写 `{2}`？',
    ],
    ['the condition cannot be used: {message}', '条件不能使用：{1}'],
    ['no pack knows the tier `{}`; write {or}', '没有法规包认识层级 `{1}`；请写 {2}'],
    ['`tier` is empty; every row of this list names one', '`tier` 为空；此清单的每一行都须写明层级'],
    [
      "`{}` is empty; every row has its item's id, sector, scenario and text",
      '`{1}` 为空；每一行都须写明条目编号、行业、场景和内容',
    ],
    [
      'item `{}` has a row with this condition at {} already; keep one',
      '条目 `{1}` 在 {2} 已有条件相同的一行；请只留一行',
    ],
    [
      'write the digest of the table, `sha256:` and 64 hexadecimal digits',
      '此处应为表格的摘要；请写 `sha256:` 加 64 位十六进制数字',
    ],
    [
      '`{}` is no name of an item; write one word, such as its number',
      '`{1}` 不能用作条目的名称；请写一个词，如其编号',
    ],
    ['`{}` is empty; every row names its sector, scenario and text', '`{1}` 为空；每一行都须写明行业、场景和内容'],
  ],
}

/** Why a cell cannot be read: part of another sentence. */
export const cells: readonly Phrase[] = [
  ['`{}` is not a bound; write for example `{}`', '`{1}` 不是上下限；请仿照 `{2}` 书写'],
  ['`{}` has two bounds on one side; keep one', '`{1}` 在同一侧有两个界限；请只留一个'],
  [
    '`{}` is not a citation; write `instrument#article`, several parted by `;`',
    '`{1}` 不是依据；请写 `法规#条`，多个以 `;` 分开',
  ],
  ['`{}` names no day; write `[until YYYY-MM-DD]`', '`{1}` 没有写日期；请写 `[until YYYY-MM-DD]`'],
  ['`{}` names a day that is not in the calendar; write YYYY-MM-DD', '`{1}` 中的日期不在日历上；请写 YYYY-MM-DD'],
  ['`{}` is not a whole number from 0; correct the term', '`{1}` 不是从 0 开始的整数；请更正期限'],
  ['`{}` is not a term; write for example `{}`', '`{1}` 不是期限；请仿照 `{2}` 书写'],
  ['a value is missing; write one', '缺少取值；请补上'],
  ['`{}` is not a text between double quotes; close it', '`{1}` 不是双引号中的文字；请闭合引号'],
  [
    '`{}` looks like a date that a spreadsheet wrote; write YYYY-MM-DD and format the cell as text',
    '`{1}` 像是表格软件改写的日期；请写 YYYY-MM-DD，并把单元格设为文本',
  ],
  ['`{}` is neither a word nor a number; put a text between double quotes', '`{1}` 既不是词也不是数；文字请放入双引号'],
]
