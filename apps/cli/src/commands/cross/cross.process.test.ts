import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { cp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import process from 'node:process'
import { fileURLToPath } from 'node:url'
import { bookKeyMac, consentToken } from '@feiyu/gate'
import { afterAll, beforeEach, expect, test } from 'vitest'
import {
  flowTo,
  handler,
  openingOf,
  proofs,
  stated,
  writeHidden,
  writePersons,
  writeProofs,
} from '../../testing/crossing-files.ts'
import { homeState } from '../../testing/home-state.ts'
import { residentId, uscc } from '../../testing/people.ts'
import { createSandbox, type Sandbox } from '../../testing/run-cli.ts'

const bin = fileURLToPath(new URL('../../../bin/feiyu.js', import.meta.url))

let box: Sandbox
let out: string
const boxes: Sandbox[] = []
beforeEach(async () => {
  box = await createSandbox()
  boxes.push(box)
  out = join(box.folder, 'outbox')
  await writeProofs(box.folder)
})
afterAll(() => Promise.all(boxes.map((one) => one[Symbol.asyncDispose]())))

const whole = [...stated, ...proofs, ...handler]

async function crossed(file: string, ...flags: readonly string[]) {
  return box.json(['cross', file, ...flags])
}

async function outbox(): Promise<readonly string[]> {
  return (await readdir(out)).sort()
}

test('a file about nobody crosses without a handler, byte for byte, and its receipt holds', async () => {
  const text = 'part,pieces\nbolt,10\n"nut, large",20\n'
  await writeFile(join(box.folder, 'parts.csv'), text)
  const ran = await box.run(['cross', 'parts.csv', ...flowTo('Acme GmbH', out), ...stated])
  expect(ran.code).toBe(0)
  expect(ran.stdout).toContain('CROSSED')
  expect(await readFile(join(out, 'parts.csv'), 'utf8')).toBe(text)
  expect(await outbox()).toEqual(['parts.csv', 'parts.csv.receipt.json'])
  const verify = ['verify', join(out, 'parts.csv.receipt.json'), '--key', join(box.home, 'log/key')]
  expect((await box.run([...verify, '--data', join(out, 'parts.csv')])).code).toBe(0)
  await writeFile(join(out, 'parts.csv'), text.replace('10', '11'))
  expect((await box.run([...verify, '--data', join(out, 'parts.csv')])).code).toBe(3)
  expect((await homeState(box.home, uscc.first)).entries).toEqual(['permit', 'outcome'])
})

test('keys are made once, for their owner alone, and said on standard error without a word of what they are', async () => {
  await writeFile(join(box.folder, 'parts.csv'), 'part,pieces\nbolt,10\n')
  const first = await box.run(['cross', 'parts.csv', ...flowTo('Acme', out), ...stated])
  const again = await box.run(['cross', 'parts.csv', ...flowTo('Acme', `${out}2`), ...stated])
  const key = await readFile(join(box.home, 'keys/port'), 'utf8')
  const secret = /-----BEGIN PRIVATE KEY-----\n(.+)\n/.exec(key)?.[1] ?? 'none'
  expect(first.stderr).toContain('Back them up now')
  expect(again.stderr).toBe('')
  for (const ran of [first, again]) expect(ran.stdout + ran.stderr).not.toContain(secret)
  const doctor = await box.json(['doctor', '--receipt', join(out, 'parts.csv.receipt.json')])
  expect(JSON.stringify(doctor.document)).toMatch(/"receipt","state":"good"/)
})

test('personal information without a recorded PIPIA: exit 3, with its article and flag, and a denial in the log', async () => {
  await writePersons(join(box.folder, 'orders.csv'), 0, 20)
  const flags = [...flowTo('Acme', out), ...stated, ...handler, ...openingOf(0), '--basis', 'contract']
  const ran = await box.run(['cross', 'orders.csv', ...flags, '--notice', 'notice.txt'])
  expect(ran.code).toBe(3)
  expect(ran.stdout).toMatch(/impact assessment[\s\S]*--pipia FILE[\s\S]*art\. 55, 56/)
  expect(ran.stdout).toContain('REFUSED: nothing has left')
  const { code, document } = await crossed('orders.csv', ...flags, '--notice', 'notice.txt')
  expect({ code, crossed: document.crossed }).toEqual({ code: 3, crossed: false })
  expect(await outbox()).toEqual([])
  const entries = await box.json(['log', 'show'])
  expect(JSON.stringify(entries.document)).toContain('missing-pipia')
  expect(JSON.stringify(entries.document)).not.toMatch(/Acme|示例贸易|91310000/)
  expect((await homeState(box.home, uscc.first)).upper).toEqual({ ordinary: 0, sensitive: 0 })
})

test('persons without a handler are refused; consent as the basis asks for the record of it', async () => {
  await writePersons(join(box.folder, 'orders.csv'), 0, 5)
  const flags = [...flowTo('Acme', out), ...stated, ...openingOf(0)]
  const noHandler = await box.run(['cross', 'orders.csv', ...flags, ...proofs])
  expect(noHandler.code).toBe(3)
  expect(noHandler.stdout).toContain('--handler NAME --uscc CODE')
  const byConsent = [...flags, ...handler, '--basis', 'consent', '--notice', 'notice.txt', '--pipia', 'pipia.txt']
  const noConsent = await box.run(['cross', 'orders.csv', ...byConsent])
  expect(noConsent.code).toBe(3)
  expect(noConsent.stdout).toContain('--consent FILE')
})

test('an identity number hidden in row 90,000 stops the file: row, column and kind are named, no value is', async () => {
  const hidden = await writeHidden(join(box.folder, 'parts.csv'), 100_000, 90_000)
  const ran = await box.run(['cross', 'parts.csv', ...flowTo('Acme', out), ...whole, ...openingOf(0)])
  expect(ran.code).toBe(3)
  expect(ran.stdout).toMatch(/remark: 1 × resident identity number, first in row 90,000/)
  expect(ran.stdout).toContain('--clear remark=resident_id')
  expect(ran.stdout + ran.stderr).not.toContain(hidden)
  expect(await outbox()).toEqual([])
  const dropped = await crossed('parts.csv', ...flowTo('Acme', out), ...stated, '--drop', 'remark')
  expect(dropped.code).toBe(0)
  expect(await readFile(join(out, 'parts.csv'), 'utf8')).not.toContain('remark')
})

test('99,990 + 20 is refused whole; 99,990 + 9 crosses, and then 1 more does not', async () => {
  await writePersons(join(box.folder, 'twenty.csv'), 0, 20)
  await writePersons(join(box.folder, 'nine.csv'), 0, 9)
  await writePersons(join(box.folder, 'repeats.csv'), 0, 9)
  await writePersons(join(box.folder, 'one.csv'), 100, 1)
  const flags = [...flowTo('Acme', out), ...whole]
  const refused = await crossed('twenty.csv', ...flags, ...openingOf(99_990))
  expect(refused).toMatchObject({ code: 3, document: { answer: { pathway: 'SCC_OR_CERT' }, crossed: false } })
  expect(await crossed('nine.csv', ...flags, ...openingOf(99_990))).toMatchObject({ code: 0 })
  expect(await crossed('repeats.csv', ...flags)).toMatchObject({ code: 0 })
  expect(await crossed('one.csv', ...flags)).toMatchObject({
    code: 3,
    document: { answer: { pathway: 'SCC_OR_CERT' } },
  })
  expect(await outbox()).toEqual(['nine.csv', 'nine.csv.receipt.json', 'repeats.csv', 'repeats.csv.receipt.json'])
  expect((await homeState(box.home, uscc.first)).upper).toEqual({ ordinary: 99_999, sensitive: 0 })
})

test('two crossings at the same moment with 9 places left and 6 new persons each: one passes, one is refused', async () => {
  await writePersons(join(box.folder, 'first.csv'), 0, 1)
  await writePersons(join(box.folder, 'a.csv'), 1_000, 6)
  await writePersons(join(box.folder, 'b.csv'), 2_000, 6)
  const flags = [...flowTo('Acme', out), ...whole]
  expect((await crossed('first.csv', ...flags, ...openingOf(99_989))).code).toBe(0)
  const ran = await Promise.all(['a.csv', 'b.csv'].map((file) => box.spawn(['cross', file, ...flags, '--json'])))
  expect(ran.map(({ code }) => code).sort()).toEqual([0, 3])
  const state = await homeState(box.home, uscc.first)
  expect(state).toMatchObject({
    faults: [],
    openCrossings: [],
    unsettled: 0,
    upper: { ordinary: 99_996, sensitive: 0 },
  })
  expect((await outbox()).filter((name) => /^[ab]\.csv$/.test(name))).toHaveLength(1)
})

test('a person sent to two recipients counts once', async () => {
  await writePersons(join(box.folder, 'orders.csv'), 0, 30)
  await writePersons(join(box.folder, 'more.csv'), 20, 30)
  const flags = [...whole, ...openingOf(0)]
  expect((await crossed('orders.csv', ...flowTo('Acme', out), ...flags)).code).toBe(0)
  const { code, document } = await crossed('more.csv', ...flowTo('Boreal AB', out), ...flags)
  expect({ code, outcome: document.outcome }).toMatchObject({ code: 0, outcome: { newPersons: { ordinary: 20 } } })
  expect((await homeState(box.home, uscc.first)).upper).toEqual({ ordinary: 50, sensitive: 0 })
})

test('a person in a contract flow and in a small flow counts once, and stands in both ledgers', async () => {
  await writePersons(join(box.folder, 'orders.csv'), 0, 30)
  const contract = ['--exemption', 'contract_necessity', '--exemption-proof', 'pipia.txt']
  const side = await crossed('orders.csv', ...flowTo('Acme', out), ...whole, ...openingOf(0), ...contract)
  expect(side).toMatchObject({ code: 0, document: { permit: { count: { account: { kind: 'side' } } } } })
  expect((await homeState(box.home, uscc.first)).upper).toEqual({ ordinary: 0, sensitive: 0 })
  expect((await crossed('orders.csv', ...flowTo('Acme', `${out}2`), ...whole)).code).toBe(0)
  const { document } = await box.json(['tally', 'show'])
  expect(document).toMatchObject({
    books: [{ figures: { upper: { ordinary: 30 }, side: { 'cn-flow-provisions-2024#5.1.1': { ordinary: 30 } } } }],
  })
})

test('check looks into the book and asks for no opening balance that it holds', async () => {
  await writePersons(join(box.folder, 'orders.csv'), 0, 30)
  await writePersons(join(box.folder, 'more.csv'), 20, 30)
  await crossed('orders.csv', ...flowTo('Acme', out), ...whole, ...openingOf(500))
  const flow = ['--to', 'DE', '--recipient', 'Acme', '--purpose', 'delivery']
  const { code, document } = await box.json(['check', 'more.csv', ...flow, ...whole])
  expect(code).toBe(0)
  expect(document.tally).toMatchObject({ newPersons: { ordinary: 20 }, upper: { ordinary: 550 }, isOpened: true })
  const other = await box.json(['check', 'more.csv', ...flow, ...whole, ...openingOf(600)])
  expect(other).toMatchObject({ code: 2, document: { error: { code: 'FEIYU_STATEMENT_OPENED' } } })
  expect((await homeState(box.home, uscc.first)).upper).toEqual({ ordinary: 530, sensitive: 0 })
})

test('columns are dropped, masked, tokenised and generalised; the same person gets the same token of one recipient', async () => {
  const id = residentId(1)
  const rows = [
    'id_number,mobile,amount,ordered_on',
    `${id},13912345678,129,2026-03-14`,
    `${id},13912345678,7,2026-11-02`,
  ]
  await writeFile(join(box.folder, 'orders.csv'), `${rows.join('\n')}\n`)
  const changes = [
    '--token',
    'id_number',
    '--mask',
    'mobile=3,4',
    '--generalise',
    'amount=100',
    '--generalise',
    'ordered_on=month',
  ]
  const { code } = await crossed('orders.csv', ...flowTo('Acme', out), ...whole, ...openingOf(0), ...changes)
  expect(code).toBe(0)
  const [head, first = '', second = ''] = (await readFile(join(out, 'orders.csv'), 'utf8')).split('\n')
  expect(head).toBe('id_number,mobile,amount,ordered_on')
  const [token, masked, amount, month] = first.split(',')
  expect(token).toMatch(/^[0-9a-f]{16,32}$/)
  expect([masked, amount, month]).toEqual(['139****5678', '100', '2026-03'])
  expect(second).toBe(`${token},139****5678,0,2026-11`)
  expect((await homeState(box.home, uscc.first)).upper).toEqual({ ordinary: 1, sensitive: 0 })
})

test('a mechanism covers so many persons in all: the same ones again are free, others beyond its scale are refused', async () => {
  await writePersons(join(box.folder, 'march.csv'), 0, 30)
  await writePersons(join(box.folder, 'april.csv'), 10, 30)
  await writePersons(join(box.folder, 'may.csv'), 35, 10)
  const scc = { kind: 'SCC', number: 'SH-1', recipient: 'Acme', country: 'DE', validFrom: '2026-01-01' }
  await writeFile(join(box.folder, 'scc.json'), JSON.stringify({ ...scc, persons: { ordinary: 40, sensitive: 0 } }))
  const flags = [...flowTo('Acme', out), ...whole, '--mechanism', 'scc.json']
  expect((await crossed('march.csv', ...flags, ...openingOf(200_000))).code).toBe(0)
  expect((await crossed('april.csv', ...flags)).code).toBe(0)
  const { code, document } = await crossed('may.csv', ...flags)
  expect({ code, text: JSON.stringify(document.conditions) }).toMatchObject({
    code: 3,
    text: expect.stringMatching(/covers ordinary 40 persons; with this file it would be 45/),
  })
})

test('rows without consent stay behind or hold the file: by a register under its own key, or by a column', async () => {
  const key = '2b7e151628aed2a6abf7158809cf4f3c'
  const mac = bookKeyMac(Uint8Array.from(Buffer.from(key, 'hex')))
  const ids = [residentId(1), residentId(2), residentId(3)]
  await writeFile(join(box.folder, 'key.txt'), `${key}\n`)
  await writeFile(
    join(box.folder, 'register.csv'),
    `token,scope,from,withdrawn\n${consentToken(mac, ids[0] ?? '')},delivery,2026-01-01,\n${consentToken(mac, ids[1] ?? '')},delivery,2026-01-01,2026-02-01\n`,
  )
  await writeFile(
    join(box.folder, 'orders.csv'),
    `id_number,agreed\n${ids.map((id, at) => `${id},${at === 2 ? 'yes' : 'no'}`).join('\n')}\n`,
  )
  const basis = ['--basis', 'consent', '--notice', 'notice.txt', '--pipia', 'pipia.txt', '--consent', 'register.csv']
  const flags = [...flowTo('Acme', out), ...stated, ...handler, ...basis]
  const register = ['--consent-of', 'id_number', '--consent-key', 'key.txt']
  const held = await crossed('orders.csv', ...flags, ...openingOf(0), ...register)
  expect(held).toMatchObject({ code: 3, document: { stop: { code: 'consent-missing', row: 2 } } })
  const { code, document } = await crossed('orders.csv', ...flags, ...register, '--without-consent', 'drop')
  expect({ code, outcome: document.outcome }).toMatchObject({
    code: 0,
    outcome: { withoutConsent: 2, released: { rows: 1 } },
  })
  expect(await readFile(join(out, 'orders.csv'), 'utf8')).toBe(`id_number,agreed\n${ids[0]},no\n`)
  const byColumn = ['--consent-column', 'agreed=yes', '--without-consent', 'drop']
  const other = [...flowTo('Acme', `${out}2`), ...stated, ...handler, ...basis]
  expect((await crossed('orders.csv', ...other, ...byColumn)).code).toBe(0)
  expect(await readFile(join(`${out}2`, 'orders.csv'), 'utf8')).toBe(`id_number,agreed\n${ids[2]},yes\n`)
  // The one who withdrew never crossed, and is not counted.
  expect((await homeState(box.home, uscc.first)).upper).toEqual({ ordinary: 2, sensitive: 0 })
})

test.skipIf(process.platform === 'win32')(
  'a destination that is full: a clear error, no partial file, the permit closed with an outcome',
  async () => {
    const row = 'bolt,10,"kept dry"\n'
    await writeFile(join(box.folder, 'parts.csv'), `part,pieces,remark\n${row.repeat(400_000)}`)
    const feiyu = [process.execPath, bin, 'cross', 'parts.csv', ...flowTo('Acme', out), ...stated]
    const env = { PATH: '/usr/bin:/bin', HOME: box.folder, FEIYU_HOME: box.home, LANG: 'C' }
    // No file may be larger than 2 or 4 MB, as the shell counts: the same as a disk without room, for this process alone.
    const ran = spawnSync('sh', ['-c', 'ulimit -f 4000; exec "$@"', 'sh', ...feiyu], { cwd: box.folder, env })
    expect({ code: ran.status, error: String(ran.stderr) }).toMatchObject({
      code: 1,
      error: expect.stringContaining('FEIYU_DISK_FULL'),
    })
    expect(await outbox()).toEqual([])
    expect(await homeState(box.home, uscc.first)).toMatchObject({
      openCrossings: [],
      faults: [],
      entries: ['permit', 'outcome'],
    })
  },
)

test('Ctrl-C stops cleanly: exit 3, nothing is left, the outcome says who stopped it', async () => {
  await writePersons(join(box.folder, 'orders.csv'), 0, 50)
  const entry = fileURLToPath(new URL('../../testing/killed-at.ts', import.meta.url))
  const args = ['cross', 'orders.csv', ...flowTo('Acme', out), ...whole, ...openingOf(0)]
  const env = { PATH: '/usr/bin:/bin', HOME: box.folder, FEIYU_HOME: box.home, LANG: 'C' }
  const ran = spawnSync(process.execPath, [entry, 'chunk-counted', 'SIGINT', ...args], { cwd: box.folder, env })
  expect({ code: ran.status, text: String(ran.stdout) }).toMatchObject({
    code: 3,
    text: expect.stringContaining('STOPPED BY YOU: nothing has left'),
  })
  expect(await outbox()).toEqual([])
  expect(await homeState(box.home, uscc.first)).toMatchObject({
    openCrossings: [],
    unsettled: 0,
    upper: { ordinary: 0, sensitive: 0 },
  })
})

test('a book without its log, and a log without its book, refuse to open', async () => {
  await writePersons(join(box.folder, 'orders.csv'), 0, 3)
  const flags = [...flowTo('Acme', out), ...whole]
  await crossed('orders.csv', ...flags, ...openingOf(0))
  await cp(box.home, `${box.home}-old`, { recursive: true })
  await writePersons(join(box.folder, 'more.csv'), 10, 3)
  expect((await crossed('more.csv', ...flags)).code).toBe(0)
  await cp(box.home, `${box.home}-new`, { recursive: true })
  for (const [part, code] of [
    ['books', 'FEIYU_BOOK_BEHIND_LOG'],
    ['log', 'FEIYU_BOOK_AHEAD_OF_LOG'],
  ] as const) {
    await rm(join(box.home, part), { recursive: true })
    await cp(join(`${box.home}-old`, part), join(box.home, part), { recursive: true })
    await writePersons(join(box.folder, `${part}.csv`), 20, 3)
    const refused = await crossed(`${part}.csv`, ...flags)
    expect(refused).toMatchObject({ code: 1, document: { error: { code } } })
    const doctor = await box.json(['doctor'])
    expect({ code: doctor.code, found: JSON.stringify(doctor.document) }).toMatchObject({
      code: 1,
      found: expect.stringContaining(code),
    })
    await rm(box.home, { recursive: true })
    await cp(`${box.home}-new`, box.home, { recursive: true })
  }
})

test('the outcome says what was read and what was released: bytes, chunks, rows, persons', async () => {
  const path = join(box.folder, 'orders.csv')
  await writePersons(path, 0, 7)
  const { code, document } = await crossed('orders.csv', ...flowTo('Acme', out), ...whole, ...openingOf(0))
  expect(code).toBe(0)
  const chunks = async (file: string) => {
    const leaf = createHash('sha256').update(Uint8Array.of(0))
    return `sha256:${leaf.update(await readFile(file)).digest('hex')}`
  }
  expect(document).toMatchObject({
    outcome: {
      read: { rows: 7, persons: 7, bytes: (await stat(path)).size, chunks: await chunks(path) },
      released: { rows: 7, persons: 7, chunks: await chunks(join(out, 'orders.csv')) },
      newPersons: { ordinary: 7 },
    },
  })
})

test('with --json there is one document, in Chinese the text says the same', async () => {
  await writeFile(join(box.folder, 'parts.csv'), 'part,pieces\nbolt,10\n')
  const zh = await box.run(['cross', 'parts.csv', ...flowTo('Acme', out), ...stated, '--lang', 'zh'])
  expect(zh.stdout).toMatch(/已过闸[\s\S]*存证回执[\s\S]*任何人都可离线验证/)
  const taken = await crossed('parts.csv', ...flowTo('Acme', out), ...stated)
  expect(taken).toMatchObject({ code: 2, document: { error: { code: 'FEIYU_USAGE_OUT_TAKEN' } } })
  const receipt = await readFile(join(out, 'parts.csv.receipt.json'), 'utf8')
  await cp(join(out, 'parts.csv'), join(out, 'moved.csv'))
  await rm(join(out, 'parts.csv'))
  expect((await crossed('parts.csv', ...flowTo('Acme', out), ...stated)).code).toBe(2)
  expect(await readFile(join(out, 'parts.csv.receipt.json'), 'utf8')).toBe(receipt)
  const data = createHash('sha256')
    .update(await readFile(join(out, 'moved.csv')))
    .digest('hex')
  const { document } = await crossed('parts.csv', ...flowTo('Acme', `${out}2`), ...stated)
  expect(document).toMatchObject({ crossed: true, outcome: { released: { digest: `sha256:${data}` } } })
})
