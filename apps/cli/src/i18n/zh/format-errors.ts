import type { Sentence } from './sentence.ts'

/** Errors of `@feiyu/formats`, `@feiyu/scan` and `@feiyu/core`. Where in the file: the place behind the sentence. */
export const formatErrors: Readonly<Record<string, Sentence>> = {
  FEIYU_FORMAT_MISSING: (path) => `没有文件 \`${path}\`；请检查路径`,
  FEIYU_FORMAT_DIRECTORY: (path) => `\`${path}\` 是目录；请写出其中的文件`,
  FEIYU_FORMAT_UNREADABLE: (path) => `没有读取 \`${path}\` 的权限；请向其所有者申请`,
  FEIYU_FORMAT_NOT_A_FILE: (path) => `\`${path}\` 是管道、套接字或设备；请先将其内容写入文件`,
  FEIYU_FORMAT_EMPTY: (path) => `\`${path}\` 是空文件；文件至少应有一行表头`,
  FEIYU_FORMAT_BINARY: (path) => `\`${path}\` 是二进制文件；请先导出为 CSV 或 NDJSON`,
  FEIYU_FORMAT_UNSUPPORTED: (path) => `\`${path}\` 不是目前能读取的表格格式；请先导出为 CSV 或 NDJSON`,
  FEIYU_FORMAT_ENCODING: (path) => `\`${path}\` 的内容与所给编码不符；请去掉 --encoding，或写出正确的编码`,
  FEIYU_FORMAT_CHARACTER: (character) =>
    `改变后的值含有私用字符 \`${character}\`，GB 18030 中没有对应的字节；请先将文件转换为 UTF-8`,
  FEIYU_FORMAT_OPTION: (value) => `读取选项 \`${value}\` 不可用；请查看 \`feiyu help scan\``,
  FEIYU_FORMAT_QUOTE_OPEN: () => '有一个引号没有闭合；请补上，或将正文中的引号写成两个',
  FEIYU_FORMAT_RECORD_TOO_LARGE: () => '有一行超出允许的长度；请检查文件的换行和引号',
  FEIYU_FORMAT_TOO_MANY_COLUMNS: () => '有一行的列数超出上限；请检查分隔符和引号',
  FEIYU_FORMAT_JSON: () => '有一行不是 JSON；请更正该行',
  FEIYU_FORMAT_JSON_SHAPE: () => '有一行不是 JSON 对象；每行应为一个对象，或整个文件为对象数组',
  FEIYU_FORMAT_JSON_DEPTH: () => '有一行嵌套过深；请先展平记录',
  FEIYU_FORMAT_CHANGED: (path) => `\`${path}\` 在读取期间被改动；请等待写入结束，或使用副本`,
  FEIYU_FORMAT_READ: (path) => `读取 \`${path}\` 失败；请检查磁盘和路径`,
  FEIYU_FORMAT_LANE: () => '扫描的一个线程提前结束；请再试一次，内存不足时请增加内存',
  FEIYU_FORMAT_READ_TWICE: (path) => `\`${path}\` 的行只能读一遍；请重新打开`,
  FEIYU_SCAN_KEY_SIZE: () => '扫描密钥的长度不对；请加 --debug 再运行一次并报告其输出',
  FEIYU_SCAN_SUBJECT_UNKNOWN: () => '表中没有 --subject 指明的列；`feiyu scan` 可列出各列',
  FEIYU_SCAN_CLASS_MISSING: (type) => `法规包的分类表中没有类型 \`${type}\`；请在 classes 中补上`,
  FEIYU_SCAN_TOO_MANY_PERSONS: () =>
    '文件中的不同个人超出一次扫描的上限；请按主体拆成多个文件分别扫描，人数仍按全年累计',
  FEIYU_DATE_INVALID: (date) => `\`${date}\` 不是日历上的日期；请按 YYYY-MM-DD 书写`,
}
