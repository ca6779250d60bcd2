import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { Chance, mobile, residentId } from './testing/identifiers.ts'
import { scanTable } from './testing/scan-table.ts'

const chance = new Chance(77)
const ids = Array.from({ length: 60 }, () => residentId(chance))
const mobiles = Array.from({ length: 60 }, () => mobile(chance))
const kinds: readonly (readonly [string, (index: number) => string])[] = [
  ['user_id', (index) => `u${1000 + index}`],
  ['护照号', (index) => `E${10_000_000 + index * 7}`],
  ['身份证号', (index) => ids[index]!],
  ['手机号', (index) => mobiles[index]!],
  ['email', (index) => `person${index}@mail.shop.cn`],
]

/** Rows of keys by number: several stand in one cell, a line feed between them, as an array of JSON comes. */
const lists = fc.array(fc.array(fc.nat(59), { minLength: 1, maxLength: 6 }), { minLength: 1, maxLength: 12 })

describe('keys in lists', () => {
  test.each(kinds)('%s: as many persons as if each stood in a row of its own', (name, key) => {
    fc.assert(
      fc.property(lists, (rows) => {
        // A column is what it is by its first rows, whatever is listed later.
        const first = Array.from({ length: 12 }, (_, index) => [key(index), '男'])
        const listed = scanTable([name, '性别'], [...first, ...rows.map((row) => [row.map(key).join('\n'), '男'])])
        const single = scanTable([name, '性别'], [...first, ...rows.flat().map((one) => [key(one), '男'])])
        const count = ({ profile: { subjects } }: typeof listed) => [
          subjects.ordinary,
          subjects.sensitive,
          subjects.upper,
        ]
        expect(count(listed)).toEqual(count(single))
      }),
      { numRuns: 60 },
    )
  })

  test('whoever is listed has all that is known of the row, sensitive values too', () => {
    const rows = Array.from({ length: 10 }, (_, row) => [
      [0, 1, 2].map((one) => ids[row * 3 + one]!).join('\n'),
      '糖尿病',
    ])
    expect(scanTable(['身份证号', '病史'], rows).profile.subjects).toMatchObject({ ordinary: 30, sensitive: 30 })
  })

  test('names in a list are as many persons, whether or not keys stand beside some of them', () => {
    const names = ['张伟', '李娜', '王芳', '赵敏'].join('\n')
    const rows = Array.from({ length: 10 }, () => [names, '糖尿病'])
    expect(scanTable(['姓名', '病史'], rows).profile.subjects).toMatchObject({ ordinary: 40, sensitive: 40 })
    const keyed = rows.map(([list], row) => [list!, `${ids[row * 2]}\n${ids[row * 2 + 1]}`])
    expect(scanTable(['姓名', '身份证号'], keyed).profile.subjects).toMatchObject({ ordinary: 40 })
    const beside = rows.map(([list], row) => [list!, ids[row]!])
    expect(scanTable(['姓名', '身份证号'], beside).profile.subjects).toMatchObject({ ordinary: 50 })
  })

  test('nobody listed is joined to the key that stands beside the list', () => {
    const rows = Array.from({ length: 10 }, (_, row) => [`a${row + 100}`, `E${10_000_000 + row}\nE${20_000_000 + row}`])
    expect(scanTable(['user_id', '护照号'], rows).profile.subjects).toMatchObject({ upper: 30 })
  })
})
