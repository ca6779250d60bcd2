import type { Language } from './samples/sample.ts'

/** What `npm start` says around the reports. */
export interface StartTexts {
  readonly intro: (rows: string) => string
  readonly check: string
  readonly cross: string
  readonly verify: string
  readonly recipient: string
  readonly purpose: string
  readonly handler: string
  /** Name of the column of the sample that hides what must not cross. */
  readonly remark: string
  readonly notice: string
  readonly pipia: string
  readonly next: string
  readonly broken: (code: string) => string
}

export const startTexts: Readonly<Record<Language, StartTexts>> = {
  zh: {
    intro: (rows) =>
      `飞鱼 Feiyu：这份数据能不能出境，依据哪一条，怎样才合法；能出境的，计数、过闸、存证。\n下面用一份生成的样例走一遍：跨境商店的 ${rows} 条订单（人物、号码、单位均为虚构）。`,
    check: '1. 能不能出境？',
    cross: '2. 去掉“备注”一列，过闸：',
    verify: '3. 只凭回执和日志的公钥，离线验证：',
    recipient: 'Sample Parcel GmbH（示例）',
    purpose: '履行跨境购物订单',
    handler: '示例商贸有限公司',
    remark: '备注',
    notice: '样例：已向个人告知境外接收方、目的、方式、种类和行使权利的方式。',
    pipia: '样例：个人信息保护影响评估记录。',
    next: `接下来，用您自己的文件（CSV、NDJSON 或 JSON，文件不离开本机）：

  npx feiyu check 您的文件.csv --to DE       # 能否出境；缺什么会逐项问
  npx feiyu init                             # 把单位的常设申明记录一次
  npx feiyu cross 您的文件.csv --to DE --recipient 接收方 --purpose 目的 --out outbox
  npx feiyu tally show                       # 今年累计多少人
  npx feiyu --help

第一次过闸的逐步说明：docs/guides/cross-a-file.zh.md；怎样读判定和其中的标记：docs/law.zh.md`,
    broken: (code) => `飞鱼：样例没有走完（退出码 ${code}）；请运行 npx feiyu doctor 查看本机情况。`,
  },
  en: {
    intro: (rows) =>
      `Feiyu 飞鱼: may this data cross the border, under which article, and what would make it lawful;\nand what may cross is counted, passed through a gate, and proven.\nHere it does so with a generated sample: ${rows} orders of a cross-border shop (people, numbers and firms are fictitious).`,
    check: '1. May it cross?',
    cross: '2. Without the column `remark` it may. Through the gate:',
    verify: '3. Verified offline, with nothing but the receipt and the public key of the log:',
    recipient: 'Sample Parcel GmbH (example)',
    purpose: 'fulfil cross-border shop orders',
    handler: 'Sample Shop Co. (example)',
    remark: 'remark',
    notice: 'Sample: the persons were told of recipient, purpose, mode, types and how to exercise their rights.',
    pipia: 'Sample: record of the personal information protection impact assessment.',
    next: `Next, a file of your own (CSV, NDJSON or JSON; it does not leave this machine):

  npx feiyu check your-file.csv --to DE      # may it cross; asks for what is missing
  npx feiyu init                             # record your standing statements once
  npx feiyu cross your-file.csv --to DE --recipient NAME --purpose TEXT --out outbox
  npx feiyu tally show                       # how many persons this year
  npx feiyu --help

Your first crossing, step by step: docs/guides/cross-a-file.md. How to read the answer and its marks: docs/law.md`,
    broken: (code) =>
      `feiyu: the sample did not go through (exit code ${code}); run \`npx feiyu doctor\` to look at this machine`,
  },
}
