import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { writeReceipt } from '@feiyu/evidence'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type HomeWithLog, writeHomeWithLog } from '../../testing/home-with-log.ts'
import { createSandbox, type Sandbox } from '../../testing/run-cli.ts'

let box: Sandbox
let home: HomeWithLog
const receipt = 'data.csv.receipt.json'
beforeAll(async () => {
  box = await createSandbox()
  home = await writeHomeWithLog(box.home, box.folder, 21)
})
afterAll(() => box[Symbol.asyncDispose]())

test('a receipt holds under a key text and under a file that holds it, without any home', async () => {
  for (const key of [home.key, 'port.key']) {
    const ran = await box.json(['verify', receipt, '--key', key, '--data', 'data.csv'], {
      env: { FEIYU_HOME: join(box.folder, 'none') },
    })
    expect(ran).toMatchObject({
      code: 0,
      document: {
        verdict: 'holds',
        data: 'same',
        faults: [],
        log: { origin: 'example.com/home', size: 21 },
        permit: { index: 2, kind: 'permit' },
        outcome: { index: 5, kind: 'outcome' },
        disclosed: [{ name: 'recipient', value: { name: 'Beispiel GmbH' } }],
        acknowledged: false,
      },
    })
  }
})

test('without data it says that the data was not compared, in both languages', async () => {
  const english = await box.run(['verify', receipt, '--key', 'port.key'])
  expect(english).toMatchObject({ code: 0, stderr: '' })
  expect(english.stdout).toContain('the data was not compared')
  expect(english.stdout.replace(/\s+/g, ' ')).toContain('does not show that whoever holds the key was honest')
  const chinese = await box.run(['verify', receipt, '--key', 'port.key', '--lang', 'zh'])
  expect(chinese.stdout).toContain('没有比对数据')
  expect(chinese.stdout).toMatch(/境外接收方\s+Beispiel GmbH/)
  expect((await box.json(['verify', receipt, '--key', 'port.key'])).document).toMatchObject({ data: 'not-compared' })
})

test('data that differs by one byte, is cut or empty is refused and named, exit 3', async () => {
  const data = await readFile(join(box.folder, 'data.csv'))
  for (const [name, bytes] of [
    ['turned.csv', Buffer.from(data.toString().replace('100', '101'))],
    ['cut.csv', data.subarray(0, -1)],
    ['empty.csv', Buffer.alloc(0)],
  ] as const) {
    await writeFile(join(box.folder, name), bytes)
    expect(await box.json(['verify', receipt, '--key', 'port.key', '--data', name]), name).toMatchObject({
      code: 3,
      document: { verdict: 'refused', data: 'differs', faults: [{ part: 'data', code: 'data-differs' }] },
    })
  }
  const { stdout, code } = await box.run(['verify', receipt, '--key', 'port.key', '--data', 'cut.csv', '--lang', 'zh'])
  expect(code).toBe(3)
  expect(stdout).toContain('✗ 数据：数据不是当时放行的数据')
})

test('an altered receipt, proof or checkpoint is refused and named, exit 3', async () => {
  const text = await readFile(join(box.folder, receipt), 'utf8')
  const { permit, checkpoint } = home.receipt
  const proof = Buffer.from(permit.hashes[0] ?? []).toString('base64')
  const cases: readonly (readonly [string, string, string])[] = [
    ['"country":"DE"', '"country":"US"', 'permit entry-altered'],
    [proof, Buffer.alloc(32, 1).toString('base64'), 'permit proof-altered'],
    [
      JSON.stringify(checkpoint).slice(1, -1),
      JSON.stringify(checkpoint.replace('\n21\n', '\n22\n')).slice(1, -1),
      'checkpoint checkpoint-signature',
    ],
    ['Beispiel GmbH', 'Beispiel AG', 'disclosure not-committed'],
    ['"feiyu.receipt/1"', '"feiyu.receipt/2"', 'receipt not-a-receipt'],
    ['{', ' {', 'receipt not-a-receipt'],
  ]
  for (const [from, to, expected] of cases) {
    expect(text).toContain(from)
    await writeFile(join(box.folder, 'altered.json'), text.replace(from, to))
    const { code, document } = await box.json(['verify', 'altered.json', '--key', 'port.key'])
    expect(code, expected).toBe(3)
    const faults = document.faults as readonly { readonly part: string; readonly code: string }[]
    expect(faults.map(({ part, code: fault }) => `${part} ${fault}`)).toContain(expected)
  }
})

test('no byte of the file of a receipt can be changed unseen, also where it then is no text', async () => {
  const bytes = await readFile(join(box.folder, receipt))
  for (let at = 0; at < bytes.length; at += 97) {
    const turned = Buffer.from(bytes)
    turned[at] = (turned[at] ?? 0) ^ (1 << (at % 8))
    await writeFile(join(box.folder, 'turned.json'), turned)
    const { code, document } = await box.json(['verify', 'turned.json', '--key', 'port.key', '--data', 'data.csv'])
    expect(code, `byte ${at}`).toBe(3)
    expect(document.faults, `byte ${at}`).not.toEqual([])
  }
})

test('the key of another log does not fit', async () => {
  await writeHomeWithLog(join(box.folder, 'other'), box.folder, 21).then(async ({ key, receipt: theirs }) => {
    const { code, document } = await box.json(['verify', receipt, '--key', home.key])
    expect(key).not.toBe(home.key)
    expect(theirs.checkpoint).not.toBe(home.receipt.checkpoint)
    expect(code).toBe(3)
    expect(document.faults).toContainEqual(expect.objectContaining({ code: 'checkpoint-not-signed' }))
  })
  await writeFile(join(box.folder, receipt), writeReceipt(home.receipt))
})

test('what is missing or cannot be read is exit 2, before anything is judged', async () => {
  const cases: readonly (readonly [readonly string[], string])[] = [
    [['verify', receipt], 'FEIYU_USAGE_NO_KEY'],
    [['verify', '--key', 'port.key'], 'FEIYU_USAGE_NO_ARGUMENT'],
    [['verify', 'none.json', '--key', 'port.key'], 'FEIYU_INPUT_MISSING'],
    [['verify', receipt, '--key', 'none.key'], 'FEIYU_INPUT_MISSING'],
    [['verify', receipt, '--key', 'data.csv'], 'FEIYU_NOTE_KEY_MALFORMED'],
    [['verify', receipt, '--key', home.key.replace('home+', 'home+0')], 'FEIYU_INPUT_MISSING'],
    [['verify', receipt, '--key', home.key.replace('home', 'port')], 'FEIYU_NOTE_KEY_MALFORMED'],
    [['verify', receipt, '--key', 'port.key', '--data', 'none.csv'], 'FEIYU_INPUT_MISSING'],
  ]
  for (const [args, code] of cases) {
    expect(await box.json(args), args.join(' ')).toMatchObject({ code: 2, document: { error: { code } } })
  }
})
