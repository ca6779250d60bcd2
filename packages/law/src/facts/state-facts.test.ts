import { describe, expect, it } from 'vitest'
import { createLaw, decide, loadPack, stateFacts } from '../index.ts'
import { allPackFolders, packFolder } from '../testing/pack-folder.ts'

const law = createLaw([await loadPack(packFolder('cn'))])

describe('facts that somebody states', () => {
  it.each(['contains_faces', 'vin_identifies_person'])('%s is a person, and so no data about nobody', async (name) => {
    const all = createLaw(await Promise.all(allPackFolders().map((files) => loadPack(files))))
    const facts = {
      ...{ ciio: false, important_data: false, core_data: false, state_secret: false, pi: false, region: 'Lingang' },
      ...{ registered_in_zone: true, exports_from_zone: true, general_list: 'ICV_2024', filed: true },
    }
    const asOf = '2024-09-01'
    expect(() => decide(all, { ...facts, [name]: true }, { asOf })).toThrow(
      expect.objectContaining({
        code: 'FEIYU_FACT_CONTRADICTION',
        message: `\`pi\` is false beside \`${name}\`; correct one of the two`,
      }),
    )
    expect(decide(all, { ...facts, [name]: false }, { asOf }).pathway).toBe('LINGANG_GENERAL_LIST_FILED')
    // Without a word on persons it is open, and never lighter than with one.
    expect(decide(all, { ...facts, pi: null, [name]: true }, { asOf })).toMatchObject({ pathway: 'NEEDS_INFO' })
    const changed = decide(
      all,
      { ...facts, pi: true, ordinary_ytd: 200_000, sensitive_ytd: 0, [name]: true },
      { asOf, explain: true },
    )
    expect(changed.flips).toContainEqual(
      expect.objectContaining({ change: { pi: { eq: false }, ordinary_ytd: { eq: null }, [name]: { eq: null } } }),
    )
  })

  it.each([
    [
      'an unknown name, naming the nearest',
      { ordinary_ydt: 5 },
      'FEIYU_FACT_UNKNOWN',
      /`ordinary_ydt`; did you mean `ordinary_ytd`/,
    ],
    [
      'a question of law, which nobody can state',
      { old_regime_offshore: true },
      'FEIYU_FACT_UNKNOWN',
      /old_regime_offshore/,
    ],
    ['a count that is not whole', { ordinary_ytd: 1.5 }, 'FEIYU_FACT_WRONG_TYPE', /whole number/],
    ['a negative count', { ordinary_ytd: -1 }, 'FEIYU_FACT_WRONG_TYPE', /whole number/],
    ['a truth value in quotes', { ciio: 'false' }, 'FEIYU_FACT_WRONG_TYPE', /`ciio` must be true or false/],
    ['a word outside the list', { exemption: 'contract' }, 'FEIYU_FACT_WRONG_TYPE', /one of contract_necessity/],
    ['a place in small letters', { destination: 'fr' }, 'FEIYU_FACT_WRONG_TYPE', /ISO 3166-1.*did you mean `FR`/],
    ['a place that is none', { destination: 'UK' }, 'FEIYU_FACT_WRONG_TYPE', /ISO 3166-1/],
    ['a union in place of a place', { destination: 'EU' }, 'FEIYU_FACT_WRONG_TYPE', /ISO 3166-1/],
    ['a misspelt city', { exporter_city: 'Shenzen' }, 'FEIYU_FACT_WRONG_TYPE', /other \(did you mean `Shenzhen`\?\)/],
    ['a district in place of a city', { exporter_city: '深圳市南山区' }, 'FEIYU_FACT_WRONG_TYPE', /one of Guangzhou, /],
    ['a share that shrinks below nothing', { growth_pct: -5000 }, 'FEIYU_FACT_WRONG_TYPE', /a number -100 or more/],
    ['a list instead of facts', [1], 'FEIYU_FACT_WRONG_TYPE', /names with values/],
    ['nothing at all', null, 'FEIYU_FACT_WRONG_TYPE', /names with values/],
    ['persons stated twice', { pi: true, ordinary_ytd: 1, events: [] }, 'FEIYU_FACT_TWO_SOURCES', /stated twice/],
    [
      'a flow with an unknown member',
      { flows: [{ purpose: 'a', ordinary: 1, sensitve: 2 }] },
      'FEIYU_FACT_UNKNOWN',
      /did you mean `sensitive`/,
    ],
    [
      'a purpose twice',
      {
        flows: [
          { purpose: 'a', ordinary: 1, sensitive: 0 },
          { purpose: 'a', ordinary: 1, sensitive: 0 },
        ],
      },
      'FEIYU_FACT_DUPLICATE',
      /twice/,
    ],
    [
      'a range that runs backwards',
      { events: [{ date: '2026-01-01', category: 'ordinary', ranges: [[5, 1]] }] },
      'FEIYU_FACT_WRONG_TYPE',
      /first not above the last/,
    ],
    [
      'a day of a ledger that does not exist',
      { events: [{ date: '2026-02-30', category: 'ordinary', ranges: [] }] },
      'FEIYU_FACT_WRONG_TYPE',
      /date of the calendar/,
    ],
    [
      'persons beside `pi: false`',
      { pi: false, ordinary_ytd: 5_000 },
      'FEIYU_FACT_CONTRADICTION',
      /`pi` is false beside `ordinary_ytd`/,
    ],
  ])('refuses %s', (_, facts, code, message) => {
    expect(() => stateFacts(law, facts)).toThrow(
      expect.objectContaining({ code, message: expect.stringMatching(message) }),
    )
  })

  it('takes null for not stated', () => {
    const stated = decide(law, { ciio: null, pi: true }, { asOf: '2026-11-23' })
    expect(stated).toEqual(decide(law, { pi: true }, { asOf: '2026-11-23' }))
  })

  it('refuses a question that the packs do not answer, a law that is not loaded, and a day before the first law', () => {
    expect(() => decide(law, { question: 'eligibility' }, { asOf: '2026-11-23' })).toThrow(
      expect.objectContaining({ code: 'FEIYU_FACT_QUESTION' }),
    )
    expect(() => decide(law, { jurisdiction: 'EU' }, { asOf: '2026-11-23' })).toThrow(
      expect.objectContaining({ code: 'FEIYU_FACT_JURISDICTION' }),
    )
    expect(() => decide(law, {}, { asOf: '2022-08-31' })).toThrow(
      expect.objectContaining({ code: 'FEIYU_LAW_BEFORE_FIRST' }),
    )
    expect(() => decide(law, {}, { asOf: '2026-02-29' })).toThrow(
      expect.objectContaining({ code: 'FEIYU_LAW_BAD_DATE' }),
    )
  })
})

