import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Profile } from './profile.ts'
import { createScanner } from './scanner.ts'
import { batchOf } from './testing/batches.ts'
import { testClasses } from './testing/classes.ts'
import { birthDate, Chance, card, creditCode, mobile, residentId } from './testing/identifiers.ts'
import { scanColumn, scanTable, testDay, testKey } from './testing/scan-table.ts'

const chance = new Chance(5)
const surnames = [...'王李张刘陈杨赵黄周吴']
const given = [...'伟芳娜秀敏静丽强磊军洋勇艳杰涛']
const people = Array.from({ length: 60 }, (_, index) => ({
  name: chance.pick(surnames) + chance.pick(given) + (index % 2 === 0 ? chance.pick(given) : ''),
  id: residentId(chance),
  mobile: mobile(chance),
  email: `user${index}@mail.shop.cn`,
  card: card(chance),
}))

function typeOf(name: string, values: readonly string[]): string {
  return scanColumn(name, values).type
}

describe('what a column is', () => {
  test.each([
    ['a', people.map(({ id }) => id), 'resident_id'],
    ['a', people.map((person) => person.mobile), 'mobile'],
    ['a', people.map(({ email }) => email), 'email'],
    ['a', people.map((person) => person.card), 'bank_card'],
    ['a', people.map(({ name }) => name), 'person_name'],
    ['a', Array.from({ length: 20 }, () => creditCode(chance)), 'uscc'],
    ['a', Array.from({ length: 20 }, () => creditCode(chance, '92')), 'uscc_sole_trader'],
    ['a', ['男', '女', '女', '男', '女'], 'gender'],
    ['a', ['汉族', '回族', '满族', '汉族'], 'ethnicity'],
    ['a', ['上海市浦东新区人民路1号', '广东省深圳市南山区科技路9号', '北京市海淀区中关村大街2号'], 'address'],
    ['a', ['2026-01-01', '2026-02-03', '2026-03-04'], 'date'],
    ['a', ['糖尿病', '高血压', '冠心病'], 'health'],
    ['a', ['12.5', '13', '7'], 'number'],
    ['生日', ['1990-01-01', '1985-02-03'], 'birth_date'],
    ['age', ['30', '41', '28'], 'age'],
    ['lat', ['31.230416', '39.904211'], 'precise_location'],
    ['护照号', ['E12345678', 'EA1234567', 'G87654321'], 'passport_cn'],
    ['name', ['Emma Smith', 'John Doe', 'Mary Major'], 'person_name'],
    ['name', ['Blue shirt XL', '3 pack socks', 'USB cable 2 m'], 'opaque'],
    ['客户电话', ['010-62345678', '021-50801234', '0755-83765566'], 'landline'],
    ['mobile', people.map(({ email }) => email), 'email'],
    ['a', [], 'empty'],
    ['手机号', [], 'mobile'],
  ])('%s with values of its kind: %#', (name, values, type) => {
    expect(typeOf(name, values)).toBe(type)
  })

  test('a check that a tenth of the values pass is evidence against', () => {
    const numbers = Array.from({ length: 300 }, () => `62${chance.digits(17)}`)
    expect(['opaque', 'number']).toContain(typeOf('a', numbers))
    expect(typeOf('order_id', numbers)).toBe('order_id')
  })

  test('a name whose values do not fit keeps its type, with less confidence and a warning', () => {
    const { profile } = scanTable(
      ['身份证号'],
      ['5.10101E+17', '4.40305E+17', '3.30106E+17'].map((value) => [value]),
    )
    const [field] = profile.fields
    expect(field).toMatchObject({ type: 'resident_id', category: 'personal' })
    expect(field?.confidence).toBeLessThan(0.9)
    expect(profile.warnings.map(({ code }) => code)).toEqual(['unverified-values', 'damaged-values'])
  })

  test('masked values are still what they were', () => {
    expect(typeOf('a', ['138****5678', '139****0001'])).toBe('mobile')
    expect(typeOf('身份证号', ['110101********1234', '310115********704X'])).toBe('resident_id')
  })
})

