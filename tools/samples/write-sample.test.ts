import { createHash } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { stdnum } from 'stdnum'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { readSample } from '../testing/read-sample.ts'
import type { SampleFormat } from './encode.ts'
import type { Language, SampleName } from './sample.ts'
import { samples, type WrittenSample, writeSample } from './write-sample.ts'

let folder: string
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'feiyu-samples-'))
})
afterAll(() => rmSync(folder, { recursive: true }))

/** A change of these digests changes every figure that others quote from the samples. */
const digests: Readonly<Record<string, string>> = {
  'telemetry zh': 'sha256:dee5ba0c540125e0',
  'telemetry en': 'sha256:85d66ab056bf5def',
  'drivers zh': 'sha256:ea93c34a67cd5bf6',
  'drivers en': 'sha256:3d452097264b74e2',
  'orders zh': 'sha256:f2ce03cbd6bde3aa',
  'orders en': 'sha256:3d86e072d1ee32d8',
  'clients zh': 'sha256:d423ffc2695059e8',
  'clients en': 'sha256:a2a2b836b4b9d2e3',
}

describe.each(['telemetry', 'drivers', 'orders', 'clients'] as const)('%s', (name) => {
  test.each(['zh', 'en'] as const)('in %s has the same bytes on every machine', async (lang) => {
    const { path, truth } = await write(name, { lang, rows: 500 })
    const bytes = readFileSync(path)
    expect(truth.digest).toBe(`sha256:${createHash('sha256').update(bytes).digest('hex')}`)
    expect(truth.bytes).toBe(bytes.length)
    expect(truth.digest.slice(0, 23)).toBe(digests[`${name} ${lang}`])
  })

  test('differs with the seed', async () => {
    const [one, two] = [await write(name, { seed: 1 }), await write(name, { seed: 2 })]
    expect(one.truth.digest).not.toBe(two.truth.digest)
  })

  test.each(['csv', 'csv-gb18030', 'ndjson'] as const)('as %s holds what its truth says', async (format) => {
    const { path, truth } = await write(name, { format })
    const rows = readSample(path, truth.encoding)
    expect(rows).toHaveLength(truth.rows)
    for (const { name: column, nonEmpty } of truth.columns) {
      expect(rows.filter((row) => (row[column] ?? '') !== '')).toHaveLength(nonEmpty)
    }
  })

  test('every number passes its checksum', async () => {
    const { path, truth } = await write(name, { format: 'csv' })
    const checked = truth.columns.flatMap(({ name: column, types }) => {
      const passes = checks[types[0] ?? '']
      return passes === undefined ? [] : [{ column, passes }]
    })
    for (const row of readSample(path, 'utf-8')) {
      for (const { column, passes } of checked) {
        const value = row[column] ?? ''
        if (value !== '') expect(passes(value), `${column} ${value}`).toBe(true)
      }
    }
  })
})

test('the persons of a table are those that its resident IDs and keys tell apart', async () => {
  for (const name of ['drivers', 'clients'] as const) {
    const { path, truth } = await write(name, { lang: 'en', format: 'csv', rows: 3000 })
    const idColumn = name === 'drivers' ? 'id_card_no' : 'id_number'
    const ids = new Set(readSample(path, 'utf-8').map((row) => row[idColumn]?.toUpperCase()))
    expect(truth.persons.distinct).toBe(ids.size)
    expect(truth.persons.distinct).toBeLessThan(truth.rows)
    expect(truth.persons.byKey.resident_id).toBe(ids.size)
    expect(truth.persons.asOf['2025-10-31']).toEqual({ ordinary: ids.size, sensitive: ids.size })
  }
})

test('after 2025-11-01 a client is sensitive by card or income alone, and a driver is not', async () => {
  const clients = await write('clients', { lang: 'en', format: 'csv', rows: 3000 })
  const sensitive = readSample(clients.path, 'utf-8').filter((row) => row.bank_card || row.annual_income)
  const ids = new Set(sensitive.map((row) => row.id_number?.toUpperCase()))
  expect(clients.truth.persons.asOf['2026-11-23']?.sensitive).toBe(ids.size)
  expect(ids.size).toBeLessThan(clients.truth.persons.distinct)
  const drivers = await write('drivers', {})
  expect(drivers.truth.persons.asOf['2026-11-23']).toEqual({ ordinary: drivers.truth.persons.distinct, sensitive: 0 })
})

