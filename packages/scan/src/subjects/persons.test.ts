import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { Chance, card, mobile, residentId } from '../testing/identifiers.ts'
import { type NaiveRow, naivePersons } from '../testing/naive-persons.ts'
import { scanTable } from '../testing/scan-table.ts'

const chance = new Chance(77)
const pool = {
  resident_id: Array.from({ length: 12 }, () => residentId(chance, '19800101')),
  email: Array.from({ length: 12 }, (_, index) => `person${index}@mail.shop.cn`),
  card: Array.from({ length: 12 }, () => card(chance)),
  mobile: Array.from({ length: 12 }, () => mobile(chance)),
}
const names = ['身份证号', 'email', '银行卡号', '手机号', '性别', '备注'] as const
const kinds = [
  { kind: 'resident_id', column: 0 },
  { kind: 'email', column: 1 },
  { kind: 'card', column: 2 },
  { kind: 'mobile', column: 3 },
] as const
const ordinary = new Set([0, 1, 3, 4, 5])
const sensitive = new Set([2])

/** Rows that make each column what it is, so that the columns of a small random table are known; one person each. */
const base: readonly Pick[] = Array.from({ length: 10 }, (_, index) => ({
  resident_id: index,
  email: index,
  card: index,
  mobile: index,
  gender: true,
  remark: null,
}))

interface Pick {
  readonly resident_id: number | null
  readonly email: number | null
  readonly card: number | null
  readonly mobile: number | null
  readonly gender: boolean
  readonly remark: { readonly kind: 'resident_id' | 'email'; readonly value: number } | null
}

const place = fc.option(fc.nat(11), { nil: null, freq: 2 })
const pick: fc.Arbitrary<Pick> = fc.record({
  resident_id: place,
  email: place,
  card: place,
  mobile: place,
  gender: fc.boolean(),
  remark: fc.option(fc.record({ kind: fc.constantFrom('resident_id' as const, 'email' as const), value: fc.nat(11) }), {
    nil: null,
    freq: 3,
  }),
})

describe('beside a naive count with maps and sets', () => {
  test('figures are equal on random tables, and after any columns are dropped', () => {
    fc.assert(
      fc.property(fc.array(pick, { maxLength: 25 }), fc.subarray([...names]), (picks, dropped) => {
        const all = [...base, ...picks]
        const result = scanTable(names, all.map(cellsOf))
        expect(figuresOf(result.profile.subjects)).toEqual(naive(all, []))
        expect(figuresOf(result.recount({ dropped }).subjects)).toEqual(naive(all, dropped))
      }),
      { seed: 20261123, numRuns: 300 },
    )
  })

  test('the order of the rows does not matter', () => {
    fc.assert(
      fc.property(fc.array(pick, { minLength: 2, maxLength: 20 }), (picks) => {
        const there = scanTable(names, [...base, ...picks].map(cellsOf)).profile.subjects
        const back = scanTable(names, [...base, ...picks.toReversed()].map(cellsOf)).profile.subjects
        expect(back).toEqual(there)
      }),
      { seed: 1, numRuns: 100 },
    )
  })
})

test('the truth lies within the bounds, where every key is one person’s', () => {
  const row = fc.record({ person: fc.nat(11), shown: fc.array(fc.boolean(), { minLength: 4, maxLength: 4 }) })
  fc.assert(
    fc.property(fc.array(row, { maxLength: 30 }), (rows) => {
      const picks = rows.map(({ person, shown }): Pick => {
        const value = (index: number) => (shown[index] === true ? person : null)
        return { resident_id: value(0), email: value(1), card: value(2), mobile: value(3), gender: true, remark: null }
      })
      const { lower, upper } = scanTable(names, [...base, ...picks].map(cellsOf)).profile.subjects
      const truth = new Set([...base.keys(), ...rows.map(({ person }) => person)]).size
      expect(lower).toBeLessThanOrEqual(truth)
      expect(upper).toBeGreaterThanOrEqual(truth)
    }),
    { seed: 2, numRuns: 200 },
  )
})

function cellsOf({ resident_id, email, card, mobile, gender, remark }: Pick): (string | null)[] {
  return [
    resident_id === null ? '' : pool.resident_id[resident_id]!,
    email === null ? '' : pool.email[email]!,
    card === null ? '' : pool.card[card]!,
    mobile === null ? '' : pool.mobile[mobile]!,
    gender ? '女' : '',
    remark === null ? '请尽快处理，谢谢，多联系' : `请联系 ${pool[remark.kind][remark.value]!} 处理，谢谢`,
  ]
}

function naive(picks: readonly Pick[], dropped: readonly string[]) {
  const isLeft = (column: number) => !dropped.includes(names[column]!)
  const rows = picks.map(({ gender, remark, ...keys }): NaiveRow => {
    const given = kinds.flatMap(({ kind, column }) => {
      const value = keys[kind]
      return value === null ? [] : [{ kind, column, value: String(value) }]
    })
    return {
      keys: Object.fromEntries(given.map(({ kind, value }) => [kind, value])),
      found: remark === null ? [] : [{ kind: remark.kind, value: String(remark.value), column: 5 }],
      filled: [...given.map(({ column }) => column), ...(gender ? [4] : [])],
    }
  })
  // without a key or a gender, a table with mails in its remarks holds the persons of the remarks alone
  const left = (columns: ReadonlySet<number>) => new Set([...columns].filter(isLeft))
  return naivePersons(rows, kinds, left(ordinary), left(sensitive))
}

function figuresOf({ ordinary, sensitive, upper, lower }: ReturnType<typeof scanTable>['profile']['subjects']) {
  return { ordinary, sensitive, upper, lower }
}
