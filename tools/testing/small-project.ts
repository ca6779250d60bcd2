import { type ChildProcess, spawn } from 'node:child_process'
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import process from 'node:process'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'

const tools = dirname(dirname(fileURLToPath(import.meta.url)))

/** What a started launcher wrote and how it ended; `code` is `null` while it runs and after a signal. */
export interface Launched {
  readonly child: ChildProcess
  readonly stdout: () => string
  readonly stderr: () => string
  readonly ended: Promise<{ readonly code: number | null; readonly signal: NodeJS.Signals | null }>
}

/**
 * A project in a temporary folder with the real launcher and no packages, so that `npm ci` needs no network. Its
 * preinstall script writes `start` to `installs`, waits for a file `go`, and writes `end`.
 */
export class SmallProject implements Disposable {
  readonly folder = mkdtempSync(join(tmpdir(), 'feiyu-launcher-'))
  readonly #children: ChildProcess[] = []

  constructor() {
    mkdirSync(join(this.folder, 'tools'))
    for (const name of ['run.mjs', 'install.mjs', 'install-lock.mjs']) {
      cpSync(join(tools, name), join(this.folder, 'tools', name))
    }
    this.#writeManifests({}, {})
    this.write('preinstall.sh', 'echo start >>installs\nwhile [ ! -e go ]; do sleep 0.05; done\necho end >>installs\n')
    this.write('go', '')
  }

  write(name: string, text: string): void {
    const path = join(this.folder, name)
    mkdirSync(dirname(path), { recursive: true })
    writeFileSync(path, text)
  }

  /** A package in a folder of the project, which needs no registry. */
  addDevDependency(name: string): void {
    this.write(`${name}/package.json`, JSON.stringify({ name, version: '1.0.0' }))
    const entry = { [name]: { version: '1.0.0', dev: true }, [`node_modules/${name}`]: { resolved: name, link: true } }
    this.#writeManifests({ devDependencies: { [name]: `file:${name}` } }, entry)
  }

  #writeManifests(dependencies: object, packages: object): void {
    const manifest = { name: 'small', version: '1.0.0', ...dependencies }
    const lock = { name: 'small', version: '1.0.0', lockfileVersion: 3, packages: { '': manifest, ...packages } }
    this.write(
      'package.json',
      JSON.stringify({ ...manifest, private: true, scripts: { preinstall: 'sh preinstall.sh' } }),
    )
    this.write('package-lock.json', JSON.stringify(lock))
  }

  /** Lines of a file, none when it is not there. */
  lines(name: string): string[] {
    const path = join(this.folder, name)
    return existsSync(path) ? readFileSync(path, 'utf8').split('\n').filter(Boolean) : []
  }

  remove(name: string): void {
    rmSync(join(this.folder, name), { recursive: true, force: true })
  }

  /** `node tools/run.mjs` with these arguments, in a process group of its own. */
  launch(args: readonly string[], env: Readonly<Record<string, string>> = {}): Launched {
    return this.start(process.execPath, [join(this.folder, 'tools', 'run.mjs'), ...args], env)
  }

  start(command: string, args: readonly string[], env: Readonly<Record<string, string>> = {}): Launched {
    const child = spawn(command, args, {
      cwd: this.folder,
      env: { ...process.env, ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
      detached: true,
    })
    this.#children.push(child)
    let stdout = ''
    let stderr = ''
    child.stdout.on('data', (chunk) => {
      stdout += chunk
    })
    child.stderr.on('data', (chunk) => {
      stderr += chunk
    })
    const ended = new Promise<{ code: number | null; signal: NodeJS.Signals | null }>((resolve, reject) => {
      child.on('error', reject)
      child.on('close', (code, signal) => resolve({ code, signal }))
    })
    return { child, stdout: () => stdout, stderr: () => stderr, ended }
  }

  /** Ends every group that is left and removes the folder. */
  [Symbol.dispose](): void {
    for (const child of this.#children) if (child.pid !== undefined) signalGroup(child.pid, 'SIGKILL')
    rmSync(this.folder, { recursive: true, force: true, maxRetries: 3 })
  }
}

/** Signals a group; one that is gone already is no error. */
export function signalGroup(leader: number, signal: NodeJS.Signals): void {
  try {
    process.kill(-leader, signal)
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ESRCH')) throw error
  }
}

/** Waits until the condition holds; the test's own time limit ends it. */
export async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await sleep(20)
}
