import { parseCivilDate } from '@feiyu/core'
import { beforeAll, describe, expect, it } from 'vitest'
import { createLaw, decide, type Law, loadPack, type PackFiles } from '../index.ts'
import { checkPacks, createComparison, importList, listColumns } from '../packs.ts'
import { readCsv } from '../table/csv.ts'
import { allPackFolders } from '../testing/pack-folder.ts'

const folders = allPackFolders()
const asOf = parseCivilDate('2026-11-23')
const table = [
  '1,商贸,,会员,,,,手机号,,手机号,,"{ ordinary_count: { ge: 100000, lt: 500000 } }",SCC_OR_CERT',
  '1,商贸,,会员,,,,手机号,,手机号,,{ ordinary_count: { ge: 500000 } },SECURITY_ASSESSMENT',
  '2,商贸,,会员,,,,照片,,照片,,{ contains_faces: true },SECURITY_ASSESSMENT',
  '2,商贸,,会员,,,,照片,,照片,,{ genetic: { not: true } },SCC_OR_CERT',
  '3,商贸,,会员,,,,重要数据,,重要数据,,{ important_data: true },SECURITY_ASSESSMENT',
]
const path = 'lists/shanghai-negative-2025.yaml'
const plain = { ciio: false, important_data: false, core_data: false, state_secret: false, pi: true, sensitive_ytd: 0 }
const zone = { region: 'Shanghai', list_sector_covered: true }

let law: Law
let changed: readonly PackFiles[]
let held: Law
/** The same rows of a list of which nobody said that they are all. */
let partial: Law
beforeAll(async () => {
  law = createLaw(await Promise.all(folders.map((files) => loadPack(files))))
  const list = law.packs.flatMap((pack) => pack.lists).find((one) => one.id === 'shanghai-negative-2025')!
  const from = { file: 't.csv', digest: `sha256:${'0'.repeat(64)}`, mark: 'V', complete: true } as const
  const text = [listColumns.join(','), ...table].join('\n')
  const { yaml } = importList(law, list, from, readCsv('t.csv', text))
  changed = folders.map((files) => (files[path] === undefined ? files : { ...files, [path]: yaml }))
  held = createLaw(await Promise.all(changed.map((files) => loadPack(files))))
  const some = importList(law, list, { ...from, complete: false }, readCsv('t.csv', text)).yaml
  partial = createLaw(
    await Promise.all(folders.map((files) => loadPack(files[path] === undefined ? files : { ...files, [path]: some }))),
  )
})

const answer = (facts: object, day = asOf) => decide(held, { ...plain, ...zone, ...facts }, { asOf: day })

