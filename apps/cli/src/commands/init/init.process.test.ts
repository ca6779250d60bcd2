import { mkdir, readdir, readFile, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeEach, expect, test } from 'vitest'
import { createSandbox, type Sandbox } from '../../testing/run-cli.ts'

let box: Sandbox
const boxes: Sandbox[] = []
beforeEach(async () => {
  box = await createSandbox()
  boxes.push(box)
})
afterAll(() => Promise.all(boxes.map((one) => one[Symbol.asyncDispose]())))

const flags = [
  '--name',
  '飞鱼科技',
  '--uscc',
  '91310000631696382C',
  '--zone',
  'Lingang',
  '--ciio',
  'no',
  '--author',
  '张三',
]

test('writes statements with author, day and end into the home, and nothing into the working folder', async () => {
  const { code, stdout } = await box.spawn(['init', ...flags, '--opening-ordinary', '99990', '--json'])
  expect(code).toBe(0)
  const document: Readonly<Record<string, unknown>> = JSON.parse(stdout)
  expect(document.statements).toEqual(
    expect.arrayContaining([
      expect.objectContaining({
        fact: 'ciio',
        value: false,
        by: '张三',
        proof: null,
        until: expect.stringMatching(/^\d{4}-\d{2}-\d{2}$/),
      }),
      expect.objectContaining({ fact: 'opening_ordinary', value: 99990, until: expect.stringMatching(/-12-31$/) }),
    ]),
  )
  expect(document.missing).toEqual(['state_organ', 'opening_sensitive'])
  expect(await readdir(box.folder)).toEqual(['home'])
  expect(await readdir(box.home)).toEqual(['feiyu.yaml'])
  expect((await stat(box.home)).mode & 0o777).toBe(0o700)
  expect((await stat(join(box.home, 'feiyu.yaml'))).mode & 0o777).toBe(0o600)
})

test('never overwrites without --force', async () => {
  await box.run(['init', ...flags])
  const before = await readFile(join(box.home, 'feiyu.yaml'), 'utf8')
  const refused = await box.json(['init', '--name', 'other', '--author', 'x'])
  expect(refused).toMatchObject({ code: 2, document: { error: { code: 'FEIYU_USAGE_EXISTS' } } })
  expect(await readFile(join(box.home, 'feiyu.yaml'), 'utf8')).toBe(before)
  expect((await box.run(['init', '--name', 'other', '--author', 'x', '--force'])).code).toBe(0)
  expect(await readFile(join(box.home, 'feiyu.yaml'), 'utf8')).toContain('other')
})

test.each([
  ['a wrong check digit', ['--uscc', '91310000631696382D', '--author', 'x'], 'FEIYU_USAGE_USCC'],
  ['no author', ['--name', 'x'], 'FEIYU_USAGE_NO_AUTHOR'],
  ['nothing to state', ['--author', 'x'], 'FEIYU_USAGE_NOTHING_STATED'],
  ['an end that is over', ['--name', 'x', '--author', 'x', '--until', '2020-01-01'], 'FEIYU_USAGE_WRONG_VALUE'],
  ['a fact that no pack knows', ['--fact', 'cio=no', '--author', 'x'], 'FEIYU_FACT_UNKNOWN'],
  [
    'a proof of nothing',
    ['--name', 'x', '--author', 'x', '--proof', 'ciio=/dev/null'],
    'FEIYU_STATEMENT_PROOF_OF_NOTHING',
  ],
])('%s is refused and writes nothing', async (_name, args, code) => {
  expect(await box.json(['init', ...args])).toMatchObject({ code: 2, document: { error: { code } } })
  expect(await readdir(box.folder)).toEqual([])
})

test('a proof is kept as a digest', async () => {
  await writeFile(join(box.folder, 'letter.txt'), 'abc')
  const { document } = await box.json(['init', ...flags, '--proof', `ciio=${join(box.folder, 'letter.txt')}`])
  expect(JSON.stringify(document)).toContain('sha256:ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad')
})

test('a home that cannot be used is a fault that says what to do', async () => {
  await mkdir(box.folder, { recursive: true })
  await writeFile(box.home, 'a file where the home should be')
  const { code, document } = await box.json(['init', ...flags])
  expect(code).toBe(1)
  expect(document.error).toMatchObject({ code: 'FEIYU_HOME_UNUSABLE' })
})
