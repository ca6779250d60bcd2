import { describe, expect, it } from 'vitest'
import { createLaw, loadPack } from '../index.ts'
import { importList, listColumns } from '../packs.ts'
import { readCsv } from '../table/csv.ts'
import { allPackFolders } from '../testing/pack-folder.ts'

const folders = allPackFolders()
const law = createLaw(await Promise.all(folders.map((files) => loadPack(files))))
const knows = { fact: (name: string) => law.slots.has(name), outcome: (code: string) => law.pathways.has(code) }
const list = law.packs.flatMap((pack) => pack.lists).find((one) => one.id === 'shanghai-negative-2025')!
const header = listColumns.join(',')
const row =
  '商贸,commerce,零售餐饮会员,,会员信息,,会员手机号,,"会员姓名、手机号, 地址",,"{ ordinary_count: { ge: 500000 } }",SCC_OR_CERT'

describe('rows of an official table', () => {
  it('become the file of the list, which a pack then holds whole', async () => {
    const { yaml, rows } = importList(list, 'table.csv', readCsv('table.csv', `\uFEFF${header}\r\n${row}\r\n`), knows)
    expect(rows).toBe(1)
    const shanghai = folders.find((files) => files['pack.yaml']?.includes('\nid: cn-shanghai\n')) ?? {}
    const pack = await loadPack({ ...shanghai, 'lists/shanghai-negative-2025.yaml': yaml })
    const imported = pack.lists.find((one) => one.id === list.id)
    expect(imported).toMatchObject({ id: list.id, from: list.from, instrument: list.instrument, incomplete: null })
    expect(imported?.rows).toEqual([
      expect.objectContaining({
        zh: '会员姓名、手机号, 地址',
        tier: 'SCC_OR_CERT',
        sector: { zh: '商贸', en: 'commerce' },
        scenario: { zh: '零售餐饮会员', en: '零售餐饮会员' },
        condition: [{ fact: 'ordinary_count', test: expect.objectContaining({ kind: 'range' }) }],
      }),
    ])
  })

  it.each([
    ['other names of columns', row, 'table.csv:1', /first line must be/],
    ['no row', header, 'table.csv:1', /no row/],
    ['a cell too few', `${header}\na,b,c`, 'table.csv:2', /3 cells/],
    ['an empty sector', `${header}\n,,x,,,,,,t,,,`, 'table.csv:2', /`sector` is empty/],
    ['a quote that is not closed', `${header}\n"a,b`, 'table.csv:2', /not closed/],
    ['text after a closed quote', `${header}\n"a"b,c`, 'table.csv:2', /after a closed quote/],
    ['a condition on an unknown fact', `${header}\na,,b,,,,,,t,,{ persons: { ge: 5 } },`, 'table.csv:2', /`persons`/],
    [
      'a condition that is no test',
      `${header}\na,,b,,,,,,t,,{ pi: { atLeast: 5 } },`,
      'table.csv:2',
      /unknown key `atLeast`/,
    ],
    ['a condition that is no map', `${header}\na,,b,,,,,,t,,more than many,`, 'table.csv:2', /expected a map/],
    ['a tier that is none', `${header}\na,,b,,,,,,t,,,SCC`, 'table.csv:2', /tier `SCC`/],
    [
      'a fault after a cell of two lines',
      `${header}\n"a\nb",,c,,,,,,t,,,\na,,b,,,,,,t,,,SCC`,
      'table.csv:4',
      /tier `SCC`/,
    ],
  ])('refuses %s, with file and line', (_, text, at, message) => {
    expect(() => importList(list, 'table.csv', readCsv('table.csv', text), knows)).toThrow(
      expect.objectContaining({ name: 'PackError', at, message: expect.stringMatching(message) }),
    )
  })
})
