import { cp, mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createSandbox, type Sandbox } from '../../testing/run-cli.ts'

const packs = fileURLToPath(new URL('../../../../../packs', import.meta.url))
let box: Sandbox
beforeAll(async () => {
  box = await createSandbox()
})
afterAll(() => box[Symbol.asyncDispose]())

async function signedCopy(name: string): Promise<string> {
  await cp(packs, join(box.folder, name), { recursive: true })
  const { code } = await box.run(['packs', 'sign', 'cn', '--folder', name, '--author', 'Li Lin'])
  expect(code).toBe(0)
  return join(box.folder, name, 'cn')
}

async function problemsOf(name: string) {
  const { code, document } = await box.json(['packs', 'check', '--folder', name])
  return { code, problems: JSON.stringify(document.problems), packs: JSON.stringify(document.packs) }
}

test('the packs of this checkout say that nobody signed them, wherever they are shown', async () => {
  const list = await box.json(['packs', 'list'])
  expect(JSON.stringify(list.document.packs)).not.toContain('"verified":["')
  expect((await box.run(['packs', 'list'])).stdout).toContain('unsigned')
  expect((await box.run(['packs', 'show', 'cn'])).stdout).toContain('unsigned')
  await writeFile(
    join(box.folder, 'f.yaml'),
    'pi: false\nimportant_data: false\ncore_data: false\nstate_secret: false\n',
  )
  expect((await box.run(['assess', '--facts', 'f.yaml'])).stdout).toMatch(/Nobody has signed these law packs: cn/)
  await writeFile(join(box.folder, 'a.csv'), 'sku,price\nA1,3\n')
  expect((await box.run(['check', 'a.csv', '--to', 'DE', '--lang', 'zh'])).stdout).toContain('尚无人签署：cn')
})

test('a signature by an enrolled key is shown with its person', async () => {
  await signedCopy('signed')
  const { code, packs: shown } = await problemsOf('signed')
  expect(code).toBe(0)
  expect(shown).toContain('"verified":["Li Lin"]')
})

test('one changed letter in a signed pack refuses it', async () => {
  const folder = await signedCopy('changed')
  const path = join(folder, 'duties.yaml')
  await writeFile(path, `${await readFile(path, 'utf8')}# a remark\n`)
  const { code, problems } = await problemsOf('changed')
  expect(code).toBe(1)
  expect(problems).toContain('FEIYU_PACK_SIGNATURE')
  expect(problems).toContain('cn/pack.sig:1')
  const line = async (lang: string) =>
    (await box.run(['packs', 'check', '--folder', 'changed', '--lang', lang])).stdout
      .split('\n')
      .find((one) => one.startsWith('cn '))
  expect(await line('en')).toMatch(/its signature does not match$/)
  expect(await line('zh')).toMatch(/签名与此法规包不符$/)
  for (const args of [
    ['packs', 'table', 'export', 'cn', 'freshness', '--folder', 'changed'],
    ['law', 'search', '标准合同', '--folder', 'changed'],
  ])
    expect(await box.json(args)).toMatchObject({ code: 2, document: { error: { code: 'FEIYU_PACK_SIGNATURE' } } })
})

test('a signature that is not by the key that it names refuses the pack', async () => {
  const folder = await signedCopy('forged')
  const path = join(folder, 'pack.sig')
  const note = await readFile(path, 'utf8')
  const [, name = '', signature = ''] = /^— (\S+) (\S+)$/m.exec(note) ?? []
  const bytes = Buffer.from(signature, 'base64')
  bytes[20] = (bytes[20] ?? 0) ^ 1
  await writeFile(path, note.replace(signature, bytes.toString('base64')))
  expect((await problemsOf('forged')).problems).toContain('FEIYU_PACK_SIGNATURE')
  await writeFile(path, note.replace(`— ${name}`, '—'))
  expect((await problemsOf('forged')).problems).toContain('this is no signature')
})

test('a key that nobody enrolled leaves the pack unsigned, and says whose key it was', async () => {
  await signedCopy('foreign')
  const other = await createSandbox()
  await mkdir(other.home, { recursive: true })
  await cp(join(box.folder, 'foreign'), join(other.folder, 'foreign'), { recursive: true })
  const { document, code } = await other.json(['packs', 'check', '--folder', 'foreign'])
  expect(code).toBe(0)
  expect(document.packs).toEqual(
    expect.arrayContaining([
      expect.objectContaining({
        id: 'cn',
        signatures: { verified: [], unknown: [expect.stringMatching(/^feiyu\.packs\//)] },
      }),
    ]),
  )
  // Enrolled by the words that `sign` printed, the same signature counts.
  const { stdout } = await box.run(['packs', 'sign', 'cn', '--folder', 'foreign', '--author', 'Li Lin'])
  await mkdir(join(other.home, 'keys/pack-signers'), { recursive: true })
  await writeFile(join(other.home, 'keys/pack-signers/li-lin.yaml'), stdout.slice(stdout.indexOf('person:')))
  expect(JSON.stringify((await other.json(['packs', 'check', '--folder', 'foreign'])).document.packs)).toContain(
    '"Li Lin"',
  )
  await other[Symbol.asyncDispose]()
})

test('a second signer stands beside the first, and a changed pack drops the old ones by name', async () => {
  const folder = await signedCopy('two')
  const other = await createSandbox()
  await cp(join(box.folder, 'two'), join(other.folder, 'two'), { recursive: true })
  expect((await other.json(['packs', 'sign', 'cn', '--folder', 'two', '--author', 'Wang'])).document.dropped).toEqual(
    [],
  )
  await cp(join(other.folder, 'two/cn/pack.sig'), join(folder, 'pack.sig'))
  expect((await readFile(join(folder, 'pack.sig'), 'utf8')).match(/^— /gm)).toHaveLength(2)
  expect((await problemsOf('two')).code).toBe(0)
  const path = join(other.folder, 'two/cn/duties.yaml')
  await writeFile(path, `${await readFile(path, 'utf8')}# a remark\n`)
  expect(
    (await other.json(['packs', 'sign', 'cn', '--folder', 'two', '--author', 'Wang'])).document.dropped,
  ).toHaveLength(1)
  await other[Symbol.asyncDispose]()
})

test('an enrolment that is no key is named with its file', async () => {
  const other = await createSandbox()
  await mkdir(join(other.home, 'keys/pack-signers'), { recursive: true })
  await writeFile(join(other.home, 'keys/pack-signers/x.yaml'), 'person: X\nkey: nonsense\n')
  expect(await other.json(['packs', 'list'])).toMatchObject({ code: 2 })
  await other[Symbol.asyncDispose]()
})
