import type { Sentence } from './sentence.ts'

/** Errors of `@feiyu/gate` around permits, chunks, consent and destinations. */
export const gateErrors: Readonly<Record<string, Sentence>> = {
  FEIYU_CONSENT_COLUMN: () => '同意登记册须有 `token`、`scope`、`from`、`withdrawn` 四列；请补上缺少的列',
  FEIYU_CONSENT_ENDLESS: () => '同意登记册没有摘要；请给出能读到末尾的文件',
  FEIYU_CONSENT_ROW: (column) => `同意登记册有一行的 \`${column}\` 写法不对；请更正该行`,
  FEIYU_CROSSING_ENTRY: () => '日志中该位置不是所需的条目；请运行 `feiyu log audit`',
  FEIYU_CROSSING_OPEN: () => '过闸中断且未能了结，其人数继续计入；请再运行一次 `feiyu cross`，它会先了结',
  FEIYU_CROSSING_ORDER: () => '过闸的步骤错乱，这是程序的错误；请加 --debug 再运行一次并报告其输出',
  FEIYU_CROSSING_RECORD: () => '未结束的过闸记录被改动；请放回原来的状态目录，其人数继续计入',
  FEIYU_GATE_BOOK_KEY: () => '许可要求计入账册，但没有账册的密钥；请打开该账册',
  FEIYU_GATE_CLASS_TABLE: () => '分类表不是许可所指的那一份；请使用许可所指的法规包',
  FEIYU_GATE_CONSENT: () => '同意登记册不是许可所指的那一份；请使用那一份',
  FEIYU_GATE_FIELD_TWICE: () => '许可中有两列同名；每列只应写一次',
  FEIYU_GATE_REGISTERS: () => '许可没有写明文件的账号与哪些账号比较；请重新签发',
  FEIYU_PERMIT_APPROVAL_NOT_IN_FORCE: (id) => `批准 \`${id}\` 或其机制现在无效；请重新签署`,
  FEIYU_PERMIT_FORM: () => '许可或批准的格式不对；请使用原来的文件',
  FEIYU_SINK_IN_DOUBT: (name) => `\`${name}\` 已得名，但磁盘未确认；请检查磁盘，再运行一次 \`feiyu cross\``,
  FEIYU_SINK_TAKEN: (name) => `目的地已有文件 \`${name}\`，飞鱼从不替换文件；请移开它，或另选目录`,
}
