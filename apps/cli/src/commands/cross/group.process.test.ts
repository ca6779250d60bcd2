import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { flowTo, handler, openingOf, proofs, stated, writeProofs } from '../../testing/crossing-files.ts'
import { residentId, uscc } from '../../testing/people.ts'
import { createSandbox, type Sandbox } from '../../testing/run-cli.ts'

// The dataset of a group (tally T1): a column tells the legal person of each row.

let box: Sandbox
beforeEach(async () => {
  box = await createSandbox()
  await writeProofs(box.folder)
})
afterEach(() => box[Symbol.asyncDispose]())

const both = [uscc.first, uscc.second] as const
const group = ['--handler-column', 'company'] as const

/** Rows of persons by number, with the code of their legal person. */
async function writeGroup(name: string, rows: readonly (readonly [number, string])[]): Promise<void> {
  const lines = rows.map(([person, code]) => `${residentId(person)},Shanghai,${code}`)
  await writeFile(join(box.folder, name), `id_number,city,company\n${lines.join('\n')}\n`)
}

function rowsOf(from: number, count: number, code: string): [number, string][] {
  return Array.from({ length: count }, (_, index) => [from + index, code])
}

function cross(name: string, ...more: readonly string[]) {
  const flags = [...flowTo('Rhine GmbH', join(box.folder, 'outbox')), ...stated, ...proofs, ...handler, ...group]
  return box.json(['cross', name, ...flags, ...more])
}

async function importOpening(code: string, ordinary: number): Promise<void> {
  const figures = ['--count', String(ordinary), '--sensitive', '0', '--source', 'files', '--by', 'Li Lei']
  expect((await box.run(['tally', 'import', '--uscc', code, ...figures])).code).toBe(0)
}

async function uppers(): Promise<Record<string, number>> {
  const { document } = await box.json(['tally', 'show'])
  const books = document.books as { uscc: string; figures: { upper: { ordinary: number } }; unsettled: unknown[] }[]
  for (const book of books) expect(book.unsettled).toEqual([])
  return Object.fromEntries(books.map((book) => [book.uscc, book.figures.upper.ordinary]))
}

test('rows count in the books of their legal persons, a shared person in both; no code is in receipt or log', async () => {
  await writeGroup('staff.csv', [...rowsOf(0, 30, uscc.first), ...rowsOf(29, 12, uscc.second)])
  for (const code of both) await importOpening(code, 100)
  const { code, document } = await cross('staff.csv')
  expect(code, JSON.stringify(document)).toBe(0)
  expect(document).toMatchObject({
    outcome: { end: 'completed', newPersons: { ordinary: 42 } },
    permit: { count: { subject: { handlerPath: 'company' }, books: both.map((handler) => ({ handler })) } },
  })
  expect(await uppers()).toEqual({ [uscc.first]: 130, [uscc.second]: 112 })
  const receipt = JSON.parse(await readFile(String(document.receipt), 'utf8')) as Record<string, unknown>
  const { disclosures, ...rest } = receipt
  expect(JSON.stringify(disclosures)).toContain(uscc.second)
  expect(JSON.stringify(rest)).not.toContain(uscc.second)
  expect((await box.run(['log', 'show', '--json'])).stdout).not.toMatch(new RegExp(both.join('|')))
  await writeGroup('again.csv', [...rowsOf(0, 30, uscc.first), ...rowsOf(29, 12, uscc.second)])
  const again = await cross('again.csv')
  expect(again.document).toMatchObject({ outcome: { newPersons: { ordinary: 0 } } })
  expect(await uppers()).toEqual({ [uscc.first]: 130, [uscc.second]: 112 })
})

