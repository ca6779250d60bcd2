import type { law as enLaw } from '../en/law.ts'

export const law: typeof enLaw = {
  folder: '法规包所在目录，或某一个法规包（默认：随附的法规包）',
  table: {
    aboutExport: '把一项判定导出为电子表格',
    aboutImport: '把改过的表格放回法规包',
    decision: '判定的名称，如 pathway',
    file: '表格，.csv 或 .xlsx',
    out: '写入此文件，.csv 或 .xlsx（默认：在标准输出上打印 CSV）',
    force: '替换已有的文件',
    exported: (file, rows) => `${file}：${rows} 行。改完后：feiyu packs table import`,
    imported: (file) => `已写入 ${file}。请再证明：feiyu packs check`,
    same: '表格与法规包一致，未写入任何内容。',
  },
  sign: {
    about: '签署一个法规包：由您对其内容负责',
    author: '由谁签署（默认：当前账户）',
    signed: (pack, version, person) => `${pack} ${version} 已由 ${person} 签署。`,
    dropped: (keys) => `以下密钥签署之后文件有改动，须重新签署：${keys}`,
    enrol: '他人将以下内容放入其状态目录的 keys/pack-signers/名称.yaml 之后，即认可此签名：',
  },
  signatures: {
    column: '签署',
    unsigned: '未签署',
    by: (names) => `由 ${names} 签署`,
    unknown: (names) => `未签署（仅有本机未登记的密钥：${names}）`,
    all: (packs) => `以下法规包尚无人签署：${packs}`,
    some: (packs) => `未签署的法规包：${packs}`,
  },
}
