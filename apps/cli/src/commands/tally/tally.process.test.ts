import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { flowTo, handler, openingOf, proofs, stated, writePersons, writeProofs } from '../../testing/crossing-files.ts'
import { uscc } from '../../testing/people.ts'
import { createSandbox, type Sandbox } from '../../testing/run-cli.ts'

let box: Sandbox
beforeAll(async () => {
  box = await createSandbox()
  await writeProofs(box.folder)
})
afterAll(() => box[Symbol.asyncDispose]())

const own = ['--uscc', uscc.first] as const
const signed = ['--source', 'contract files', '--by', 'Li Lei'] as const

async function cross(name: string, recipient: string, ...more: readonly string[]): Promise<void> {
  const flags = [...flowTo(recipient, join(box.folder, `out-${recipient}`)), ...stated, ...proofs, ...handler, ...more]
  const { code, stderr, stdout } = await box.run(['cross', `${name}.csv`, ...flags])
  expect(code, stderr + stdout).toBe(0)
}

async function bookOf(): Promise<Record<string, unknown>> {
  const { code, document } = await box.json(['tally', 'show', ...own])
  expect(code).toBe(0)
  return (document.books as Record<string, unknown>[])[0]!
}

test('a home without a book says so, and showing makes none', async () => {
  expect(await box.json(['tally', 'show'])).toEqual({ code: 0, document: { books: [], destroyed: [], lost: [] } })
  expect((await box.run(['tally', 'show', '--lang', 'zh'])).stdout).toContain('尚无')
})

test('a person sent to two recipients counts once in the book and once with each of them', async () => {
  await writePersons(join(box.folder, 'orders.csv'), 0, 40)
  await cross('orders', 'Rhine GmbH', ...openingOf(0))
  await cross('orders', 'Seine SA')
  expect(await bookOf()).toMatchObject({
    uscc: uscc.first,
    figures: { upper: { ordinary: 40 }, settled: { ordinary: 40 }, reserved: { ordinary: 0 } },
    recipients: [
      { name: 'Rhine GmbH', persons: { ordinary: 40 } },
      { name: 'Seine SA', persons: { ordinary: 40 } },
    ],
    precision: 'exact',
    keyBits: 128,
    unsettled: [],
  })
})

test('exports outside Feiyu: identifiers are united with what crossed, a number counts as others', async () => {
  await writePersons(join(box.folder, 'earlier.csv'), 30, 20)
  const united = await box.json(['tally', 'import', '--file', 'earlier.csv', ...signed, ...own])
  expect(united).toMatchObject({
    code: 0,
    document: { added: { ordinary: 20 }, figures: { upper: { ordinary: 50 }, opening: { ordinary: 20 } } },
  })
  await writeFile(join(box.folder, 'parts.csv'), 'part,pieces\nbolt,10\n')
  const nobody = ['tally', 'import', '--file', 'earlier.csv', '--file', 'parts.csv', ...signed, ...own]
  expect(await box.json(nobody)).toMatchObject({ code: 2, document: { error: { code: 'FEIYU_INPUT_NOBODY' } } })
  expect((await bookOf()).openings).toHaveLength(2)
  const stated = await box.json(['tally', 'import', '--count', '1000', '--sensitive', '3', ...signed, ...own])
  expect(stated).toMatchObject({ code: 0, document: { figures: { upper: { ordinary: 1050, sensitive: 3 } } } })
  const { stdout } = await box.run(['tally', 'show'])
  expect(stdout).toContain('1,050')
  expect(stdout).toContain('contract files (Li Lei)')
  expect(stdout).toMatch(/upper bound/)
  expect(stdout).toMatch(/128\s+bits/)
  expect((await box.run(['tally', 'show', '--lang', 'zh'])).stdout).toContain('128 位')
})

