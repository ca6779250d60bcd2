import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createFileScanner, openTable } from '@feiyu/formats'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { classTableOn, scanFile } from '../testing/scan-file.ts'
import { writeSample } from './write-sample.ts'

const chunkBytes = 64 * 1024
let folder: string
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'feiyu-scan-lanes-'))
})
afterAll(() => rmSync(folder, { recursive: true }))

test.each(['orders', 'clients', 'drivers', 'telemetry'] as const)(
  '%s: the same profile in one lane, two and three as without any',
  async (name) => {
    const path = await sample(name, 12_000, 'csv')
    await expectSame(path)
  },
)

test('the same for NDJSON, whose columns come while it is read', async () => {
  const path = await sample('orders', 8000, 'ndjson')
  const lines = readFileSync(path, 'utf8').trimEnd().split('\n')
  // Members that only late rows have.
  for (const [place, row] of [5200, 6100, 7700].entries()) {
    lines[row] = lines[row]!.replace('{', `{"late_${place}":"13912345678","mail_${place}":"wu${place}@feiyu-test.cn",`)
  }
  writeFileSync(path, `${lines.join('\n')}\n`)
  await expectSame(path)
})

test('the same where columns fill late, rows are ragged, and markings and the first hit of a kind come late', async () => {
  const path = await sample('orders', 9000, 'csv')
  const [header, ...rows] = readFileSync(path, 'utf8').trimEnd().split('\n')
  const odd = rows.map((row, index) => {
    if (index === 6000) return `${row},6217000010001234567,more`
    if (index === 7000) return row.slice(0, row.indexOf(',', 20))
    if (index === 8000) return `${row},机密★10年`
    return index > 5000 && index % 7 === 0 ? `${row},late ${index % 11}` : `${row},`
  })
  writeFileSync(path, `${header},late\n${odd.join('\n')}\n`)
  const { markings, warnings, fields } = await expectSame(path)
  expect(markings).toHaveLength(1)
  expect(fields.length).toBeGreaterThan(header!.split(',').length + 1)
  expect(warnings).toEqual(expect.any(Array))
})

test('a scan that is given up ends its lanes, and the next one finds them ready', async () => {
  const path = await sample('orders', 6000, 'csv')
  const classTable = await classTableOn('2026-11-23')
  for (let round = 0; round < 3; round++) {
    await using table = await openTable(path, { chunkBytes })
    await using scanner = createFileScanner(
      { names: table.names(), key: new Uint8Array(16), classTable, asOf: classTable.asOf },
      { sizeBytes: 1, lanes: 2 },
    )
    let rows = 0
    for await (const batch of table.batches()) {
      scanner.add(batch)
      rows += batch.rows
      if (rows > 3000) break
    }
  }
  await expectSame(path)
})

async function expectSame(path: string) {
  const classTable = await classTableOn('2026-11-23')
  const alone = await scanFile(path, classTable, { digest: false, lanes: 0, chunkBytes })
  for (const lanes of [1, 2, 3]) {
    expect(await scanFile(path, classTable, { digest: false, lanes, chunkBytes }), `${lanes} lanes`).toEqual(alone)
  }
  return alone
}

async function sample(
  name: Parameters<typeof writeSample>[0],
  rows: number,
  format: 'csv' | 'ndjson',
): Promise<string> {
  const target = mkdtempSync(join(folder, 'sample-'))
  return (await writeSample(name, { seed: 5, lang: 'zh', format, rows, folder: target })).path
}
