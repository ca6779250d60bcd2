import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import process from 'node:process'
import { Readable, Writable } from 'node:stream'
import { fileURLToPath } from 'node:url'
import type { Clock } from '@feiyu/core'
import type { Context } from '../context.ts'
import { run } from '../program.ts'

const bin = fileURLToPath(new URL('../../bin/feiyu.js', import.meta.url))

export interface Ran {
  readonly code: number | null
  readonly stdout: string
  readonly stderr: string
}

interface RunOptions {
  readonly input?: string
  readonly env?: Readonly<Record<string, string>>
  /** Only within this process. */
  readonly clock?: Clock
  /** Only within this process. */
  readonly reached?: Context['reached']
}

/** A folder of its own for one test file: working folder and home, gone at the end. */
export interface Sandbox {
  readonly folder: string
  readonly home: string
  /** Runs the command line as a user would: a process of its own, in the folder, with an environment that holds nothing else. */
  spawn(args: readonly string[], options?: RunOptions): Promise<Ran>
  /** The same within this process, which is quicker; words that name a file of the folder stand for that file. */
  run(args: readonly string[], options?: RunOptions): Promise<Ran>
  /** `run` with `--json`: the one document of standard output. */
  json(
    args: readonly string[],
    options?: RunOptions,
  ): Promise<{ readonly code: number | null; readonly document: Readonly<Record<string, unknown>> }>
  [Symbol.asyncDispose](): Promise<void>
}

export async function createSandbox(): Promise<Sandbox> {
  const folder = await mkdtemp(join(tmpdir(), 'feiyu-cli-'))
  const home = join(folder, 'home')
  const environment = { PATH: '/usr/bin:/bin', HOME: folder, FEIYU_HOME: home, LANG: 'C' }
  const here: Sandbox['run'] = async (args, options = {}) => {
    const stdout = new Sink()
    const stderr = new Sink()
    const words = args.map((word) => (word !== '' && existsSync(join(folder, word)) ? join(folder, word) : word))
    const streams = { stdin: Readable.from([options.input ?? '']), stdout, stderr }
    const code = await run(words, streams, {
      environment: { ...environment, ...options.env },
      ...(options.clock === undefined ? {} : { clock: options.clock }),
      ...(options.reached === undefined ? {} : { reached: options.reached }),
    })
    return { code, stdout: stdout.text, stderr: stderr.text }
  }
  return {
    folder,
    home,
    spawn: (args, options = {}) => spawnCli(args, folder, { ...environment, ...options.env }, options.input ?? ''),
    run: here,
    json: async (args, options) => {
      const { code, stdout } = await here([...args, '--json'], options)
      const document: unknown = JSON.parse(stdout)
      if (typeof document !== 'object' || document === null) throw new TypeError('standard output holds no JSON object')
      return { code, document: { ...document } }
    },
    [Symbol.asyncDispose]: () => rm(folder, { recursive: true, force: true }),
  }
}

class Sink extends Writable {
  text = ''
  override _write(chunk: unknown, _encoding: string, done: () => void): void {
    this.text += String(chunk)
    done()
  }
}

function spawnCli(
  args: readonly string[],
  cwd: string,
  env: Readonly<Record<string, string>>,
  input: string,
): Promise<Ran> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [bin, ...args], { cwd, env })
    let stdout = ''
    let stderr = ''
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      stdout += text
    })
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      stderr += text
    })
    child.on('error', reject)
    child.on('close', (code) => resolve({ code, stdout, stderr }))
    child.stdin.end(input)
  })
}
