import { createLaw, decide, loadPack } from '@feiyu/law'
import { allPackFolders } from '../../packages/law/src/testing/pack-folder.ts'
import type { Bench } from '../bench.ts'
import { interleave, median, spentOn } from '../measure.ts'
import { statedCases } from './facts.ts'

const count = 400_000

/** How many flows a second of one processor the law decides, from facts as stated (checked each time) to the answer, without trace. */
export const decisions: Bench = {
  name: 'decisions',
  about: 'decide() with all packs, untraced, facts checked each time; one in twenty lacks one',
  async run(runs) {
    const law = createLaw(await Promise.all(allPackFolders().map((files) => loadPack(files))))
    const cases = statedCases(5_000, 7)
    let decided = 0
    const all = async () => {
      decided = 0
      for (let done = 0; done < count; done += cases.length) {
        for (const { facts, asOf } of cases) if (decide(law, facts, { asOf }).kind === 'decided') decided += 1
      }
    }
    const { law: spent } = await interleave({ law: () => spentOn(all) }, runs)
    const perSecond = spent.map(({ cpu }) => count / cpu)
    const share = ((decided / count) * 100).toFixed(1)
    const value = median(perSecond)
    return {
      lines: [
        {
          name: `@feiyu/law (${share} % decided)`,
          median: `${Math.round(value)} decisions per CPU second`,
          runs: perSecond,
        },
      ],
      figures: [{ what: 'decisions a second', value, unit: '/s', bound: 'least', limit: 200_000 }],
    }
  },
}
