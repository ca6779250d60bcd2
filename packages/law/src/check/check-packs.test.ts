import { describe, expect, it } from 'vitest'
import { checkPacks, loadPack } from '../index.ts'
import { packFolder } from '../testing/pack-folder.ts'

const files = packFolder('cn')
const path = 'decisions/pathway.yaml'
const rows = (files[path] ?? '').split(/\n(?=- id: )/)
/** Types are checked where the scanner's vocabulary is at hand: in `feiyu packs check`. */
const types = Object.keys((await import('yaml')).parse(files['classes/types.yaml'] ?? '').types)

const without = (id: string) => ({
  ...files,
  [path]: rows.filter((row) => !row.startsWith(`- id: ${id}\n`)).join('\n'),
})
const withRow = (row: string) => ({ ...files, [path]: `${files[path]}\n${row}` })

describe('packs check', () => {
  it('proves one answer for every set of facts between all change dates, and passes all cases', async () => {
    const report = await checkPacks([files], types)
    expect(report.problems).toEqual([])
    expect(report.cases).toBeGreaterThan(100)
    expect(report.intervals[0]).toMatchObject({ from: '2022-09-01' })
    expect(report.intervals.at(-1)).toMatchObject({ until: null })
  })

  it.each(rows.slice(1).map((row) => /^- id: (\S+)/.exec(row)?.[1] ?? ''))(
    'notices that row %s is gone',
    async (id) => {
      const { problems } = await checkPacks([without(id)], types)
      expect(problems.length).toBeGreaterThan(0)
    },
  )

  it('prints facts that nobody answers when the row of article 8 is gone', async () => {
    const { problems } = await checkPacks([without('art-8-ordinary')], types)
    const gap = problems.find((problem) => problem.code === 'FEIYU_PACK_GAP')
    expect(gap?.counterexample).toMatchObject({ pi: true, ciio: false, ordinary_count: 100_000 })
    expect(gap?.message).toMatch(/^from 2024-03-22 until 2024-05-01 no row answers for \{ .*ordinary_count: 100000/)
  })

  it('prints facts on which two rows disagree', async () => {
    const row =
      "- id: rival\n  cite: 'cn-flow-provisions-2024#8'\n  from: '2027-01-01'\n  when: { pi: true, ciio: false, ordinary_count: { ge: 5, lt: 6 }, sensitive_count: { lt: 1 } }\n  then: SCC_OR_CERT\n"
    const { problems } = await checkPacks([withRow(row)], types)
    const conflict = problems.find((problem) => problem.code === 'FEIYU_PACK_CONFLICT')
    expect(conflict?.message).toContain('from 2027-01-01 on rows `')
    expect(conflict?.message).toContain('`rival`')
    expect(conflict?.counterexample).toMatchObject({ pi: true, ciio: false, ordinary_count: 5 })
  })

  it('notices a type of value that no row classes, and one that the scanner does not know', async () => {
    const { problems } = await checkPacks([files], [...types.filter((type) => type !== 'mobile'), 'iris_scan'])
    expect(problems.map((problem) => problem.message)).toEqual(
      expect.arrayContaining([expect.stringContaining('`iris_scan`'), expect.stringContaining('`mobile`')]),
    )
  })

  it.each([
    [
      'an unknown key, with its line and the nearest one',
      'untill: x\n  when: {}\n  then: EXEMPT_ART3',
      'FEIYU_PACK_UNKNOWN_KEY',
      /did you mean `until`/,
    ],
    [
      'an article that the instrument does not have',
      "cite: 'cn-flow-provisions-2024#99'\n  when: {}\n  then: EXEMPT_ART3",
      'FEIYU_PACK_UNKNOWN_NAME',
      /article of `cn-flow-provisions-2024` `99`/,
    ],
    ['a row without a citation', 'when: {}\n  then: EXEMPT_ART3', 'FEIYU_PACK_MISSING_KEY', /`cite`/],
    [
      'an unknown fact',
      'cite: cn-dsl-2021\n  when: { cio: true }\n  then: EXEMPT_ART3',
      'FEIYU_PACK_UNKNOWN_NAME',
      /did you mean `ciio`/,
    ],
    [
      'an unknown pathway',
      'cite: cn-dsl-2021\n  when: {}\n  then: EXEMPT_ART33',
      'FEIYU_PACK_UNKNOWN_NAME',
      /did you mean `EXEMPT_ART3`/,
    ],
    [
      'an unknown word of an enum',
      'cite: cn-dsl-2021\n  when: { exemption: hrr }\n  then: EXEMPT_ART3',
      'FEIYU_PACK_UNKNOWN_NAME',
      /did you mean `hr`/,
    ],
    [
      'a day that does not exist',
      "cite: cn-dsl-2021\n  until: '2027-02-30'\n  when: {}\n  then: EXEMPT_ART3",
      'FEIYU_PACK_WRONG_DATE',
      /2027-02-30/,
    ],
    [
      'a circle of overrides',
      'cite: cn-dsl-2021\n  group: prohibited\n  overrides: [scope]\n  when: {}\n  then: EXEMPT_ART3',
      'FEIYU_PACK_OVERRIDE_CYCLE',
      /in a circle/,
    ],
  ])('refuses %s', async (_, body, code, message) => {
    const { problems } = await checkPacks([withRow(`- id: odd\n  from: '2026-01-01'\n  ${body}\n`)], types)
    expect(problems).toHaveLength(1)
    expect(problems[0]).toMatchObject({ code, message: expect.stringMatching(message) })
    expect(problems[0]?.at).toMatch(/^cn\/decisions\/pathway\.yaml:\d+$/)
  })
})

describe('a pack that cannot be read', () => {
  it.each([
    ['no pack.yaml', { 'facts.yaml': 'facts: {}' }, 'FEIYU_PACK_NO_ROOT'],
    ['a file that no pack has', { ...files, 'rules.yaml': 'a: 1' }, 'FEIYU_PACK_UNKNOWN_FILE'],
    ['a key twice', { ...files, 'pack.yaml': `${files['pack.yaml']}id: other\n` }, 'FEIYU_PACK_BAD_YAML'],
    ['an alias', { ...files, 'pack.yaml': 'schema: &a pack/1\nid: *a\n' }, 'FEIYU_PACK_BAD_YAML'],
    ['text that is not YAML', { ...files, 'pack.yaml': 'schema: [' }, 'FEIYU_PACK_BAD_YAML'],
    ['an empty file', { ...files, 'facts.yaml': '' }, 'FEIYU_PACK_WRONG_TYPE'],
  ])('%s', async (_, texts, code) => {
    await expect(loadPack(texts)).rejects.toMatchObject({ code, at: expect.stringMatching(/\.yaml:\d+$/) })
  })
})
