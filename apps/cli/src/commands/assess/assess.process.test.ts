import { cp, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createSandbox, type Sandbox } from '../../testing/run-cli.ts'

const base = { pi: true, ciio: false, important_data: false, core_data: false, state_secret: false }
let box: Sandbox
beforeAll(async () => {
  box = await createSandbox()
})
afterAll(() => box[Symbol.asyncDispose]())

const assess = (facts: unknown, ...args: string[]) =>
  box.json(['assess', '--facts', '-', '--as-of', '2026-11-23', ...args], { input: JSON.stringify(facts) })

test('a decided answer is printed as the law gives it, with exit 0', async () => {
  const { code, document } = await assess({ ...base, ordinary_ytd: 100000, sensitive_ytd: 0 })
  expect(code).toBe(0)
  expect(document).toMatchObject({ pathway: 'SCC_OR_CERT', kind: 'decided', asOf: '2026-11-23', jurisdiction: 'CN' })
  expect(Object.keys(document).slice(0, 6)).toEqual(['pathway', 'kind', 'asOf', 'jurisdiction', 'citations', 'duties'])
})

test('a missing fact is exit 4 and is named', async () => {
  const { code, document } = await assess({ ...base, ciio: null, ordinary_ytd: 1, sensitive_ytd: 0 })
  expect(code).toBe(4)
  expect(document).toMatchObject({ pathway: 'NEEDS_INFO', kind: 'undetermined', missing: ['ciio'] })
})

test('--expect turns any other answer into 3', async () => {
  const facts = { ...base, ordinary_ytd: 1, sensitive_ytd: 0 }
  expect((await assess(facts, '--expect', 'EXEMPT_ART5_SMALL')).code).toBe(0)
  expect((await assess(facts, '--expect', 'SCC_OR_CERT')).code).toBe(3)
  expect((await assess({ pi: true }, '--expect', 'SCC_OR_CERT')).code).toBe(3)
})

test('YAML and JSON files give the same answer', async () => {
  await writeFile(
    join(box.folder, 'facts.yaml'),
    'pi: false\nimportant_data: false\ncore_data: false\nstate_secret: false\n',
  )
  await writeFile(
    join(box.folder, 'facts.json'),
    '{"pi":false,"important_data":false,"core_data":false,"state_secret":false}',
  )
  const yaml = await box.run(['assess', '--facts', 'facts.yaml', '--as-of', '2026-11-23', '--json'])
  const json = await box.run(['assess', '--facts', 'facts.json', '--as-of', '2026-11-23', '--json'])
  expect(yaml.stdout).toBe(json.stdout)
  expect(JSON.parse(yaml.stdout)).toMatchObject({ pathway: 'EXEMPT_ART3' })
})

test.each([
  ['an unknown fact name names the nearest', '{"ciio_": true}', 'FEIYU_FACT_UNKNOWN', '`ciio`'],
  ['a wrong type', '{"pi": "yes"}', 'FEIYU_FACT_WRONG_TYPE', ''],
  ['facts that are no map', '[1, 2]', 'FEIYU_INPUT_NO_MAP', ''],
  ['text that is neither YAML nor JSON', '{"pi": [}', 'FEIYU_INPUT_SYNTAX', ''],
  ['a key twice', 'pi: true\npi: false', 'FEIYU_INPUT_DUPLICATE_KEY', ''],
  ['a contradiction', '{"pi": false, "ordinary_ytd": 5}', 'FEIYU_FACT_CONTRADICTION', ''],
])('%s: exit 2', async (_name, input, code, hint) => {
  const ran = await box.json(['assess', '--facts', '-'], { input })
  expect(ran).toMatchObject({ code: 2, document: { error: { code } } })
  expect(JSON.stringify(ran.document)).toContain(hint)
})

