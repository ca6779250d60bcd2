import { personAt } from './people.ts'
import { words } from './places.ts'
import { Random } from './random.ts'
import { type Planted, remarkOf } from './remarks.ts'
import type { Sample, SampleParameters, SampleRow, SampleSubject } from './sample.ts'

/** Orders of a shop that sells across the border: buyer, recipient (one in eight is somebody else), a remark. */
export const orders: Sample = {
  columns: [
    { zh: '订单号', en: 'order_no', types: ['order_id'] },
    { zh: '下单时间', en: 'ordered_at', types: ['timestamp'] },
    { zh: '买家姓名', en: 'buyer_name', types: ['person_name'] },
    { zh: '买家邮箱', en: 'buyer_email', types: ['email'] },
    { zh: '收件人', en: 'recipient_name', types: ['person_name'] },
    { zh: '收件人手机', en: 'recipient_mobile', types: ['mobile'] },
    { zh: '收货地址', en: 'delivery_address', types: ['address'] },
    { zh: '商品', en: 'product', types: ['product'] },
    { zh: '数量', en: 'quantity', types: ['number'] },
    { zh: '金额', en: 'amount', types: ['amount'] },
    { zh: '支付卡尾号', en: 'card_last4', types: ['number', 'category_code', 'bank_card', 'payment_card'] },
    { zh: '备注', en: 'remark', types: ['free_text'] },
  ],
  persons: pool,
  rows,
}

const remarkColumn = 11
const products = words(
  '婴儿奶粉 Infant formula,护肤精华 Skin serum,机械键盘 Mechanical keyboard,咖啡豆 Coffee beans,登山鞋 Hiking boots,' +
    '蓝牙耳机 Bluetooth earphones,维生素片 Vitamin tablets,儿童绘本 Picture book,保温杯 Vacuum flask,香水 Perfume',
)
const start = Date.UTC(2026, 2, 1)

function pool({ rows: count }: SampleParameters): number {
  return Math.max(1, Math.ceil(count * 0.7))
}

function* rows(parameters: SampleParameters): Iterable<SampleRow> {
  const { rows: count, seed, lang } = parameters
  const random = new Random(seed)
  const persons = pool(parameters)
  for (let at = 0; at < count; at++) {
    const buyer = personAt(seed, random.below(persons))
    const recipient = random.chance(125) ? personAt(seed, random.below(persons)) : buyer
    const time = new Date(start + at * 37_000 + random.below(37_000))
    const remark = remarkOf({ row: at + 1, rows: count, recipient, lang }, random)
    const cells = [
      `SO${time.toISOString().slice(2, 10).replaceAll('-', '')}${String(at + 1).padStart(8, '0')}`,
      time.toISOString().slice(0, 19).replace('T', ' '),
      buyer.name[lang],
      buyer.email,
      recipient.name[lang],
      recipient.mobile,
      recipient.address[lang],
      random.pick(products)[lang],
      random.between(1, 5),
      random.between(1900, 489_900) / 100,
      buyer.bankCard.slice(-4),
      remark.text,
    ]
    const planted = remark.planted === undefined ? [] : [{ type: remark.planted, column: remarkColumn }]
    yield { cells, about: about(buyer.index, recipient.index, remark.planted), planted }
  }
}

function about(buyer: number, recipient: number, planted: Planted | undefined): SampleSubject[] {
  const found = planted === undefined ? [] : [planted]
  return [
    { person: buyer, types: ['person_name', 'email'] },
    { person: recipient, types: ['person_name', 'mobile', 'address', ...found] },
  ]
}
