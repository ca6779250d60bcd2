import { createHash } from 'node:crypto'
import { cp, mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { mobile, uscc } from '../../../testing/people.ts'
import { createSandbox, type Sandbox } from '../../../testing/run-cli.ts'

const packs = fileURLToPath(new URL('../../../../../../packs', import.meta.url))
const plain = { ciio: false, important_data: false, core_data: false, state_secret: false, pi: true }
const day = ['--as-of', '2026-11-23']
let box: Sandbox

/** A candidate that lets everything about persons go: what nobody may read but `packs shadow`. */
async function writeCandidate(folder: string): Promise<void> {
  await cp(join(packs, 'cn'), folder, { recursive: true })
  const path = join(folder, 'decisions/pathway.yaml')
  const text = await readFile(path, 'utf8')
  await writeFile(path, text.replaceAll('then: SCC_OR_CERT', 'then: EXEMPT_ART3'))
}

beforeAll(async () => {
  box = await createSandbox()
  await writeCandidate(join(box.folder, 'candidate'))
  const lines = [60_000, 200_000, 300_000].map((ordinary_ytd, index) =>
    JSON.stringify({ id: `flow-${index}`, facts: { ...plain, ordinary_ytd, sensitive_ytd: 0 }, asOf: '2026-11-23' }),
  )
  await writeFile(join(box.folder, 'decisions.ndjson'), `${lines.join('\n')}\n`)
})
afterAll(() => box[Symbol.asyncDispose]())

test('impact says whose pathway changes and by which rule, and writes each one', async () => {
  const args = ['packs', 'impact', '--from', 'current', '--to', 'candidate', '--decisions', 'decisions.ndjson']
  const out = join(box.folder, 'changed.ndjson')
  const { code, document } = await box.json([...args, '--out', out])
  expect(code).toBe(0)
  expect(document).toMatchObject({ decisions: 3, changed: 2, pathway: 2, unreadable: 0, unreadableRecords: [] })
  expect(document.groups).toEqual([
    expect.objectContaining({ decisions: 2, examples: ['flow-1', 'flow-2'], by: ['art-8-ordinary'] }),
  ])
  const changed = (await readFile(out, 'utf8')).trimEnd().split('\n')
  expect(changed.map((line) => (JSON.parse(line) as { readonly id: string }).id)).toEqual(['flow-1', 'flow-2'])
  const zh = await box.run([...args, '--lang', 'zh'])
  expect(zh.stdout).toContain('3 个判定中有 2 个发生变化')
  expect((await box.run(args)).stdout).toContain('by art-8-ordinary')
})

test('impact between two days, from standard input', async () => {
  const input = await readFile(join(box.folder, 'decisions.ndjson'), 'utf8')
  const args = ['packs', 'impact', '--from', '2024-03-21', '--to', '2024-03-22', '--decisions', '-']
  expect(await box.json(args, { input })).toMatchObject({ code: 0, document: { decisions: 3, changed: 3 } })
})

test('a decision that assess recorded derives again; an altered one does not, exit 1', async () => {
  const input = JSON.stringify({ ...plain, ordinary_ytd: 7, sensitive_ytd: 0 })
  const path = join(box.folder, 'recorded.ndjson')
  for (const _ of [1, 2]) await box.run(['assess', '--facts', '-', ...day, '--record', path], { input })
  const replay = ['packs', 'replay', '--decisions', 'recorded.ndjson']
  expect(await box.json(replay)).toMatchObject({ code: 0, document: { decisions: 2, same: 2 } })
  await writeFile(path, (await readFile(path, 'utf8')).replace('"ordinary_ytd":7', '"ordinary_ytd":8'))
  expect(await box.json(replay)).toMatchObject({
    code: 1,
    document: { same: 1, differs: 1, others: [{ id: '1', replay: { kind: 'differs' } }] },
  })
  expect((await box.run([...replay, '--lang', 'zh'])).stdout).toContain('被改动过')
  await writeFile(
    path,
    (await readFile(path, 'utf8')).replaceAll('"pathway":"EXEMPT_ART5_SMALL"', '"pathway":"EXEMPT_ART3"'),
  )
  expect(await box.json(replay)).toMatchObject({ code: 1, document: { same: 0, differs: 2 } })
})

test('what check and cross decided is recorded too: the same facts, and the same answer again', async () => {
  const header = 'phone\n'
  const rows = Array.from({ length: 12 }, (_, index) => mobile(index)).join('\n')
  await writeFile(join(box.folder, 'twelve.csv'), `${header}${rows}\n`)
  const no = ['--ciio', 'no', '--important-data', 'no', '--core-data', 'no', '--state-secret', 'no']
  const opening = ['--opening-ordinary', '7', '--opening-sensitive', '0']
  const path = join(box.folder, 'checked.ndjson')
  const record = ['twelve.csv', '--to', 'DE', ...no, '--record', path]
  const checked = await box.json(['check', ...record, ...opening])
  // Without an opening balance the answer holds for nobody, and is recorded as open.
  expect((await box.json(['check', ...record])).code).toBe(4)
  const refused = await box.json([
    'cross',
    ...record,
    ...opening,
    '--recipient',
    'A',
    '--purpose',
    'b',
    '--out',
    'outbox',
  ])
  expect(refused).toMatchObject({ code: 3, document: { crossed: false } })
  const lines = (await readFile(path, 'utf8')).trimEnd().split('\n')
  const [first, second, third] = lines.map((line) => JSON.parse(line) as Readonly<Record<string, unknown>>)
  const { digest } = checked.document.file as { readonly digest: string }
  expect(first).toMatchObject({ id: digest, pathway: 'EXEMPT_ART5_SMALL', facts: { ordinary_ytd: 19 } })
  expect(second).toMatchObject({ pathway: 'NEEDS_INFO' })
  expect(third).toEqual(first)
  const replay = ['packs', 'replay', '--decisions']
  expect(await box.json([...replay, path])).toMatchObject({ code: 0, document: { decisions: 3, same: 3 } })
})

test('the decision whose digest a denial names is in the home, under that digest, and derives again', async () => {
  const shown = await box.json(['log', 'show'])
  const denial = (shown.document.entries as readonly Readonly<Record<string, unknown>>[]).at(-1)
  const digest = /"decision":"sha256:([0-9a-f]{64})"/.exec(JSON.stringify(denial))?.[1] ?? 'none'
  const path = join(box.home, `decisions/${digest}.json`)
  const text = await readFile(path, 'utf8')
  expect(createHash('sha256').update(text.trimEnd()).digest('hex')).toBe(digest)
  const replay = ['packs', 'replay', '--decisions', path]
  expect(await box.json(replay)).toMatchObject({ code: 0, document: { decisions: 1, same: 1 } })
  const impact = ['packs', 'impact', '--from', 'current', '--to', '2024-03-21', '--decisions', path]
  expect(await box.json(impact)).toMatchObject({ code: 0, document: { decisions: 1, changed: 1 } })
  await writeFile(path, text.replace('"ordinary_ytd":19', '"ordinary_ytd":20'))
  expect(await box.json(replay)).toMatchObject({ code: 1, document: { differs: 1 } })
})

test('a released pack is known by its version', async () => {
  const list = await box.json(['packs', 'list'])
  const [first] = list.document.packs as readonly { readonly id: string; readonly version: string }[]
  const released = `${first?.id}@${first?.version}`
  const args = ['packs', 'impact', '--from', 'current', '--to', released, '--decisions', 'decisions.ndjson']
  expect(await box.json(args)).toMatchObject({ code: 0, document: { changed: 0 } })
})

test('a candidate in the shadow is reported on, and nothing else ever reads it', async () => {
  const header = 'phone\n'
  const rows = Array.from({ length: 30 }, (_, index) => mobile(index)).join('\n')
  await writeFile(join(box.folder, 'phones.csv'), `${header}${rows}\n`)
  const no = ['--ciio', 'no', '--important-data', 'no', '--core-data', 'no', '--state-secret', 'no']
  const opening = ['--opening-ordinary', '150000', '--opening-sensitive', '0']
  const check = () => box.json(['check', 'phones.csv', '--to', 'DE', ...day, ...no, ...opening])
  const before = await check()
  expect(before).toMatchObject({ code: 3, document: { answer: { pathway: 'SCC_OR_CERT' }, mayCross: false } })
  // Wherever it may lie: in the working folder, in the home, among what was released.
  for (const place of ['.packs/cn', 'home/packs/cn', 'home/shadow/cn', 'releases/packs/cn'])
    await writeCandidate(join(box.folder, place))
  const shadow = await box.json(['packs', 'shadow', 'candidate', '--decisions', 'decisions.ndjson'])
  expect(shadow).toMatchObject({ code: 0, document: { decisions: 3, agreed: 1, lighter: 2, stricter: 0 } })
  expect(await check()).toEqual(before)
  await mkdir(join(box.folder, 'out'), { recursive: true })
  const cross = ['cross', 'phones.csv', '--to', 'DE', ...no, ...opening, '--out', 'out']
  const parties = ['--recipient', 'Acme GmbH', '--purpose', 'orders', '--handler', 'H', '--uscc', uscc.first]
  const crossed = await box.json([...cross, ...parties])
  expect(crossed).toMatchObject({ code: 3, document: { answer: { pathway: 'SCC_OR_CERT' }, mayCross: false } })
})

test.each([
  [['impact', '--from', 'current', '--to', 'current'], '', 'FEIYU_USAGE_NO_DECISIONS'],
  [['impact', '--to', 'current', '--decisions', '-'], '', 'FEIYU_USAGE_NO_SIDES'],
  [['impact', '--from', 'cn@1.0', '--to', 'current', '--decisions', '-'], '', 'FEIYU_USAGE_NO_RELEASE'],
  [
    ['impact', '--from', `sha256:${'0'.repeat(64)}`, '--to', 'current', '--decisions', '-'],
    '',
    'FEIYU_USAGE_NO_RELEASE',
  ],
  [['impact', '--from', 'nowhere', '--to', 'current', '--decisions', '-'], '', 'FEIYU_USAGE_NO_PACKS'],
  [['impact', '--from', 'current', '--to', 'current', '--decisions', 'none.ndjson'], '', 'FEIYU_INPUT_MISSING'],
  [['impact', '--from', 'current', '--to', 'current', '--decisions', '.'], '', 'FEIYU_INPUT_DIRECTORY'],
  [['impact', '--from', 'current', '--to', 'current', '--decisions', '-'], '{"facts":', 'FEIYU_RECORD_SYNTAX'],
  [['shadow', 'candidate', '--decisions', '-'], '{"facts":{}}', 'FEIYU_RECORD_MISSING_KEY'],
  [['impact', '--from', 'current', '--to', 'current', '--decisions', '-'], '\n\n', 'FEIYU_RECORD_NONE'],
  [['replay', '--decisions', '-'], '', 'FEIYU_RECORD_NONE'],
  [['replay', '--decisions', '-'], '{"facts":{},"asOf":"2026-11-23"}', 'FEIYU_RECORD_MISSING_KEY'],
])('packs %j: exit 2', async (args, input, code) => {
  expect(await box.json(['packs', ...args], { input })).toMatchObject({ code: 2, document: { error: { code } } })
})

test('records with facts that no law can read are named with line and reason, counted apart, exit 2', async () => {
  const lines = [
    { id: 'good', facts: { ...plain, ordinary_ytd: 5, sensitive_ytd: 0 }, asOf: '2026-11-23' },
    { id: 'wrong-type', facts: { pi: 3 }, asOf: '2026-11-23' },
    { facts: { of_nobody: true }, asOf: '2026-11-23' },
  ]
  const input = lines.map((line) => `${JSON.stringify(line)}\n`).join('')
  const impact = ['packs', 'impact', '--from', 'current', '--to', 'candidate', '--decisions', '-']
  const shadow = ['packs', 'shadow', 'candidate', '--decisions', '-']
  for (const args of [impact, shadow]) {
    const { code, document } = await box.json(args, { input })
    expect(code).toBe(2)
    expect(document).toMatchObject({
      decisions: 3,
      unreadable: 2,
      unreadableRecords: [
        { id: 'wrong-type', at: '-:2', code: 'FEIYU_FACT_WRONG_TYPE', message: expect.stringContaining('`pi`') },
        { id: '3', at: '-:3', code: 'FEIYU_FACT_UNKNOWN', message: expect.stringContaining('`of_nobody`') },
      ],
    })
  }
  expect((await box.json(shadow, { input })).document).toMatchObject({ agreed: 1, undecided: 0 })
  const zh = await box.run([...impact, '--lang', 'zh'], { input })
  expect(zh.stderr).toContain('`pi` 应为 true 或 false')
  expect(zh.stderr).toContain('(-:3)')
  expect(zh.stdout).toContain('2 个在两边都无法判定')
})

test('a pack whose signature is of other files is refused by impact, shadow and diff', async () => {
  const folder = join(box.folder, 'signed')
  await cp(packs, folder, { recursive: true })
  expect((await box.run(['packs', 'sign', 'cn', '--folder', 'signed', '--author', 'Li Lin'])).code).toBe(0)
  const file = join(folder, 'cn/facts.yaml')
  await writeFile(file, `${await readFile(file, 'utf8')}# changed after the signature\n`)
  const cn = join('signed', 'cn')
  for (const args of [
    ['packs', 'impact', '--from', 'current', '--to', 'signed', '--decisions', 'decisions.ndjson'],
    ['packs', 'impact', '--from', cn, '--to', 'current', '--decisions', 'decisions.ndjson'],
    ['packs', 'shadow', cn, '--decisions', 'decisions.ndjson'],
    ['packs', 'diff', packs, 'signed'],
    ['packs', 'diff', cn, packs],
  ])
    expect([args, await box.json(args)]).toMatchObject([
      args,
      { code: 2, document: { error: { code: 'FEIYU_PACK_SIGNATURE' } } },
    ])
})

test('a decision under packs of one’s own derives again after they changed: the home keeps them by digest', async () => {
  const folder = join(box.folder, 'own')
  await cp(packs, folder, { recursive: true })
  const rows = join(folder, 'cn/decisions/pathway.yaml')
  const text = (await readFile(rows, 'utf8')).replaceAll('then: SCC_OR_CERT', 'then: EXEMPT_ART3')
  await writeFile(rows, text)
  const input = JSON.stringify({ ...plain, ordinary_ytd: 200_000, sensitive_ytd: 0 })
  const record = ['--folder', 'own', '--record', join(box.folder, 'own.ndjson')]
  const answer = await box.json(['assess', '--facts', '-', ...day, ...record], { input })
  expect(answer.document).toMatchObject({ pathway: 'EXEMPT_ART3' })
  await writeFile(rows, `${text}# another version\n`)
  const replay = ['packs', 'replay', '--decisions', 'own.ndjson']
  expect(await box.json(replay)).toMatchObject({ code: 0, document: { decisions: 1, same: 1 } })
  const names = await readdir(join(box.home, 'packs'))
  const cn = (answer.document.packs as readonly { readonly id: string; readonly digest: string }[]).find(
    ({ id }) => id === 'cn',
  )?.digest
  const kept = join(box.home, 'packs', `${cn?.replace(':', '-')}.json`)
  expect(names).toContain(basename(kept))
  expect(
    `sha256:${createHash('sha256')
      .update(await readFile(kept))
      .digest('hex')}`,
  ).toBe(cn)
  const impact = ['packs', 'impact', '--from', 'current', '--to', cn ?? '', '--decisions', 'decisions.ndjson']
  expect(await box.json(impact)).toMatchObject({ code: 0, document: { changed: 2 } })
  const whole = await readFile(kept, 'utf8')
  await writeFile(kept, whole.replace('EXEMPT_ART3', 'SCC_OR_CERT'))
  const refused = await box.json(replay)
  expect(refused).toMatchObject({
    code: 2,
    document: {
      error: { code: 'FEIYU_RECORD_PACK_CHANGED', at: kept, message: expect.not.stringMatching(/released/) },
    },
  })
  expect(await box.json(['doctor'])).toMatchObject({
    code: 1,
    document: {
      checks: expect.arrayContaining([
        expect.objectContaining({ id: 'kept-packs', state: 'fails', found: expect.stringContaining(kept) }),
      ]),
    },
  })
  // Whoever decides under that pack again puts the whole file in the place of the damaged one.
  await writeFile(rows, text)
  await box.run(['assess', '--facts', '-', ...day, ...record], { input })
  expect(await readFile(kept, 'utf8')).toBe(whole)
  expect((await box.json(['doctor'])).document.checks).toContainEqual(
    expect.objectContaining({ id: 'kept-packs', state: 'good' }),
  )
  await rm(kept)
  expect(await box.json(replay)).toMatchObject({ code: 1, document: { 'pack-missing': 2 } })
})

test('what was released is listed, and named where something else was asked for', async () => {
  const { document } = await box.json(['packs', 'list', '--released'])
  const released = document.released as readonly { readonly name: string; readonly id: string }[]
  const cn = released.filter(({ id }) => id === 'cn').map(({ name }) => name)
  expect(cn.length).toBeGreaterThan(0)
  for (const told of ['docs/law.md', 'docs/law.zh.md', 'docs/adr/0018-released-packs.md']) {
    const text = await readFile(join(packs, '..', told), 'utf8')
    for (const [name] of text.matchAll(/[a-z-]+@\d{4}[\d.]+\d/g))
      expect(released.map((one) => one.name)).toContain(name)
  }
  for (const lang of ['en', 'zh']) {
    const help = (await box.run(['packs', 'impact', '--help', '--lang', lang])).stdout
    for (const [name] of help.matchAll(/[a-z-]+@\d{4}[\d.]+\d/g))
      expect(released.map((one) => one.name)).toContain(name)
    expect(help.replaceAll(/\s+/g, ' ')).toContain('list --released')
  }
  const args = ['packs', 'impact', '--from', 'cn@1.0', '--to', 'current', '--decisions', 'decisions.ndjson']
  expect((await box.json(args)).document).toMatchObject({ error: { hint: expect.stringContaining(cn.join(', ')) } })
  expect((await box.json([...args, '--lang', 'zh'])).document).toMatchObject({ error: { hint: `有 ${cn.join(', ')}` } })
})

test('the line of a record that cannot be read is named', async () => {
  const good = '{"facts":{},"asOf":"2026-11-23"}'
  const args = ['packs', 'impact', '--from', 'current', '--to', 'current', '--decisions', '-']
  const { document } = await box.json(args, { input: `${good}\n${good}\n{"facts":1,"asOf":"2026-11-23"}\n` })
  expect(document).toMatchObject({ error: { code: 'FEIYU_RECORD_WRONG_TYPE', at: '-:3' } })
})