test('lines are each legal person’s, and the strictest answer is the file’s: refused whole, nothing stays anywhere', async () => {
  await importOpening(uscc.first, 0)
  await importOpening(uscc.second, 99_990)
  await writeGroup('staff.csv', [...rowsOf(0, 40, uscc.first), ...rowsOf(100, 20, uscc.second)])
  const checked = await box.json(['check', 'staff.csv', '--to', 'DE', ...stated, ...handler, ...group])
  const [first, second] = checked.document.legalPersons as { pathway: string; persons: { ordinary: number } }[]
  expect(first).toMatchObject({ pathway: 'EXEMPT_ART5_SMALL', persons: { ordinary: 40 } })
  expect(second).toMatchObject({ persons: { ordinary: 20 } })
  expect(second!.pathway).not.toBe('EXEMPT_ART5_SMALL')
  expect(checked).toMatchObject({ code: 3, document: { answer: { pathway: second!.pathway } } })
  expect(await cross('staff.csv')).toMatchObject({ code: 3, document: { crossed: false } })
  expect(await uppers()).toEqual({ [uscc.first]: 0, [uscc.second]: 99_990 })
  // 60 persons of one legal person alone are far from any line.
  await writeGroup('fewer.csv', [...rowsOf(0, 40, uscc.first), ...rowsOf(100, 9, uscc.second)])
  expect((await cross('fewer.csv')).code).toBe(0)
  expect(await uppers()).toEqual({ [uscc.first]: 40, [uscc.second]: 99_999 })
})

test('what another legal person exported before is nothing that the flags say: an import is asked for', async () => {
  await writeGroup('staff.csv', [...rowsOf(0, 3, uscc.first), ...rowsOf(3, 3, uscc.second)])
  const flags = ['staff.csv', '--to', 'DE', ...stated, ...handler, ...group, ...openingOf(0)]
  const { document } = await box.json(['check', ...flags])
  expect(document).toMatchObject({ answer: { kind: 'undetermined' } })
  expect((await box.run(['check', ...flags])).stdout).toContain(`feiyu tally import --uscc ${uscc.second}`)
  await importOpening(uscc.second, 0)
  const { code } = await cross('staff.csv', ...openingOf(0))
  expect(code).toBe(0)
  const text = (await box.run(['check', ...flags.slice(0, -4)])).stdout
  for (const handlerCode of both) expect(text).toContain(handlerCode)
  expect((await box.run(['check', ...flags.slice(0, -4), '--lang', 'zh'])).stdout).toContain('法人')
})

test('a row without a valid code is refused with its number, never with what stands there', async () => {
  const wrong = '91310000MA1FL0001N'
  await writeGroup('staff.csv', [...rowsOf(0, 5, uscc.first), [9, wrong], ...rowsOf(5, 5, uscc.second)])
  for (const lang of ['en', 'zh']) {
    const flags = ['staff.csv', '--to', 'DE', ...stated, ...handler, ...group, '--lang', lang]
    const { code, stdout, stderr } = await box.run(['check', ...flags])
    expect([code, stderr], stdout).toEqual([2, expect.stringContaining('6')])
    expect(stdout + stderr).not.toContain(wrong)
  }
  const refused = await box.run([
    'cross',
    'staff.csv',
    ...flowTo('Rhine', 'outbox'),
    ...stated,
    ...proofs,
    ...handler,
    ...group,
  ])
  expect([refused.code, refused.stderr]).toEqual([3, expect.stringContaining('FEIYU_INPUT_LEGAL_PERSON')])
  // The column comes long after the first rows.
  const early = Array.from({ length: 40_000 }, (_, index) => `{"id_number":"${residentId(index)}"}`).join('\n')
  const last = `{"id_number":"${residentId(1)}","company":"${uscc.first}"}`
  await writeFile(join(box.folder, 'late.jsonl'), `${early}\n${last}\n`)
  const late = await box.run(['check', 'late.jsonl', '--to', 'DE', ...stated, ...handler, ...group])
  expect([late.code, late.stderr]).toEqual([2, expect.stringContaining('row `1`')])
  const unknown = await box.run(['check', 'staff.csv', '--to', 'DE', ...stated, ...handler, '--handler-column', 'firm'])
  expect([unknown.code, unknown.stderr]).toEqual([2, expect.stringContaining('no column `firm`')])
})
