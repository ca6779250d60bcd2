import { execFile } from 'node:child_process'
import { join } from 'node:path'
import process from 'node:process'
import { promisify } from 'node:util'
import type { Bench } from '../bench.ts'
import { denseFile } from '../dense/dense-file.ts'
import { interleave, median } from '../measure.ts'

/** Each of them stands in both files: memory may grow with persons, not with rows. */
const people = { count: 250_000, allAtFirst: true }

/** Peak memory of scanning ten times as much about the same people. */
export const scanMemory: Bench = {
  name: 'scan-memory',
  about:
    'peak resident memory of a scan of 1 GB beside 100 MB about the same 250,000 people, in processes of their own',
  async run(runs, say) {
    const small = await denseFile(100, say, people)
    const large = await denseFile(1000, say, people)
    const peaks = await interleave({ small: () => peakOf(small), large: () => peakOf(large) }, runs)
    const value = median(peaks.large) / median(peaks.small)
    return {
      lines: [
        { name: 'scan of 100 MB', median: `${Math.round(median(peaks.small))} MB`, runs: peaks.small },
        { name: 'scan of 1 GB', median: `${Math.round(median(peaks.large))} MB`, runs: peaks.large },
      ],
      figures: [{ what: 'memory of 1 GB beside 100 MB', value, unit: '×', bound: 'most', limit: 1.1 }],
    }
  },
}

async function peakOf(path: string): Promise<number> {
  const { stdout } = await promisify(execFile)(process.execPath, [join(import.meta.dirname, 'peak-memory.ts'), path])
  const found: unknown = JSON.parse(stdout)
  if (typeof found === 'object' && found !== null && 'peakMegabytes' in found) return Number(found.peakMegabytes)
  throw new TypeError('the scan told no peak')
}
