/** `npm start`: a generated sample is checked, crosses, and its receipt is verified; then what to try on a file of one's own. */
import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import process from 'node:process'
import { writeSample } from './samples/write-sample.ts'
import { startTexts } from './start-texts.ts'

const rows = 5_000
const { LC_ALL, LC_MESSAGES, LANG } = process.env
const lang = /^zh(?![a-z])/i.test(LC_ALL || LC_MESSAGES || LANG || '') ? 'zh' : 'en'
const texts = startTexts[lang]
const folder = mkdtempSync(join(tmpdir(), 'feiyu-start-'))
// At exit, so that it happens too when the reader of a pipe (`npm start | head`) is gone before the end.
process.on('exit', () => rmSync(folder, { recursive: true, force: true }))

const { path } = await writeSample('orders', { folder, rows, seed: 1, lang, format: 'csv' })
// What a handler has on file; here a sentence each, so that there is something to take the digest of.
const notice = write('notice.txt', texts.notice)
const pipia = write('pipia.txt', texts.pipia)
const outbox = join(folder, 'outbox')
const flow = ['--to', 'DE', '--recipient', texts.recipient, '--purpose', texts.purpose]
const stated =
  '--ciio no --important-data no --core-data no --state-secret no --opening-ordinary 12000 --opening-sensitive 0 --basis contract'
const statements = [...stated.split(' '), '--notice', notice, '--pipia', pipia]
const handler = ['--handler', texts.handler, '--uscc', '91310000MA1FL0000N']
const receipt = join(outbox, 'orders.csv.receipt.json')

/** Each with the exit code that it ends in when all is well: the first is refused, for that is what it shows. */
const steps = [
  { says: texts.check, code: 3, args: ['check', path, ...flow, ...statements] },
  {
    says: texts.cross,
    code: 0,
    args: ['cross', path, ...flow, '--drop', texts.remark, '--out', outbox, ...statements, ...handler],
  },
  {
    says: texts.verify,
    code: 0,
    args: ['verify', receipt, '--key', join(folder, 'home', 'log', 'key'), '--data', join(outbox, 'orders.csv')],
  },
]

process.stdout.write(`${texts.intro(rows.toLocaleString('en-US'))}\n`)
let failed: number | NodeJS.Signals | null = null
for (const { says, code, args } of steps) {
  process.stdout.write(`\n${says}\n\n$ npx feiyu ${args.map(quoted).join(' ')}\n\n`)
  const ended = await feiyu([...args, '--lang', lang])
  if (ended === code) continue
  failed = ended
  break
}
if (failed === null) process.stdout.write(`\n${texts.next}\n`)
else {
  process.stderr.write(`\n${texts.broken(String(failed))}\n`)
  process.exitCode = 1
}

function write(name: string, text: string): string {
  const file = join(folder, name)
  writeFileSync(file, `${text}\n`)
  return file
}

/** Runs the command line with a home of its own, so that the sample meets nobody's statements; asks nothing. */
function feiyu(args: readonly string[]): Promise<number | NodeJS.Signals> {
  const main = join(dirname(import.meta.dirname), 'apps', 'cli', 'src', 'main.ts')
  const child = spawn(process.execPath, [main, ...args], {
    stdio: ['ignore', 'inherit', 'inherit'],
    env: { ...process.env, FEIYU_HOME: join(folder, 'home') },
  })
  // The folder is removed after the child has ended, however it was told to; Ctrl-C reaches it from the terminal itself.
  const leave = () => {}
  const pass = (signal: NodeJS.Signals) => child.kill(signal)
  process.on('SIGINT', leave)
  for (const signal of ['SIGTERM', 'SIGHUP'] as const) process.on(signal, pass)
  return new Promise<number | NodeJS.Signals>((resolve, reject) => {
    child.on('error', reject)
    child.on('exit', (code, signal) => resolve(code ?? signal ?? 1))
  }).finally(() => {
    process.off('SIGINT', leave)
    for (const signal of ['SIGTERM', 'SIGHUP'] as const) process.off(signal, pass)
  })
}

function quoted(arg: string): string {
  return /^[\w./:@=-]+$/.test(arg) ? arg : `"${arg}"`
}
