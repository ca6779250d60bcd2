import type { Language } from './samples/sample.ts'

/** What `npm start` says around the report. */
export interface StartTexts {
  readonly intro: (rows: string) => string
  readonly recipient: string
  readonly purpose: string
  readonly next: string
  readonly broken: (code: string) => string
}

export const startTexts: Readonly<Record<Language, StartTexts>> = {
  zh: {
    intro: (rows) =>
      `飞鱼 Feiyu：这份数据能不能出境，依据哪一条，怎样才合法。\n下面检查一份生成的样例：跨境商店的 ${rows} 条订单（人物、号码均为虚构）。`,
    recipient: 'Sample Parcel GmbH（示例）',
    purpose: '履行跨境购物订单',
    next: `接下来，检查您自己的文件（CSV、NDJSON 或 JSON，文件不离开本机）：

  npx feiyu scan 您的文件.csv                # 每一列是什么，涉及多少人
  npx feiyu check 您的文件.csv --to DE       # 能否出境；缺什么会逐项问
  npx feiyu init                             # 把单位的常设申明记录一次
  npx feiyu --help

怎样读判定和其中的标记：docs/law.zh.md`,
    broken: (code) => `飞鱼：检查样例时出错（退出码 ${code}）；请运行 npx feiyu doctor 查看本机情况。`,
  },
  en: {
    intro: (rows) =>
      `Feiyu 飞鱼: may this data cross the border, under which article, and what would make it lawful.\nHere it checks a generated sample: ${rows} orders of a cross-border shop (people and numbers are fictitious).`,
    recipient: 'Sample Parcel GmbH (example)',
    purpose: 'fulfil cross-border shop orders',
    next: `Next, a file of your own (CSV, NDJSON or JSON; it does not leave this machine):

  npx feiyu scan your-file.csv               # what each column is, and how many persons
  npx feiyu check your-file.csv --to DE      # may it cross; asks for what is missing
  npx feiyu init                             # record your standing statements once
  npx feiyu --help

How to read the answer and its marks: docs/law.md`,
    broken: (code) =>
      `feiyu: the check of the sample failed (exit code ${code}); run \`npx feiyu doctor\` to look at this machine`,
  },
}
