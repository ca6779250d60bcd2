import type { Sentence } from './sentence.ts'

const near = (known: string | undefined, otherwise: string) =>
  known === undefined ? otherwise : `是否想写 \`${known}\`？`

/** The nearest, or all where none is near. */
const nearOrAll = (known: string) => (known.includes(',') ? `有 ${known}` : near(known, ''))

/** Errors of the command line itself and of `@feiyu/law`. */
export const ownErrors: Readonly<Record<string, Sentence>> = {
  FEIYU_CONFIG_HOME: (path) => `FEIYU_HOME 为 \`${path}\`；请写绝对路径`,
  FEIYU_CONFIG_UNKNOWN_NAME: (name, known) => `未知的环境变量 \`${name}\`；${near(known, '请取消设置')}`,
  FEIYU_BUG: () => '程序内部出错；请加 --debug 再运行一次并报告其输出',
  FEIYU_FACT_DUPLICATE: (_key, value) => `\`${value}\` 出现两次；每项只申明一次`,
  FEIYU_FACT_HOP: (hop) => `\`${hop}\` 没有写明 \`jurisdiction\`；请写明从哪里转出`,
  FEIYU_FACT_JURISDICTION: (jurisdiction) => `没有适用于 \`${jurisdiction}\` 的法规包；请更换 \`jurisdiction\``,
  FEIYU_FACT_QUESTION: (jurisdiction, question) =>
    `\`${jurisdiction}\` 的法规包不回答 \`${question ?? ''}\`；请更换 \`question\``,
  FEIYU_FACT_TOO_MANY_UNKNOWN: () => '未知的事实太多，无法逐一列出影响；请先申明一部分',
  FEIYU_FACT_TWO_SOURCES: (first, second) => `人数由 \`${first}\` 和 \`${second}\` 重复申明；请只申明一次`,
  FEIYU_FACT_UNKNOWN: (name, known) =>
    `没有法规包认识事实 \`${name}\`；${near(known?.includes('feiyu') ? undefined : known, '`feiyu packs show cn` 列出全部事实')}`,
  FEIYU_LAW_BAD_DATE: (date) => `\`${date}\` 不是日历上的日期；请按 YYYY-MM-DD 书写`,
  FEIYU_HOME_EPOCH: (path) => `\`${path}\` 中不是一个数；请放回其备份，或写入下一个数`,
  FEIYU_HOME_KEY_LOST: (path) => `状态目录中有日志，却没有它的密钥 \`${path}\`；请放回该密钥的备份`,
  FEIYU_HOME_LOG_LOST: (left, log) =>
    `状态目录中有 \`${left}\`，却没有它的日志 \`${log}\`；请放回整个状态目录的最新备份，或将 FEIYU_HOME 设为新目录`,
  FEIYU_HOME_CROSSING: () => '过闸记录中没有去向；请放回状态目录的最新备份',
  FEIYU_HOME_KEY_BROKEN: (path) => `密钥 \`${path}\` 无法读取；请放回其备份，不要另建新钥`,
  FEIYU_STATEMENT_OPENED: (stated, known) =>
    `命令行申明此前已出境 ${stated} 人，但账册已记 ${known} 人；请去掉该选项，或用 \`feiyu tally import\` 补记`,
  FEIYU_INPUT_LINE: () => '这一行超过 16 MiB；请每行只写一条记录',
  FEIYU_RECORD_MISSING_KEY: (name) => `记录中缺少 \`${name}\`；请补上`,
  FEIYU_RECORD_NONE: (path) => `\`${path}\` 中没有任何记录；请指定含有记录的文件`,
  FEIYU_RECORD_PACK_CHANGED: (digest) => `法规包 \`${digest}\` 的文件与其摘要不符；请放回该文件的完好副本`,
  FEIYU_RECORD_SYNTAX: () => '这一行不是一个 JSON 对象；请每行写一个 JSON 对象',
  FEIYU_RECORD_UNKNOWN_KEY: (name, known) => `记录中没有 \`${name}\` 这一项；${near(known, '请去掉')}`,
  FEIYU_RECORD_WRONG_TYPE: (name) => `记录中的 \`${name}\` 形式不对；请按 docs/law.zh.md 更正`,
  FEIYU_USAGE_NO_DECISIONS: () => '缺少 `--decisions`；请指定已记录判定的文件，每行一个 JSON 对象，或用 - 表示标准输入',
  FEIYU_USAGE_NO_RELEASE: (name, known) =>
    `没有已发布的法规包 \`${name}\`；${known === undefined ? '此处没有已发布的法规包' : known.includes('/') ? `请查看 \`${known}\`` : `有 ${known}`}`,
  FEIYU_USAGE_NO_SIDES: () => '`--from` 和 `--to` 须同时写明；各写一个法规包目录、已发布的法规包、日期或 `current`',
  FEIYU_USAGE_RELEASES: (name) => `有多个已发布的法规包是 \`${name}\`；请写明其摘要`,
  FEIYU_STATEMENT_BOOK: (fact, stated, known) =>
    `\`${fact}\` 申明为 ${stated}，但加上本文件，账册已有 ${known} 人；请撤回该申明，以账册为准`,
  FEIYU_INPUT_CONSENT_KEY: (path) => `\`${path}\` 中不是密钥；请写入登记册 AES-128 密钥的 32 位十六进制数字`,
  FEIYU_USAGE_CONSENT: () =>
    '没有说明每个人的同意记在哪里；登记册请用 `--consent 文件 --consent-of 列 --consent-key 文件`，文件自身的列请用 `--consent-column 列=词`',
  FEIYU_USAGE_CONSENT_BASIS: () => '要逐人查同意，但 `--basis` 不是 `consent`；请写 `--basis consent`，或去掉这些选项',
  FEIYU_USAGE_COLUMN: (column, known) =>
    `没有列 \`${column}\`；${near(known?.includes(' ') ? undefined : known, '`feiyu scan 文件` 可列出各列')}`,
  FEIYU_USAGE_COLUMN_TWICE: (column) => `对列 \`${column}\` 的处理写了两次；请只写一次`,
  FEIYU_USAGE_COLUMN_PARENT: (column, below) =>
    `\`${column}\` 之下还有未写明如何处理的列：\`${below}\`；请逐列写明，或以 \`--drop\` 全部去掉`,
  FEIYU_USAGE_GENERALISE: (flag, value) =>
    `\`${flag}\` 不能是 \`${value}\`；日期请写 \`year\`、\`quarter\` 或 \`month\`，数值请写步长，如 \`100\``,
  FEIYU_USAGE_KIND: (_flag, kind, known) =>
    `没有 \`${kind}\` 这种值；${near(known?.includes(' ') ? undefined : known, '`feiyu scan 文件` 可列出发现的种类')}`,
  FEIYU_HOME_UNUSABLE: (path) => `目录 \`${path}\` 不可用；请将 FEIYU_HOME 设为您可写的目录`,
  FEIYU_HOME_WRITE: (path) => `无法写入 \`${path}\`，未作任何改动；请检查该目录的权限和剩余空间`,
  FEIYU_INPUT_ALIAS: (path) => `\`${path}\` 使用了别名；请直接写出该值`,
  FEIYU_INPUT_DUPLICATE_KEY: (path) => `\`${path}\` 把同一名称写了两次，这一行是第二次；请只保留一个`,
  FEIYU_INPUT_NESTING: (path) => `\`${path}\` 嵌套层数太多，无法读取；事实只有几层`,
  FEIYU_INPUT_DIRECTORY: (path) => `\`${path}\` 是目录；请写出其中的文件`,
  FEIYU_INPUT_EMPTY: (path) => `\`${path}\` 是空文件；证明材料须有内容`,
  FEIYU_INPUT_ENCODING: (path) => `\`${path}\` 不是 UTF-8；请另存为 UTF-8`,
  FEIYU_INPUT_LEGAL_PERSON: (row, column) =>
    `第 \`${row}\` 行的 \`${column}\` 中没有有效的统一社会信用代码，无法得知计入哪一法人的账册；请更正该行`,
  FEIYU_INPUT_LEGAL_PERSONS: (column, most) => `\`${column}\` 中的法人超过 \`${most}\` 个；请按法人分批发送`,
  FEIYU_INPUT_MECHANISM_FORM: (path, needed, persons, optional) =>
    `\`${path}\` 不是对机制的描述；请用 YAML 或 JSON 写明 \`${needed}\`（\`${persons}\`），有以下内容的也写明：\`${optional}\``,
  FEIYU_INPUT_MECHANISM_TERM: (until) => `\`validUntil\`（${until}）早于 \`validFrom\`；请更正其中之一`,
  FEIYU_INPUT_MISSING: (path) => `没有文件 \`${path}\`；请检查路径`,
  FEIYU_INPUT_MISSING_KEY: (key) => `缺少 \`${key}\`；请补上`,
  FEIYU_INPUT_NOT_STANDING: (fact) => `\`${fact}\` 不是长期申明；请放入检查时的事实文件`,
  FEIYU_INPUT_NO_MAP: () => '此处应为“名称: 值”；请逐行书写',
  FEIYU_INPUT_READ: (path) => `无法读取 \`${path}\`；请检查路径和磁盘`,
  FEIYU_INPUT_SYNTAX: (path) => `\`${path}\` 从该行起既不是 YAML 也不是 JSON；请更正`,
  FEIYU_INPUT_TOO_LARGE: (path) => `\`${path}\` 超过 16 MB；这里应为事实文件，而不是数据本身`,
  FEIYU_INPUT_TWICE: (fact) => `\`${fact}\` 申明了两次；请保留一项`,
  FEIYU_INPUT_UNKNOWN_KEY: (key, known) =>
    `未知的键 \`${key}\`；${near(known?.includes(',') ? undefined : known, `可用的键：${known ?? ''}`)}`,
  FEIYU_INPUT_UNREADABLE: (path) => `没有读取 \`${path}\` 的权限；请向其所有者申请`,
  FEIYU_PACKS_CHANGED: (digest) => `判定期间法规包有改动，\`${digest}\` 已不在；请再运行一次`,
  FEIYU_PACKS_MISSING: (path) => `\`${path}\` 中没有法规包；请检出完整的代码库`,
  FEIYU_STATEMENT_PROOF_OF_NOTHING: (_flag, fact) => `\`--proof\` 指向 \`${fact}\`，但没有申明它；请申明，或去掉该证明`,
  FEIYU_STATEMENT_TWICE: (fact) => `\`${fact}\` 被重复申明；请只申明一次`,
  FEIYU_USAGE: (value) => `命令行有误${value === undefined ? '' : `：\`${value}\``}；请查看 \`feiyu --help\``,
  FEIYU_USAGE_COUNTRY: (_flag, value) =>
    `\`--to\` 不能是 \`${value}\`；请写 ISO 3166-1 的两位字母，如 \`DE\`、\`SG\`、\`HK\``,
  FEIYU_USAGE_EXISTS: (path) => `\`${path}\` 已存在；\`--force\` 可替换它`,
  FEIYU_USAGE_FACT_OF_FILE: (name) => `\`${name}\` 不适合写在命令行；请放入 \`--facts\` 的文件`,
  FEIYU_USAGE_MAINLAND: () => '`--to` 为境内，没有数据出境；请写境外的地方（HK、MO、TW 属于境外）',
  FEIYU_USAGE_NOTHING_STATED: () => '没有任何申明；请至少给出 `--name`、`--uscc`、`--zone` 或 `--ciio`',
  FEIYU_USAGE_NO_ARGUMENT: (name, where) => `缺少 \`${name}\`；请写在 \`${where}\` 之后`,
  FEIYU_USAGE_NO_AUTHOR: () => '缺少 `--author`；每项申明都要有申明人，请写明由谁申明',
  FEIYU_USAGE_NO_COMMAND: () => '没有命令；`feiyu --help` 列出全部命令',
  FEIYU_USAGE_NO_COUNTRY: () => '缺少 `--to`；请写明数据去往何处，两位字母，如 `DE`',
  FEIYU_OUTPUT_WRITE: (path) => `无法写入 \`${path}\`；请检查目录、权限和剩余空间`,
  FEIYU_REPORT_PDF: () => 'PDF 无法排版；请改写 .html，并报告此问题',
  FEIYU_USAGE_REPORT_KIND: (path) => `\`${path}\` 既不是 .html 也不是 .pdf；请以其中之一结尾`,
  FEIYU_USAGE_TABLE_KIND: (path) => `\`${path}\` 既不是 .csv 也不是 .xlsx；请以其中之一结尾`,
  FEIYU_USAGE_NO_WORDS: (query) => `\`${query}\` 中没有可查找的字词；请写出要查找的内容`,
  FEIYU_USAGE_REVIEW_KIND: (path) => `\`${path}\` 不是 .html；请以此结尾`,
  FEIYU_USAGE_NO_PACKS: (path) => `\`${path}\` 中没有法规包；请写出一个法规包，或法规包所在目录`,
  FEIYU_USAGE_UNKNOWN_DECISION: (pack, decision, known) =>
    `法规包 \`${pack}\` 没有判定 \`${decision ?? ''}\`；${known === undefined ? '它本身没有判定' : nearOrAll(known)}`,
  FEIYU_USAGE_MARK: () => '缺少 `--mark`；请说明表格的依据：V 官方文本，V2 二手文本，R 代码库，M 记忆',
  FEIYU_USAGE_UNKNOWN_LIST: (list) => `没有清单 \`${list}\`；\`feiyu packs show\` 列出各包的清单`,
  FEIYU_USAGE_NO_FACTS: () => '缺少 `--facts`；请写出事实文件，或用 - 表示标准输入',
  FEIYU_USAGE_NO_VALUE: (flag) => `\`${flag}\` 没有值；请在其后写出`,
  FEIYU_USAGE_NO_OUT: () => '缺少 `--out`；请写明存放已过闸文件和回执的目录',
  FEIYU_USAGE_OUT: (out) => `\`${out}\` 不能用作目录；请用 \`--out\` 写出一个您可写的目录`,
  FEIYU_USAGE_OUT_TAKEN: (path) => `\`${path}\` 已存在，飞鱼从不替换；请移开它，或用 \`--out\` 另写目录`,
  FEIYU_USAGE_PAIR: (flag) => `\`${flag}\` 应为 \`名称=值\`；两边都要写，等号两侧不留空格`,
  FEIYU_USAGE_STATED_TWICE: (fact) => `\`${fact}\` 申明了两次；请只申明一次`,
  FEIYU_USAGE_SUBJECT: (column) => `没有列 \`${column}\`；\`feiyu scan 文件\` 可列出各列`,
  FEIYU_USAGE_TOO_MANY: (command) => `\`${command}\` 的参数过多；名称中有空格时请加引号`,
  FEIYU_USAGE_TWICE: (flag) => `\`${flag}\` 出现多次；请只写一次`,
  FEIYU_USAGE_UNKNOWN_COMMAND: (name, known) =>
    `未知的命令 \`${name}\`；${near(known?.includes(' ') ? undefined : known, '`feiyu --help` 列出全部命令')}`,
  FEIYU_USAGE_UNKNOWN_FLAG: (name, known) =>
    `未知的选项 \`${name}\`；${near(known?.includes(' ') ? undefined : known, '`feiyu --help` 列出全部选项')}`,
  FEIYU_USAGE_UNKNOWN_PACK: (id, known) =>
    `没有法规包 \`${id}\`；${known === undefined ? '`feiyu packs list` 列出全部法规包' : nearOrAll(known)}`,
  FEIYU_USAGE_UNKNOWN_PATHWAY: (code, known) =>
    `没有法规包认识路径 \`${code}\`；${near(known?.includes(' ') ? undefined : known, '`feiyu packs show cn` 列出全部路径')}`,
  FEIYU_USAGE_UNKNOWN_PROOF: (name, known) =>
    `没有可证明的义务或事实 \`${name}\`；${near(known?.includes(' ') ? undefined : known, '`feiyu packs show cn` 列出义务和事实')}`,
  FEIYU_USAGE_USCC: () => '`--uscc` 不是统一社会信用代码：校验码不符；请核对',
  FEIYU_USAGE_NOT_AN_ID: (flag, value) =>
    `\`${flag}\` 不能是 \`${value}\`；请写报告中所示的许可标识或其开头，为十六进制数字`,
  FEIYU_USAGE_WRONG_VALUE: (flag, value, known, other) =>
    `\`${flag}\` 不能是 \`${value}\`；${known === undefined ? '请查看 `feiyu --help`' : known.includes(',') || other !== undefined ? `可取 \`${other === undefined ? known : `${known}, ${other}`}\`` : `是否想写 \`${known}\`？`}`,
  FEIYU_USAGE_NOT_A_COUNT: (flag, value) => `\`${flag}\` 不能是 \`${value}\`；请写从 0 开始的整数，只用数字`,
  FEIYU_USAGE_NOT_A_DATE: (flag, value) => `\`${flag}\` 不能是 \`${value}\`；请按 YYYY-MM-DD 写日历上的日期`,
  FEIYU_STATEMENT_PI: (_pi, from, by, persons, columns) =>
    `\`pi\` 申明为否（来源 ${from}，申明人 ${by}），但扫描发现了个人：至多 ${persons} 人，在列 \`${columns}\` 中；请撤回该申明，或从文件中去掉这些列`,
  FEIYU_STATEMENT_SECRET: (fact, from, by, row, column, mark) =>
    `\`${fact}\` 否认国家秘密（来源 ${from}，申明人 ${by}），但${mark === undefined ? `名称 \`${row}\` 中有密级标志 \`${column}\`` : `列 \`${column}\` 第 ${row} 行有密级标志 \`${mark}\``}；请停止处理，交由保密负责人`,
  FEIYU_STATEMENT_MARK: (_fact, from, by, mark, row, column) =>
    `申明的密级标志（来源 ${from}，申明人 ${by}）与${column === undefined ? `名称 \`${row}\` 中` : `列 \`${column}\` 第 ${row} 行`}扫描到的 \`${mark}\` 不一致；请撤回该申明`,
  FEIYU_STATEMENT_TOO_FEW: (fact, stated, from, by, found) =>
    `\`${fact}\` 为 ${stated}（来源 ${from}，申明人 ${by}），但仅本文件就有 ${found} 人；请更正人数，或用 \`--subject\` 指明区分个人的列`,
}
