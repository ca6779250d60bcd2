import type { log as enLog } from '../en/log.ts'

export const log: typeof enLog = {
  aboutShow: '存证日志中的条目，最新的在最后',
  aboutProve: '某条目确在日志中的证明（C2SP tlog-proof），或日志只增不改的证明',
  aboutExport: '将日志写成静态目录，任何人都可提供和检查',
  aboutAudit: '对照签名的检查点，检查日志的每一个文件',
  index: '条目的位置，从 0 开始',
  flags: {
    from: '从哪一条开始（默认：最新 20 条）',
    to: '到哪一条为止，不含该条（默认：全部）',
    kind: '只看这一种条目',
    permit: '只看该放行许可的条目；写标识的开头即可',
    names: '用本机留存的盐值写出被拒绝的对象和目的',
    since: '改为证明：日志的开头就是某人所知的那么多条',
    out: '存放副本的新目录',
    folder: '日志的副本（默认：状态目录中的日志）',
    key: '日志的验证公钥，或存有它的文件',
  },
  columns: { index: '条目', at: '时间', kind: '种类', about: '内容' },
  kinds: { permit: '放行许可', outcome: '过闸结果', deny: '拒绝', tally: '累计人数' },
  entries: {
    permit: (pathway, country) => `${pathway} → ${country}`,
    denied: (reasons, country) => (country === null ? reasons : `${reasons} → ${country}`),
    outcome: (end, rows) => `${end}，放行 ${rows} 行`,
    stopped: (end, code, row, column) =>
      `${end}：${code}${row === null ? '' : `，第 ${row} 行`}${column === null ? '' : `，第 ${column} 列`}`,
    mayHaveLeft: (rows) => `至多 ${rows} 行可能已出境`,
    tally: (cause, ordinary, sensitive) => `${cause}：一般 ${ordinary} 人，敏感 ${sensitive} 人`,
    ends: { completed: '已完成', stopped: '已拦停', interrupted: '已中断', unused: '未使用' },
    causes: {
      opened: '账册开立',
      reserved: '预留额度',
      settled: '结算',
      'opening-balance': '期初人数',
      recount: '重新计数',
      closed: '账册关闭',
    },
  },
  under: (size, root) => `最新检查点之下共 ${size} 个条目，根 ${root}`,
  more: (shown, size) => `共 ${size} 个条目，此处 ${shown} 个；用 --from 和 --to 查看其余`,
  exported: (size, files, folder) =>
    `${size} 个条目、${files} 个文件已写入 ${folder}；可用 \`feiyu log audit --folder\` 检查。`,
  whole: (size, origin) => `${size} 个条目的每个分块、叶、条目和签名均与 ${origin} 所签一致`,
  keyNotCompared: '所用公钥是日志旁边的那一个；请用 --key 与您已知的公钥比对',
  faulty: (count) => `发现 ${count} 处问题；请用副本恢复日志。`,
  faults: {
    missing: '文件缺失',
    malformed: '文件不是日志所写的格式',
    differs: '内容与签名的树不一致',
    'other-key': '由另一把密钥签名',
    signature: '签名与条目不符',
  },
}
