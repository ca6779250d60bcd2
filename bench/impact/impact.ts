import { execFile } from 'node:child_process'
import { join } from 'node:path'
import process from 'node:process'
import { promisify } from 'node:util'
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
    const small = await decisionsFile(400_000, say)
    const large = await decisionsFile(1_000_000, say)
    const used = await interleave({ small: () => impactOf(small), large: () => impactOf(large) }, runs)
    const seconds = used.large.map(({ cpu }) => cpu)
    const peaks = (all: readonly Used[]) => all.map(({ peakMegabytes }) => peakMegabytes)
    const growth = median(peaks(used.large)) / median(peaks(used.small))
    return {
      lines: [
        { name: '1,000,000 decisions', median: `${median(seconds).toFixed(1)} CPU s`, runs: seconds },
        { name: 'peak memory', median: `${Math.round(median(peaks(used.large)))} MB`, runs: peaks(used.large) },
        { name: 'of 400,000', median: `${Math.round(median(peaks(used.small)))} MB`, runs: peaks(used.small) },
      ],
      figures: [
        { what: 'a million decisions', value: median(seconds), unit: ' CPU s', bound: 'most', limit: 10 },
        { what: 'memory of 1,000,000 beside 400,000', value: growth, unit: '×', bound: 'most', limit: 1.15 },
      ],
    }
  },
}

async function impactOf(path: string): Promise<Used> {
  const { stderr } = await promisify(execFile)(
    process.execPath,
    [
      '--import',
      join(import.meta.dirname, 'usage-at-exit.ts'),
      join(root, 'apps/cli/src/main.ts'),
      ...['packs', 'impact', '--from', '2024-03-21', '--to', '2026-11-23', '--decisions', path, '--json'],
    ],
    { maxBuffer: 2 ** 26 },
  )
  const used: unknown = JSON.parse(stderr.trimEnd().split('\n').at(-1) ?? '')
  if (typeof used === 'object' && used !== null && 'cpu' in used && 'peakMegabytes' in used)
    return { cpu: Number(used.cpu), peakMegabytes: Number(used.peakMegabytes) }
  throw new TypeError('the program told nothing of what it used')
}
