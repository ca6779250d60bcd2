import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { residentId } from '../../testing/people.ts'
import { createSandbox, type Sandbox } from '../../testing/run-cli.ts'

let box: Sandbox
beforeAll(async () => {
  box = await createSandbox()
  const vins = ['LSVAM4187C2184841', 'LFV3A23C8A3043478', 'LHGCM8265D8001237']
  const rows = vins.map((vin, index) => `${residentId(index)},${vin},${index},see ${residentId(100 + index)}`)
  await writeFile(join(box.folder, 'cars.csv'), `id_number,vin,trips,remark\n${rows.join('\n')}\n`)
})
afterAll(() => box[Symbol.asyncDispose]())

async function checked(...flags: readonly string[]) {
  const no = ['--ciio', 'no', '--important-data', 'no', '--core-data', 'no', '--state-secret', 'no']
  const { document } = await box.json(['check', 'cars.csv', '--to', 'DE', ...no, ...flags])
  return { text: JSON.stringify(document), document }
}

test('without the identity number what is left of the row is still about its person, who counts', async () => {
  const { document } = await checked('--drop', 'id_number', '--clear', 'remark=resident_id')
  expect(document).toMatchObject({
    file: { fields: [{ name: 'vin', category: 'personal' }, {}, {}], subjects: { ordinary: 6 } },
    facts: { pi: { value: true } },
  })
})

test('what is masked or generalised is judged as it stands, and the report says so', async () => {
  const mask = ['--mask', 'vin=3,4', '--generalise', 'trips=100']
  const { document } = await checked(...mask)
  const { document: plain } = await checked()
  expect(document.judgedUnchanged).toEqual(['vin'])
  expect(plain.judgedUnchanged).toEqual([])
  expect(document.answer).toEqual(plain.answer)
  const report = (flags: readonly string[]) => box.run(['check', 'cars.csv', '--to', 'DE', ...flags])
  expect((await report(mask)).stdout).toContain('judged and counted as they stand')
  expect((await report([...mask, '--lang', 'zh'])).stdout).toContain('仍按原列判断')
  expect((await report([])).stdout).not.toContain('as they stand')
})

test('what hides in a column has to be taken out or cleared by its kind', async () => {
  const opening = ['--opening-ordinary', '0', '--opening-sensitive', '0']
  expect((await checked(...opening)).text).toContain('--clear remark=resident_id')
  expect((await checked(...opening, '--clear', 'remark=resident_id')).text).not.toContain('cleared-values')
  expect((await checked(...opening, '--drop', 'remark')).text).not.toContain('cleared-values')
  expect((await checked(...opening, '--mask', 'remark=3,4')).text).toContain('cleared-values')
})

test.each([
  [['--drop', 'vim'], 'FEIYU_USAGE_COLUMN', 'did you mean `vin`?'],
  [['--drop', 'vin', '--token', 'vin'], 'FEIYU_USAGE_COLUMN_TWICE', 'say once'],
  [['--generalise', 'trips=week'], 'FEIYU_USAGE_GENERALISE', '`month`'],
  [['--clear', 'remark=resident-id'], 'FEIYU_USAGE_KIND', 'resident_id'],
])('%j is told what is wrong and what to do', async (flags, code, hint) => {
  const { text, document } = await checked(...flags)
  expect(document).toMatchObject({ error: { code } })
  expect(text).toContain(hint)
})
