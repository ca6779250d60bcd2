import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { personBitsAt, personWords } from '../subjects/person-batch.ts'
import { batchOf } from '../testing/batches.ts'
import { testClasses } from '../testing/classes.ts'
import { Chance, card, mobile, residentId } from '../testing/identifiers.ts'
import { naiveBook } from '../testing/naive-book.ts'
import { scanTable, testDay, testKey } from '../testing/scan-table.ts'
import { halfKeys, testKeys } from '../testing/test-mac.ts'
import { createLiveScan } from './live-scan.ts'
import type { PersonKeys } from './person-keys.ts'

const chance = new Chance(41)
const everybody = Array.from({ length: 20 }, (_, index) => ({
  id: residentId(chance, index < 2 ? '20180101' : '19800101'),
  email: `person${index}@mail.shop.cn`,
  card: card(chance),
  mobile: mobile(chance),
  account: String(1000 + index),
}))
/** Those whom columns name, and those whom only texts do. */
const pool = everybody.slice(0, 10)
const strangers = everybody.slice(10)
const names = ['身份证号', 'email', '银行卡号', '手机号', 'user_id', '紧急联系人电话', '性别', '备注', 'log']
/** Rows that make each column what it is. */
const base = pool.map((one) => [one.id, one.email, one.card, one.mobile, one.account, one.mobile, '男', '照常', 'ok'])

const place = fc.option(fc.nat(9), { nil: null, freq: 2 })
const row = fc
  .tuple(place, place, place, place, place, place, fc.boolean(), place, place)
  .map(([id, email, bank, phone, account, contact, gender, remark, log]) => [
    id === null ? '' : pool[id]!.id,
    email === null ? '' : pool[email]!.email,
    // In groups of four: such a cell is no longer the key as it stands.
    bank === null ? '' : pool[bank]!.card.replaceAll(/(\d{4})(?=\d)/g, '$1 '),
    phone === null ? '' : `+86 ${pool[phone]!.mobile}`,
    account === null ? '' : pool[account]!.account,
    contact === null ? '' : pool[contact]!.mobile,
    gender ? '女' : '',
    remark === null ? '照常' : `请找${strangers[remark]!.id}，或 ${pool[remark]!.email}`,
    log === null ? 'ok' : `card ${pool[log]!.card} refused`,
  ])
const rows = fc.array(row, { maxLength: 40 }).map((more) => [...base, ...more])
const noColumn = (_column: number) => 'pass' as const

function liveOf(all: readonly (readonly string[])[], cut: number, keys: PersonKeys, uncounted?: Uint8Array) {
  const live = createLiveScan({ names, key: testKey, keys, classTable: testClasses, asOf: testDay })
  const batches = []
  for (let from = 0; from < all.length; from += cut) {
    const batch = batchOf(all.slice(from, from + cut), names.length, from)
    live.add(uncounted === undefined ? batch : { ...batch, uncounted: uncounted.slice(from, from + cut) })
    batches.push(live.drain())
  }
  live.end()
  batches.push(live.drain())
  return { live, batches }
}

const codes: readonly (readonly [string, PersonKeys])[] = [
  ['a keyed code', testKeys],
  ['codes that agree in their first 64 bits', halfKeys],
]

describe.each(codes)('persons under %s', (_, keys) => {
  test('are the same as under the scanner’s own hash', () => {
    fc.assert(
      fc.property(rows, fc.subarray(names), (all, dropped) => {
        const plain = scanTable(names, all)
        const keyed = scanTable(names, all, { keys })
        expect(keyed.profile).toEqual(plain.profile)
        expect(keyed.recount({ dropped }).subjects).toEqual(plain.recount({ dropped }).subjects)
      }),
      { seed: 5, numRuns: 60 },
    )
  })

  test('of a finished scan, and those drained batch by batch, add up to the figures of the profile', () => {
    fc.assert(
      fc.property(rows, fc.subarray(names), fc.integer({ min: 1, max: 30 }), (all, dropped, cut) => {
        const scan = scanTable(names, all, { keys })
        const counted = scan.counted({ dropped })
        const { ordinary, sensitive, upper } = scan.recount({ dropped }).subjects
        expect(naiveBook([scan.persons()], counted)).toEqual({ ordinary, sensitive, upper })
        // Row by row nobody can know yet that two persons will turn out to be one: never fewer, rarely more.
        const { live, batches } = liveOf(all, cut, keys)
        expect(live.counted((column) => (dropped.includes(names[column]!) ? 'drop' : 'pass'))).toEqual(counted)
        const drained = naiveBook(batches, counted)
        expect(drained.upper).toBeGreaterThanOrEqual(upper)
        expect(drained.ordinary).toBeGreaterThanOrEqual(ordinary)
        expect(drained.sensitive).toBeGreaterThanOrEqual(sensitive)
      }),
      { seed: 6, numRuns: 60 },
    )
  })

  test('who does not cross is inspected and not counted', () => {
    fc.assert(
      fc.property(rows, fc.infiniteStream(fc.boolean()), fc.integer({ min: 1, max: 30 }), (all, left, cut) => {
        const uncounted = Uint8Array.from(all, (_, index) =>
          index >= base.length && left.next().value === true ? 1 : 0,
        )
        const counted = scanTable(names, all, { keys }).counted({})
        const { live, batches } = liveOf(all, cut, keys, uncounted)
        const crossing = liveOf(
          all.filter((_, index) => uncounted[index] === 0),
          1000,
          keys,
        )
        expect(naiveBook(batches, counted).upper).toBeGreaterThanOrEqual(naiveBook(crossing.batches, counted).upper)
        expect(naiveBook(liveOf(all, 1000, keys, uncounted).batches, counted)).toEqual(
          naiveBook(crossing.batches, counted),
        )
        expect(live.rows).toBe(all.length)
      }),
      { seed: 7, numRuns: 40 },
    )
  })
})

