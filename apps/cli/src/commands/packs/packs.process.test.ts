import { cp, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createSandbox, type Sandbox } from '../../testing/run-cli.ts'

const packs = fileURLToPath(new URL('../../../../../packs', import.meta.url))
let box: Sandbox
beforeAll(async () => {
  box = await createSandbox()
})
afterAll(() => box[Symbol.asyncDispose]())

async function copyOf(name: string, change: (text: string) => string, file: string): Promise<string> {
  await cp(packs, join(box.folder, name), { recursive: true })
  const path = join(box.folder, name, 'cn', file)
  await writeFile(path, change(await readFile(path, 'utf8')))
  return name
}

test('list and show say what a pack holds', async () => {
  const list = await box.json(['packs', 'list'])
  expect(list.document.packs).toContainEqual(
    expect.objectContaining({ id: 'cn', digest: expect.stringMatching(/^sha256:/) }),
  )
  expect(list.document.packs).toHaveLength(13)
  const show = await box.json(['packs', 'show', 'cn', '--as-of', '2026-11-23'])
  expect(show.document).toMatchObject({ id: 'cn', asOf: '2026-11-23' })
  expect(await box.json(['packs', 'show', 'xn'])).toMatchObject({
    code: 2,
    document: { error: { code: 'FEIYU_USAGE_UNKNOWN_PACK' } },
  })
})

test('the packs of this checkout are proven', async () => {
  const { code, document } = await box.json(['packs', 'check'])
  expect(document.problems).toEqual([])
  expect(code).toBe(0)
})

test('a deleted row is found with a counterexample, exit 1', async () => {
  const name = await copyOf(
    'holed',
    (text) => text.replace(/- id: art-8-ordinary\n[\s\S]*?\n(?=- id)/, ''),
    'decisions/pathway.yaml',
  )
  const { code, document } = await box.json(['packs', 'check', '--folder', name])
  expect(code).toBe(1)
  expect(JSON.stringify(document.problems)).toContain('counterexample')
})

test('an unknown key of a pack is named with its line, exit 2', async () => {
  const name = await copyOf('misspelt', (text) => text.replace('version:', 'versoin:'), 'pack.yaml')
  const { code, document } = await box.json(['packs', 'check', '--folder', name])
  expect(code).toBe(2)
  expect(document.problems).toEqual([
    expect.objectContaining({
      code: 'FEIYU_PACK_UNKNOWN_KEY',
      at: expect.stringMatching(/pack\.yaml:\d+/),
      message: expect.stringContaining('did you mean'),
    }),
  ])
})

test.each([
  [
    'an unknown key of a case',
    'cases/own.yaml',
    (text: string) => text.replace('  asOf:', '  asOff:'),
    'FEIYU_PACK_UNKNOWN_KEY',
    2,
  ],
  [
    'a number of law before its source',
    'parameters/terms.yaml',
    (text: string) => text.replace("from: '2023-06-01', value: 10", "from: '2023-05-01', value: 10"),
    'FEIYU_PACK_NO_CITATION',
    2,
  ],
  [
    'a case that fails',
    'decisions/extension.yaml',
    (text: string) => text.replace('incidents: { ge: 1 }', 'incidents: { ge: 2 }'),
    'FEIYU_PACK_CASE',
    1,
  ],
  [
    'a case that misspells a fact',
    'cases/own.yaml',
    (text: string) => text.replace('{ ciio:', '{ cio:'),
    'FEIYU_FACT_UNKNOWN',
    1,
  ],
])('%s ends as what it is: text to put right, or something found out', async (what, file, change, problem, exit) => {
  const name = await copyOf(what.replaceAll(' ', '-'), change, file)
  const { code, document } = await box.json(['packs', 'check', '--folder', name])
  expect(document.problems).toContainEqual(expect.objectContaining({ code: problem }))
  expect(code).toBe(exit)
})