test('a class that is raised recounts what crossed; the earlier figure stays to be seen', async () => {
  const change = ['tally', 'recount', '--type', 'mobile', '--as', 'sensitive', '--reason', 'new standard', ...own]
  const { code, document } = await box.json([...change, '--by', 'Li Lei'])
  expect(code).toBe(0)
  expect(document).toMatchObject({
    before: { upper: { ordinary: 1050, sensitive: 3 } },
    after: { upper: { ordinary: 1050, sensitive: 53 } },
  })
  expect(await bookOf()).toMatchObject({ recounts: [{ by: ['Li Lei'], before: { ordinary: 1050, sensitive: 3 } }] })
  const lower = ['tally', 'recount', '--type', 'mobile', '--as', 'none', '--reason', 'an error', ...own]
  expect(await box.json([...lower, '--by', 'Li Lei'])).toMatchObject({
    code: 2,
    document: { error: { code: 'FEIYU_BOOK_LOWERING' } },
  })
  expect((await box.run([...lower, '--by', 'Li Lei', '--by', 'Han Meimei', '--lang', 'zh'])).stdout).toContain('此前')
})

test('an exemption that is withdrawn moves its persons into what law counts', async () => {
  await writePersons(join(box.folder, 'contract.csv'), 100, 10)
  await cross('contract', 'Elbe AG', '--exemption', 'contract_necessity', '--exemption-proof', 'pipia.txt')
  const article = 'cn-flow-provisions-2024#5.1.1'
  expect(await bookOf()).toMatchObject({
    figures: { upper: { ordinary: 1050 }, side: { [article]: { ordinary: 10 } } },
  })
  expect((await box.run(['tally', 'show'])).stdout).toContain(article)
  const withdraw = ['tally', 'recount', '--withdraw', article, '--reason', 'contract ended', '--by', 'Li Lei', ...own]
  const { code, document } = await box.json(withdraw)
  expect(code).toBe(0)
  expect(document).toMatchObject({ after: { upper: { ordinary: 1060 }, side: {} } })
})

test('every change of the book is in the log, which proves', async () => {
  const { document } = await box.json(['log', 'show', '--from', '0'])
  const tallies = (document.entries as { entry: { kind: string; body: { cause: string } } }[]).filter(
    ({ entry }) => entry.kind === 'tally',
  )
  expect(tallies.map(({ entry }) => entry.body.cause)).toEqual(
    expect.arrayContaining(['opened', 'opening-balance', 'reserved', 'settled', 'recount']),
  )
  expect((await box.run(['log', 'audit'])).code).toBe(0)
})

test.each([
  [['import', '--count', '1', ...signed], 'FEIYU_USAGE_IMPORT_BOTH'],
  [['import', ...signed], 'FEIYU_USAGE_IMPORT'],
  [['import', '--count', '1', '--sensitive', '0', '--file', 'earlier.csv', ...signed], 'FEIYU_USAGE_IMPORT'],
  [['import', '--count', '1', '--sensitive', '0', '--by', 'Li Lei'], 'FEIYU_USAGE_UNSIGNED'],
  [['import', '--count', '1', '--sensitive', '0', ...signed, '--year', '1999'], 'FEIYU_USAGE_YEAR'],
  [['import', '--count', '1', '--sensitive', '0', ...signed, '--uscc', '123'], 'FEIYU_USAGE_USCC'],
  [['recount', '--type', 'mobile', '--reason', 'x', '--by', 'y'], 'FEIYU_USAGE_RECOUNT'],
  [['recount', '--withdraw', '5(1)(1)', '--as', 'none', '--reason', 'x', '--by', 'y'], 'FEIYU_USAGE_RECOUNT'],
  [['recount', '--withdraw', '5(1)(1)', '--reason', 'x', '--by', 'y', '--permit', '12'], 'FEIYU_USAGE_PERMIT'],
  [['recount', '--withdraw', '5(1)(1)', '--by', 'y'], 'FEIYU_USAGE_UNSIGNED'],
  [['show', '--uscc', '123'], 'FEIYU_USAGE_USCC'],
])('tally %j is refused with %s, exit 2', async (args, code) => {
  const withOwn = args.includes('--uscc') ? args : [...args, ...own]
  expect(await box.json(['tally', ...withOwn])).toMatchObject({ code: 2, document: { error: { code } } })
})

test('without a handler it says how to name one', async () => {
  const import_ = ['tally', 'import', '--count', '1', '--sensitive', '0', ...signed]
  expect(await box.json(import_)).toMatchObject({ code: 2, document: { error: { code: 'FEIYU_USAGE_NO_HANDLER' } } })
})