test('facts that cannot be read, and a day before the first law: exit 2', async () => {
  expect(await box.json(['assess', '--facts', 'none.yaml'])).toMatchObject({
    code: 2,
    document: { error: { code: 'FEIYU_INPUT_MISSING' } },
  })
  expect(await box.json(['assess', '--facts', '.'])).toMatchObject({
    code: 2,
    document: { error: { code: 'FEIYU_INPUT_DIRECTORY' } },
  })
  expect(await box.json(['assess'])).toMatchObject({ code: 2, document: { error: { code: 'FEIYU_USAGE_NO_FACTS' } } })
  const early = await box.json(['assess', '--facts', '-', '--as-of', '2001-01-01'], { input: '{"pi": true}' })
  expect(early).toMatchObject({ code: 2, document: { error: { code: 'FEIYU_LAW_BEFORE_FIRST' } } })
})

test('in words: the pathway, the articles and what is missing as questions, in both languages', async () => {
  const input = JSON.stringify({ ...base, ciio: null, ordinary_ytd: 1, sensitive_ytd: 0 })
  const zh = await box.run(['assess', '--facts', '-', '--lang', 'zh'], { input })
  expect(zh.stdout).toContain('尚不能判定')
  expect(zh.stdout).toContain('关键信息基础设施运营者？')
  const en = await box.run(['assess', '--facts', '-'], { input })
  expect(en.stdout).toContain('Missing, most decisive first')
  expect(en.stderr).toBe('')
})

test.each([
  ['a contradiction', 'ciio: false\npi: false\nordinary_ytd: 5000\n', 'FEIYU_FACT_CONTRADICTION', 3],
  ['an unknown name', 'pi: true\n\nciio_: false\n', 'FEIYU_FACT_UNKNOWN', 3],
  [
    'a wrong member of a list',
    'pi: true\nflows:\n  - purpose: a\n    ordinary: -1\n    sensitive: 0\n',
    'FEIYU_FACT_WRONG_TYPE',
    4,
  ],
  ['a later leg', 'jurisdiction: EU\nhops:\n  - jurisdiction: CN\n    pi: maybe\n', 'FEIYU_FACT_WRONG_TYPE', 4],
  [
    'a result of tomorrow',
    'question: validity\nmechanism: SECURITY_ASSESSMENT\nresult_date: "2026-11-24"\n',
    'FEIYU_FACT_CONTRADICTION',
    3,
  ],
  ['a question that no pack answers there', 'jurisdiction: EU\nquestion: validity\n', 'FEIYU_FACT_QUESTION', 2],
])('%s is named with its file and line, exit 2', async (_name, text, code, line) => {
  await writeFile(join(box.folder, 'wrong.yaml'), text)
  const { code: exit, document } = await box.json(['assess', '--facts', 'wrong.yaml', '--as-of', '2026-11-23'])
  expect(exit).toBe(2)
  expect(document.error).toMatchObject({ code, at: expect.stringMatching(new RegExp(`wrong\\.yaml:${line}$`)) })
})

test('--explain says why, and why not each other pathway, in both languages and as data', async () => {
  const input = JSON.stringify({ ...base, ordinary_ytd: 200000, sensitive_ytd: 0 })
  const args = ['assess', '--facts', '-', '--as-of', '2026-11-23', '--explain']
  const zh = await box.run([...args, '--lang', 'zh'], { input })
  expect(zh.stdout).toContain('为何不是其他路径')
  expect(zh.stdout.replaceAll(/\s+/g, '')).toContain('当年累计一般个人信息人数：须不满100,000，现为200,000')
  const en = await box.run([...args, '--lang', 'en'], { input })
  expect(en.stdout.replaceAll(/\s+/g, ' ')).toContain('would have to be fewer than 100,000, is 200,000')
  const { document } = await box.json(args, { input })
  expect(document).toMatchObject({
    pathway: 'SCC_OR_CERT',
    explanation: { because: [{ rule: 'art-8-ordinary' }], instead: expect.any(Array) },
  })
  expect((await box.json(args.slice(0, -1), { input })).document).not.toHaveProperty('explanation')
})

