import type { tally as enTally } from '../en/tally.ts'

const categories = { ordinary: '一般个人信息', sensitive: '敏感个人信息' } as const

export const tally: typeof enTally = {
  aboutShow: '本年各处理者的累计人数：法定计数、预留、旁册、接收方',
  aboutImport: '补记本年在飞鱼之外的出境：人数，或可区分个人的文件',
  aboutRecount: '类别、豁免或扫描更正后，重新计算本年各次过闸',
  flags: {
    uscc: '处理者的统一社会信用代码（默认：feiyu.yaml 中的代码）',
    usccShow: '只显示该处理者的账册',
    yearShow: '只显示该年的账册',
    year: '上海时间的自然年（默认：今年）',
    count: '一般个人信息的人数',
    sensitive: '敏感个人信息的人数',
    file: '可区分个人的文件；可多次使用',
    source: '数字的来源',
    by: '由谁负责',
    field: '更正类别的列',
    type: '更正类别的类型，适用于所有列',
    as: '计为何类',
    withdraw: '被撤回的豁免条款，写法同 `tally show`',
    permit: '只限该次过闸；可多次使用',
    reason: '理由',
    byTwo: '由谁负责；数字下降须两人负责，请写两次',
  },
  none: '本目录尚无任何过闸计数。',
  book: (uscc, year) => `${uscc} · ${year} 年`,
  columns: { figure: '', ordinary: '一般', sensitive: '敏感', name: '名称', kind: '标识种类' },
  figures: {
    upper: '法定计数',
    opening: '飞鱼之外',
    settled: '已过闸',
    reserved: '进行中的过闸预留',
    lower: '至少',
  },
  precision: {
    none: '尚无计数。',
    exact: '精确：全部个人由同一种标识区分。',
    'upper-bound': '上限：个人由多种标识区分，或只申明了人数；同一人可能计入多次。',
  },
  kinds: '按标识种类',
  keyless: '没有标识的行',
  side: '旁册：留存，不计入',
  recipients: '按接收方',
  scenarios: '按出境场景',
  fields: '已计数的字段',
  field: (path, type, isSensitive) => `${path}（${type}）：${isSensitive ? '敏感' : '一般'}`,
  openings: '飞鱼之外的出境',
  opening: (ordinary, sensitive, how, source, by) =>
    `一般 ${ordinary} 人，敏感 ${sensitive} 人，${how === 'number' ? '申明人数' : '逐人区分'}：${source}（${by}）`,
  noOpening: '本年在飞鱼之外的出境：尚无人申明；请用 `feiyu tally import` 补记，没有也请记 0。',
  recounts: '重新计算',
  recount: (at, ordinary, sensitive, reason, by) =>
    `${at}：此前一般 ${ordinary} 人，敏感 ${sensitive} 人。${reason}（${by}）`,
  open: (count) => `有 ${count} 次过闸尚未结清；下一个改动本目录的命令会关闭其中已中断的。`,
  imported: (ordinary, sensitive) => `已补记一般 ${ordinary} 人，敏感 ${sensitive} 人。`,
  recounted: (crossings) => `已重新计算 ${crossings} 次过闸。`,
  before: '此前',
  after: '现在',
  line: (category, line, before, after) =>
    `${categories[category]} ${line} 人的界线：${after === null ? '未达到' : `于 ${after} 达到`}${before === after ? '' : `；此前：${before === null ? '未达到' : `于 ${before} 达到`}`}`,
  reached: '新达到了一条界线：请暂停不再合法的出境，并对每个出境流重新运行 `feiyu check`。',
}
