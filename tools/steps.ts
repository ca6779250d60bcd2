import { spawn } from 'node:child_process'
import process from 'node:process'

/** A program to run on this Node: its name in the report, and script with arguments. */
export interface Step {
  readonly name: string
  readonly args: readonly string[]
}

/**
 * Runs the steps one after the other, writes one line for each with its seconds, and the output of a step only when it
 * failed. Returns the names of the failed ones.
 */
export async function runSteps(steps: readonly Step[], write: (text: string) => void, cwd: string): Promise<string[]> {
  const failed: string[] = []
  const width = Math.max(...steps.map(({ name }) => name.length))
  for (const { name, args } of steps) {
    const start = performance.now()
    const { passed, output } = await run(args, cwd)
    const seconds = ((performance.now() - start) / 1000).toFixed(1)
    write(`${passed ? 'ok  ' : 'FAIL'}  ${name.padEnd(width)}  ${seconds.padStart(5)} s\n`)
    if (passed) continue
    failed.push(name)
    write(output.endsWith('\n') ? output : `${output}\n`)
  }
  return failed
}

async function run(args: readonly string[], cwd: string): Promise<{ passed: boolean; output: string }> {
  const child = spawn(process.execPath, args, { cwd, stdio: ['ignore', 'pipe', 'pipe'] })
  const chunks: Buffer[] = []
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => chunks.push(chunk))
  const [code, signal] = await new Promise<[number | null, NodeJS.Signals | null]>((resolve, reject) => {
    child.on('error', reject)
    child.on('close', (...end) => resolve(end))
  })
  const output = Buffer.concat(chunks).toString('utf8')
  return { passed: code === 0, output: code === 0 ? '' : output || `ended with ${code ?? signal}, and wrote nothing\n` }
}