test('what would make it lighter stands apart from the lines of the counts, which are never offered', async () => {
  const { stdout } = await box.run(['assess', '--facts', '-', '--as-of', '2026-11-23', '--lang', 'en'], {
    input: JSON.stringify({ ...base, ordinary_ytd: 200000, sensitive_ytd: 0 }),
  })
  const [, lighter = '', lines = ''] = stdout.split(/What would make it lighter|Lines of the counts/)
  expect(lighter).toContain('personal information in the data = no')
  expect(lighter).not.toContain('100,000')
  expect(lines).toContain('persons this year, ordinary PI < 100,000')
  expect(lines).toContain('is barred')
})

test('a record that cannot be written is a clear error', async () => {
  const ran = await box.json(['assess', '--facts', '-', '--record', 'no/such/folder.ndjson'], { input: '{"pi": true}' })
  expect(ran).toMatchObject({ code: 2, document: { error: { code: 'FEIYU_OUTPUT_WRITE' } } })
})

test('a leg has one number wherever it is named: in the list, in what is missing, in the lines and in the reasons', async () => {
  const leg = { jurisdiction: 'CN', ...base, ordinary_ytd: 200_000, sensitive_ytd: 0 }
  const decided = { ...leg, destination: 'SG', hops: [{ jurisdiction: 'SG', destination: 'CN' }, leg] }
  const run = async (facts: unknown, lang: string) =>
    (
      await box.run(['assess', '--facts', '-', '--as-of', '2026-11-23', '--explain', '--lang', lang], {
        input: JSON.stringify(facts),
      })
    ).stdout
  const said = await run(decided, 'en')
  expect(said).toContain('3. CN: ')
  expect(said).toMatch(/· leg 3: persons this year, ordinary PI/)
  expect(said).toContain('Why this pathway — leg 3')
  expect(said).toContain('Why this pathway — leg 1')
  expect(said).not.toMatch(/hops|— origin|leg 2: persons/)
  const open = { ...decided, hops: [decided.hops[0], { ...leg, ciio: null }] }
  expect(await run(open, 'zh')).toMatch(/\? 第 3 段：.*\(hops\.2\.ciio\)/s)
})

test('one question is asked of a folder of packs of one’s own', async () => {
  const packs = fileURLToPath(new URL('../../../../../packs', import.meta.url))
  await cp(packs, join(box.folder, 'own'), { recursive: true })
  const rows = join(box.folder, 'own/cn/decisions/pathway.yaml')
  await writeFile(rows, (await readFile(rows, 'utf8')).replaceAll('then: SCC_OR_CERT', 'then: EXEMPT_ART3'))
  const facts = { ...base, ordinary_ytd: 100_000, sensitive_ytd: 0 }
  expect((await assess(facts)).document).toMatchObject({ pathway: 'SCC_OR_CERT' })
  expect((await assess(facts, '--folder', 'own')).document).toMatchObject({ pathway: 'EXEMPT_ART3' })
  expect(await assess(facts, '--folder', 'nowhere')).toMatchObject({
    code: 2,
    document: { error: { code: 'FEIYU_USAGE_NO_PACKS' } },
  })
})

test('an article is cited as the pack calls it, and a rule says how it is read, in both languages', async () => {
  const plain = { ciio: false, important_data: false, core_data: false, state_secret: false, pi: true }
  const duty = { ...plain, ordinary_ytd: 1, sensitive_ytd: 0, exemption: 'statutory_duty', exemption_proven: true }
  const args = ['assess', '--facts', '-', '--as-of', '2026-11-23', '--lang']
  const zh = await box.run([...args, 'zh'], { input: JSON.stringify(duty) })
  expect(zh.stdout).toContain('《网络数据安全管理条例》第35条第6项')
  expect(zh.stdout).not.toContain('第35条第6款')
  const core = JSON.stringify({ ...plain, core_data: true })
  expect((await box.run([...args, 'zh'], { input: core })).stdout).toMatch(/如何解读.*没有全国性条文/s)
  expect((await box.run([...args, 'en'], { input: core })).stdout).toMatch(/How it is read.*no national article/s)
})
