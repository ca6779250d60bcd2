import { existsSync } from 'node:fs'
import { rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { flowTo, handler, openingOf, proofs, stated, writePersons, writeProofs } from '../../testing/crossing-files.ts'
import { residentId, uscc } from '../../testing/people.ts'
import { createSandbox, type Sandbox } from '../../testing/run-cli.ts'

// Whatever was to cross and was refused stands in the log, whoever refused it.

let box: Sandbox
let out: string
beforeEach(async () => {
  box = await createSandbox()
  out = join(box.folder, 'outbox')
  await writeProofs(box.folder)
})
afterEach(() => box[Symbol.asyncDispose]())

/** The bodies of the denials in the log. */
async function denials(): Promise<readonly unknown[]> {
  const { document } = await box.json(['log', 'show'])
  const entries = document.entries as readonly {
    readonly entry: { readonly kind: string; readonly body: unknown }
  }[]
  return entries.filter(({ entry }) => entry.kind === 'deny').map(({ entry }) => entry.body)
}

test.each([
  ['en', 'REFUSED: nothing has left', 'put the file with the approver’s name and key back'],
  ['zh', '已拒绝：没有任何数据出境', '公钥的文件放回'],
] as const)('what the gate itself refuses: exit 3, what to do, and a denial (%s)', async (language, ...words) => {
  await writeFile(join(box.folder, 'parts.csv'), 'part,pieces\nbolt,10\n')
  const flags = ['cross', 'parts.csv', ...stated, '--lang', language]
  expect((await box.run([...flags, ...flowTo('Acme', `${out}1`)])).code).toBe(0)
  await rm(join(box.home, 'keys/approvers/local.yaml'))
  const ran = await box.run([...flags, ...flowTo('Acme', out)])
  expect(ran.code).toBe(3)
  for (const word of [...words, 'unknown-approver']) {
    expect(ran.stdout.replaceAll(/\s+/g, '')).toContain(word.replaceAll(/\s+/g, ''))
  }
  const { code, document } = await box.json([...flags, ...flowTo('Acme', out)])
  expect({ code, document }).toMatchObject({
    code: 3,
    document: { crossed: false, refusals: [{ code: 'unknown-approver' }], denial: expect.any(Number) },
  })
  const reasons = [{ code: 'unknown-approver', pathway: 'EXEMPT_ART3' }]
  expect(await denials()).toMatchObject([
    { input: expect.stringMatching(/^sha256:/), decision: expect.stringMatching(/^sha256:/), reasons },
    { reasons },
  ])
})

test.each([
  ['a secret that is denied', ['--state-secret', 'no'], { code: 'contradicts-secrecy-mark', row: 2, column: 2 }],
  ['persons who are denied', ['--fact', 'pi=false'], { code: 'contradicts-persons' }],
  ['fewer persons than there are', ['--fact', 'ordinary_ytd=1'], { code: 'contradicts-count' }],
] as const)('%s, though the file shows it: exit 3 and a denial that names the file', async (_, words, reason) => {
  const isSecret = reason.code === 'contradicts-secrecy-mark'
  if (isSecret) await writeFile(join(box.folder, 'orders.csv'), 'part,remark\nbolt,dry\nnut,机密★\n')
  else await writePersons(join(box.folder, 'orders.csv'), 0, 5)
  const others = ['--ciio', 'no', '--important-data', 'no', '--core-data', 'no', ...handler]
  const flags = ['cross', 'orders.csv', ...flowTo('Acme', out), ...others, ...words]
  const { code, document } = await box.json(flags)
  expect({ code, document }).toMatchObject({
    code: 3,
    document: {
      crossed: false,
      error: { code: expect.stringMatching(/^FEIYU_STATEMENT_/) },
      denial: expect.any(Number),
      exit: 3,
    },
  })
  expect(await denials()).toMatchObject([{ input: expect.stringMatching(/^sha256:/), reasons: [reason], missing: [] }])
  const inChinese = await box.run([...flags, '--lang', 'zh'])
  expect(inChinese).toMatchObject({ code: 3, stdout: expect.stringContaining('拒绝已记入存证日志') })
  expect(existsSync(out)).toBe(false)
  // A check moves nothing: it says what does not fit, and leaves no trace.
  const check = await box.json(['check', 'orders.csv', ...flowTo('Acme', out).slice(0, 6), ...others, ...words])
  expect(check).toMatchObject({ code: 2, document: { error: { code: expect.stringMatching(/^FEIYU_STATEMENT_/) } } })
  expect(await denials()).toHaveLength(2)
})

test('a row of no legal person: exit 3 and a denial with its number, never with what stands there', async () => {
  const rows = [`${residentId(1)},${uscc.first}`, `${residentId(2)},nobody-knows`]
  await writeFile(join(box.folder, 'staff.csv'), `id_number,company\n${rows.join('\n')}\n`)
  const group = [
    ...flowTo('Acme', out),
    ...stated,
    ...proofs,
    ...handler,
    ...openingOf(0),
    '--handler-column',
    'company',
  ]
  const { code, document } = await box.json(['cross', 'staff.csv', ...group])
  expect({ code, document }).toMatchObject({
    code: 3,
    document: { crossed: false, error: { code: 'FEIYU_INPUT_LEGAL_PERSON' }, denial: expect.any(Number) },
  })
  const denied = await denials()
  expect(denied).toMatchObject([
    { input: expect.stringMatching(/^sha256:/), reasons: [{ code: 'handler-missing', row: 2 }] },
  ])
  expect(JSON.stringify(denied)).not.toContain('nobody-knows')
})
