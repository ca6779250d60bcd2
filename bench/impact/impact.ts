import { spawn } from 'node:child_process'
import { createReadStream } from 'node:fs'
import { join } from 'node:path'
import process from 'node:process'
import type { Bench } from '../bench.ts'
import { interleave, median } from '../measure.ts'
import { decisionsFile } from './decisions-file.ts'

const root = join(import.meta.dirname, '..', '..')

interface Used {
  readonly cpu: number
  readonly peakMegabytes: number
}

/** `feiyu packs impact` as a person runs it: start, packs, two laws, every line of the file. */
export const impact: Bench = {
  name: 'impact',
  about: 'feiyu packs impact over 1,000,000 recorded decisions, hardly two alike, between two days',
  async run(runs, say) {
    const path = await decisionsFile(1_000_000, say)
    const { once } = await interleave({ once: () => impactOf(path, 1) }, runs)
    // The heap of the platform finds its size within the first million; what grows with the records shows after it.
    const thrice = await impactOf(path, 3)
    const seconds = once.map(({ cpu }) => cpu)
    const peaks = once.map(({ peakMegabytes }) => peakMegabytes)
    return {
      lines: [
        { name: '1,000,000 decisions', median: `${median(seconds).toFixed(1)} CPU s`, runs: seconds },
        { name: 'peak memory', median: `${Math.round(median(peaks))} MB`, runs: peaks },
        { name: 'of 3,000,000', median: `${Math.round(thrice.peakMegabytes)} MB`, runs: [thrice.peakMegabytes] },
      ],
      figures: [
        { what: 'a million decisions', value: median(seconds), unit: ' CPU s', bound: 'most', limit: 10 },
        {
          what: 'memory of three million beside one',
          value: thrice.peakMegabytes / median(peaks),
          unit: '×',
          bound: 'most',
          limit: 1.1,
        },
      ],
    }
  },
}

/** The same file so many times, through standard input. */
async function impactOf(path: string, times: number): Promise<Used> {
  const args = ['packs', 'impact', '--from', '2024-03-21', '--to', '2026-11-23', '--decisions', '-', '--json']
  const usage = join(import.meta.dirname, 'usage-at-exit.ts')
  const child = spawn(process.execPath, ['--import', usage, join(root, 'apps/cli/src/main.ts'), ...args], {
    stdio: ['pipe', 'ignore', 'pipe'],
  })
  const ended = new Promise<number | null>((resolve, reject) => {
    child.on('error', reject)
    child.on('close', resolve)
  })
  let told = ''
  child.stderr.on('data', (chunk: Buffer) => {
    told += chunk.toString('utf8')
  })
  for (let time = 0; time < times; time++) {
    const file = createReadStream(path, { highWaterMark: 2 ** 20 })
    for await (const chunk of file) {
      if (!child.stdin.write(chunk)) await new Promise((resolve) => child.stdin.once('drain', resolve))
    }
  }
  child.stdin.end()
  const code = await ended
  const used: unknown = code === 0 ? JSON.parse(told.trimEnd().split('\n').at(-1) ?? '') : null
  if (typeof used === 'object' && used !== null && 'cpu' in used && 'peakMegabytes' in used)
    return { cpu: Number(used.cpu), peakMegabytes: Number(used.peakMegabytes) }
  throw new Error(`impact ended with ${code}: ${told}`)
}