describe('rows of an imported list', () => {
  it.each([
    [99_999, 'EXEMPT_FTZ_OFF_LIST'],
    [100_000, 'SCC_OR_CERT'],
    [499_999, 'SCC_OR_CERT'],
    [500_000, 'SECURITY_ASSESSMENT'],
  ])('decide by their conditions: %d persons, %s', (ordinary_ytd, pathway) => {
    expect(answer({ list_item: '1', ordinary_ytd })).toMatchObject({ kind: 'decided', pathway })
  })

  it('count by the strictest of those that hold', () => {
    const facts = { list_item: '2', ordinary_ytd: 5 }
    expect(answer({ ...facts, contains_faces: true }).pathway).toBe('SECURITY_ASSESSMENT')
    expect(answer({ ...facts, contains_faces: false }).pathway).toBe('SCC_OR_CERT')
    expect(answer({ ...facts, contains_faces: false, genetic: true }).pathway).toBe('EXEMPT_FTZ_OFF_LIST')
  })

  it('ask for what their conditions need, and for nothing else', () => {
    expect(answer({ list_item: '1', ordinary_ytd: null })).toMatchObject({
      kind: 'undetermined',
      missing: ['ordinary_ytd'],
      possible: ['SECURITY_ASSESSMENT', 'SCC_OR_CERT', 'EXEMPT_FTZ_OFF_LIST'],
    })
    expect(answer({ list_item: '3', important_data: null, ordinary_ytd: 5 }).missing).toEqual(['important_data'])
    expect(answer({ list_item: '3', ordinary_ytd: 5 }).pathway).toBe('EXEMPT_FTZ_OFF_LIST')
  })

  it('say that the sector is covered, for every flow by all the persons that are counted', () => {
    const named = { ...plain, region: 'Shanghai', list_item: '1' }
    expect(decide(held, { ...named, ordinary_ytd: 500_000 }, { asOf }).pathway).toBe('SECURITY_ASSESSMENT')
    const { sensitive_ytd: _, ...rest } = named
    const flows = [
      { purpose: 'a', ordinary: 300_000, sensitive: 0 },
      { purpose: 'b', ordinary: 300_000, sensitive: 0 },
    ]
    expect(decide(held, { ...rest, flows }, { asOf }).per_flow).toEqual({
      a: 'SECURITY_ASSESSMENT',
      b: 'SECURITY_ASSESSMENT',
    })
    expect(decide(held, { ...rest, flows: flows.slice(0, 1) }, { asOf }).per_flow).toEqual({ a: 'SCC_OR_CERT' })
  })

  it('leave packs proven, and change what impact says of recorded decisions', async () => {
    expect((await checkPacks(changed, [])).problems.filter(({ code }) => code !== 'FEIYU_PACK_CLASSES')).toEqual([])
    const compare = createComparison({ law: held, asOf: null }, { law: held, asOf: null })
    const pathways = [450_000, 550_000].map((ordinary_ytd) => {
      const facts = { ...plain, ...zone, list_item: '1', ordinary_ytd }
      expect(compare({ id: null, facts, asOf }).difference).toBeNull()
      return decide(held, facts, { asOf }).pathway
    })
    expect(pathways).toEqual(['SCC_OR_CERT', 'SECURITY_ASSESSMENT'])
    const fewer = createLaw(
      await Promise.all(
        changed.map((files) =>
          loadPack(
            files[path] === undefined ? files : { ...files, [path]: files[path].replaceAll('500000', '600000') },
          ),
        ),
      ),
    )
    const impact = createComparison({ law: held, asOf: null }, { law: fewer, asOf: null })
    const changes = [450_000, 550_000, 650_000].map(
      (ordinary_ytd) =>
        impact({ id: null, facts: { ...plain, ...zone, list_item: '1', ordinary_ytd }, asOf }).difference?.changes ??
        [],
    )
    expect(changes.map((one) => one.includes('pathway'))).toEqual([false, true, false])
  })

  it.each([
    [
      'an item that the list does not have',
      { list_item: '12' },
      asOf,
      /no item of `shanghai-negative-2025`, in force on 2026-11-23, is called `12`; did you mean `1`/,
    ],
    [
      'an item of a list whose rows are not held',
      { list_item: '1', region: 'Beijing' },
      asOf,
      /no item of `beijing-negative-2025`.*import the official table/,
    ],
    [
      'an item of no place',
      { list_item: '1', region: null },
      asOf,
      /no list in force on 2026-11-23 is for these facts; state `region`/,
    ],
    ['an item before any list', { list_item: '1' }, parseCivilDate('2025-01-01'), /no list in force on 2025-01-01/],
  ])('%s is one clear sentence', (_, facts, day, message) => {
    expect(() => answer({ ordinary_ytd: 5, ...facts }, day)).toThrow(
      expect.objectContaining({ code: 'FEIYU_FACT_LIST_ITEM', message: expect.stringMatching(message) }),
    )
  })

  it.each([
    [
      'another status',
      { list_item: '1', ordinary_ytd: 5, on_list: true },
      /`on_list` true contradicts `list_item` 1, whose rows say false/,
    ],
    [
      'another tier',
      { list_item: '1', ordinary_ytd: 500_000, list_tier: 'SCC_OR_CERT' },
      /`list_tier` SCC_OR_CERT contradicts/,
    ],
    [
      'a sector that is not covered',
      { list_item: '1', ordinary_ytd: 5, list_sector_covered: false },
      /`list_sector_covered` false contradicts/,
    ],
    [
      'a status before the rows can say it',
      { list_item: '1', on_list: true },
      /decide it by `ordinary_ytd`; state that instead/,
    ],
  ])('%s beside the item is a contradiction', (_, facts, message) => {
    expect(() => answer(facts)).toThrow(
      expect.objectContaining({ code: 'FEIYU_FACT_CONTRADICTION', message: expect.stringMatching(message) }),
    )
  })

  it('begin on the first day of their list, whatever else begins on it', async () => {
    const later = changed.map((files) =>
      files[path] === undefined
        ? files
        : { ...files, [path]: files[path].replace("from: '2026-04-24'", "from: '2026-08-01'") },
    )
    const other = createLaw(await Promise.all(later.map((files) => loadPack(files))))
    const facts = { ...plain, ...zone, list_item: '1', ordinary_ytd: 500_000 }
    expect(() => decide(other, facts, { asOf: '2026-07-31' })).toThrow(/no list in force on 2026-07-31/)
    expect(decide(other, facts, { asOf: '2026-08-01' }).pathway).toBe('SECURITY_ASSESSMENT')
  })

  it('show their numbers among the lines of the counts, and never as a lever', () => {
    const { flips } = decide(
      held,
      { ...plain, ...zone, list_item: '1', ordinary_ytd: 450_000 },
      { asOf, explain: true },
    )
    const lines = flips.filter(({ change }) => 'ordinary_ytd' in change && !('pi' in change))
    expect(lines.map(({ change, to, lever }) => [change, to, lever])).toEqual([
      [{ ordinary_ytd: { lt: 100_000 } }, 'EXEMPT_FTZ_OFF_LIST', false],
      [{ ordinary_ytd: { ge: 500_000 } }, 'SECURITY_ASSESSMENT', false],
    ])
  })

  describe('that are not all of their list', () => {
    const some = (facts: object) => decide(partial, { ...plain, ...zone, ...facts }, { asOf })
    const off = { list_item: '1', ordinary_ytd: 99_999 }

    it('decide where one holds', () => {
      expect(some({ ...off, ordinary_ytd: 100_000 })).toMatchObject({ kind: 'decided', pathway: 'SCC_OR_CERT' })
    })

    it('never free an export because none holds: that asks for the official list', () => {
      expect(some(off)).toMatchObject({
        kind: 'undetermined',
        missing: ['list_tier', 'on_list'],
        possible: ['SECURITY_ASSESSMENT', 'SCC_OR_CERT', 'EXEMPT_FTZ_OFF_LIST'],
        notes: [{ rule: 'shanghai-negative-2025', en: expect.stringContaining('not whole here and no row') }],
      })
      expect(some({ ...off, ordinary_ytd: null }).missing).toEqual(['list_tier', 'on_list', 'ordinary_ytd'])
    })

    it('are joined by what somebody states who has seen it', () => {
      expect(some({ ...off, on_list: false }).pathway).toBe('EXEMPT_FTZ_OFF_LIST')
      expect(some({ ...off, on_list: true, list_tier: 'SECURITY_ASSESSMENT' }).pathway).toBe('SECURITY_ASSESSMENT')
      expect(() => some({ ...off, ordinary_ytd: 100_000, on_list: false })).toThrow(/contradicts/)
    })

    it('say the same of flows, by the persons that count in the end', () => {
      const { sensitive_ytd: _, ...rest } = { ...plain, region: 'Shanghai', list_item: '1' }
      const flows = [
        { purpose: 'a', ordinary: 50_000, sensitive: 0 },
        { purpose: 'b', ordinary: 90_000, sensitive: 0, exemption: 'contract_necessity', exemption_proven: true },
      ]
      // All together are listed; those that count are too few, and no row that is held is about so few.
      expect(decide(partial, { ...rest, flows }, { asOf })).toMatchObject({ missing: ['list_tier', 'on_list'] })
      expect(decide(held, { ...rest, flows }, { asOf }).per_flow).toMatchObject({ a: 'EXEMPT_FTZ_OFF_LIST' })
    })
  })

  it('are named in the answer, with their list and how its table is known', () => {
    const [note, another] = answer({ list_item: '1', ordinary_ytd: 100_000 }).notes
    expect(another).toBeUndefined()
    expect(note).toEqual({
      rule: 'shanghai-negative-2025',
      zh: `上海市数据出境负面清单（2025版）（shanghai-negative-2025）条目 1，载于表格 t.csv，依据 V（官方文本），摘要 sha256:${'0'.repeat(64)}`,
      en: `item 1 of the Shanghai negative list, 2025 edition (shanghai-negative-2025), from the table t.csv, known from V (official text), sha256:${'0'.repeat(64)}`,
    })
    const other = { list_item: '1', ordinary_ytd: 5, exemption: 'contract_necessity', exemption_proven: true }
    expect(answer(other).notes).toEqual([])
  })

  it('agree with what is stated beside them', () => {
    const facts = { list_item: '1', ordinary_ytd: 500_000, on_list: true, list_tier: 'SECURITY_ASSESSMENT' }
    expect(answer(facts).pathway).toBe('SECURITY_ASSESSMENT')
  })

  it.each([
    [
      'a status of a list as a lever',
      'facts.yaml',
      '  on_list:\n',
      '  on_list:\n    lever: true\n',
      /nobody can choose/,
    ],
    [
      'a row that tests its own list',
      path,
      '{ important_data: true }',
      '{ on_list: true }',
      /none of them can test it/,
    ],
    [
      'a tier that the fact does not know',
      path,
      'tier: SECURITY_ASSESSMENT',
      'tier: PROHIBITED',
      /outcome `PROHIBITED`/,
    ],
  ])('%s is refused', async (_, file, before, after, message) => {
    const broken = changed.map((files) =>
      files[path] === undefined ? files : { ...files, [file]: (files[file] ?? '').replace(before, after) },
    )
    const { problems } = await checkPacks(broken, [])
    expect(problems).toEqual([expect.objectContaining({ message: expect.stringMatching(message) })])
  })
})