describe('a city', () => {
  it.each(['Shenzhen', 'shenzhen', 'SHENZHEN', 'Shenzhen City', ' 深圳', '深圳市'])('is known as %j', (name) => {
    expect(stateFacts(law, { exporter_city: name }).values.get('exporter_city')).toBe('Shenzhen')
  })

  it.each(['other', 'Shanghai', '上海市', 'Hong Kong'])('of no rule is known as %j', (name) => {
    expect(stateFacts(law, { exporter_city: name }).values.get('exporter_city')).toBe('other')
  })

  it('written in Chinese gives no lighter answer than written in English', async () => {
    const all = createLaw(await Promise.all(allPackFolders().map((files) => loadPack(files))))
    const facts = { jurisdiction: 'HK', destination: 'CN', mechanism: 'GBA_SCC' }
    const pathways = ['Shenzhen', '深圳', 'shenzhen'].map(
      (name) => decide(all, { ...facts, recipient_city: name }, { asOf: '2026-11-23' }).pathway,
    )
    expect(new Set(pathways)).toEqual(new Set(['FILE_WITHIN_10_WORKING_DAYS']))
  })
})

it('a share of more than all is refused', async () => {
  const all = createLaw(await Promise.all(allPackFolders().map((files) => loadPack(files))))
  expect(() => stateFacts(all, { foreign_share_pct: 150 })).toThrow(/a number from 0 to 100/)
  expect(stateFacts(all, { foreign_share_pct: 100 }).values.get('foreign_share_pct')).toBe(100)
})

it.each([
  ['values of a country beyond the codes', 'type: country, kind: context, values: [EPO]', null],
  ['synonyms of what is no enum', 'type: string, kind: context, synonyms: { a: [b] }', /only the values of an enum/],
  ['bounds of what is no number', 'type: string, kind: context, min: 1', /only a number has `min`/],
  [
    'one name for two values',
    'type: enum, kind: context, values: [a, b], synonyms: { a: [x], b: [X] }',
    /`X` would be both `a` and `b`/,
  ],
])('a pack may write %s, or is told why not', async (_, fact, message) => {
  const files = { ...packFolder('sg'), 'facts.yaml': `facts:\n  odd: { ${fact}, zh: x, en: x }\n` }
  if (message === null) expect((await loadPack(files)).facts).toHaveLength(1)
  else await expect(loadPack(files)).rejects.toThrow(message)
})
