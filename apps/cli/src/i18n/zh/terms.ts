import type { terms as enTerms } from '../en/terms.ts'

export const terms: typeof enTerms = {
  category: { business: '业务数据', personal: '个人信息', sensitive: '敏感个人信息', credential: '凭证' },
  when: { before: '出境之前', during: '出境期间', after: '出境之后' },
  mark: {
    V: '已核对原文',
    V2: '据二手资料，待确认',
    R: '见于他人代码库，待确认',
    M: '凭记忆，待确认',
  },
  yes: '是',
  no: '否',
  unknown: '未知',
  none: '无',
  placeholders: { FILE: '文件', NAME: '名称', TEXT: '文字', GROUND: '依据', N: '人数' },
  listComma: '、',
  listSemicolon: '；',
  colon: '：',
}
