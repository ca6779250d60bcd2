/**
 * Words of a column's name that say whose value it is, by party. Parties that stand beside the person of the row
 * (recipients, contacts, relatives, the other side of a trade) are never taken for that person.
 */
const parties: readonly (readonly [string, string])[] = [
  ['emergency', '紧急 emergency jinji'],
  [
    'recipient',
    '收件 收货 收方 收款 recipient receiver consignee shipto shipping delivery payee receive shoujian shouhuo beneficiary 受益',
  ],
  ['sender', '寄件 发件 寄方 发货 付款 sender shipper consignor payer jijian'],
  ['father', '父亲 爸爸 父 father dad'],
  ['mother', '母亲 妈妈 母 mother mom'],
  ['parent', '家长 监护人 父母 parent guardian'],
  ['spouse', '配偶 妻子 丈夫 爱人 spouse wife husband partner'],
  ['child', '子女 孩子 儿子 女儿 child kid son daughter'],
  ['contact', '联系人 contactname contactperson referrer 推荐人 介绍人 lianxiren'],
  ['guarantor', '担保人 guarantor cosigner'],
  ['representative', '法人 法定代表 代理人 经办 legalrep representative agent'],
  ['seller', '卖家 卖方 seller vendor'],
  ['buyer', '买家 买方 buyer purchaser'],
  ['driver', '司机 驾驶员 骑手 driver rider courier 快递员 配送员'],
  ['passenger', '乘客 旅客 passenger'],
  ['owner', '车主 owner'],
  ['insured', '被保险人 被保人 insured'],
  ['policyholder', '投保人 policyholder'],
  ['doctor', '医生 医师 doctor physician'],
  ['patient', '患者 病人 patient'],
  ['student', '学生 student'],
  ['teacher', '教师 老师 teacher'],
  ['employee', '员工 职工 employee staff'],
  ['operator', '操作员 操作人 审批人 创建人 操作 operator approver createdby updatedby'],
  ['caller', '主叫 caller calling'],
  ['callee', '被叫 callee called'],
]

/** Parties that only ever stand beside the person of the row. */
const besides: ReadonlySet<string> = new Set([
  'emergency',
  'recipient',
  'father',
  'mother',
  'parent',
  'spouse',
  'child',
  'contact',
  'guarantor',
  'representative',
  'operator',
  'doctor',
])

const han = parties.flatMap(([party, words]) =>
  words
    .split(' ')
    .filter((word) => !/^[a-z]/.test(word))
    .map((word) => ({ party, word })),
)
const latin = new Map(
  parties.flatMap(([party, words]) =>
    words
      .split(' ')
      .filter((word) => /^[a-z]/.test(word))
      .map((word) => [word, party] as const),
  ),
)

/** Whose value the column holds, by its name; null where the name does not say. */
export function partyOf(compact: string, tokens: readonly string[]): string | null {
  const found = han.find(({ word }) => compact.includes(word))
  if (found !== undefined) return found.party
  for (let index = 0; index < tokens.length; index++) {
    const one = latin.get(tokens[index]!)
    if (one !== undefined) return one
    const two = latin.get(`${tokens[index]}${tokens[index + 1] ?? ''}`)
    if (two !== undefined) return two
  }
  return null
}

/** Whether a party only ever stands beside the person that a row is about. */
export function isBeside(party: string): boolean {
  return besides.has(party)
}