describe('what it counts as', () => {
  test('one ID in the remarks makes the field personal, never its type', () => {
    const rows = Array.from({ length: 3000 }, (_, row) => [
      String(row),
      row === 2500 ? `请核对${people[0]!.id}` : '按时送达，谢谢',
    ])
    const { profile } = scanTable(['row_no', '备注'], rows)
    expect(profile.fields[1]).toMatchObject({ type: 'free_text', category: 'personal', role: null })
    expect(profile.fields[1]?.detectors).toEqual([{ id: 'resident_id', count: 1, strong: true, firstRow: 2501 }])
    expect(profile.subjects).toMatchObject({ ordinary: 1, sensitive: 0, lower: 1, upper: 1, key: null })
  })

  test('machine data with VIN and positions holds no person', () => {
    const rows = Array.from({ length: 50 }, (_, row) => [
      'LSVAU2180N2183294',
      `2026-01-01 00:00:${10 + row}`,
      `31.2304${10 + row}`,
      `121.4737${10 + row}`,
      String(row),
    ])
    const { profile } = scanTable(['vin', 'collect_time', 'lat', 'lng', 'speed'], rows)
    expect(profile.fields.map(({ category }) => category)).toEqual(Array(5).fill('business'))
    expect(profile.subjects).toMatchObject({ upper: 0, lower: 0, method: 'none', key: null, keyType: null })
  })

  test('the same positions of named drivers are their movements', () => {
    const rows = Array.from({ length: 60 }, (_, row) => [
      people[row % 5]!.name,
      people[row % 5]!.mobile,
      `2026-01-01 00:00:${10 + (row % 50)}`,
      `31.2304${10 + row}`,
      `121.4737${10 + row}`,
    ])
    const { profile } = scanTable(['司机', '手机号', '上报时间', '纬度', '经度'], rows)
    expect(profile.fields[3]).toMatchObject({ type: 'track', category: 'sensitive', sensitive: true })
    expect(profile.subjects).toMatchObject({ key: '手机号', keyType: 'mobile', sensitive: 5, ordinary: 5, upper: 5 })
  })

  test('a secret in one cell makes the field a credential and no person', () => {
    const { profile } = scanTable(['log'], [['started'], ['key AKIAIOSFODNN7EXAMPLE used'], ['stopped']])
    expect(profile.fields[0]).toMatchObject({ category: 'credential', sensitive: true })
    expect(profile.subjects.upper).toBe(0)
  })

  test('order numbers of a register of companies are of no person', () => {
    const rows = Array.from({ length: 20 }, (_, row) => [`C${row}`, creditCode(chance), `上海${row}贸易有限公司`])
    expect(scanTable(['客户编号', '信用代码', '企业名称'], rows).profile.subjects.upper).toBe(0)
  })
})

