import { mkdir, readdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { mobile, residentId } from '../../testing/people.ts'
import { createSandbox, type Sandbox } from '../../testing/run-cli.ts'

const no = ['--ciio', 'no', '--important-data', 'no', '--core-data', 'no', '--state-secret', 'no']
const opening = (ordinary: number, sensitive: number) => [
  '--opening-ordinary',
  String(ordinary),
  '--opening-sensitive',
  String(sensitive),
]
const parties = ['--recipient', 'Acme GmbH', '--purpose', 'orders']
const proofs = ['--basis', 'contract', '--notice', 'proof.pdf', '--pipia', 'proof.pdf']
const day = ['--as-of', '2026-11-23']

let box: Sandbox
const write = (name: string, content: string) => writeFile(join(box.folder, name), content)
beforeAll(async () => {
  box = await createSandbox()
  const people = (count: number, more: (index: number) => string) =>
    Array.from({ length: count }, (_, index) => `${mobile(index)}${more(index)}`).join('\n')
  await write('phones.csv', `phone\n${people(20, () => '')}\n`)
  await write('guests.csv', `phone,diagnosis\n${people(30, (index) => `,${index % 2 === 0 ? '高血压' : '糖尿病'}`)}\n`)
  await write('mixed.csv', `phone,email\n${people(30, (index) => `,u${index}@example.org`)}\n`)
  await write('machine.csv', 'ts,torque\n2026-01-01T00:00:00Z,1.5\n2026-01-01T00:00:01Z,1.6\n')
  await write('secret.csv', `name,note\nplan,机密★10年\nid,${residentId(3)}\n`)
  await write('proof.pdf', 'proof')
  await write(
    'scc.yaml',
    'kind: SCC\nnumber: S-1\nrecipient: Acme GmbH\ncountry: DE\nvalidFrom: 2026-01-01\npersons: { ordinary: 100, sensitive: 100 }\n',
  )
})
afterAll(() => box[Symbol.asyncDispose]())

const check = (file: string, ...args: string[]) => box.json(['check', file, '--to', 'DE', ...day, ...args])

test('as a process: exit code, one document, report and notes on their own streams', async () => {
  const args = ['check', 'machine.csv', '--to', 'DE', ...day, ...no]
  const json = await box.spawn([...args, '--json'])
  expect(json).toMatchObject({ code: 0, stderr: '' })
  expect(JSON.parse(json.stdout)).toMatchObject({ mayCross: true })
  const zh = await box.spawn([...args, '--expect', 'SCC_OR_CERT'], { env: { LC_ALL: 'zh_CN.UTF-8' } })
  expect(zh.code).toBe(3)
  expect(zh.stdout).toContain('现在可以出境')
  expect(zh.stderr).toBe('预期 SCC_OR_CERT，实为 EXEMPT_ART3\n')
  expect((await box.spawn(['check', 'phones.csv', '--to', 'DE'])).code).toBe(4)
  expect((await box.spawn(['check', 'none.csv', '--to', 'DE'])).code).toBe(2)
})

test('data without persons may cross at once', async () => {
  const { code, document } = await check('machine.csv', ...no)
  expect(code).toBe(0)
  expect(document).toMatchObject({
    mayCross: true,
    exit: 0,
    answer: { pathway: 'EXEMPT_ART3' },
    facts: { pi: { value: false, from: 'scan' } },
  })
})

test('the document has the file, the facts with their authors, the answer, conditions and suggestions', async () => {
  const { document } = await check('phones.csv', ...no, ...opening(0, 0), '--author', '张三')
  expect(document).toMatchObject({
    file: { rows: 20, subjects: { ordinary: 20 } },
    facts: {
      ciio: { value: false, from: 'flag', by: '张三', on: expect.any(String) },
      ordinary_ytd: { value: 20, from: 'scan' },
    },
    answer: { pathway: 'EXEMPT_ART5_SMALL', asOf: '2026-11-23' },
    mayCross: false,
    exit: 3,
  })
})

test('an exempt flow may cross when recipient, purpose, basis, notice and PIPIA are there, and not with one less', async () => {
  const whole = [...no, ...opening(0, 0), ...parties, ...proofs]
  expect((await check('phones.csv', ...whole)).code).toBe(0)
  for (const flag of ['--recipient', '--purpose', '--basis', '--notice', '--pipia']) {
    const at = whole.indexOf(flag)
    const { code, document } = await check('phones.csv', ...whole.slice(0, at), ...whole.slice(at + 2))
    expect(code, flag).toBe(3)
    expect(JSON.stringify(document.conditions), flag).toContain(`"flag":"${flag} `)
  }
})

test('99,990 persons before and 20 in the file cross the line, and the contract opens it', async () => {
  const refused = await check('phones.csv', ...no, ...opening(99_990, 0), ...parties, ...proofs)
  expect(refused).toMatchObject({
    code: 3,
    document: { answer: { pathway: 'SCC_OR_CERT' }, facts: { ordinary_ytd: { value: 100_010 } } },
  })
  const open = await check('phones.csv', ...no, ...opening(99_990, 0), ...parties, ...proofs, '--mechanism', 'scc.yaml')
  expect(open).toMatchObject({ code: 0, document: { mayCross: true } })
  const other = await check(
    'phones.csv',
    ...no,
    ...opening(99_990, 0),
    '--recipient',
    'Other',
    '--purpose',
    'orders',
    ...proofs,
    '--mechanism',
    'scc.yaml',
  )
  expect(other.code).toBe(3)
})

test('what is not known is asked, most decisive first, with the flag that supplies it: exit 4', async () => {
  const { code, document } = await check('phones.csv')
  expect(code).toBe(4)
  expect(document).toMatchObject({ answer: { kind: 'undetermined' }, mayCross: false, exit: 4 })
  const missing = JSON.stringify(document.missing)
  for (const flag of [
    '--ciio yes|no',
    '--important-data yes|no',
    '--core-data yes|no',
    '--state-secret yes|no',
    '--opening-ordinary N',
  ]) {
    expect(missing).toContain(flag)
  }
})

test('a mark of secrecy stops the file whatever else is known: exit 3', async () => {
  const stated = no.slice(0, -2)
  expect(await check('secret.csv', ...stated)).toMatchObject({
    code: 3,
    document: { answer: { pathway: 'PROHIBITED' }, mayCross: false },
  })
})

test('a statutory mark counts though its column is dropped: no crossing, and nobody may deny it', async () => {
  const others = ['--ciio', 'no', '--important-data', 'no', '--core-data', 'no', '--drop', 'note']
  expect(await check('secret.csv', ...others)).toMatchObject({
    code: 3,
    document: { answer: { pathway: 'PROHIBITED' }, mayCross: false, suggestions: [] },
  })
  expect(await check('secret.csv', ...others, '--state-secret', 'no')).toMatchObject({
    code: 2,
    document: { error: { code: 'FEIYU_STATEMENT_SECRET' } },
  })
})

test('a mark in the name of a column or of the file is said to stand there, in no row', async () => {
  await write('header.csv', 'u.机密★,n\nx,1\n')
  await write('机密★.csv', 'u,n\nx,1\n')
  const said = async (file: string, ...args: string[]) => {
    const { error } = (await check(file, ...args)).document as { readonly error: { readonly message: string } }
    return error.message
  }
  expect(await said('header.csv', ...no)).toContain('the name of the column `u.机密★` carries the mark `机密★`')
  expect(await said('机密★.csv', ...no)).toMatch(/the name of the file `.*机密★.csv` carries the mark/)
  expect(await said('header.csv', ...no, '--lang', 'zh')).toContain('但名称 `u.机密★` 中有密级标志 `机密★`')
  expect(await said('secret.csv', ...no, '--lang', 'zh')).toContain('但列 `note` 第 1 行有密级标志 `机密★`')
})

test.each([
  ['pi: false beside found persons', 'phones.csv', ['--fact', 'pi=no'], 'FEIYU_STATEMENT_PI'],
  ['a denied secret beside the mark', 'secret.csv', no, 'FEIYU_STATEMENT_SECRET'],
  ['fewer persons than the file holds', 'phones.csv', ['--fact', 'ordinary_ytd=19'], 'FEIYU_STATEMENT_TOO_FEW'],
  ['a fact stated by two flags', 'phones.csv', ['--ciio', 'no', '--fact', 'ciio=yes'], 'FEIYU_STATEMENT_TWICE'],
  ['an unknown fact', 'phones.csv', ['--fact', 'important_dta=no'], 'FEIYU_FACT_UNKNOWN'],
  ['a proof that is not there', 'phones.csv', ['--pipia', 'none.pdf'], 'FEIYU_INPUT_MISSING'],
  ['a proof for no duty', 'phones.csv', ['--proof', 'pipa=proof.pdf'], 'FEIYU_USAGE_UNKNOWN_PROOF'],
  ['a file that is not there', 'none.csv', no, 'FEIYU_FORMAT_MISSING'],
])('%s: refused with exit 2', async (_name, file, args, code) => {
  expect(await check(file, ...args)).toMatchObject({ code: 2, document: { error: { code } } })
})

test('--expect turns any other answer into 3 and leaves the expected one', async () => {
  expect((await check('machine.csv', ...no, '--expect', 'EXEMPT_ART3')).code).toBe(0)
  expect((await check('machine.csv', ...no, '--expect', 'SCC_OR_CERT')).code).toBe(3)
  expect((await check('phones.csv', '--expect', 'SCC_OR_CERT')).code).toBe(3)
})

test('dropping the sensitive column is suggested with the pathway that it really leads to', async () => {
  const { document } = await check('guests.csv', ...no, ...opening(0, 0))
  expect(document).toMatchObject({ answer: { pathway: 'SCC_OR_CERT' } })
  expect(document.suggestions).toEqual(
    expect.arrayContaining([
      expect.objectContaining({
        kind: 'drop',
        what: ['diagnosis'],
        to: 'EXEMPT_ART5_SMALL',
        persons: { ordinary: 30, sensitive: 0 },
      }),
    ]),
  )
  const stays = await check('guests.csv', ...no, ...opening(200_000, 0))
  expect(JSON.stringify(stays.document.suggestions)).not.toContain('"what":["diagnosis"]')
})

test('taking out who it is about makes no one anonymous: what is left of the row stays personal', async () => {
  const rows = Array.from(
    { length: 30 },
    (_, index) => `${mobile(index)},${120_000 + index * 1000},上海市浦东新区世纪大道${index + 1}号`,
  )
  await write('clients.csv', `phone,annual_income,address\n${rows.join('\n')}\n`)
  const { document } = await check('clients.csv', ...no, ...opening(200_000, 0))
  const free = [document.suggestions].flat().filter((one) => JSON.stringify(one).includes('"EXEMPT_ART3"'))
  expect(free.map((one) => JSON.stringify(one))).toEqual([
    expect.stringMatching(/^(?=.*"phone")(?=.*"annual_income")(?=.*"address")/),
  ])
})

test('numbers of persons are never a lever', async () => {
  const { document } = await check('phones.csv', ...no, ...opening(99_990, 0))
  for (const suggestion of [document.suggestions].flat()) expect(JSON.stringify(suggestion)).not.toMatch(/_ytd|split/)
})

test('standing statements are used until they end, and a flag goes before them', async () => {
  await mkdir(box.home, { recursive: true, mode: 0o700 })
  const statement = (fact: string, value: unknown, until: string) =>
    `  - { fact: ${fact}, value: ${String(value)}, by: 李四, on: 2026-01-05, until: ${until} }\n`
  await write(
    'st.yaml',
    `schema: statements/1\nstatements:\n${statement('ciio', false, '2026-12-31')}${statement('opening_ordinary', 5, '2026-12-31')}${statement('state_secret', false, '2026-06-30')}`,
  )
  const { document } = await check('phones.csv', '--statements', 'st.yaml')
  expect(document).toMatchObject({
    facts: { ciio: { value: false, from: 'statement', by: '李四', on: '2026-01-05' }, ordinary_ytd: { value: 25 } },
    lapsed: [{ fact: 'state_secret' }],
  })
  expect(JSON.stringify(document.missing)).toContain('state_secret')
  const overruled = await check('phones.csv', '--statements', 'st.yaml', '--ciio', 'yes')
  expect(overruled.document).toMatchObject({
    facts: { ciio: { value: true, from: 'flag', instead: { from: 'statement', value: false } } },
  })
})

test('the report is on standard output, in the language asked for, 80 columns wide, without a value', async () => {
  const { widthOf } = await import('../../output/width.ts')
  for (const lang of ['zh', 'en']) {
    for (const file of ['phones.csv', 'guests.csv', 'mixed.csv', 'secret.csv', 'machine.csv']) {
      const ran = await box.run([
        'check',
        file,
        '--to',
        'DE',
        '--lang',
        lang,
        '--full',
        ...no.slice(0, -2),
        ...opening(0, 0),
      ])
      expect(ran.stderr).toBe('')
      expect(ran.stdout).not.toMatch(/1391\d{7}|\d{17}[\dX]|u\d+@example/)
      for (const line of ran.stdout.split('\n')) expect(widthOf(line), line).toBeLessThanOrEqual(80)
      expect(ran.stdout).not.toContain('\u001B')
    }
  }
})

test('a check leaves nothing behind: no file in the working folder, no home', async () => {
  const fresh = await createSandbox()
  await writeFile(join(fresh.folder, 'machine.csv'), 'a,b\n1,2\n')
  await fresh.spawn(['check', 'machine.csv', '--to', 'DE'])
  expect(await readdir(fresh.folder)).toEqual(['machine.csv'])
  await fresh[Symbol.asyncDispose]()
})

test('the whole report says why not each other pathway, also where earlier persons are not stated', async () => {
  const args = ['check', 'phones.csv', '--to', 'DE', ...day, ...no, '--full', '--lang', 'en']
  const stated = await box.run([...args, ...opening(150_000, 0)])
  expect(stated.stdout).toContain('Why not another')
  expect(stated.stdout.replaceAll(/\s+/g, ' ')).toContain('would have to be fewer than 100,000, is 150,020')
  const { document } = await check('phones.csv', ...no)
  const { instead } = document.explanation as { readonly instead: readonly { pathway: string; why: string }[] }
  const open = instead.filter((other) => other.why === 'open').map((other) => other.pathway)
  expect(open).toEqual((document.answer as { readonly possible: readonly string[] }).possible)
})
