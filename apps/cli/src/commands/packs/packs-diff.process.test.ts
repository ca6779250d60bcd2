import { cp, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createSandbox, type Sandbox } from '../../testing/run-cli.ts'

const packs = fileURLToPath(new URL('../../../../../packs', import.meta.url))
let box: Sandbox
beforeAll(async () => {
  box = await createSandbox()
  await cp(packs, join(box.folder, 'old'), { recursive: true })
})
afterAll(() => box[Symbol.asyncDispose]())

async function changed(name: string, file: string, change: (text: string) => string): Promise<string> {
  await cp(packs, join(box.folder, name), { recursive: true })
  const path = join(box.folder, name, 'cn', file)
  const before = await readFile(path, 'utf8')
  const after = change(before)
  expect(after).not.toBe(before)
  await writeFile(path, after)
  return name
}

test('a changed test, citation and last day are said in words of law, in both languages', async () => {
  const name = await changed('new', 'decisions/extension.yaml', (text) =>
    text
      .replace('incidents: { ge: 1 }', 'incidents: { ge: 2 }')
      .replace('- id: window-open\n', "- id: window-open\n  until: '2027-01-01'\n")
      .replace('overrides: [timing, condition]', 'overrides: [timing]'),
  )
  const zh = (await box.run(['packs', 'diff', 'old', name, '--lang', 'zh'])).stdout
  expect(zh).toContain('条件“重大事件数”：1 以上（含） → 2 以上（含）')
  expect(zh).toContain('extension/window-open：终止')
  expect(zh).toContain('失效日：— → 2027-01-01')
  expect(zh).toContain('取消优先于：condition')
  const en = (await box.run(['packs', 'diff', 'old/cn', `${name}/cn`])).stdout
  expect(en).toContain('1 or more → 2 or more')
  const { document } = await box.json(['packs', 'diff', 'old', name])
  expect(document.packs).toEqual([
    expect.objectContaining({
      id: 'cn',
      changes: expect.arrayContaining([
        expect.objectContaining({ kind: 'rule', id: 'extension/window-open', change: 'ended' }),
        expect.objectContaining({ kind: 'rule', id: 'extension/major-incident', change: 'changed' }),
      ]),
    }),
  ])
})

test('a new and a removed rule, a new number and a new article are each named', async () => {
  const removed = await changed('removed', 'decisions/freshness.yaml', (text) =>
    text.replace(/- id: self-assessment-stale\n[\s\S]*?\n(?=- id)/, ''),
  )
  expect((await box.run(['packs', 'diff', 'old', removed])).stdout).toContain(
    'freshness/self-assessment-stale: taken out',
  )
  expect((await box.run(['packs', 'diff', removed, 'old'])).stdout).toMatch(
    /self-assessment-stale: new[\s\S]*rests on: /,
  )
  const number = await changed('number', 'parameters/lines.yaml', (text) =>
    text.replace('value: 1000000', 'value: 900000'),
  )
  const said = (await box.run(['packs', 'diff', 'old', number])).stdout
  expect(said).toContain('value: 1000000 → 900000')
  // The rows that use the number say another thing now, though their own words are the same.
  expect(said).toMatch(/pathway\/art-8[\s\S]*1,000,000 → [\s\S]*900,000/)
})

test('any other change is not passed over: a mark, a question, a flag, a class, an order', async () => {
  for (const [file, from, to, kind] of [
    ['sources/cn-flow-provisions-2024.yaml', 'mark: V\n', 'mark: M\n', 'instrument'],
    ['facts.yaml', 'type: boolean', 'type: integer', 'fact'],
    ['flags.yaml', 'zh: ', 'zh: 甲', 'flag'],
    ['pathways.yaml', 'effect: blocked', 'effect: free', 'outcome'],
    ['counting.yaml', 'window: this-year', 'window: since-previous-year', 'counting'],
    ['classes/types.yaml', 'person: personal', 'person: sensitive', 'class'],
    ['calendars/working-days.yaml', "'2026-01-04'", "'2026-01-11'", 'calendar'],
  ] as const) {
    const name = await changed(`other-${kind}`, file, (text) => text.replace(from, to))
    const { document } = await box.json(['packs', 'diff', 'old', name])
    expect([kind, JSON.stringify(document.packs)]).toEqual([kind, expect.stringContaining(`"kind":"${kind}"`)])
  }
})

test('the same says so, a remark alone says so, and a folder without packs is an error of the command line', async () => {
  expect((await box.run(['packs', 'diff', 'old', 'old'])).stdout).toBe('Both say the same.\n')
  const name = await changed('remark', 'duties.yaml', (text) => `${text}# a remark\n`)
  expect((await box.run(['packs', 'diff', 'old', name])).stdout).toContain('Only comments')
  expect(await box.json(['packs', 'diff', 'old', 'nowhere'])).toMatchObject({
    code: 2,
    document: { error: { code: 'FEIYU_USAGE_NO_PACKS', at: 'nowhere' } },
  })
})