describe('persons', () => {
  const names = ['姓名', '身份证号', '手机号', '银行卡号']

  test('one kind of key gives an exact number, links of several hold where nothing contradicts', () => {
    const rows = [...people, ...people].map(({ name, id, mobile: phone, card: number }) => [name, id, phone, number])
    expect(scanTable(names, rows).profile.subjects).toEqual({
      key: '身份证号',
      keyType: 'resident_id',
      ordinary: 60,
      sensitive: 60,
      distinct: 60,
      lower: 60,
      upper: 60,
      dropped: 0,
      method: 'exact-one-key',
    })
  })

  test('test values, placeholders and example addresses are nobody', () => {
    const rows = [['13800138000'], ['11111111111'], ['12345678901'], ['NULL'], ['无'], ['-'], [''], [people[0]!.mobile]]
    expect(scanTable(['手机号'], rows).profile.subjects).toMatchObject({ upper: 1, dropped: 7 })
    const mails = [['a@example.com'], ['b@mail.example.org'], ['n/a'], [people[0]!.email]]
    expect(scanTable(['email'], mails).profile.subjects).toMatchObject({ upper: 1, dropped: 3 })
  })

  test('rows without a key count one each', () => {
    const rows = Array.from({ length: 30 }, (_, row) => [people[row % 3]!.name, row % 2 === 0 ? '男' : '女'])
    const { subjects } = scanTable(['姓名', '性别'], rows).profile
    expect(subjects).toMatchObject({ lower: 1, upper: 30, ordinary: 30, method: 'rows', key: null })
  })

  test('recipients and contacts are persons of their own', () => {
    const rows = people.slice(0, 20).map((person, row) => [person.id, person.mobile, people[row + 20]!.mobile])
    expect(scanTable(['身份证号', '手机号', '紧急联系人电话'], rows).profile.subjects).toMatchObject({ upper: 40 })
  })

  test('a person of under 14 is sensitive as a whole, on the day of the scan', () => {
    const child = residentId(chance, '20121124')
    const older = residentId(chance, '20121123')
    const rows = [...people.map(({ id }) => [id]), [child], [older]]
    expect(scanTable(['身份证号'], rows).profile.subjects).toMatchObject({ ordinary: 61, sensitive: 1 })
    const births = [
      ['m1@mail.cn', '2020-05-01'],
      ['m2@mail.cn', '1990-05-01'],
      ['m3@mail.cn', '2012年11月24日'],
    ]
    expect(scanTable(['email', '出生日期'], births).profile.subjects).toMatchObject({ ordinary: 1, sensitive: 2 })
    expect(
      scanTable(
        ['email', '年龄'],
        [
          ['m1@mail.cn', '13'],
          ['m2@mail.cn', '14'],
        ],
      ).profile.subjects,
    ).toMatchObject({
      sensitive: 1,
    })
  })

  test('one number in its different forms is one person', () => {
    const id = residentId(chance, '19700203')
    const old = id.slice(0, 6) + id.slice(8, 17)
    const rows = [...people.map((person) => [person.id, person.mobile]), [id, ''], [old, ''], ['', people[0]!.mobile]]
    expect(scanTable(['身份证号', '手机号'], rows).profile.subjects.upper).toBe(61)
    const forms = ['+86 139-1234-5678', '8613912345678', '139 1234 5678', '１３９１２３４５６７８', '13912345678']
    expect(
      scanTable(
        ['手机号'],
        forms.map((form) => [form]),
      ).profile.subjects,
    ).toMatchObject({ upper: 1, lower: 1 })
    const mails = ['A.B@Mail.CN', 'a.b@mail.cn']
    expect(
      scanTable(
        ['email'],
        mails.map((mail) => [mail]),
      ).profile.subjects.upper,
    ).toBe(1)
    const lower = '11010519491231002x'
    expect(scanTable(['身份证号'], [[lower], [lower.toUpperCase()]]).profile.subjects.upper).toBe(1)
  })

  test('the column that the caller names tells the persons, and other keys add none', () => {
    const rows = people.slice(0, 20).map((person, row) => [`u${row % 10}`, person.mobile])
    const { subjects } = scanTable(['uid', '手机号'], rows, { subject: 'uid' }).profile
    expect(subjects).toMatchObject({ key: 'uid', keyType: 'account', upper: 10, lower: 10, method: 'exact-one-key' })
    expect(() => scanTable(['uid'], [['1']], { subject: 'nobody' })).toThrow('is not in the table')
  })

  test('dropping columns recounts what a scan without them counts', () => {
    const rows = people.map(({ name, id, mobile: phone, card: number }, row) => [
      name,
      id,
      phone,
      row % 3 === 0 ? number : '',
    ])
    const whole = scanTable(names, rows)
    const without = scanTable(
      names.slice(0, 3),
      rows.map((row) => row.slice(0, 3)),
    )
    const recount = whole.recount({ dropped: ['银行卡号'] })
    expect(recount.subjects).toMatchObject({ ordinary: 60, sensitive: 0, upper: 60, lower: 60 })
    expect(recount.fields).toEqual(without.profile.fields)
    expect(whole.recount({ dropped: names }).subjects).toMatchObject({ upper: 0, key: null })
    const tokens = whole.recount({ tokenised: ['银行卡号', '身份证号'] })
    expect(tokens.subjects).toMatchObject({ ordinary: 60, sensitive: 0, upper: 60 })
    expect(tokens.fields[1]).toMatchObject({ type: 'account_id', role: 'pseudonymous', detectors: [] })
  })

  test('more columns than bits still count every person, and the profile says that columns share bits', () => {
    const wide = Array.from({ length: 90 }, (_, column) => `c${column}`)
    const rows = people.map(({ id, card: number }) => [id, ...wide.map(() => 'x'), number])
    const { profile } = scanTable(['身份证号', ...wide, '银行卡号'], rows)
    expect(profile.subjects).toMatchObject({ upper: 60, sensitive: 60 })
    expect(profile.warnings).toContainEqual({ code: 'columns-grouped', column: null })
  })
})

