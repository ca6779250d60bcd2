import { parseCivilDate } from '@feiyu/core'
import { beforeAll, expect, test } from 'vitest'
import { loadPack } from '../pack/load-pack.ts'
import type { Pack, Rule } from '../pack/pack.ts'
import { allPackFolders } from '../testing/pack-folder.ts'
import { diffPacks } from './diff-packs.ts'
import { conditionWords, namesOf } from './names.ts'
import { dateWords } from './term-words.ts'

let packs: readonly Pack[]
let amended: Pack
beforeAll(async () => {
  packs = await Promise.all(allPackFolders().map((files) => loadPack(files)))
  const files = allPackFolders().find((one) => one['pack.yaml']?.includes('id: cn\n')) ?? {}
  const lines = files['parameters/lines.yaml'] ?? ''
  const changed = lines.replace(
    "    - { from: '2024-03-22', value: 100000, cite: 'cn-flow-provisions-2024#8' }",
    "    - { from: '2024-03-22', until: '2027-01-01', value: 100000, cite: 'cn-flow-provisions-2024#8' }\n" +
      "    - { from: '2027-01-01', value: 150000, cite: 'cn-flow-provisions-2024#8' }",
  )
  expect(changed).not.toBe(lines)
  amended = await loadPack({ ...files, 'parameters/lines.yaml': changed })
})

const rule = (pack: Pack | undefined, id: string): Rule => {
  const found = pack?.rules.find((one) => one.id === id)
  if (found === undefined) throw new Error(`no rule ${id}`)
  return found
}
const cn = () => packs.find((pack) => pack.id === 'cn')

test('a row of law that is no longer in force says the number of its own days', () => {
  const names = namesOf(packs)
  const until = (id: string) => {
    const row = rule(cn(), id)
    const date = row.dates.get('valid_until')
    return date === undefined ? '' : dateWords(names, date, row).en
  }
  expect(until('result-running-2022')).toMatch(/^2 years /)
  expect(until('result-running')).toMatch(/^3 years /)
})

test('a number that changes while a row is in force is said with its days, and nothing of the days outside the row', () => {
  const names = namesOf([amended])
  const row = rule(amended, 'art-5-small')
  const old = { ...row, until: parseCivilDate('2027-01-01') }
  const words = (during: Rule) => row.when.map((cell) => conditionWords(names, cell, during).en).join('\n')
  expect(words(row)).toContain(
    'from 2024-03-22 through 2026-12-31: fewer than 100,000; from 2027-01-01: fewer than 150,000',
  )
  expect(words(old)).toMatch(/: fewer than 100,000 \(/)
  expect(words(old)).not.toContain('150,000')
})

test('the difference says from which day a row has another number', () => {
  const old = cn()
  const changes = diffPacks(old === undefined ? [] : [old], [amended], packs).flatMap((diff) => diff.changes)
  const facets = changes.find(({ id }) => id === 'pathway/art-5-small')?.facets ?? []
  expect(facets.map(({ before, after }) => [before?.words?.zh, after?.words?.zh])).toEqual([
    ['不满 100,000', '2024-03-22 起，至 2026-12-31（含）：不满 100,000；2027-01-01 起：不满 150,000'],
  ])
})

test('how persons are counted is said by what the facts and tallies are called', () => {
  const changes = diffPacks([], packs, packs).flatMap((diff) => diff.changes)
  const said = changes.filter(({ kind }) => kind === 'counting').flatMap(({ facets }) => facets)
  for (const name of ['first', 'sensitive', 'joins']) {
    const words = said.flatMap(({ aspect, after }) => (aspect === name ? [after?.words] : []))
    expect(words.length).toBeGreaterThan(0)
    for (const one of words) expect(`${one?.zh} ${one?.en}`).not.toMatch(/undefined|_|tally/)
  }
})
