import { spawn } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import process from 'node:process'
import { fileURLToPath } from 'node:url'

const bin = fileURLToPath(new URL('../../bin/feiyu.js', import.meta.url))

export interface Ran {
  readonly code: number | null
  readonly stdout: string
  readonly stderr: string
}

/** A folder of its own for one test file: working folder and home, gone at the end. */
export interface Sandbox {
  readonly folder: string
  readonly home: string
  /** Runs the command line as a user would, with an environment that holds nothing else. */
  run(
    args: readonly string[],
    options?: { readonly input?: string; readonly env?: Readonly<Record<string, string>> },
  ): Promise<Ran>
  /** The same with `--json`: the one document of standard output. */
  json(
    args: readonly string[],
    options?: { readonly input?: string },
  ): Promise<{ readonly code: number | null; readonly document: Readonly<Record<string, unknown>> }>
  [Symbol.asyncDispose](): Promise<void>
}

export async function createSandbox(): Promise<Sandbox> {
  const folder = await mkdtemp(join(tmpdir(), 'feiyu-cli-'))
  const home = join(folder, 'home')
  const run: Sandbox['run'] = (args, options = {}) =>
    new Promise((resolve, reject) => {
      const env = { PATH: '/usr/bin:/bin', HOME: folder, FEIYU_HOME: home, LANG: 'C', ...options.env }
      const child = spawn(process.execPath, [bin, ...args], { cwd: folder, env })
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
      child.stdin.end(options.input ?? '')
    })
  return {
    folder,
    home,
    run,
    json: async (args, options) => {
      const { code, stdout } = await run([...args, '--json'], options)
      const document: unknown = JSON.parse(stdout)
      if (typeof document !== 'object' || document === null) throw new TypeError('standard output holds no JSON object')
      return { code, document: { ...document } }
    },
    [Symbol.asyncDispose]: () => rm(folder, { recursive: true, force: true }),
  }
}
