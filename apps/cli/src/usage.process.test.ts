import { afterAll, beforeAll, expect, test } from 'vitest'
import { createSandbox, type Sandbox } from './testing/run-cli.ts'

let box: Sandbox
beforeAll(async () => {
  box = await createSandbox()
})
afterAll(() => box[Symbol.asyncDispose]())

test.each([
  ['an unknown command names the nearest', ['chek'], 'FEIYU_USAGE_UNKNOWN_COMMAND', '`check`'],
  ['an unknown sub-command names the nearest', ['packs', 'lst'], 'FEIYU_USAGE_UNKNOWN_COMMAND', '`list`'],
  [
    'an unknown flag names the nearest',
    ['check', 'x.csv', '--recipent', 'A'],
    'FEIYU_USAGE_UNKNOWN_FLAG',
    '`--recipient`',
  ],
  ['a flag without its value', ['check', 'x.csv', '--to'], 'FEIYU_USAGE_NO_VALUE', ''],
  ['a missing argument', ['check'], 'FEIYU_USAGE_NO_ARGUMENT', ''],
  ['too many arguments', ['check', 'a.csv', 'b.csv', '--to', 'DE'], 'FEIYU_USAGE_TOO_MANY', ''],
  ['an impossible date', ['check', 'x.csv', '--to', 'DE', '--as-of', '2026-02-30'], 'FEIYU_USAGE_NOT_A_DATE', ''],
  [
    'a word for a number',
    ['check', 'x.csv', '--to', 'DE', '--opening-ordinary', 'many'],
    'FEIYU_USAGE_NOT_A_COUNT',
    '',
  ],
  [
    'a word out of the list',
    ['check', 'x.csv', '--to', 'DE', '--basis', 'consnet'],
    'FEIYU_USAGE_WRONG_VALUE',
    '`consent`',
  ],
  ['a flag twice', ['check', 'x.csv', '--to', 'DE', '--to', 'US'], 'FEIYU_USAGE_TWICE', ''],
  ['a language that we do not speak', ['doctor', '--lang', 'fr'], 'FEIYU_USAGE_WRONG_VALUE', ''],
  ['no destination', ['check', 'x.csv'], 'FEIYU_USAGE_NO_COUNTRY', ''],
  ['the mainland as destination', ['check', 'x.csv', '--to', 'CN'], 'FEIYU_USAGE_MAINLAND', ''],
  ['a place that does not exist', ['check', 'x.csv', '--to', 'ZZ'], 'FEIYU_USAGE_COUNTRY', ''],
  [
    'an unknown pathway to expect',
    ['check', 'x.csv', '--to', 'DE', '--expect', 'SCC_OR_CRET'],
    'FEIYU_USAGE_UNKNOWN_PATHWAY',
    '`SCC_OR_CERT`',
  ],
])('%s: exit 2, one document', async (_name, args, code, hint) => {
  const { code: exit, document } = await box.json(args)
  expect(exit).toBe(2)
  expect(Object.keys(document)).toEqual(['error'])
  expect(document.error).toMatchObject({ code })
  expect(JSON.stringify(document)).toContain(hint)
})

test('an error for people is on standard error alone, in the language asked for', async () => {
  const english = await box.spawn(['chek'])
  expect(english).toMatchObject({ code: 2, stdout: '' })
  expect(english.stderr).toContain('unknown command `chek`')
  expect(english.stderr).toContain('did you mean `check`?')
  const chinese = await box.run(['chek', '--lang', 'zh'])
  expect(chinese.stderr).toContain('未知的命令 `chek`')
  expect(chinese.stderr).toContain('是否想写 `check`？')
})

test('the locale chooses the language, LC_ALL first, and the flag goes before it', async () => {
  const help = async (env: Readonly<Record<string, string>>, ...args: string[]) =>
    (await box.spawn(['--help', ...args], { env })).stdout
  expect(await help({ LC_ALL: 'zh_CN.UTF-8', LANG: 'en_US.UTF-8' })).toContain('命令：')
  expect(await help({ LANG: 'zh_CN.UTF-8' })).toContain('命令：')
  expect(await help({ LANG: 'de_DE.UTF-8' })).toContain('Commands:')
  expect(await help({ LANG: 'zh_CN.UTF-8' }, '--lang', 'en')).toContain('Commands:')
})

test('an unknown FEIYU_ variable stops the run', async () => {
  const ran = await box.run(['doctor', '--json'], { env: { FEIYU_HMOE: '/tmp' } })
  expect(ran.code).toBe(2)
  expect(JSON.parse(ran.stdout)).toMatchObject({
    error: { code: 'FEIYU_CONFIG_UNKNOWN_NAME', hint: 'did you mean `FEIYU_HOME`?' },
  })
})

test('help and version go to standard output with exit 0, and are one document with --json', async () => {
  expect(await box.spawn(['--version'])).toMatchObject({ code: 0, stdout: '0.1.0\n', stderr: '' })
  expect((await box.json(['--version'])).document).toEqual({ version: '0.1.0' })
  const help = await box.run(['check', '--help'])
  expect(help).toMatchObject({ code: 0, stderr: '' })
  expect(help.stdout).toContain('--mechanism')
  expect(Object.keys((await box.json(['help', 'scan'])).document)).toEqual(['help'])
})

test('no line of help is wider than 80 columns, in either language', async () => {
  const { widthOf } = await import('./output/width.ts')
  for (const lang of ['en', 'zh']) {
    for (const command of [[], ['check'], ['scan'], ['assess'], ['init'], ['doctor'], ['packs'], ['packs', 'check']]) {
      const { stdout } = await box.run([...command, '--help', '--lang', lang])
      for (const line of stdout.split('\n')) expect(widthOf(line), line).toBeLessThanOrEqual(80)
    }
  }
})

test('no command at all: help on standard error and exit 2', async () => {
  const ran = await box.run([])
  expect(ran).toMatchObject({ code: 2, stdout: '' })
  expect(ran.stderr).toContain('Usage:')
  expect((await box.json([])).document).toMatchObject({ error: { code: 'FEIYU_USAGE_NO_COMMAND' } })
})

test('a stack is shown with --debug only', async () => {
  expect((await box.run(['chek'])).stderr).not.toContain('    at ')
  expect((await box.run(['chek', '--debug'])).stderr).toContain('    at ')
})
