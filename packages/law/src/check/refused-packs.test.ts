import { describe, expect, it } from 'vitest'
import { loadPack } from '../index.ts'
import { checkPacks, readAnyYaml } from '../packs.ts'
import { edited } from '../testing/edited-packs.ts'
import { packFolder } from '../testing/pack-folder.ts'

const files = packFolder('cn')
const path = 'decisions/pathway.yaml'
/** Types are checked where the scanner's vocabulary is at hand: in `feiyu packs check`. */
const types = Object.keys((await import('yaml')).parse(files['classes/types.yaml'] ?? '').types)
const withRow = (row: string) => ({ ...files, [path]: `${files[path]}\n${row}` })

describe('packs that contradict themselves', () => {
  it.each([
    [
      'editions of one list that overlap',
      edited('cn-shanghai', 'lists/shanghai-negative-2025.yaml', (text) => text.replace('2026-04-24', '2026-04-01')),
      'FEIYU_PACK_OVERLAP',
      /two editions of `shanghai-ftz-negative-2024` are in force on 2026-04-01/,
      /^cn-shanghai\/lists\/shanghai-negative-2025\.yaml:\d+$/,
    ],
    [
      'a list that replaces one which is not there',
      edited('cn-shanghai', 'lists/shanghai-negative-2025.yaml', (text) =>
        text.replace('negative-2024', 'negative-2020'),
      ),
      'FEIYU_PACK_UNKNOWN_NAME',
      /no pack defines the list `shanghai-ftz-negative-2020`/,
      /^cn-shanghai\/lists\/shanghai-negative-2025\.yaml:\d+$/,
    ],
    [
      'two ways of counting on one day',
      edited('cn', 'counting.yaml', (text) => text.replace("until: '2025-11-01'", "until: '2025-11-02'")),
      'FEIYU_PACK_OVERLAP',
      /how persons are counted are in force on 2025-11-01/,
      /^cn\/counting\.yaml:\d+$/,
    ],
    [
      'two classes of a type on one day',
      edited('cn', 'classes/types.yaml', (text) => text.replace(/until: '(\d{4})-11-01'/, "until: '$1-11-02'")),
      'FEIYU_PACK_OVERLAP',
      /^two rows that say what `\w+` counts as are in force on/,
      /^cn\/classes\/types\.yaml:\d+$/,
    ],
    [
      'a parameter that two packs name alike, though each would take the value of one',
      edited('us-doj', 'parameters/lines.yaml', (text) => text.replace(/^[\w-]+:\n/m, 'result-years:\n')),
      'FEIYU_PACK_DUPLICATE',
      /parameter `result-years` is defined twice/,
      /^us-doj\/parameters\/lines\.yaml:\d+$/,
    ],
    [
      'a version that is none',
      edited('cn', 'pack.yaml', (text) => text.replace(/version: '2026\.11\.\d+'/, "version: 'v3'")),
      'FEIYU_PACK_BAD_VERSION',
      /`v3` is no version/,
      /^cn\/pack\.yaml:\d+$/,
    ],
    [
      'a version that says nothing of what it changes',
      edited('cn', 'pack.yaml', (text) => text.replace(/version: '2026\.11\.\d+'/, "version: '2026.12.0'")),
      'FEIYU_PACK_BAD_VERSION',
      /`changes` does not begin with version `2026\.12\.0`/,
      /^cn\/pack\.yaml:\d+$/,
    ],
  ])('%s is a pack that cannot be read', async (_, packs, code, message, at) => {
    const report = await checkPacks(packs, types)
    // No pack is named: the command exits with 2.
    expect(report.packs).toEqual([])
    expect(report.problems).toEqual([{ code, message: expect.stringMatching(message), at: expect.stringMatching(at) }])
  })

  it.each([
    ['{ state_secret: yes }', /^`state_secret` is true or false, not `yes`; write `true`$/],
    ['{ state_secret: 否 }', /not `否`; write `false`$/],
    ['{ state_secret: { ge: 1 } }', /^`state_secret` is true or false and has no bounds/],
    ['{ state_secret: { in: [true, 2] } }', /^`state_secret` is true or false, not `2`/],
    ['{ destination: fr }', /value of `destination` `fr`; did you mean/],
    ['{ destination: 3 }', /^`destination` is .*, not `3`/],
    ['{ destination: { ge: HK } }', /^`destination` is .* and has no bounds/],
    ['{ ordinary_count: ge 5 }', /^`ordinary_count` is a whole number, not `ge 5`; write `\{ ge: 5 \}`$/],
    ['{ ordinary_count: { ge: 1.5 } }', /^`ordinary_count` is a whole number, not `1.5`/],
    ['{ ordinary_count: { ge: three } }', /^`ordinary_count` is a whole number, not `three`/],
    ['{ ordinary_count: { ge: 3, lt: 2 } }', /^no value of `ordinary_count` lies from 3 and below 2/],
    ['{ ordinary_count: { gt: 3, lt: 4 } }', /^no value of `ordinary_count` lies above 3 and below 4/],
    ['{ ordinary_count: { lt: 0 } }', /^no value of `ordinary_count` lies from 0 and below 0/],
    [
      '{ ordinary_count: { ge: $ordinary-assessment-line, lt: $ordinary-contract-line } }',
      /lies from 1000000 and below 100000/,
    ],
    ['{ growth_pct: { gt: twenty } }', /^`growth_pct` is a number, not `twenty`/],
    ['{ growth_pct: { gt: 20, le: 20 } }', /^no value of `growth_pct` lies above 20 to 20/],
    ['{ result_date: 2026 }', /^`result_date` is a day of the calendar, not `2026`; write YYYY-MM-DD$/],
    ['{ events: 1 }', /^`events` is not a single value/],
    ['{ result_state: 3 }', /^`result_state` is a word, not `3`/],
  ])('a row with %s is refused where it stands', async (when, message) => {
    const row = `- id: odd\n  cite: 'cn-flow-provisions-2024#9'\n  from: '2025-07-01'\n  when: ${when}\n  then: EXEMPT_ART3\n`
    const report = await checkPacks([withRow(row)], types)
    expect(report.packs).toEqual([])
    expect(report.problems).toEqual([
      expect.objectContaining({
        message: expect.stringMatching(message),
        at: expect.stringMatching(/^cn\/decisions\/pathway\.yaml:\d+$/),
      }),
    ])
  })

  it.each([
    ['decisions/pathway.yaml', '- id: core-data\n', '- id: Core Data\n'],
    ['duties.yaml', /- id: [\w-]+\n/, '- id: a_b\n'],
  ])('a row of %s is called by small letters, digits and hyphens', async (file, before, after) => {
    const { problems } = await checkPacks([{ ...files, [file]: (files[file] ?? '').replace(before, after) }], types)
    expect(problems).toEqual([expect.objectContaining({ code: 'FEIYU_PACK_BAD_ID' })])
  })
})

