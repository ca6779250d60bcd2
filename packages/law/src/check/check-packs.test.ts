import { describe, expect, it } from 'vitest'
import { checkPacks } from '../packs.ts'
import { edited } from '../testing/edited-packs.ts'
import { allPackFolders, packFolder } from '../testing/pack-folder.ts'

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
    expect(gap?.message).toMatch(/^from 2024-03-22 on no row answers for \{ .*ordinary_count: 100000/)
    expect(gap?.at).toMatch(/^cn\/decisions\/pathway\.yaml:\d+$/)
    expect(problems.filter(({ code }) => code === 'FEIYU_PACK_GAP')).toHaveLength(1)
  })

  it('prints facts on which two rows disagree', async () => {
    const row =
      "- id: rival\n  cite: 'cn-flow-provisions-2024#8'\n  from: '2027-01-01'\n  when: { pi: true, ciio: false, ordinary_count: { ge: 5, lt: 6 }, sensitive_count: { lt: 1 } }\n  then: SCC_OR_CERT\n"
    const { problems } = await checkPacks([withRow(row)], types)
    const conflict = problems.find((problem) => problem.code === 'FEIYU_PACK_CONFLICT')
    expect(conflict?.message).toContain('from 2027-01-01 on rows `')
    expect(conflict?.message).toContain('`rival`')
    expect(conflict?.message).toMatch(/beside it stands `\S+` \(cn\/decisions\/pathway\.yaml:\d+\)/)
    expect(conflict?.at).toMatch(/^cn\/decisions\/pathway\.yaml:\d+$/)
    expect(problems.filter(({ code }) => code === 'FEIYU_PACK_CONFLICT')).toHaveLength(1)
    expect(conflict?.counterexample).toMatchObject({ pi: true, ciio: false, ordinary_count: 5 })
  })

  it('notices a type of value that no row classes, and one that the scanner does not know', async () => {
    const { problems } = await checkPacks([files], [...types.filter((type) => type !== 'mobile'), 'iris_scan'])
    expect(problems.map((problem) => problem.message)).toEqual([
      expect.stringContaining('`mobile`'),
      expect.stringContaining('`iris_scan`'),
    ])
    for (const { at } of problems) expect(at).toMatch(/^cn\/classes\/types\.yaml:\d+$/)
  })

  it.each([
    ['sources/cn-ndsr-2025.yaml', /('35\(6\)':\n) +bracket: item\n/, '`35(6)` may be cited in two ways'],
    ['sources/cn-gbt-35273-2020.yaml', /('annex B':\n) +called: .*\n/, '`annex B` is no number of an article'],
  ])('asks how an article of %s is cited where its number alone does not say it', async (source, line, words) => {
    const changed = (files[source] ?? '').replace(line, '$1')
    const { problems } = await checkPacks([{ ...files, [source]: changed }], types)
    expect(problems).toEqual([
      expect.objectContaining({
        code: 'FEIYU_PACK_UNNAMED_ARTICLE',
        message: expect.stringContaining(words),
        at: `cn/${source}`,
      }),
    ])
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

/** A row that raises the first flag of a file. */
const oddFlag = (when: string, text: string) => {
  const flag = /^flags:\n {2}(\w+):/m.exec(text)?.[1]
  return `  - id: odd\n    cite: 'cn-pipl-2021#39'\n    from: '2024-03-22'\n    when: { ${when} }\n    then: ${flag}\n`
}
const oddDuty =
  "  - id: odd\n    cite: 'cn-pipl-2021#39'\n    from: '2024-03-22'\n    when: { sensitive_count: { ge: 4321 } }\n    then: notice\n"

describe('all packs together', () => {
  it('are proven decision by decision, and every case of every pack passes', async () => {
    const report = await checkPacks(allPackFolders(), types)
    expect(report.problems).toEqual([])
    expect(report.cases).toBeGreaterThan(290)
    expect(report.skipped).toBe(0)
    const decisions = new Set(report.intervals.map(({ jurisdiction, question }) => `${jurisdiction} ${question}`))
    expect([...decisions]).toEqual(
      expect.arrayContaining(['CN pathway', 'CN validity', 'CN eligibility', 'EU pathway', 'US pathway', 'VN pathway']),
    )
  })

  it.each([
    [
      'a row that another always overrides',
      edited('sg', 'decisions/pathway.yaml', (text) =>
        text.replace(
          '  overrides: [other, certified]\n  when: { data_in_transit: true }',
          '  overrides: [other, certified, publicly-available]\n  when: {}',
        ),
      ),
      'FEIYU_PACK_DEAD_RULE',
      /never decides/,
      /^sg\/decisions\/pathway\.yaml:\d+$/,
    ],
    [
      'a fact that no row asks for',
      edited(
        'sg',
        'facts.yaml',
        (text) => `${text}  idle:\n    type: boolean\n    kind: claim\n    zh: x\n    en: x\n`,
      ),
      'FEIYU_PACK_UNUSED_FACT',
      /`idle`/,
      /^sg\/facts\.yaml:\d+$/,
    ],
    [
      'a fact for the record that a row asks for',
      edited('sg', 'facts.yaml', (text) =>
        text.replace('  publicly_available:\n', '  publicly_available:\n    record: true\n'),
      ),
      'FEIYU_PACK_RECORD_FACT',
      /`publicly_available`/,
      /^sg\/facts\.yaml:\d+$/,
    ],
    [
      'more data that gives a lighter answer',
      edited('us-doj', 'decisions/pathway.yaml', (text) =>
        text.replace('us_persons_12m: { gt: $bulk-biometric }', 'us_persons_12m: { gt: $bulk-biometric, lt: 5000 }'),
      ),
      'FEIYU_PACK_NOT_MONOTONE',
      /`us_persons_12m` \d+ gives `BULK` but \d+ the lighter `BELOW_BULK`/,
      /^us-doj\/decisions\/pathway\.yaml:\d+$/,
    ],
    [
      'a row without a case',
      edited('vn', 'cases/own.yaml', (text) => text.replace(/- name: A state body[\s\S]*?(?=- name)/, '')),
      'FEIYU_PACK_UNTRIED_ROW',
      /`state-body`/,
      /^vn\/decisions\/pathway\.yaml:\d+$/,
    ],
    [
      'a cut point with a case on one side only',
      edited('cn', 'cases/own-terms.yaml', (text) =>
        text.replace(/- name: A self-assessment of three months and a day[\s\S]*?(?=- name)/, ''),
      ),
      'FEIYU_PACK_UNTRIED_CUT',
      /`self_assessment_age` on the first value of the cut `stale`/,
      /^cn\/facts\.yaml:\d+$/,
    ],
    [
      'a row that only stays possible in the answer to a case',
      edited('cn', 'cases/own.yaml', (text) => text.replace(/- name: A label without its star[\s\S]*?(?=- name)/, '')),
      'FEIYU_PACK_UNTRIED_ROW',
      /`label-found-secret`/,
      /^cn\/decisions\/pathway\.yaml:\d+$/,
    ],
    [
      'a number of a row for a flag with a case on no side of it',
      edited('cn', 'flags.yaml', (text) =>
        text.replace('rules:\n', `rules:\n${oddFlag('sensitive_count: { gt: 777 }', text)}`),
      ),
      'FEIYU_PACK_UNTRIED_CUT',
      /`sensitive_count` on the last value before the cut `778`/,
      /^cn\/flags\.yaml:\d+$/,
    ],
    [
      'a number of a row for a duty with a case on one side only',
      edited('cn', 'duties.yaml', (text) => text.replace(/^rules:\n/m, `rules:\n${oddDuty}`)),
      'FEIYU_PACK_UNTRIED_CUT',
      /`sensitive_count` on the last value before the cut `4321`/,
      /^cn\/duties\.yaml:\d+$/,
    ],
    [
      'an older rule without its end beside a later one that says the same with another number',
      edited(
        'cn',
        'decisions/extension.yaml',
        (text) =>
          `${text}- id: major-incidents-2027\n  group: condition\n  cite: 'cn-assessment-guide-3#part 3'\n  from: '2027-01-01'\n  overrides: [timing]\n  when: { mechanism: SECURITY_ASSESSMENT, incidents: { ge: 2 } }\n  then: REAPPLY\n`,
      ),
      'FEIYU_PACK_SUPERSEDED',
      /^rule `major-incident` goes on beside `major-incidents-2027` \(cn\/decisions\/extension\.yaml:\d+\).* `until: '2027-01-01'`$/,
      /^cn\/decisions\/extension\.yaml:\d+$/,
    ],
    [
      'an older rule without its end that a later one always goes before',
      edited(
        'cn',
        'decisions/extension.yaml',
        (text) =>
          `${text}- id: no-extension-2027\n  cite: 'cn-assessment-guide-3#part 3'\n  from: '2027-01-01'\n  overrides: [timing, condition, over]\n  when: { mechanism: SECURITY_ASSESSMENT }\n  then: REAPPLY\n`,
      ),
      'FEIYU_PACK_SUPERSEDED',
      /^rule `window-open` decides nothing from 2027-01-01 on/,
      /^cn\/decisions\/extension\.yaml:\d+$/,
    ],
    [
      'a rule whose tests nothing can meet',
      edited(
        'cn',
        'decisions/extension.yaml',
        (text) =>
          `${text}- id: odd\n  cite: 'cn-flow-provisions-2024#9'\n  from: '2024-03-22'\n  when: { unchanged: { not: [true, false] } }\n  then: REAPPLY\n`,
      ),
      'FEIYU_PACK_DEAD_RULE',
      /never decides: no set of facts meets its tests/,
      /^cn\/decisions\/extension\.yaml:\d+$/,
    ],
    [
      'two values of a parameter on one day',
      edited('cn', 'parameters/lines.yaml', (text) =>
        text.replace("until: '2024-03-22', value: 10000", "until: '2024-03-23', value: 10000"),
      ),
      'FEIYU_PACK_OVERLAP',
      /two values of `sensitive-assessment-line` are in force on 2024-03-22/,
      /^cn\/parameters\/lines\.yaml:\d+$/,
    ],
    [
      'a row of a list with a condition on an unknown fact',
      edited('cn-shanghai', 'lists/lingang-icv-general-2024.yaml', (text) =>
        text.replace('    zh: 生产管理\n', '    condition: { contains_face: true }\n    zh: 生产管理\n'),
      ),
      'FEIYU_PACK_UNKNOWN_NAME',
      /did you mean `contains_faces`/,
      /^cn-shanghai\/lists\/lingang-icv-general-2024\.yaml:\d+$/,
    ],
    [
      'a row of a list with a tier that is none',
      edited('cn-shanghai', 'lists/lingang-icv-general-2024.yaml', (text) =>
        text.replace('    zh: 生产管理\n', '    tier: SCC\n    zh: 生产管理\n'),
      ),
      'FEIYU_PACK_UNKNOWN_NAME',
      /outcome `SCC`/,
      /^cn-shanghai\/lists\//,
    ],
    [
      'a word of a fact that is called nothing',
      edited('eu', 'facts.yaml', (text) => text.replace(/ {6}APEC_CBPR: .*\n/, '')),
      'FEIYU_PACK_MISSING_KEY',
      /`APEC_CBPR`/,
      /^eu\/facts\.yaml:\d+$/,
    ],
    [
      'a fact that two packs define differently',
      edited('eu', 'facts.yaml', (text) => text.replace("en: 'Global CBPR'", "en: 'Global'")),
      'FEIYU_PACK_DUPLICATE',
      /fact `recipient_certification` is defined twice, in `eu`/,
      /^sg\/facts\.yaml:\d+$/,
    ],
    [
      'a pack whose base is not there',
      allPackFolders().filter((folder) => !folder['pack.yaml']?.includes('\nid: cn-shanghai\n')),
      'FEIYU_PACK_NEEDS',
      /`cn-beijing` uses names of pack `cn-shanghai`/,
      /^cn-beijing\/pack\.yaml:1$/,
    ],
    [
      'a day of work that is one anyway',
      edited('cn', 'calendars/working-days.yaml', (text) => text.replace("'2026-10-10'", "'2026-10-12'")),
      'FEIYU_PACK_BAD_CALENDAR',
      /`2026-10-12` is no Saturday or Sunday/,
      /^cn\/calendars\/working-days\.yaml:\d+$/,
    ],
    [
      'a day of work that is off',
      edited('cn', 'calendars/working-days.yaml', (text) => text.replace("'2026-10-10'", "'2026-10-04'")),
      'FEIYU_PACK_BAD_CALENDAR',
      /`2026-10-04` is off and worked/,
      /^cn\/calendars\/working-days\.yaml:\d+$/,
    ],
    [
      'a day off that is not of its year',
      edited('cn', 'calendars/working-days.yaml', (text) => text.replace("'2026-10-10'", "'2027-10-10'")),
      'FEIYU_PACK_BAD_CALENDAR',
      /not a day of 2026/,
      /^cn\/calendars\/working-days\.yaml:\d+$/,
    ],
  ])('%s is found', async (_, packs, code, message, at) => {
    const { problems } = await checkPacks(packs, types)
    expect(problems).toContainEqual(
      expect.objectContaining({ code, message: expect.stringMatching(message), at: expect.stringMatching(at) }),
    )
  })

  it('a test of one number stands for all others: nothing but 0 is no dead row', async () => {
    const changed = edited('cn', 'decisions/extension.yaml', (text) =>
      text.replace('incidents: { ge: 1 }', 'incidents: { not: 0 }'),
    )
    const { problems } = await checkPacks(changed, types)
    expect(problems).toEqual([])
  })

  it('a decision with too many regions to prove is an error that names it, never a silent pass', async () => {
    const { problems } = await checkPacks(allPackFolders(), types, 10)
    const named = problems.filter(({ code }) => code === 'FEIYU_PACK_TOO_ENTANGLED').map(({ message }) => message)
    // `validity` declares nothing monotone: its rows alone are too many.
    expect(named).toContainEqual(
      expect.stringMatching(/^decision `validity` \(CN\) from 2022-09-01 on has too many regions/),
    )
    expect(named).toContainEqual(expect.stringMatching(/^decision `pathway` \(CN\) from .* too many regions/))
  })
})