describe.each(codes)('what a drain tells under %s', (_, keys) => {
  const few = ['身份证号', '银行卡号', '性别']
  const rowOf = (index: number, bank: string) => [pool[index]!.id, bank, '男']

  /** Persons, links and keyless rows of each batch, after a head that makes the columns what they are. */
  function drained(batches: readonly (readonly (readonly string[])[])[]) {
    const live = createLiveScan({ names: few, key: testKey, keys, classTable: testClasses, asOf: testDay })
    const head = Array.from({ length: 1000 }, (_, row) => rowOf(row % 3, pool[row % 3]!.card))
    live.add(batchOf(head, few.length, 0))
    live.drain()
    return batches.map((rows, at) => {
      live.add(batchOf(rows, few.length, 1000 + at * 10))
      const { count, words, linkCount, keyless } = live.drain()
      const bits = Array.from({ length: count }, (_, person) => words[person * personWords + personBitsAt])
      return { bits, linkCount, keyless: keyless.map(({ rows: found }) => found) }
    })
  }

  test('a person comes again when a column of its own is filled for the first time, and only then', () => {
    const bare = rowOf(5, '')
    const full = rowOf(5, pool[5]!.card)
    expect(drained([[bare, bare], [bare], [full], [full], [bare]])).toEqual([
      { bits: [0b101], linkCount: 0, keyless: [] },
      { bits: [], linkCount: 0, keyless: [] },
      { bits: [0b111], linkCount: 1, keyless: [] },
      { bits: [], linkCount: 0, keyless: [] },
      { bits: [], linkCount: 0, keyless: [] },
    ])
  })

  test('rows without a key are told once each', () => {
    const nobody = ['', '', '女']
    expect(drained([[nobody, nobody], [rowOf(0, '')], [nobody]]).map(({ keyless }) => keyless)).toEqual([[2], [], [1]])
  })

  test('a key beside two keys that are one person’s is that person’s, and none of its own', () => {
    const three = ['身份证号', 'email', '银行卡号']
    const live = createLiveScan({ names: three, key: testKey, keys, classTable: testClasses, asOf: testDay })
    const row = ({ id, email: mail, card: bank }: (typeof pool)[number]) => [id, mail, bank]
    live.add(batchOf(Array(1000).fill(row(pool[0]!)), three.length, 0))
    live.drain()
    const { id, email: mail, card: bank } = pool[5]!
    const persons = [
      [id, mail, ''],
      ['', mail, bank],
      [id, '', bank],
    ].map((cells, at) => {
      live.add(batchOf([cells], three.length, 1000 + at))
      return live.drain().count
    })
    // The ID, the mail that stands alone in the second row, and the ID again, now with a card.
    expect(persons).toEqual([1, 1, 1])
  })

  test('a key that turns up beside a second person is a person of its own from then on', () => {
    const [first, second, third] = drained([
      [rowOf(5, pool[5]!.card)],
      [rowOf(6, pool[5]!.card)],
      [rowOf(7, pool[5]!.card)],
    ])
    expect(first).toMatchObject({ bits: [0b111], linkCount: 1 })
    expect(second).toEqual({ bits: [0b111, 0b010], linkCount: 1, keyless: [] })
    expect(third).toEqual({ bits: [0b111], linkCount: 1, keyless: [] })
  })
})

describe('the head', () => {
  test('no row counts as inspected before the head is complete, and all do as soon as it is', () => {
    const one = base[0]!
    const live = createLiveScan({ names, key: testKey, classTable: testClasses, asOf: testDay })
    live.add(batchOf(Array(999).fill(one), names.length, 0))
    expect(live.isSettled).toBe(false)
    expect(live.drain().count).toBe(0)
    live.add(batchOf([one], names.length, 999))
    expect(live.isSettled).toBe(true)
    expect(live.drain().count).toBeGreaterThan(0)
  })

  test('a hit is told with its column and first row after the batch that holds it', () => {
    const live = createLiveScan({ names: ['备注'], key: testKey, classTable: testClasses, asOf: testDay })
    live.add(batchOf(Array(1500).fill(['照常']), 1, 0))
    const hits: unknown[] = []
    live.forEachHit((hit) => hits.push(hit))
    expect(hits).toEqual([])
    live.add(batchOf([['照常'], [`证件${pool[5]!.id}`], ['机密★10年']], 1, 1500))
    live.forEachHit((hit) => hits.push(hit))
    expect(hits).toEqual([{ column: 0, detector: 'resident_id', count: 1, firstRow: 1502 }])
    expect(live.markings()).toEqual([{ kind: 'mark', level: 'secret', column: 0, row: 1503 }])
    expect(live.classes(noColumn)[0]).toMatchObject({ category: 'personal' })
  })
})
