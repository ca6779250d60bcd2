import { createLaw, decide, loadPack } from '@feiyu/law'
import { naiveInterpreter } from '../../packages/law/src/testing/naive.ts'
import { packFolder } from '../../packages/law/src/testing/pack-folder.ts'
import { randomCase, seededRandom } from '../../packages/law/src/testing/random-facts.ts'
import type { Soak } from './soak.ts'

/** The engine beside a second, naive interpreter on random facts and days. */
export const lawAgreement: Soak = {
  name: 'law-agreement',
  asks: 'the engine agrees with a naive interpreter on 100,000 random fact sets on random dates',
  async run(seed, report) {
    const files = packFolder('cn')
    const law = createLaw([await loadPack(files)])
    const naive = naiveInterpreter(files)
    const random = seededRandom(seed)
    const pathways: Record<string, number> = {}
    const finds: string[] = []
    let compared = 0
    let skipped = 0
    while (compared < 100_000) {
      const { facts, asOf } = randomCase(law, random)
      const expected = naive(facts, asOf)
      if (expected === null) {
        skipped++
        continue
      }
      compared++
      const { pathway, missing, possible } = decide(law, facts, { asOf })
      pathways[pathway] = (pathways[pathway] ?? 0) + 1
      const got = { pathway, missing, possible: possible.toSorted() }
      if (JSON.stringify(got) !== JSON.stringify(expected)) finds.push(JSON.stringify({ asOf, facts, expected, got }))
      if (compared % 10_000 === 0) report(`${compared} compared, ${finds.length} disagree`)
    }
    return { counts: { compared, 'skipped (more than 4,096 combinations of unknowns)': skipped, ...pathways }, finds }
  },
}
