import fc from 'fast-check'
import { beforeAll, expect, test } from 'vitest'
import { createLaw, type Law } from '../engine/law.ts'
import { loadPack, type PackFiles } from '../pack/load-pack.ts'
import { parseYaml } from '../pack/parse-yaml.ts'
import { readRules } from '../pack/read-rules.ts'
import { allPackFolders } from '../testing/pack-folder.ts'
import { anyRule } from '../testing/random-rules.ts'
import { readCsv, writeCsv } from './csv.ts'
import { meaningOf } from './decision-text.ts'
import { importTable } from './import-table.ts'
import { readRuleTable, writeRuleTable } from './rule-table.ts'
import { ruleYaml } from './rule-yaml.ts'

let law: Law
let folders: readonly PackFiles[]
beforeAll(async () => {
  folders = allPackFolders()
  law = createLaw(await Promise.all(folders.map((files) => loadPack(files))))
})

const language = fc.constantFrom('zh' as const, 'en' as const)

function decisions() {
  return law.packs.flatMap((pack, index) =>
    [...new Set(pack.rules.map((rule) => rule.question))].map((question) => ({
      pack: pack.id,
      question,
      files: folders[index]!,
      rules: pack.rules.filter((rule) => rule.question === question),
    })),
  )
}

test('every decision of every pack comes back from its table byte for byte, and its file as well', () => {
  expect(decisions().length).toBeGreaterThanOrEqual(15)
  for (const { pack, question, files, rules } of decisions()) {
    for (const words of ['zh', 'en'] as const) {
      const place = { pack, question, file: 'table.csv' }
      const csv = writeCsv(writeRuleTable(law, rules, words))
      const path = `decisions/${question}.yaml`
      const same = importTable(law, files, place, readCsv(place.file, csv))
      expect(same.text).toBe(files[path])
      expect([same.added, same.changed, same.removed]).toEqual([[], [], []])
      // Without the file before, only comments go: the table alone holds every row.
      const fresh = importTable(law, { ...files, [path]: '[]' }, place, readCsv(place.file, csv))
      const again = readRules(pack, question, parseYaml(path, fresh.text))
      expect(writeCsv(writeRuleTable(law, again, words))).toBe(csv)
    }
  }
})

test('any row comes back from a table, whatever its words look like', () => {
  fc.assert(
    fc.property(
      fc.uniqueArray(anyRule, { selector: (one) => one.id, minLength: 1, maxLength: 3 }),
      language,
      (rules, words) => {
        const place = { pack: 'cn', question: 'pathway', file: 't.csv' }
        const back = readRuleTable(law, place, readCsv('t.csv', writeCsv(writeRuleTable(law, rules, words))))
        expect(back.map(meaningOf)).toEqual(rules.map(meaningOf))
      },
    ),
    { numRuns: 500, seed: 20261125 },
  )
})

test('any row comes back from the YAML that is written for it', () => {
  fc.assert(
    fc.property(anyRule, (one) => {
      const [back] = readRules('cn', 'pathway', parseYaml('x.yaml', ruleYaml(one)))
      expect(back === undefined ? null : meaningOf(back)).toBe(meaningOf(one))
    }),
    { numRuns: 500, seed: 20261125 },
  )
})

function tableOf(change: (csv: string) => string) {
  const { files, rules } = decisions().find((one) => one.pack === 'cn' && one.question === 'extension')!
  const place = { pack: 'cn', question: 'extension', file: 'extension.csv' }
  const csv = writeCsv(writeRuleTable(law, rules, 'en'))
  const changed = change(csv)
  expect(changed).not.toBe(csv)
  return () => importTable(law, files, place, readCsv(place.file, changed))
}

test('a row that changes is written anew, and every other line stays', () => {
  const { text, changed } = tableOf((csv) => csv.replace('>= 1,', '>= 2,'))()
  expect(changed).toEqual(['major-incident'])
  const { files } = decisions().find((one) => one.pack === 'cn' && one.question === 'extension')!
  const before = files['decisions/extension.yaml']!.split('\n')
  const after = text.split('\n')
  expect(after.filter((line, index) => line !== before[index])).toEqual([
    '  when: { mechanism: SECURITY_ASSESSMENT, incidents: { ge: 2 } }',
  ])
})

