import type { Sentence } from './sentence.ts'

/** Errors of tally books. */
export const bookErrors: Readonly<Record<string, Sentence>> = {
  FEIYU_BOOK_AHEAD_OF_LOG: (book) =>
    `日志中没有累计人数账册 \`${book}\` 已知的条目：日志被换回了旧副本；请放回与账册同一时刻的日志`,
  FEIYU_BOOK_BEHIND_LOG: (book, index) =>
    `累计人数账册 \`${book}\` 缺少日志第 \`${index}\` 条所记的改动：账册被换回了旧副本，或有缺失；请放回与日志同一时刻的账册`,
  FEIYU_BOOK_CLOSED: (successor) =>
    successor === undefined
      ? '累计人数账册保存期满，已关闭；请使用后一年的账册'
      : `累计人数账册已关闭，由 \`${successor}\` 承继；请使用其账册`,
  FEIYU_BOOK_DAMAGED: (file) => `累计人数账册的文件 \`${file}\` 与写入时不同；请从与日志同一时刻的备份放回`,
  FEIYU_BOOK_DESTROYED: (book) => `累计人数账册 \`${book}\` 保存期满，已销毁；合计数在其旁的 \`totals.json\` 中`,
  FEIYU_BOOK_FILE_SIZE: (most) => `一次过闸的个人在账册中将超过 \`${most}\` 字节；请按行拆分输入，分多次过闸`,
  FEIYU_BOOK_FORMAT: (book, bits) =>
    `累计人数账册 \`${book}\` 属于另一版本，其个人标识不是 \`${bits}\` 位；请用该版本，或另起新目录并以 \`feiyu tally import\` 补记已出境的部分`,
  FEIYU_BOOK_HANDLER: (uscc) => `\`${uscc}\` 不是统一社会信用代码；账册属于一个法人，以其 18 位代码命名`,
  FEIYU_BOOK_KEY_DIFFERS: (key, backup) => `密钥 \`${key}\` 与其备份 \`${backup}\` 不同；请放回原来的那一个`,
  FEIYU_BOOK_KEY_KIND: (kind) => `\`${kind}\` 不是标识种类；个人须来自同一版本的扫描`,
  FEIYU_BOOK_KEY_LOST: (key, backup) =>
    `累计人数账册的密钥 \`${key}\` 及其备份 \`${backup}\` 均已丢失，无法得知计过哪些人；请从您自己的备份放回其一`,
  FEIYU_BOOK_KEY_WRITE: (key) => `密钥 \`${key}\` 读回后与写入不同；请检查磁盘`,
  FEIYU_BOOK_LOST: (count) =>
    `日志所记的 \`${count}\` 本累计人数账册不在本机，无法得知计过哪些人；请放回与日志同一时刻的账册和密钥`,
  FEIYU_BOOK_LOWERING: () => '重新计算会使数字下降；须有两人负责，请写明两人',
  FEIYU_BOOK_NO_RESERVATION: () => '该许可没有预留人数；请先预留再过闸',
  FEIYU_BOOK_MISSING: (book, command) => `本机没有累计人数账册 \`${book}\`；\`${command}\` 列出现有账册`,
  FEIYU_BOOK_NOTHING_TO_RECOUNT: (command) => `账册中没有过闸涉及此项更正；请用 \`${command}\` 查看已计数的字段`,
  FEIYU_BOOK_OTHER_YEAR: (year, now) => `账册属于 \`${year}\` 年，上海时间现为 \`${now}\` 年；请使用当年的账册`,
  FEIYU_BOOK_PERMIT_USED: () => '该许可已有预留；许可只用一次，请另行签发',
  FEIYU_BOOK_RETENTION: (day) => `累计人数账册须保存至 \`${day}\`；请待该日之后`,
  FEIYU_BOOK_SEGMENT_ENDED: (end) => `本次过闸的计数为 \`${end}\` 状态；不得再按该许可放行`,
  FEIYU_BOOK_SEGMENT_TAKEN: () => '该许可的计数已开始过；请结清中断的过闸，再以新许可过闸',
  FEIYU_BOOK_STILL_OPEN: (count) => `有 \`${count}\` 次过闸尚未结清；请待其结束`,
  FEIYU_BOOK_STOPPED: () => '磁盘未确认账册的改动；请检查磁盘，然后重新启动',
  FEIYU_BOOK_TOO_MANY: (most) =>
    `一本账册超过 \`${most}\` 个标识，编号表已满；每个识别号都是一个标识，请以 \`--drop\` 去掉不必出境的识别号列`,
  FEIYU_BOOK_UNSIGNED: () => '须写明来源或理由，以及由谁负责',
  FEIYU_BOOK_YEAR: (year, other) =>
    other === undefined
      ? `\`${year}\` 不是四位数的年份；一本账册属于一个自然年`
      : `两本账册分属 \`${year}\` 年和 \`${other}\` 年；请合并同一年的账册`,
  FEIYU_INPUT_NOBODY: (file, command) =>
    `\`${file}\` 区分不出任何人，补记不会增加人数；可用 \`${command}\` 查看其中发现了什么`,
  FEIYU_USAGE_DESTROY: () => '须写 `--year` 和 `--by`：哪一年的账册，由谁负责',
  FEIYU_USAGE_IMPORT: () => '请写 `--count` 和 `--sensitive`，或写 `--file`：人数，或可区分个人的文件',
  FEIYU_USAGE_IMPORT_BOTH: () => '`--count` 与 `--sensitive` 都要写；未申明的不等于零',
  FEIYU_USAGE_NO_HANDLER: () => '缺少 `--uscc`，`feiyu init` 也未申明处理者；请写出账册所属处理者的代码',
  FEIYU_USAGE_PERMIT: (_flag, value) =>
    `\`--permit\` 不能是 \`${value}\`；请写完整的标识：\`sha256:\` 加 64 位十六进制数字`,
  FEIYU_USAGE_RECOUNT: () => '请写 `--field 列 --as 类别`、`--type 类型 --as 类别`、`--withdraw 条款` 三者之一',
  FEIYU_USAGE_SUCCEED: () => '须写 `--from`、`--date`、`--reason` 和 `--by`：承继谁的账册、自何日起、理由、由谁负责',
  FEIYU_USAGE_SUCCEED_DATE: (_flag, date) => `\`--date\` 不能是 \`${date}\`；承继自当日起计，不能晚于今天`,
  FEIYU_USAGE_UNSIGNED: (flag) => `缺少 \`${flag}\`；须写明来源或理由，以及由谁负责`,
  FEIYU_USAGE_YEAR: (_flag, year, last) => `\`--year\` 不能是 \`${year}\`；请写不晚于 \`${last}\` 的年份`,
}
