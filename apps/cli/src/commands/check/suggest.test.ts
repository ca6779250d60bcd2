import { parseCivilDate } from '@feiyu/core'
import type { Law } from '@feiyu/law'
import { beforeAll, expect, test } from 'vitest'
import type { FileReport } from '../../scanning/file-report.ts'
import type { ScannedFile } from '../../scanning/scan-file.ts'
import { bundledLaw } from '../../testing/bundled-law.ts'
import { field, report, subjects } from '../../testing/reports.ts'
import { FactSheet } from './fact-sheet.ts'
import { judge } from './judge.ts'
import type { Said } from './said.ts'
import { type Suggestion, suggest } from './suggest.ts'

const today = parseCivilDate('2026-11-23')
const noPersons: ReturnType<ScannedFile['persons']> = {
  count: 0,
  words: new Int32Array(0),
  linkCount: 0,
  links: new Int32Array(0),
  keyless: [],
}
const none = { ciio: false, important_data: false, core_data: false, state_secret: false }
let law: Law
beforeAll(async () => {
  law = await bundledLaw()
})

/** Suggestions for a file as found, with its persons as a column would tell them apart. */
async function run(
  file: Partial<FileReport>,
  change: { readonly opening: number; readonly stated?: object; readonly told?: number },
): Promise<{ readonly found: readonly Suggestion[]; readonly asked: readonly string[] }> {
  const facts = new FactSheet()
  for (const [name, value] of Object.entries({ ...none, ...change.stated }))
    facts.state(name, value, { from: 'facts', by: 'x', on: today, proof: null })
  const figure = (persons: number) => ({ persons, from: 'flag', by: 'x', on: today }) as const
  const said: Said = {
    facts,
    opening: { ordinary: figure(change.opening), sensitive: figure(0) },
    asOf: today,
    tally: null,
  }
  const found = report(file)
  const same: ScannedFile['recount'] = () => ({ fields: found.fields, subjects: found.subjects })
  const told = change.told ?? 0
  const asked: string[] = []
  const rescan = async (subject: string): Promise<ScannedFile> => {
    asked.push(subject)
    const persons = subjects({ ordinary: told, distinct: told, lower: told, upper: told })
    return {
      report: { ...found, subjects: persons },
      paths: [],
      reading: {},
      recount: same,
      counted: () => [],
      persons: () => noPersons,
    }
  }
  const scanned = { report: found, paths: [], reading: {}, recount: same, counted: () => [], persons: () => noPersons }
  const judged = judge(law, found, said, today)
  return { found: await suggest({ law, scanned, judged, said, today, rescan }), asked }
}

const open = {
  fields: [field('client_no', { type: 'account_id', role: 'pseudonymous' }), field('phone'), field('email')],
  subjects: subjects({ ordinary: 60, distinct: 60, lower: 20, upper: 60, method: 'upper-bound' }),
}

test('a column that tells persons apart is suggested when the recounted persons lead to a lighter pathway', async () => {
  const { found, asked } = await run(open, { opening: 99_960, told: 25 })
  expect(asked).toEqual(['client_no'])
  expect(found).toContainEqual(
    expect.objectContaining({
      kind: 'subject',
      what: ['client_no'],
      to: 'EXEMPT_ART5_SMALL',
      persons: { ordinary: 25, sensitive: 0 },
    }),
  )
})

test('it is not suggested when the recount does not help, and the file is not read again when it cannot', async () => {
  expect((await run(open, { opening: 99_960, told: 50 })).found.map((one) => one.kind)).not.toContain('subject')
  expect((await run(open, { opening: 99_990, told: 25 })).asked).toEqual([])
})

test('where people stated the persons themselves, nothing is said about columns', async () => {
  const { found, asked } = await run(open, { opening: 0, stated: { ordinary_ytd: 150_000, sensitive_ytd: 0 } })
  expect(asked).toEqual([])
  expect(new Set(found.map((one) => one.kind))).toEqual(new Set(['exemption']))
})

test('an exemption is suggested only while nobody claimed one', async () => {
  const { found } = await run(open, { opening: 200_000 })
  expect(found.map((one) => one.what.join())).toContain('contract_necessity')
  const claimed = await run(open, { opening: 200_000, stated: { exemption: 'hr', exemption_proven: false } })
  expect(claimed.found.map((one) => one.kind)).not.toContain('exemption')
})

test('an exempt file gets no suggestions', async () => {
  expect((await run(open, { opening: 0 })).found).toEqual([])
})