test.each([
  [
    'a misspelt column',
    (csv: string) => csv.replace('when incidents', 'when incidnets'),
    /extension\.csv:1.*unknown column.*did you mean `when incidents`/s,
  ],
  [
    'a fact that no pack knows',
    (csv: string) => csv.replace('when incidents', 'when zzzzzzzzz'),
    /extension\.csv:1.*unknown column/s,
  ],
  [
    'a date of a spreadsheet',
    (csv: string) => csv.replace('2022-09-01', '2022/9/1'),
    /extension\.csv:3.*`from`.*YYYY-MM-DD/s,
  ],
  [
    'an article that is not there',
    (csv: string) => csv.replace('cn-flow-provisions-2024#9', 'cn-flow-provisions-2024#99'),
    /extension\.csv:\d+.*99/s,
  ],
  [
    'a row without a citation',
    (csv: string) => csv.replace('cn-assessment-measures-2022#14; cn-flow-provisions-2024#9', ''),
    /extension\.csv:3.*`cite` is empty/s,
  ],
  [
    'an unknown answer',
    (csv: string) => csv.replace('EXTENSION_NOT_YET', 'EXTENSION_NOT_YETT'),
    /extension\.csv:\d+.*EXTENSION_NOT_YETT/s,
  ],
  [
    'two bounds on one side',
    (csv: string) => csv.replace('>= 1,', '>= 1 > 0,'),
    /extension\.csv:\d+.*two bounds on one side/s,
  ],
  [
    'a value that the fact cannot have',
    (csv: string) => csv.replace(',window,', ',windos,'),
    /extension\.csv:\d+.*windos/s,
  ],
  [
    'a bound in words',
    (csv: string) => csv.replace('>= 1,', 'ge 1,'),
    /extension\.csv:\d+.*column `when incidents`: `incidents` is a whole number, not `ge 1`; write `>= 1`/s,
  ],
  ['a bound as people say it', (csv: string) => csv.replace('>= 1,', '1 or more,'), /not `1 or more`; write `>= 1`/],
  ['a bound as Chinese says it', (csv: string) => csv.replace('>= 1,', '1以上,'), /not `1以上`; write `>= 1`/],
  [
    'a bound that is no number',
    (csv: string) => csv.replace('>= 1,', '>= one,'),
    /extension\.csv:\d+.*not `one`; write a number/s,
  ],
  [
    'a range with nothing in it',
    (csv: string) => csv.replace('>= 1,', '>= 3 < 2,'),
    /extension\.csv:\d+.*no value of `incidents` lies from 3 and below 2/s,
  ],
  [
    'a yes',
    (csv: string) => csv.replace(/(something-changed.*?),false,/, '$1,yes,'),
    /extension\.csv:\d+.*`unchanged` is true or false, not `yes`; write `true`/s,
  ],
  [
    'a row whose name is none',
    (csv: string) => csv.replace('major-incident,', 'majör incident,'),
    /extension\.csv:\d+.*column `id`: `majör incident`/s,
  ],
  [
    'explanations that were changed',
    (csv: string) => csv.replace('rests on', 'because of'),
    /extension\.csv:2.*because of/s,
  ],
  ['a quote that is not closed', (csv: string) => `${csv}"`, /extension\.csv:\d+.*not closed/s],
  ['a row twice', (csv: string) => csv.replace(/major-incident,.*\r\n/, (row) => row + row), /twice/],
  [
    'a column too many',
    (csv: string) => csv.replace(/major-incident,.*\r\n/, (row) => row.replace('\r\n', ',x\r\n')),
    /columns/,
  ],
])('%s is refused with file and line', (_name, change, message) => {
  let said = ''
  try {
    tableOf(change)()
  } catch (error) {
    said = `${error instanceof Error && 'at' in error ? error.at : ''} ${error}`
  }
  expect(said).toMatch(message)
})
