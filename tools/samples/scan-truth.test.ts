import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Field, Profile } from '@feiyu/scan'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { classTableOn, scanFile } from '../testing/scan-file.ts'
import { truthDays } from './truth.ts'
import { type SampleOptions, type SampleTruth, writeSample } from './write-sample.ts'

let folder: string
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'feiyu-scan-truth-'))
})
afterAll(() => rmSync(folder, { recursive: true }))

describe.each(['zh', 'en'] as const)('header in %s', (lang) => {
  test.each(['csv', 'csv-gb18030', 'ndjson'] as const)('no person in telemetry as %s', async (format) => {
    const { profile, truth } = await written('telemetry', { lang, format, rows: 20_000 })
    expect(profile.subjects).toMatchObject({ ordinary: 0, sensitive: 0, upper: 0, key: null })
    expect(personal(profile)).toEqual([])
    expectColumns(profile, truth)
  })

  test.each(['drivers', 'clients'] as const)('%s: the persons of the truth, exactly, on both days', async (name) => {
    for (const day of truthDays) {
      const { profile, truth } = await written(name, { lang, rows: 10_000, day })
      const { distinct, asOf } = truth.persons
      expect(profile.subjects).toMatchObject({ distinct, lower: distinct, upper: distinct, ...asOf[day] })
      expectColumns(profile, truth)
    }
  })

  test('orders: every planted identifier found in the remarks, and nothing else there', async () => {
    const { profile, truth } = await written('orders', { lang, rows: 20_000 })
    const remark = profile.fields.find(({ name }) => name === truth.planted[0]?.column)
    expect(hits(remark)).toEqual(planted(truth))
    expectColumns(profile, truth)
  })

  test('orders: persons, of whom a buyer and a recipient may be two, lie within the bounds', async () => {
    const { profile, truth } = await written('orders', { lang, rows: 20_000 })
    const { lower, upper } = profile.subjects
    expect(lower).toBeLessThanOrEqual(truth.persons.distinct)
    expect(upper).toBeGreaterThanOrEqual(truth.persons.distinct)
    expect(lower).toBeGreaterThanOrEqual(truth.persons.distinct * 0.9)
  })
})

test('the one resident ID of 100,000 remarks is found, in row 90,000, in a remark column and in GB 18030 too', async () => {
  for (const format of ['csv', 'csv-gb18030'] as const) {
    const { profile, truth } = await written('orders', { rows: 100_000, format })
    const remark = profile.fields.find(({ name }) => name === '备注')
    expect(hits(remark).resident_id).toEqual({ count: 1, firstRow: 90_000 })
    expect(hits(remark)).toEqual(planted(truth))
    expect(profile.rows).toBe(truth.rows)
  }
})

/** Types that say what is about a person; of the other columns only the category has to be right. */
const telling = /^(?!(number|category_code|timestamp|date|amount|order_id|record_id|product|free_text|opaque)$)/

function expectColumns(profile: Profile, truth: SampleTruth): void {
  const told = profile.fields.filter(({ name }) => truth.columns.some((column) => column.name === name))
  expect(told).toHaveLength(truth.columns.length)
  for (const { name, types, nonEmpty } of truth.columns) {
    const field = told.find((one) => one.name === name)
    expect(field?.values, name).toBe(nonEmpty)
    if (telling.test(types[0] ?? '')) expect(types, `${name} is ${field?.type}`).toContain(field?.type)
    else if (truth.planted.every(({ column }) => column !== name)) expect(field?.category, name).toBe('business')
  }
}

function personal(profile: Profile): string[] {
  return profile.fields.filter(({ category }) => category !== 'business').map(({ name }) => name)
}

type Hits = Record<string, { readonly count: number; readonly firstRow: number }>

function hits(field: Field | undefined): Hits {
  return Object.fromEntries((field?.detectors ?? []).map(({ id, count, firstRow }) => [id, { count, firstRow }]))
}

function planted(truth: SampleTruth): Hits {
  const found: Hits = {}
  for (const { type, row } of truth.planted) {
    found[type] = { count: (found[type]?.count ?? 0) + 1, firstRow: found[type]?.firstRow ?? row }
  }
  return found
}

let count = 0

async function written(
  name: Parameters<typeof writeSample>[0],
  options: Partial<SampleOptions> & { readonly rows: number; readonly day?: (typeof truthDays)[number] },
): Promise<{ profile: Profile; truth: SampleTruth }> {
  count += 1
  const { day = '2026-11-23', ...rest } = options
  const written = { seed: 1, lang: 'zh', format: 'csv', ...rest, folder: join(folder, String(count)) } as const
  const { path, truth } = await writeSample(name, written)
  return { profile: await scanFile(path, await classTableOn(day)), truth }
}
