import { type Person, personAt } from '../../tools/samples/people.ts'
import { places } from '../../tools/samples/places.ts'
import { Random, randomFor, scatter } from '../../tools/samples/random.ts'
import { vinAt } from '../../tools/samples/vehicles.ts'

/** Whom the rows are about, however many rows there are. */
export interface DensePeople {
  readonly count: number
  /** The first rows go through all of them, one each, so that two files of different length hold the same people. */
  readonly allAtFirst: boolean
}

export const denseHeader = [
  'row_no',
  '订单号',
  'created_at',
  '姓名',
  '身份证号',
  '手机号',
  'email',
  '银行卡号',
  '车牌号',
  'vin',
  '地址',
  '城市',
  'product',
  'amount',
  'client_ip',
  'status',
  'channel',
  '备注',
] as const

const seed = 12_345
const start = Date.UTC(2026, 0, 1)
const plain = [
  '尽快发货',
  '工作日送达',
  'leave at the door',
  '易碎，请加固包装',
  '到货前请联系',
  'no invoice please',
  '',
]
const products = ['奶粉 900g', 'Skin serum 30 ml', '机械键盘', 'Coffee beans 1 kg', '登山鞋 42', 'Bluetooth earphones']

/**
 * Lines of a CSV in which nearly every column holds an identifier: 18 columns, about 300 bytes a row, seven identifiers
 * of a person in each; about 1 % of the remarks hold a mobile number, 0.5 % a resident ID, 0.5 % an e-mail address.
 */
export function* denseLines({ count, allAtFirst }: DensePeople): Generator<string, never> {
  const random = new Random(seed)
  const people = Array.from({ length: count }, (_, index) => middleOf(personAt(seed, index)))
  yield `${denseHeader.join(',')}\n`
  for (let row = 1; ; row++) {
    const drawn = random.below(count)
    const index = allAtFirst && row <= count ? row - 1 : drawn
    const time = new Date(start + row * 1000).toISOString()
    const before = `${row},SO${time.slice(2, 10).replaceAll('-', '')}${String(row).padStart(9, '0')},${time}`
    const amount = (random.between(100, 999_999) / 100).toFixed(2)
    const ip = `${random.between(11, 223)}.${random.below(256)}.${random.below(256)}.${random.between(1, 254)}`
    const after = `${random.pick(nonEmpty(products))},${amount},${ip},${random.pick(['paid', 'shipped', 'done'])}`
    yield `${before},${people[index]},${after},${random.pick(['web', 'app', 'mini'])},${remark(random, count)}\n`
  }
}

function middleOf(person: Person): string {
  const { index, name, residentId, mobile, email, bankCard, address } = person
  const random = randomFor(seed, 4, index)
  const place = random.pick(places).zh
  const quoted = `"${address.zh.replace(/(\d+号)(\d+号楼)/, '$1, $2, ')}"`
  return [name.zh, residentId, mobile, email, bankCard, plate(random, index), vinAt(seed, index), quoted, place].join(
    ',',
  )
}

/** Province, office and five characters; unique by its digits and letter. */
function plate(random: Random, index: number): string {
  const number = scatter(seed, index, 24 * 100_000)
  const letter = 'ABCDEFGHJKLMNPQRSTUVWXYZ'.charAt(Math.floor(number / 100_000))
  const office = random.pick(['沪A', '沪B', '京N', '粤B', '浙A', '苏E', '川A', '鄂A'])
  const digits = String(number % 100_000).padStart(5, '0')
  return `${office}${letter}${digits.slice(1)}`
}

function remark(random: Random, people: number): string {
  const kind = random.below(1000)
  if (kind >= 20) return random.pick(nonEmpty(plain))
  const person = personAt(seed, random.below(people))
  if (kind < 10) return `白天打${person.mobile}这个电话`
  return kind < 15 ? `清关用身份证${person.residentId}，请核对` : `发票发到${person.email}，谢谢`
}

function nonEmpty(list: readonly string[]): readonly [string, ...string[]] {
  const [first = '', ...rest] = list
  return [first, ...rest]
}