describe('markings and names', () => {
  test('a marking in a cell, a header and the name of the file is reported at its first place', () => {
    const { markings, candidates } = scanTable(['内容', '商业机密级别'], [['一般'], ['机密★10年'], ['机密★长期']], {
      fileName: '绝密★会议.csv',
    }).profile
    expect(markings).toEqual([
      { kind: 'mark', level: 'top-secret', row: null, column: null, count: 1 },
      { kind: 'mark', level: 'secret', row: 2, column: '内容', count: 2 },
      { kind: 'label', level: 'secret', row: 0, column: '商业机密级别', count: 1 },
    ])
    expect(candidates.filter(({ kind }) => kind === 'secret')).toHaveLength(3)
  })

  test('a column named by a person’s value is shown by its number', () => {
    const { profile, recount } = scanTable(
      ['a', people[0]!.id, people[1]!.email, people[2]!.mobile],
      [['1', '2', '3', '4']],
    )
    expect(profile.fields.map(({ name }) => name)).toEqual(['a', 'column_2', 'column_3', 'column_4'])
    expect(profile.warnings.filter(({ code }) => code === 'name-holds-value')).toHaveLength(3)
    expect(recount({ dropped: ['column_2'] }).fields).toHaveLength(3)
  })

  test('a column whose name is no text is shown by its number', () => {
    const { profile } = scanTable(['a', '\ud800', 'b\ufffd', 'c😀'], [['1', '2', '3', '4']])
    expect(profile.fields.map(({ name }) => name)).toEqual(['a', 'column_2', 'column_3', 'c😀'])
    const warned = profile.warnings.filter(({ code }) => code === 'unreadable-name').map(({ column }) => column)
    expect(warned).toEqual(['column_2', 'column_3'])
  })

  test('no value of the table is in the profile, nor in what a recount says', () => {
    const planted = people.flatMap((person) => Object.values(person))
    const rows = people.map((person) => [...Object.values(person), `备注 ${person.id} ${person.email}`])
    const result = scanTable(['姓名', '身份证号', '手机号', 'email', '银行卡号', '备注'], rows, {
      fileName: `${planted[1]}.csv`,
    })
    const text = JSON.stringify([result.profile, result.recount({ dropped: ['备注'], tokenised: ['email'] })])
    for (const value of planted) expect(text).not.toContain(value)
  })

  test('a scan of a part of the rows says so', () => {
    expect(scanTable(['a'], [], { sampled: true }).profile.warnings).toEqual([
      { code: 'sampled', column: null },
      { code: 'no-rows', column: null },
    ])
  })

  test('a key of another size is refused', () => {
    const options = { names: null, classTable: testClasses, asOf: testDay }
    expect(() => createScanner({ ...options, key: new Uint8Array(8) })).toThrow('give 16 random ones')
  })
})

test('the profile does not depend on how the rows were cut into batches', () => {
  const rows = Array.from({ length: 2600 }, (_, row): (string | null)[] => {
    const person = people[chance.below(people.length)]!
    return [
      String(row),
      row % 7 === 0 ? '' : person.id,
      row % 3 === 0 ? person.mobile : person.email,
      row % 97 === 0 ? `联系${person.mobile}` : '无特殊要求，请按时送达',
      row < 1500 ? null : person.card,
      birthDate(chance),
    ]
  })
  const names = ['row_no', '证件号', '联系方式', '备注', 'c5', '出生日期']
  const whole = scanTable(names, rows).profile
  expect(whole.subjects.upper).toBeGreaterThan(60)
  fc.assert(
    fc.property(fc.uniqueArray(fc.integer({ min: 1, max: 2599 }), { maxLength: 12 }), (cuts) => {
      const cut = scanTable(names, rows, { cuts: cuts.toSorted((left, right) => left - right) }).profile
      expect(cut).toEqual(whole)
    }),
    { seed: 3, numRuns: 12 },
  )
  expect(grown(names, rows, 1)).toEqual(grown(names, rows, 700))
})

/** Scans with columns that come when their first value does, as members of JSON objects. */
function grown(names: readonly string[], rows: readonly (readonly (string | null)[])[], size: number): Profile {
  const scanner = createScanner({ names: null, key: testKey, classTable: testClasses, asOf: testDay })
  let known = 0
  for (let row = 0; row < rows.length; row += size) {
    const part = rows.slice(row, row + size)
    for (const cells of part) known = Math.max(known, cells.findLastIndex((cell) => cell !== null) + 1)
    if (row < 1500 && size === 1) known = Math.min(known, 6)
    scanner.setColumns(names.slice(0, known))
    scanner.add(batchOf(part, known, row))
  }
  return scanner.finish().profile
}
