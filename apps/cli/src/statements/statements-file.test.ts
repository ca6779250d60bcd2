import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { parseCivilDate } from '@feiyu/core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { bundledLaw } from '../testing/bundled-law.ts'
import { type Statement, standingOn } from './statement.ts'
import { type KnownFacts, readStatements, writeStatements } from './statements-file.ts'

let folder = ''
let known: KnownFacts
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'feiyu-statements-'))
  known = (await bundledLaw()).facts
})
afterAll(() => rm(folder, { recursive: true }))

const statement: Statement = {
  fact: 'ciio',
  value: false,
  by: '李四: "法务"',
  on: parseCivilDate('2026-11-23'),
  proof: `sha256:${'a'.repeat(64)}`,
  until: parseCivilDate('2027-11-23'),
}

async function read(text: string) {
  const path = join(folder, 'feiyu.yaml')
  await writeFile(path, text)
  return readStatements(path, known, Readable.from([]), { optional: false })
}

test('what init writes is read back the same', async () => {
  const all = [
    statement,
    { ...statement, fact: 'handler_name', value: '飞鱼: 科技 # 有限公司', proof: null, until: null },
  ]
  expect(await read(writeStatements(all))).toEqual(all)
})

test('a missing file holds no statement where it may be missing', async () => {
  expect(await readStatements(join(folder, 'none'), known, Readable.from([]), { optional: true })).toEqual([])
  await expect(
    readStatements(join(folder, 'none'), known, Readable.from([]), { optional: false }),
  ).rejects.toMatchObject({
    code: 'FEIYU_INPUT_MISSING',
  })
})

test.each([
  ['a statement without author', 'fact: ciio, value: false, on: 2026-11-23', 'FEIYU_INPUT_MISSING_KEY'],
  ['an unknown fact', 'fact: cio, value: false, by: x, on: 2026-11-23', 'FEIYU_FACT_UNKNOWN'],
  ['a value of the wrong type', 'fact: ciio, value: perhaps, by: x, on: 2026-11-23', 'FEIYU_INPUT_WRONG_TYPE'],
  ['a day that does not exist', 'fact: ciio, value: false, by: x, on: 2026-02-29', 'FEIYU_INPUT_WRONG_TYPE'],
  [
    'a code with a wrong check digit',
    'fact: handler_uscc, value: 91310000631696382D, by: x, on: 2026-11-23',
    'FEIYU_INPUT_WRONG_TYPE',
  ],
  ['an unknown key', 'fact: ciio, value: false, by: x, on: 2026-11-23, untill: 2027-01-01', 'FEIYU_INPUT_UNKNOWN_KEY'],
])('%s is refused with its line', async (_name, members, code) => {
  await expect(read(`schema: statements/1\nstatements:\n  - { ${members} }\n`)).rejects.toMatchObject({
    code,
    at: expect.stringMatching(/feiyu\.yaml:3$/),
  })
})

test('a statement holds from its day to its last day, and an opening balance ends with its year', () => {
  const on = (day: string) => standingOn(statement, parseCivilDate(day))
  expect([on('2026-11-22'), on('2026-11-23'), on('2027-11-23'), on('2027-11-24')]).toEqual([
    'not-yet',
    'in-force',
    'in-force',
    'expired',
  ])
  const opening = { ...statement, fact: 'opening_ordinary', value: 5 }
  expect(standingOn(opening, parseCivilDate('2026-12-31'))).toBe('in-force')
  expect(standingOn(opening, parseCivilDate('2027-01-01'))).toBe('expired')
})
