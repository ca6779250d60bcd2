import { describe, expect, it } from 'vitest'
import { createLaw, loadPack } from '../index.ts'
import { importList, listColumns } from '../packs.ts'
import { readCsv } from '../table/csv.ts'
import { allPackFolders } from '../testing/pack-folder.ts'

const folders = allPackFolders()
const law = createLaw(await Promise.all(folders.map((files) => loadPack(files))))
const list = law.packs.flatMap((pack) => pack.lists).find((one) => one.id === 'shanghai-negative-2025')!
const header = listColumns.join(',')
const from = { file: 'table.csv', digest: `sha256:${'a'.repeat(64)}`, mark: 'V2', complete: false } as const
const row =
  '17,商贸,commerce,零售餐饮会员,,会员信息,,会员手机号,,"会员姓名、手机号, 地址",,"{ ordinary_count: { ge: 500000 } }",SCC_OR_CERT'

const conditionRow = (condition: string) => `${header}\n1,a,,b,,,,,,t,,${condition},SCC_OR_CERT`

describe('rows of an official table', () => {
  it('become the file of the list, which a pack then holds whole', async () => {
    const { yaml, rows } = importList(
      law,
      list,
      { ...from, complete: true },
      readCsv('table.csv', `\uFEFF${header}\r\n${row}\r\n`),
    )
    expect(rows).toBe(1)
    const shanghai = folders.find((files) => files['pack.yaml']?.includes('\nid: cn-shanghai\n')) ?? {}
    const pack = await loadPack({ ...shanghai, 'lists/shanghai-negative-2025.yaml': yaml })
    const imported = pack.lists.find((one) => one.id === list.id)
    expect(imported).toMatchObject({
      id: list.id,
      from: list.from,
      instrument: list.instrument,
      incomplete: null,
      decides: list.decides,
      replaces: list.replaces,
      table: { file: 'table.csv', digest: from.digest, mark: 'V2' },
    })
    expect(imported?.rows).toEqual([
      expect.objectContaining({
        id: '17',
        zh: '会员姓名、手机号, 地址',
        tier: 'SCC_OR_CERT',
        sector: { zh: '商贸', en: 'commerce' },
        scenario: { zh: '零售餐饮会员', en: '零售餐饮会员' },
        condition: [{ fact: 'ordinary_count', test: expect.objectContaining({ kind: 'range' }) }],
      }),
    ])
  })

  it('leave a list incomplete until somebody says that they are all', async () => {
    const partial = importList(law, list, from, readCsv('table.csv', `${header}\n${row}\n`)).yaml
    const shanghai = folders.find((files) => files['pack.yaml']?.includes('\nid: cn-shanghai\n')) ?? {}
    const pack = await loadPack({ ...shanghai, 'lists/shanghai-negative-2025.yaml': partial })
    const imported = pack.lists.find((one) => one.id === list.id)!
    expect(imported.incomplete).toEqual(list.incomplete)
    const again = importList(law, { ...imported, incomplete: null }, from, readCsv('table.csv', `${header}\n${row}\n`))
    expect(again.yaml).toContain('nobody said that these are all')
  })

  it.each([
    ['other names of columns', row, 'table.csv:1', /first line must be/],
    ['no row', header, 'table.csv:1', /no row/],
    ['a cell too few', `${header}\na,b,c`, 'table.csv:2', /3 cells/],
    ['an empty sector', `${header}\n1,,,x,,,,,,t,,,`, 'table.csv:2', /`sector` is empty/],
    ['a quote that is not closed', `${header}\n"a,b`, 'table.csv:2', /not closed/],
    ['text after a closed quote', `${header}\n"a"b,c`, 'table.csv:2', /after a closed quote/],
    ['a condition on an unknown fact', `${header}\n1,a,,b,,,,,,t,,{ persons: { ge: 5 } },`, 'table.csv:2', /`persons`/],
    [
      'a condition that is no test',
      `${header}\n1,a,,b,,,,,,t,,{ pi: { atLeast: 5 } },`,
      'table.csv:2',
      /unknown key `atLeast`/,
    ],
    ['a condition that is no map', `${header}\n1,a,,b,,,,,,t,,more than many,`, 'table.csv:2', /expected a map/],
    ['a row without the number of its item', `${header}\n,a,,b,,,,,,t,,,SCC_OR_CERT`, 'table.csv:2', /`id` is empty/],
    ['a number that is two words', `${header}\n1 a,a,,b,,,,,,t,,,SCC_OR_CERT`, 'table.csv:2', /no name of an item/],
    ['a row without a tier', `${header}\n1,a,,b,,,,,,t,,,`, 'table.csv:2', /`tier` is empty/],
    [
      'a range with nothing in it',
      `${header}\n1,a,,b,,,,,,t,,"{ ordinary_count: { ge: 500000, lt: 100 } }",SCC_OR_CERT`,
      'table.csv:2',
      /no value of `ordinary_count` lies from 500000 and below 100/,
    ],
    [
      'a row twice',
      `${header}\n1,a,,b,,,,,,t,,{ pi: true },SCC_OR_CERT\n1,a,,b,,,,,,u,,{ pi: true },SECURITY_ASSESSMENT`,
      'table.csv:3',
      /item `1` has a row with this condition at table\.csv:2 already/,
    ],
    ['a word that is none', conditionRow('{ region: Nowhere }'), 'table.csv:2', /value of `region` `Nowhere`/],
    ['what the list decides', conditionRow('{ on_list: true }'), 'table.csv:2', /`on_list` is made of the rows/],
    ['its tier', conditionRow('{ list_tier: SCC_OR_CERT }'), 'table.csv:2', /`list_tier` is made of the rows/],
    ['its sector', conditionRow('{ list_sector_covered: true }'), 'table.csv:2', /`list_sector_covered` is made of/],
    ['another law', conditionRow('{ jurisdiction: US }'), 'table.csv:2', /`jurisdiction` says which law is asked/],
    ['a fact of another law', conditionRow('{ us_persons_12m: { ge: 1 } }'), 'table.csv:2', /fact of another law/],
    ['fewer than nobody', conditionRow('{ ordinary_count: { ge: -5 } }'), 'table.csv:2', /never `-5`/],
    ['a number of no law', conditionRow('{ ordinary_count: { ge: $many } }'), 'table.csv:2', /the parameter `many`/],
    ['a tier that is none', `${header}\n1,a,,b,,,,,,t,,,SCC`, 'table.csv:2', /tier `SCC`/],
    [
      'a fault after a cell of two lines',
      `${header}\n1,"a\nb",,c,,,,,,t,,,SCC_OR_CERT\n2,a,,b,,,,,,t,,,SCC`,
      'table.csv:4',
      /tier `SCC`/,
    ],
  ])('refuses %s, with file and line', (_, text, at, message) => {
    expect(() => importList(law, list, from, readCsv('table.csv', text))).toThrow(
      expect.objectContaining({ name: 'PackError', at, message: expect.stringMatching(message) }),
    )
  })
})
