import type { Person } from './people.ts'
import type { Random } from './random.ts'
import type { Language } from './sample.ts'

/** What people write into a remark although it has no place there. */
export type Planted = 'resident_id' | 'mobile' | 'email' | 'bank_card'

const plain = {
  zh: [
    '尽快发货',
    '工作日送达',
    '请放快递柜',
    '送礼，不要放发票',
    '易碎，请加固包装',
    '到货前请联系',
    '周末不在家，请周一送',
  ],
  en: [
    'Ship soon',
    'Weekdays only',
    'Leave it in the locker',
    'A gift, no invoice please',
    'Fragile, handle with care',
  ],
} as const

const templates: Readonly<Record<Language, Readonly<Record<Planted, (value: string) => string>>>> = {
  zh: {
    resident_id: (value) => `清关用身份证${value}，请核对`,
    mobile: (value) => `白天打${value}这个电话`,
    email: (value) => `发票发到${value}，谢谢`,
    bank_card: (value) => `退款请退到${value}`,
  },
  en: {
    resident_id: (value) => `ID for customs: ${value}, please check`,
    mobile: (value) => `Call ${value} in the daytime`,
    email: (value) => `Send the invoice to ${value}, thanks`,
    bank_card: (value) => `Refund to card ${value} please`,
  },
}

/** Where the one resident ID stands: row 90,000, or nine tenths down where there are fewer than 100,000 rows. */
export function residentIdRow(rows: number): number {
  return rows >= 100_000 ? 90_000 : Math.ceil(rows * 0.9)
}

/** Half of the remarks are empty; about one in 300 holds the recipient's mobile, e-mail or card; one row the resident ID. */
export function remarkOf(
  order: { readonly row: number; readonly rows: number; readonly recipient: Person; readonly lang: Language },
  random: Random,
): { readonly text: string; readonly planted: Planted | undefined } {
  const usual = random.chance(500) ? '' : random.pick(plain[order.lang])
  const rare = random.chance(3) ? random.pick(['mobile', 'email', 'bank_card']) : undefined
  const planted = order.row === residentIdRow(order.rows) ? 'resident_id' : rare
  if (planted === undefined) return { text: usual, planted }
  return { text: templates[order.lang][planted](identifierOf(order.recipient, planted)), planted }
}

function identifierOf(person: Person, planted: Planted): string {
  const values = {
    resident_id: person.residentId,
    mobile: person.mobile,
    email: person.email,
    bank_card: person.bankCard,
  }
  return values[planted]
}
