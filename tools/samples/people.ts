import { luhnCheck, residentIdCheck } from './identifiers.ts'
import { givenNames, surnames } from './names.ts'
import { places, roads, type Word } from './places.ts'
import { type Random, randomFor, scatter } from './random.ts'

/**
 * A person who does not exist. Numbers are well formed (check digits, area codes, number ranges), so a number may by
 * chance be somebody's. Mail domains end in `.xz`, a code that ISO 3166-1 keeps for private use, so that no such domain
 * exists; a scan takes the reserved ones (`.example`) for what they are, and counts nobody by them.
 */
export interface Person {
  /** Place in the pool; two persons of one seed differ in every number below. */
  readonly index: number
  readonly name: Word
  readonly address: Word
  readonly residentId: string
  readonly mobile: string
  readonly email: string
  /** A UnionPay debit card of 16 or 19 digits. */
  readonly bankCard: string
}

/** The person at a place of the pool of a seed: always the same one. All are born 1955–2004. */
export function personAt(seed: number, index: number): Person {
  const random = randomFor(seed, 1, index)
  const surname = random.pick(surnames)
  const given = random.chance(250) ? [random.pick(givenNames)] : [random.pick(givenNames), random.pick(givenNames)]
  const pinyin = given.map(({ en }, at) => (at === 0 ? en : en.toLowerCase())).join('')
  return {
    index,
    name: { zh: surname.zh + given.map(({ zh }) => zh).join(''), en: `${pinyin} ${surname.en}` },
    address: address(random),
    residentId: residentId(seed, index),
    mobile: mobile(seed, index),
    email: email(random, pinyin, surname.en, index),
    bankCard: bankCard(random, seed, index),
  }
}

const firstBirth = Date.UTC(1955, 0, 1)
const birthDays = 18_262
const sequences = 900

function residentId(seed: number, index: number): string {
  const number = scatter(seed, index, places.length * birthDays * sequences)
  const sequence = String((number % sequences) + 100)
  const day = Math.floor(number / sequences) % birthDays
  const birth = new Date(firstBirth + day * 86_400_000).toISOString().slice(0, 10).replaceAll('-', '')
  const { code } = places[Math.floor(number / sequences / birthDays)] ?? places[0]
  const first17 = code + birth + sequence
  return first17 + residentIdCheck(first17)
}

const mobileRanges =
  '130 131 132 133 135 136 137 139 150 151 152 155 156 158 159 166 176 177 180 182 186 187 188 199'.split(' ')

function mobile(seed: number, index: number): string {
  const number = scatter(seed, index, mobileRanges.length * 10 ** 8)
  return `${mobileRanges[Math.floor(number / 10 ** 8)]}${String(number % 10 ** 8).padStart(8, '0')}`
}

const mailDomains = ['mail.huangpu.xz', 'post.suzhouhe.xz', 'mail.dianshan.xz'] as const

function email(random: Random, given: string, surname: string, index: number): string {
  const local = `${given}.${surname}${index.toString(36)}`.toLowerCase().replaceAll('ü', 'v')
  return `${local}@${random.pick(mailDomains)}`
}

const cardRanges = [
  { bin: '622202', length: 19 },
  { bin: '621700', length: 19 },
  { bin: '622848', length: 19 },
  { bin: '622588', length: 16 },
] as const

function bankCard(random: Random, seed: number, index: number): string {
  const { bin, length } = random.pick(cardRanges)
  const body = bin + String(scatter(seed, index, 10 ** 9)).padStart(9, '0') + random.digits(length - 16)
  return body + luhnCheck(body)
}

function address(random: Random): Word {
  const place = random.pick(places)
  const road = random.pick(roads)
  const [number, building, room] = [random.between(1, 2000), random.between(1, 30), random.between(101, 2604)]
  return {
    zh: `${place.zh}${road.zh}${number}号${building}号楼${room}室`,
    en: `Room ${room}, Building ${building}, ${number} ${road.en}, ${place.en}`,
  }
}
