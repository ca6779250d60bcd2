import { spawn } from 'node:child_process'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import process from 'node:process'
import { fileURLToPath } from 'node:url'
import { flowTo, handler, openingOf, proofs, stated, writePersons, writeProofs } from './crossing-files.ts'
import { homeState } from './home-state.ts'
import { uscc } from './people.ts'
import { createSandbox, type Sandbox } from './run-cli.ts'

const killedAt = fileURLToPath(new URL('./killed-at.ts', import.meta.url))
const whole = [...stated, ...proofs, ...handler]

/** Where a process is killed: at a named point of a crossing, or after some time. */
export type Kill = { readonly point: string } | { readonly afterMs: number }

/** A home on which crossings are killed, each of new persons, and what has to hold all the same. */
export class KillBox implements AsyncDisposable {
  readonly #box: Sandbox
  readonly #out: string
  readonly #rows: number
  /** Files of crossings that were begun. */
  readonly begun: string[] = []

  private constructor(box: Sandbox, rows: number) {
    this.#box = box
    this.#out = join(box.folder, 'outbox')
    this.#rows = rows
  }

  /** A home with one person who crossed. */
  static async create(rows: number): Promise<KillBox> {
    const box = await createSandbox()
    await writeProofs(box.folder)
    await writePersons(join(box.folder, 'first.csv'), 0, 1)
    const one = new KillBox(box, rows)
    // In a process that ends by itself, so that the compiled code is kept for those that are killed.
    const signal = await one.#spawn('none', 'first.csv', openingOf(0), null)
    if (signal !== null) throw new Error(`the first crossing was ended by ${signal}`)
    return one
  }

  /** Begins a crossing and kills it like `kill -9`; false where it ended before. */
  async kill(name: string, kill: Kill): Promise<boolean> {
    await writePersons(join(this.#box.folder, name), 10_000 + this.begun.length * this.#rows, this.#rows)
    this.begun.push(name)
    const [point, afterMs] = 'point' in kill ? [kill.point, null] : ['none', kill.afterMs]
    return (await this.#spawn(point, name, [], afterMs)) === 'SIGKILL'
  }

  /** What does not hold right now, before anybody has closed what was killed. */
  async wrongNow(): Promise<readonly string[]> {
    const state = await homeState(this.#box.home, uscc.first)
    const truth = await this.#truth()
    const upper = state.upper?.ordinary ?? 0
    return [
      ...state.faults.map((fault) => `the log: ${JSON.stringify(fault)}`),
      ...(upper < truth ? [`the tally holds ${upper} persons, ${truth} have crossed`] : []),
      // The command before closed whatever was open; only the last one may be.
      ...(state.openCrossings.length > 1 ? [`${state.openCrossings.length} crossings are open`] : []),
    ]
  }

  /** What does not hold after the next command on the home. */
  async wrongAtEnd(): Promise<readonly string[]> {
    await writePersons(join(this.#box.folder, 'next.csv'), 0, 1)
    await this.#cross('next.csv', `${this.#out}-next`, [])
    const state = await homeState(this.#box.home, uscc.first)
    const truth = await this.#truth()
    const count = (kind: string) => state.entries.filter((one) => one === kind).length
    const names = await readdir(this.#out)
    const crossed = await this.crossed()
    const expected = ['first.csv', ...crossed].flatMap((name) => [name, `${name}.receipt.json`])
    const wrong = [
      ...state.faults.map((fault) => `the log: ${JSON.stringify(fault)}`),
      ...(state.upper?.ordinary === truth ? [] : [`the tally holds ${state.upper?.ordinary}, ${truth} have crossed`]),
      ...(state.openCrossings.length + state.unsettled > 0 ? ['a crossing is still open'] : []),
      ...(count('permit') === count('outcome') ? [] : [`${count('permit')} permits, ${count('outcome')} outcomes`]),
      ...names.filter((name) => !expected.includes(name)).map((name) => `left over: ${name}`),
      ...expected.filter((name) => !names.includes(name)).map((name) => `missing: ${name}`),
    ]
    for (const name of crossed) if (!(await this.#isProven(name))) wrong.push(`not proven: ${name}`)
    return wrong
  }

  /** Files that were begun and are there. */
  async crossed(): Promise<readonly string[]> {
    const names = await readdir(this.#out)
    return this.begun.filter((name) => names.includes(name))
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.#box[Symbol.asyncDispose]()
  }

  /** Persons of all files that are there: what the tally may never be below. */
  async #truth(): Promise<number> {
    return 1 + this.#rows * (await this.crossed()).length
  }

  async #isProven(name: string): Promise<boolean> {
    const [sent, arrived] = [join(this.#box.folder, name), join(this.#out, name)]
    if ((await readFile(sent, 'utf8')) !== (await readFile(arrived, 'utf8'))) return false
    const receipt = [join(this.#out, `${name}.receipt.json`), '--key', join(this.#box.home, 'log/key')]
    return (await this.#box.run(['verify', ...receipt, '--data', arrived])).code === 0
  }

  /** The signal that ended the command; null where it ended by itself. */
  async #spawn(
    point: string,
    name: string,
    flags: readonly string[],
    afterMs: number | null,
  ): Promise<NodeJS.Signals | null> {
    const { folder: cwd, home } = this.#box
    const cache = { NODE_COMPILE_CACHE: join(cwd, 'compiled') }
    const env = { PATH: '/usr/bin:/bin', HOME: cwd, FEIYU_HOME: home, LANG: 'C', ...cache }
    const args = [killedAt, point, 'SIGKILL', 'cross', name, ...flowTo('Acme', this.#out), ...whole, ...flags]
    const child = spawn(process.execPath, args, { cwd, env, stdio: 'ignore' })
    const timer = afterMs === null ? undefined : setTimeout(() => child.kill('SIGKILL'), afterMs)
    const [code, signal] = await new Promise<readonly [number | null, NodeJS.Signals | null]>((resolve) =>
      child.on('close', (...end) => resolve(end)),
    )
    clearTimeout(timer)
    if (signal === null && code !== 0) throw new Error(`the crossing of ${name} ended in ${code}`)
    return signal
  }

  async #cross(name: string, out: string, flags: readonly string[]): Promise<void> {
    const { code, document } = await this.#box.json(['cross', name, ...flowTo('Acme', out), ...whole, ...flags])
    if (code !== 0) throw new Error(`the crossing of ${name} ended in ${code}: ${JSON.stringify(document)}`)
  }
}
