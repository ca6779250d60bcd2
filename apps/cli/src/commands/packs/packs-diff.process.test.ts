import { cp, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { loadPack } from '@feiyu/law'
import { diffPacks } from '@feiyu/law/packs'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { en } from '../../i18n/en/en.ts'
import { zh } from '../../i18n/zh/zh.ts'
import { readPackFiles } from '../../packs/read-packs.ts'
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
  const chinese = (await box.run(['packs', 'diff', 'old', name, '--lang', 'zh'])).stdout
  expect(chinese).toContain('条件“重大事件数”：1 以上（含） → 2 以上（含）')
  expect(chinese).toContain('extension/window-open：终止')
  expect(chinese).toContain('最后有效日：— → 2026-12-31')
  expect(chinese).toContain('取消优先于：condition')
  const english = (await box.run(['packs', 'diff', 'old/cn', `${name}/cn`])).stdout
  expect(english).toContain('1 or more → 2 or more')
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
  expect(said).toContain('value: 1,000,000 persons → 900,000 persons')
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

test('in Chinese every aspect and every value of every pack has words: no key of a file, no JSON', async () => {
  const folders = await Promise.all((await readPackFiles(packs)).map((files) => loadPack(files)))
  const aspects: Readonly<Record<string, string>> = zh.law.diff.aspects
  const english: Readonly<Record<string, string>> = en.law.diff.aspects
  const closed = zh.law.diff.values
  const raw = new Set<string>()
  for (const { kind, facets } of diffPacks([], folders, folders).flatMap(({ changes }) => changes)) {
    for (const { aspect, after } of facets) {
      const [name = '', ...rest] = aspect.split(' ')
      if ((rest.length === 0 || name !== 'when') && (aspects[name] === undefined || english[name] === undefined))
        raw.add(`${kind} ${aspect}`)
      if (
        after?.words === null &&
        (/[{[]\W/.test(after.text) || (kind !== 'class' && closed[name] && !(after.text in closed[name])))
      )
        raw.add(`${kind} ${aspect}: ${after.text}`)
    }
  }
  expect([...raw]).toEqual([])
})

test('a number says its unit and what it is called, a row of a list its tier and condition in words', async () => {
  const row = `  - sector: { zh: 商贸, en: commerce }
    scenario: { zh: 会员, en: members }
    zh: 会员信息
    en: members
    condition: { ordinary_count: { ge: 500000 } }
    tier: SECURITY_ASSESSMENT
`
  const name = await changed('numbers', 'parameters/lines.yaml', (text) =>
    text.replace('value: 1000000', 'value: 900000'),
  )
  const list = join(box.folder, name, 'cn-shanghai/lists/shanghai-ftz-negative-2024.yaml')
  await writeFile(list, `${(await readFile(list, 'utf8')).replace('rows: []', 'rows:')}${row}`)
  const said = (await box.run(['packs', 'diff', 'old', name, '--lang', 'zh'])).stdout.replaceAll(/\n +/g, '')
  expect(said).toContain('普通个人信息须申报安全评估的人数（ordinary-assessment-line 2024-03-22）：修改')
  expect(said).toContain('数值：1,000,000 人 → 900,000 人')
  expect(said).toContain('行业：商贸')
  expect(said).toMatch(/条件：.*：500,000 以上（含）/)
  expect(said).toMatch(/层级：“申报.*”（SECURITY_ASSESSMENT）/)
  expect(said).not.toMatch(/"fact"|persons|\$ordinary/)
  expect(said).toContain('条件“')
  expect(said).not.toMatch(/条件“[a-z_]+”/)
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
