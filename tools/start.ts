/** `npm start`: checks a generated sample with the command line, then says what to try on a file of one's own. */
import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import process from 'node:process'
import { writeSample } from './samples/write-sample.ts'
import { startTexts } from './start-texts.ts'

const rows = 5_000
/** The command line's own: may cross, may not cross now, undetermined. Each of them is a report. */
const answers: readonly (number | NodeJS.Signals)[] = [0, 3, 4]

const { LC_ALL, LC_MESSAGES, LANG } = process.env
const lang = /^zh(?![a-z])/i.test(LC_ALL || LC_MESSAGES || LANG || '') ? 'zh' : 'en'
const texts = startTexts[lang]
const folder = mkdtempSync(join(tmpdir(), 'feiyu-start-'))
// At exit, so that it happens too when the reader of a pipe (`npm start | head`) is gone before the end.
process.on('exit', () => rmSync(folder, { recursive: true, force: true }))

const { path } = await writeSample('orders', { folder, rows, seed: 1, lang, format: 'csv' })
const statements = `--ciio no --important-data no --core-data no --state-secret no --opening-ordinary 12000 --opening-sensitive 0 --basis contract`
const args = [
  'check',
  path,
  '--to',
  'DE',
  '--recipient',
  texts.recipient,
  '--purpose',
  texts.purpose,
  ...statements.split(' '),
]
process.stdout.write(`${texts.intro(rows.toLocaleString('en-US'))}\n\n$ npx feiyu ${args.map(quoted).join(' ')}\n\n`)
const code = await feiyu([...args, '--lang', lang])
if (answers.includes(code)) {
  process.stdout.write(`\n${texts.next}\n`)
} else {
  process.stderr.write(`\n${texts.broken(String(code))}\n`)
  process.exitCode = 1
}

/** Runs the command line with a home of its own, so that the sample meets nobody's statements; asks nothing. */
function feiyu(args: readonly string[]): Promise<number | NodeJS.Signals> {
  const main = join(dirname(import.meta.dirname), 'apps', 'cli', 'src', 'main.ts')
  const child = spawn(process.execPath, [main, ...args], {
    stdio: ['ignore', 'inherit', 'inherit'],
    env: { ...process.env, FEIYU_HOME: join(folder, 'home') },
  })
  // The folder is removed after the child has ended, however it was told to; Ctrl-C reaches it from the terminal itself.
  process.on('SIGINT', () => {})
  for (const signal of ['SIGTERM', 'SIGHUP'] as const) process.on(signal, () => child.kill(signal))
  return new Promise((resolve, reject) => {
    child.on('error', reject)
    child.on('exit', (code, signal) => resolve(code ?? signal ?? 1))
  })
}

function quoted(arg: string): string {
  return /^[\w./:@=-]+$/.test(arg) ? arg : `"${arg}"`
}