test.each([
  [
    'a rule without a citation',
    'decisions/freshness.yaml',
    (text: string) => text.replace("  cite: 'cn-scc-filing-guide-2#annex 5 note (2)'\n", ''),
    'FEIYU_PACK_MISSING_KEY',
  ],
  [
    'two values on one day',
    'parameters/lines.yaml',
    (text: string) => text.replace("until: '2024-03-22', value: 10000", "until: '2024-03-23', value: 10000"),
    'FEIYU_PACK_OVERLAP',
  ],
  [
    'a rule that ends before it begins',
    'decisions/freshness.yaml',
    (text: string) => text.replace("until: '2024-03-22'", "until: '2022-08-31'"),
    'FEIYU_PACK_WRONG_DATE',
  ],
  ['text that is no YAML', 'facts.yaml', (text: string) => `${text}  x: [`, 'FEIYU_PACK_BAD_YAML'],
])('%s is named with file and line, exit 2', async (what, file, change, code) => {
  const name = await copyOf(what.replaceAll(' ', '-'), change, file)
  const ran = await box.json(['packs', 'check', '--folder', name])
  expect(ran.code).toBe(2)
  expect(ran.document.problems).toEqual([
    expect.objectContaining({ code, at: expect.stringMatching(new RegExp(`^cn/${file}:\\d+$`)) }),
  ])
})

test('an official table in XLSX becomes the rows of a list', async () => {
  const { writeXlsx } = await import('./table/workbook.ts')
  const header =
    'id,sector,sector_en,scenario,scenario_en,category,category_en,item,item_en,text,text_en,condition,tier'
  const row = ['17', '商贸', '', '会员', '', '', '', '', '', '会员信息', '', '{ pi: true }', 'SCC_OR_CERT']
  await writeFile(join(box.folder, 'rows.xlsx'), await writeXlsx('rows', [header.split(','), row]))
  const { code, document } = await box.json([
    'packs',
    'rows',
    'rows.xlsx',
    '--list',
    'shanghai-negative-2025',
    '--mark',
    'V',
  ])
  expect({ code, rows: document.rows }).toEqual({ code: 0, rows: 1 })
  expect(document.yaml).toContain("zh: '会员信息'")
  expect(document.yaml).toMatch(/^table: \{ file: 'rows\.xlsx', digest: 'sha256:[0-9a-f]{64}', mark: V \}$/m)
  expect(document.yaml).toContain('incomplete')
})

test('rows are written over the very list that they are of, and nothing is written when a row is refused', async () => {
  const header =
    'id,sector,sector_en,scenario,scenario_en,category,category_en,item,item_en,text,text_en,condition,tier'
  const table = join(box.folder, 'own.csv')
  const list = join(box.folder, 'own-list.yaml')
  const args = ['packs', 'rows', table, '--list', 'shanghai-negative-2025', '--mark', 'V', '--out', list]
  await writeFile(list, 'before\n')
  await writeFile(table, `${header}\n17,商贸,,会员,,,,,,会员信息,,{ persons: { ge: 5 } },SCC_OR_CERT\n`)
  expect((await box.run(args)).code).toBe(2)
  expect(await readFile(list, 'utf8')).toBe('before\n')
  await writeFile(table, `${header}\n17,商贸,,会员,,,,,,会员信息,,{ pi: true },SCC_OR_CERT\n`)
  const { code, document } = await box.json(args)
  expect({ code, rows: document.rows, file: document.file }).toEqual({ code: 0, rows: 1, file: list })
  expect(await readFile(list, 'utf8')).toBe(document.yaml)
  expect((await box.run(args)).stdout).toContain('1 row. ')
  // An example that redirects into the list makes the shell empty what is read next.
  expect((await box.run(['packs', 'rows', '--help'])).stdout).not.toMatch(/ > /)
})

test('a row of a list with an unknown condition is named with file and line, exit 2', async () => {
  await writeFile(
    join(box.folder, 'table.csv'),
    'id,sector,sector_en,scenario,scenario_en,category,category_en,item,item_en,text,text_en,condition,tier\n17,商贸,,会员,,,,,,会员信息,,{ persons: { ge: 5 } },\n',
  )
  const args = ['packs', 'rows', 'table.csv', '--mark', 'V', '--list']
  expect(await box.json(['packs', 'rows', 'table.csv', '--list', 'shanghai-negative-2025'])).toMatchObject({
    code: 2,
    document: { error: { code: 'FEIYU_USAGE_MARK' } },
  })
  expect(await box.json([...args, 'shanghai-negative-2025'])).toMatchObject({
    code: 2,
    document: { error: { code: 'FEIYU_PACK_BAD_LIST', at: 'table.csv:2' } },
  })
  expect(await box.json([...args, 'shanghai-negative-2024'])).toMatchObject({
    code: 2,
    document: { error: { code: 'FEIYU_USAGE_UNKNOWN_LIST' } },
  })
})

test('a folder without packs is a clear error', async () => {
  expect(await box.json(['packs', 'check', '--folder', 'nowhere'])).toMatchObject({
    code: 2,
    document: { error: { code: 'FEIYU_USAGE_NO_PACKS' } },
  })
})
