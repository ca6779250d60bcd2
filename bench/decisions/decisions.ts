import { execFile } from 'node:child_process'
import { join } from 'node:path'
import process from 'node:process'
import { promisify } from 'node:util'
import { createLaw, decide, loadPack } from '@feiyu/law'
import { allPackFolders } from '../../packages/law/src/testing/pack-folder.ts'
import type { Bench } from '../bench.ts'
import { interleave, median, spentOn } from '../measure.ts'
import { statedCases } from './facts.ts'

const count = 400_000
const tracedCount = 100_000

/**
 * How many flows a second of one processor the law decides, from facts as stated (checked each time) to the answer: without
 * trace, and with what became of every rule; and how long the packs take from their texts to the law, in a new process.
 */
export const decisions: Bench = {
  name: 'decisions',
  about: 'decide() with all packs, facts checked each time; one in twenty lacks one',
  async run(runs) {
    const law = createLaw(await Promise.all(allPackFolders().map((files) => loadPack(files))))
    const cases = statedCases(5_000, 7)
    let decided = 0
    const decideAll = (most: number, trace: boolean) => async () => {
      decided = 0
      for (let done = 0; done < most; done += cases.length) {
        for (const { facts, asOf } of cases) if (decide(law, facts, { asOf, trace }).kind === 'decided') decided += 1
      }
    }
    const spent = await interleave(
      {
        traced: async () => tracedCount / (await spentOn(decideAll(tracedCount, true))).cpu,
        untraced: async () => count / (await spentOn(decideAll(count, false))).cpu,
        load: loadOnce,
      },
      runs,
    )
    const [untraced, traced, load] = [median(spent.untraced), median(spent.traced), median(spent.load)]
    const share = ((decided / count) * 100).toFixed(1)
    return {
      lines: [
        { name: `untraced (${share} % decided)`, median: perSecond(untraced), runs: spent.untraced },
        { name: 'traced', median: perSecond(traced), runs: spent.traced },
        { name: 'packs loaded', median: `${load.toFixed(0)} ms`, runs: spent.load },
      ],
      figures: [
        { what: 'decisions a second', value: untraced, unit: '/s', bound: 'least', limit: 200_000 },
        { what: 'traced decisions a second', value: traced, unit: '/s', bound: 'least', limit: 40_000 },
        { what: 'packs from texts to law', value: load, unit: ' ms', bound: 'most', limit: 100 },
      ],
    }
  },
}

function perSecond(value: number): string {
  return `${Math.round(value)} decisions per CPU second`
}

/** Milliseconds of the processor, in a process that has not run anything yet. */
async function loadOnce(): Promise<number> {
  const { stdout } = await promisify(execFile)(process.execPath, [join(import.meta.dirname, 'load-packs.ts')])
  return Number(stdout)
}