describe('a pack that cannot be read', () => {
  it.each([
    ['no pack.yaml', { 'facts.yaml': 'facts: {}' }, 'FEIYU_PACK_NO_ROOT'],
    ['a file that no pack has', { ...files, 'rules.yaml': 'a: 1' }, 'FEIYU_PACK_UNKNOWN_FILE'],
    ['a key twice', { ...files, 'pack.yaml': `${files['pack.yaml']}id: other\n` }, 'FEIYU_PACK_BAD_YAML'],
    [
      'thousands of brackets, one in the other',
      { ...files, 'facts.yaml': `facts: ${'['.repeat(20_000)}${']'.repeat(20_000)}` },
      'FEIYU_PACK_BAD_YAML',
    ],
    ['an alias', { ...files, 'pack.yaml': 'schema: &a pack/1\nid: *a\n' }, 'FEIYU_PACK_BAD_YAML'],
    ['text that is not YAML', { ...files, 'pack.yaml': 'schema: [' }, 'FEIYU_PACK_BAD_YAML'],
    ['an empty file', { ...files, 'facts.yaml': '' }, 'FEIYU_PACK_WRONG_TYPE'],
  ])('%s', async (_, texts, code) => {
    await expect(loadPack(texts, readAnyYaml)).rejects.toMatchObject({ code, at: expect.stringMatching(/\.yaml:\d+$/) })
  })
})

describe('a pack beyond plain YAML', () => {
  const beyond = { ...files, 'pack.yaml': (files['pack.yaml'] ?? '').replace('id: cn\n', 'id: "cn"\n') }

  it('is read with the library, and is the same pack but for its digest', async () => {
    const { digest: _, ...plain } = await loadPack(files)
    expect(await loadPack(beyond, readAnyYaml)).toMatchObject(plain)
  })

  it('is refused by name of the file where an application carries no library', async () => {
    await expect(loadPack(beyond)).rejects.toMatchObject({
      code: 'FEIYU_PACK_BAD_YAML',
      at: 'cn/pack.yaml:1',
      message: expect.stringContaining('packs check'),
    })
  })
})
