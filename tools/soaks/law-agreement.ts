import { createLaw, decide, loadPack } from '@feiyu/law'
import { naiveInterpreter } from '../../packages/law/src/testing/naive.ts'
import { allPackFolders } from '../../packages/law/src/testing/pack-folder.ts'
import { randomCase, seededRandom } from '../../packages/law/src/testing/random-facts.ts'
import type { Soak } from './soak.ts'

const casesOfHome = 1_000_000
const casesOfOthers = 20_000
/** More values of unknown facts than this are not tried: the case is passed over and counted as such. */
const mostCombinations = 64

/** The engine beside a second, naive interpreter on random facts and days, for every question of every law. */
export const lawAgreement: Soak = {
  name: 'law-agreement',
  asks: 'the engine agrees with a naive interpreter on 1,000,000 random fact sets on random dates, and on 20,000 of every other question and law',
  async run(seed, report) {
    const folders = allPackFolders()
    const law = createLaw(await Promise.all(folders.map((files) => loadPack(files))))
    const counts: Record<string, number> = {}
    const finds: string[] = []
    for (const decision of [...law.decisions.values()].flatMap((byQuestion) => [...byQuestion.values()])) {
      const { jurisdiction, question } = decision
      const naive = naiveInterpreter(folders, { jurisdiction, question, mostCombinations })
      const random = seededRandom(seed)
      const most = decision === law.home ? casesOfHome : casesOfOthers
      let compared = 0
      let skipped = 0
      while (compared < most) {
        const { facts, asOf } = randomCase(law, random, decision)
        const expected = naive(facts, asOf)
        if (expected === null) {
          skipped++
          continue
        }
        compared++
        const { pathway, missing, possible } = decide(law, facts, { asOf })
        const name = `${jurisdiction} ${question} ${pathway}`
        counts[name] = (counts[name] ?? 0) + 1
        const got = { pathway, missing, possible: possible.toSorted() }
        if (JSON.stringify(got) !== JSON.stringify(expected)) finds.push(JSON.stringify({ asOf, facts, expected, got }))
        if (compared % 50_000 === 0) report(`${compared} of ${question} compared, ${finds.length} disagree`)
      }
      counts[`${jurisdiction} ${question}: compared`] = compared
      counts[`${jurisdiction} ${question}: skipped (too many combinations of unknowns)`] = skipped
    }
    return { counts, finds }
  },
}
