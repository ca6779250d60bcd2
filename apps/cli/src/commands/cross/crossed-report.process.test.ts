import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { nodeDisk } from '@feiyu/gate'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { flowTo, handler, openingOf, proofs, stated, writePersons, writeProofs } from '../../testing/crossing-files.ts'
import { residentId } from '../../testing/people.ts'
import { createSandbox, type Sandbox } from '../../testing/run-cli.ts'

let box: Sandbox
let out: string
beforeEach(async () => {
  box = await createSandbox()
  // Long enough that no command fits on one line.
  out = join(box.folder, 'a-folder-with-a-long-name', 'and one with blanks')
  await mkdir(join(box.folder, 'a-folder-with-a-long-name'))
  await writeProofs(box.folder)
})
afterEach(() => box[Symbol.asyncDispose]())

const whole = [...stated, ...proofs, ...handler]
/** Without the breaks of lines. */
const flat = (text: string) => text.replaceAll(/\s+/g, ' ')

test.each([
  {
    language: 'en',
    persons: /new in the book of this year 5 0 seen before this year 0 0 this year, with this file 5 0/,
    held: 'in rows that stayed behind: resident identity number 5',
    behind: '5 rows stayed behind',
    wrong: /held/,
  },
  {
    language: 'zh',
    persons: /今年首次出境 5 0 今年此前已出境 0 0 今年累计（含本文件） 5 0/,
    held: '随所在行未出境的值：居民身份证号 5',
    behind: '5 行没有有效同意',
    wrong: /扣留/,
  },
])(
  'rows that stayed behind count neither as new, as seen before, nor in the year ($language)',
  async ({ language, persons, held, behind, wrong }) => {
    const rows = Array.from({ length: 10 }, (_, index) => `${residentId(index)},${index % 2 === 0 ? 'yes' : 'no'}`)
    await writeFile(join(box.folder, 'orders.csv'), `id_number,agreed\n${rows.join('\n')}\n`)
    const basis = ['--basis', 'consent', '--notice', 'notice.txt', '--pipia', 'pipia.txt', '--consent', 'notice.txt']
    const drop = ['--consent-column', 'agreed=yes', '--without-consent', 'drop', '--lang', language]
    const flags = [...stated, ...handler, ...basis, ...openingOf(0), ...drop]
    const ran = await box.run(['cross', 'orders.csv', ...flowTo('Acme', out), ...flags])
    expect(ran.code).toBe(0)
    expect(flat(ran.stdout)).toMatch(persons)
    for (const words of [held, behind]) expect(flat(ran.stdout)).toContain(words)
    expect(ran.stdout).not.toMatch(wrong)
    const shown = await box.json(['tally', 'show'])
    expect(shown.document).toMatchObject({ books: [{ figures: { settled: { ordinary: 5 } } }] })
    const again = await box.json(['cross', 'orders.csv', ...flowTo('Acme', `${out}2`), ...flags])
    expect(again.document).toMatchObject({ crossed: true, year: [{ ordinary: 5, sensitive: 0 }] })
  },
)

test.each(['en', 'zh'])('the command that verifies is printed so that it can be pasted (%s)', async (language) => {
  await writeFile(join(box.folder, 'parts.csv'), 'part,pieces\nbolt,10\n')
  const ran = await box.run(['cross', 'parts.csv', ...flowTo('Acme', out), ...stated, '--lang', language])
  const printed = /feiyu verify (?:.*\\\n)*.*/.exec(ran.stdout)?.[0] ?? ''
  expect(printed.split('\n').length).toBe(3)
  // As a shell reads it: lines that go on, blanks between words, single quotes around some.
  const words = [...printed.replaceAll('\\\n', ' ').matchAll(/'([^']*)'|(\S+)/g)].map(
    ([, quoted, plain]) => quoted ?? plain ?? '',
  )
  expect(words.slice(0, 2)).toEqual(['feiyu', 'verify'])
  expect(await box.run(words.slice(1))).toMatchObject({ code: 0 })
})

test.each([
  ['en', /stated as a number: flag \d{4}-\d\d-\d\d \(/],
  ['zh', /命令行 \d{4}-\d\d-\d\d（/],
] as const)(
  'an opening balance says once where it came from, in the language of the run (%s)',
  async (language, words) => {
    await writePersons(join(box.folder, 'orders.csv'), 0, 1)
    const ran = await box.run([
      'cross',
      'orders.csv',
      ...flowTo('Acme', out),
      ...whole,
      ...openingOf(7),
      '--lang',
      language,
    ])
    expect(flat(ran.stdout)).toMatch(language === 'en' ? /1 row,/ : /1 行，/)
    const shown = await box.run(['tally', 'show', '--lang', language])
    expect(flat(shown.stdout)).toMatch(words)
  },
)

test('a table without rows may cross, says the check, and crosses', async () => {
  await writeFile(join(box.folder, 'parts.csv'), 'part,pieces\n')
  const flags = [...flowTo('Acme', out), ...stated]
  expect((await box.run(['check', 'parts.csv', ...flags.slice(0, 6), ...stated])).code).toBe(0)
  expect(await box.json(['cross', 'parts.csv', ...flags])).toMatchObject({
    code: 0,
    document: { crossed: true, outcome: { released: { rows: 0 } } },
  })
  expect(await readFile(join(out, 'parts.csv'), 'utf8')).toBe('part,pieces\n')
})

test.each([
  ['en', 'text in remark that can be read for certain: 1 row is not so, first row 2', '--encoding', '--drop remark'],
  ['zh', 'remark 中的文字须能确切读出：1 行不能，首见第 2 行', '--encoding', '--drop remark'],
] as const)(
  'text that nobody can read for certain is a condition, as it stops at the gate (%s)',
  async (language, ...words) => {
    await writeFile(join(box.folder, 'parts.csv'), Buffer.from('part,remark\nbolt,dry\nnut,caf\xe9\n', 'latin1'))
    const flags = [...flowTo('Acme', out).slice(0, 6), ...stated, '--lang', language]
    const check = await box.run(['check', 'parts.csv', ...flags])
    expect(check.code).toBe(3)
    for (const word of words) expect(flat(check.stdout)).toContain(word)
    const refused = await box.json(['cross', 'parts.csv', ...flags, '--out', out])
    expect(refused).toMatchObject({ code: 3, document: { crossed: false, denial: expect.any(Number) } })
    expect((await box.run(['check', 'parts.csv', ...flags, '--drop', 'remark'])).code).toBe(0)
    expect((await box.run(['cross', 'parts.csv', ...flags, '--out', out, '--drop', 'remark'])).code).toBe(0)
  },
)

test.each([
  ['en', 'Another command is using this home'],
  ['zh', '另一条命令正在使用本状态目录'],
] as const)('whoever waits for another command is told so (%s)', async (language, words) => {
  await writeFile(join(box.folder, 'parts.csv'), 'part,pieces\nbolt,10\n')
  const flags = [...stated, '--lang', language]
  expect((await box.run(['cross', 'parts.csv', ...flowTo('Acme', `${out}1`), ...flags])).stderr).not.toContain(words)
  const held = await nodeDisk(box.home).lock('log/lock', 0)
  const timer = setTimeout(() => void held[Symbol.asyncDispose](), 2_500)
  const ran = await box.run(['cross', 'parts.csv', ...flowTo('Acme', out), ...flags])
  clearTimeout(timer)
  expect(ran).toMatchObject({ code: 0, stderr: expect.stringContaining(words) })
  expect(ran.stderr.split(words)).toHaveLength(2)
})