test('telemetry is about nobody', async () => {
  const { truth } = await write('telemetry', {})
  expect(truth.persons).toEqual({
    distinct: 0,
    byKey: {},
    asOf: { '2025-10-31': { ordinary: 0, sensitive: 0 }, '2026-11-23': { ordinary: 0, sensitive: 0 } },
  })
  expect(truth.planted).toEqual([])
})

test('the remark column holds exactly what is planted; of resident IDs one, in row 90,000 of 100,000', async () => {
  const { path, truth } = await write('orders', { rows: 100_000, format: 'csv', lang: 'en' })
  const rows = readSample(path, 'utf-8')
  const found = rows.flatMap(({ remark = '' }, at) => {
    const type = typeInText(remark)
    return type === undefined ? [] : [{ type, row: at + 1, column: 'remark' }]
  })
  expect(truth.planted).toEqual(found)
  expect(truth.planted.filter(({ type }) => type === 'resident_id').map(({ row }) => row)).toEqual([90_000])
  expect(new Set(truth.planted.map(({ type }) => type)).size).toBe(4)
  const persons = new Set(rows.flatMap((row) => [row.buyer_name, row.recipient_name]))
  expect(truth.persons.distinct).toBeGreaterThan(persons.size)
  expect(truth.persons.byKey.email).toBeGreaterThanOrEqual(new Set(rows.map((row) => row.buyer_email)).size)
})

/** Our own reading of the formulas, apart from the generator's; resident IDs by an independent package. */
const checks: Readonly<Record<string, (value: string) => boolean>> = {
  resident_id: (value) => stdnum.CN?.ric?.validate(value.toUpperCase()).isValid === true,
  driver_licence: (value) => stdnum.CN?.ric?.validate(value).isValid === true,
  mobile: (value) => /^1[3-9]\d{9}$/.test(value),
  email: (value) => /^[a-z.0-9]+@[a-z]+\.[a-z]+\.xz$/.test(value),
  bank_card: (value) => /^62(\d{14}|\d{17})$/.test(value) && luhnSum(value) % 10 === 0,
  vin: (value) => /^[0-9A-HJ-NPR-Z]{17}$/.test(value) && value[8] === vinCheck(value),
}

function luhnSum(digits: string): number {
  const doubled = [0, 2, 4, 6, 8, 1, 3, 5, 7, 9]
  return [...digits]
    .reverse()
    .reduce((sum, digit, at) => sum + (at % 2 === 1 ? doubled[Number(digit)]! : Number(digit)), 0)
}

function vinCheck(vin: string): string {
  const values = Object.fromEntries(
    [...'AJ BKS CLT DMU ENV FW GPX HY RZ'.split(' ').entries()].flatMap(([at, letters]) =>
      [...letters].map((letter) => [letter, at + 1]),
    ),
  )
  const weights = [8, 7, 6, 5, 4, 3, 2, 10, 0, 9, 8, 7, 6, 5, 4, 3, 2]
  const sum = [...vin].reduce((total, letter, at) => total + weights[at]! * (values[letter] ?? Number(letter)), 0)
  return sum % 11 === 10 ? 'X' : String(sum % 11)
}

function typeInText(text: string): string | undefined {
  if (/@/.test(text)) return 'email'
  const digits = /\d{11,}[X]?/.exec(text)?.[0] ?? ''
  return { 11: 'mobile', 18: 'resident_id', 16: 'bank_card', 19: 'bank_card' }[digits.length]
}

let written = 0

function write(
  name: SampleName,
  options: { readonly rows?: number; readonly seed?: number; readonly lang?: Language; readonly format?: SampleFormat },
): Promise<WrittenSample> {
  written += 1
  const format = name === 'telemetry' ? 'ndjson' : 'csv'
  return writeSample(name, {
    rows: 300,
    seed: 1,
    lang: 'zh',
    format,
    ...options,
    folder: join(folder, String(written)),
  })
}

test('every column names a type, and its first is the best', () => {
  for (const { columns } of Object.values(samples)) {
    expect(new Set(columns.map(({ en }) => en)).size).toBe(columns.length)
    expect(new Set(columns.map(({ zh }) => zh)).size).toBe(columns.length)
  }
})
