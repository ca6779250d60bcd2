import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import process from 'node:process'
import { fileURLToPath } from 'node:url'
import type { Proof } from './proofs.ts'

/** A bit to turn, of a kind that Go looks at. */
export interface GoFlip {
  readonly kind: 'checkpoint' | 'tile' | 'leaves' | 'entries' | 'proof'
  readonly path?: string
  readonly proof?: number
  readonly bit: number
}

export interface GoTask {
  readonly folder: string
  readonly verifierKey: string
  readonly checkpoints: readonly string[]
  readonly proofs: readonly Proof[]
  readonly flips: readonly GoFlip[]
}

export interface GoReport {
  readonly leaves: number
  readonly inclusions: number
  readonly consistency: number
  readonly entries: number
  readonly problem?: string
  /** Places in `flips`. */
  readonly notRefused: readonly number[]
  readonly flipsRefused: number
}

const source = fileURLToPath(new URL('go', import.meta.url))

/** Version of the Go that is there, or `undefined`. */
export function goVersion(): string | undefined {
  const { status, stdout } = spawnSync('go', ['version'], { encoding: 'utf8' })
  return status === 0 ? stdout.trim() : undefined
}

/** Builds the Go program into `folder` and has it check the task. Modules are those of go.sum and no others. */
export function runGo(task: GoTask, folder: string): GoReport {
  const program = join(folder, 'evidence-go')
  run('go', ['build', '-mod=readonly', '-o', program, '.'], source)
  const proofs = task.proofs.map(({ kind, number, of, hashes }) => ({
    kind,
    number,
    [kind === 'inclusion' ? 'leaf' : 'root']: base64(of),
    hashes: hashes.map(base64),
  }))
  // The program writes nothing but its report.
  return JSON.parse(run(program, [], folder, JSON.stringify({ ...task, proofs }))) as GoReport
}

function run(command: string, args: readonly string[], cwd: string, input = ''): string {
  const { status, stdout, stderr, error } = spawnSync(command, args, {
    cwd,
    input,
    // No other Go is fetched than the one that is there.
    env: { ...process.env, GOTOOLCHAIN: 'local' },
    encoding: 'utf8',
    maxBuffer: 2 ** 28,
  })
  if (error !== undefined) throw error
  if (status !== 0) throw new Error(`\`${command} ${args.join(' ')}\` ended with ${status}: ${stderr}`)
  return stdout
}

function base64(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('base64')
}
