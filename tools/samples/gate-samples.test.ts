import { appendFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { ClassTable } from '@feiyu/core'
import type { FieldAction, Permit } from '@feiyu/gate'
import { keyWords, personKindAt, personWords } from '@feiyu/scan'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { firstPass, gateFile, permitFor } from '../testing/gate-file.ts'
import { readSample } from '../testing/read-sample.ts'
import { classTableOn, scanFile } from '../testing/scan-file.ts'
import type { SampleName } from './sample.ts'
import { type SampleOptions, writeSample } from './write-sample.ts'

let folder: string
let classTable: ClassTable
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'feiyu-gate-samples-'))
  classTable = await classTableOn('2026-11-23')
})
afterAll(() => rmSync(folder, { recursive: true }))

const kinds = ['telemetry', 'drivers', 'orders', 'clients'] as const

describe.each(kinds)('%s', (name) => {
  test.each(['csv', 'csv-gb18030', 'ndjson'] as const)(
    'under a permit from its own scan, %s passes whole, byte for byte',
    async (format) => {
      const path = await sample(name, { format, rows: 2500 })
      const scan = await firstPass(path, classTable)
      // One kind of key or another: the persons are the same.
      expect(scan.profile).toEqual(await scanFile(path, classTable))
      const { out, stop, released, persons } = await through(path, permitFor(scan, classTable))
      expect(stop).toBe(null)
      expect(released).toBe(2500)
      expect(readFileSync(out).equals(readFileSync(path))).toBe(true)
      expect(persons.size).toBe(new Set(keysOf(scan.persons().words)).size)
      expect(persons).toEqual(new Set(keysOf(scan.persons().words)))
    },
  )
})

describe('a resident ID hidden in the remark of row 90,000', () => {
  test('stops under a permit that does not cover it, whatever the scan before said', async () => {
    const path = await sample('orders', { rows: 100_000 })
    const scan = await firstPass(path, classTable)
    const permit = permitFor(scan, classTable)
    const cleared = permit.watch.cleared.map((one) =>
      one.path === '备注' ? { ...one, detectors: ['mobile', 'email'] } : one,
    )
    const { out, stop } = await through(path, { ...permit, watch: { ...permit.watch, cleared } })
    const column = scan.profile.fields.findIndex(({ name }) => name === '备注') + 1
    expect(stop).toEqual({ code: 'uncleared-value', row: 90_000, column, type: 'resident_id' })
    const passed = readFileSync(out, 'utf8').trimEnd().split('\n').length - 1
    expect(passed).toBeGreaterThan(80_000)
    expect(passed).toBeLessThan(90_000)
  })

  test('passes in tokens where the permit says so, without itself', async () => {
    const path = await sample('clients', { rows: 3000 })
    const scan = await firstPass(path, classTable)
    const token: FieldAction = { action: 'token', keyId: 'k' }
    const personal = scan.profile.fields.filter(({ category }) => category !== 'business').map(({ name }) => name)
    const permit = permitFor(scan, classTable, Object.fromEntries(personal.map((name) => [name, token])))
    const { out, stop } = await through(path, permit)
    expect(stop).toBe(null)
    const [before, after] = [readSample(path, 'utf-8'), readSample(out, 'utf-8')]
    const text = readFileSync(out, 'utf8')
    for (const [row, cells] of before.entries()) {
      for (const name of personal) {
        if (cells[name] === '') expect(after[row]?.[name]).toBe('')
        else expect(after[row]?.[name]).toMatch(/^[0-9a-f]{16}$/)
      }
    }
    expect(text).not.toMatch(/\d{17}[\dX]/)
  })
})

test('a business column may leave in tokens, and one that begins as what it is not may pass as its permit says', async () => {
  const path = await sample('clients', { rows: 3000 })
  const scan = await firstPass(path, classTable)
  const business = scan.profile.fields.filter(({ category }) => category === 'business').map(({ name }) => name)
  expect(business.length).toBeGreaterThan(0)
  const token: FieldAction = { action: 'token', keyId: 'k' }
  const permit = permitFor(scan, classTable, Object.fromEntries(business.map((name) => [name, token])))
  expect((await through(path, permit)).stop).toBe(null)

  const lines = Array.from({ length: 90_000 }, (_, row) => {
    const address = `36.${row % 200}.${row % 250}.${(row % 240) + 1}`
    return `${13900012000 + row * 7},${row < 25_000 ? address : `item ${row} of the list`}`
  })
  const odd = join(folder, 'odd.csv')
  writeFileSync(odd, `手机号,value\n${lines.join('\n')}\n`)
  const found = await firstPass(odd, classTable)
  expect(found.profile.fields[1]?.category).toBe('business')
  expect((await through(odd, permitFor(found, classTable))).stop).toBe(null)
})

test('a file that grew between the scan and the crossing is judged by what it holds now', async () => {
  const path = await sample('drivers', { rows: 2000 })
  const permit = permitFor(await firstPass(path, classTable), classTable)
  const lines = readFileSync(path, 'utf8').trimEnd().split('\n')
  const cells = lines.at(-1)!.split(',')
  const grown = join(folder, 'grown.csv')
  writeFileSync(grown, readFileSync(path))
  appendFileSync(grown, `${[...cells.slice(0, -1), '-----BEGIN PRIVATE KEY-----MIIEvQIBADANBgkqhkiG9w0'].join(',')}\n`)
  const { stop } = await through(grown, permit)
  expect(stop).toMatchObject({ code: 'credential', row: 2001, column: cells.length })
})

let count = 0

async function sample(name: SampleName, options: Partial<SampleOptions> & { readonly rows: number }): Promise<string> {
  count += 1
  const { path } = await writeSample(name, {
    seed: 1,
    lang: 'zh',
    format: 'csv',
    ...options,
    folder: join(folder, `${count}`),
  })
  return path
}

/** Sends a file through the gate into another one. */
async function through(path: string, permit: Permit) {
  count += 1
  const out = join(folder, `${count}.${path.endsWith('.ndjson') ? 'ndjson' : 'csv'}`)
  const found = { stop: null as object | null, released: 0, persons: new Set<string>() }
  writeFileSync(out, '')
  await gateFile(path, permit, classTable, (result) => {
    if (result.kind === 'stop') {
      found.stop = result.stop
      return
    }
    appendFileSync(out, result.bytes)
    found.released += result.rowsReleased
    for (const key of keysOf(result.persons[0]?.words ?? new Int32Array(0))) found.persons.add(key)
  })
  return { out, ...found }
}

/** Key and kind of each person of a batch. */
function keysOf(words: Int32Array): string[] {
  return Array.from({ length: words.length / personWords }, (_, at) => {
    const person = words.subarray(at * personWords, (at + 1) * personWords)
    return `${person.subarray(0, keyWords).join(':')}:${person[personKindAt]}`
  })
}
