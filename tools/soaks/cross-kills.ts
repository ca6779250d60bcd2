import { KillBox } from '../../apps/cli/src/testing/kill-box.ts'
import { seededRandom } from '../../packages/law/src/testing/random-facts.ts'
import type { Soak } from './soak.ts'

const asked = 200
const rows = 100

/** `feiyu cross`, killed like `kill -9` at random moments of its life, on one home. */
export const crossKills: Soak = {
  name: 'cross-kills',
  asks: 'feiyu cross killed at 200 random moments: the log verifies, open permits are closed, the tally is never below the truth',
  async run(seed, report, count = asked) {
    const random = seededRandom(seed)
    await using box = await KillBox.create(rows)
    const lifeMs = await lifeOf(box)
    const finds: string[] = []
    let killed = 0
    let begun = 0
    // Some end before they are killed: they count as begun, and others are begun in their place.
    while (killed < count && begun < count * 2) {
      const time = begun++
      const afterMs = Math.floor(random() * lifeMs)
      if (await box.kill(`random-${time}.csv`, { afterMs })) killed++
      finds.push(...(await box.wrongNow()).map((wrong) => `after ${time + 1}, killed at ${afterMs} ms: ${wrong}`))
      if (begun % 20 === 0) report(`${begun} begun, ${killed} killed, ${finds.length} wrong`)
    }
    finds.push(...(await box.wrongAtEnd()).map((wrong) => `at the end: ${wrong}`))
    if (killed < count) finds.push(`only ${killed} were killed`)
    return { counts: { begun, killed, crossed: (await box.crossed()).length }, finds }
  },
}

/** Milliseconds that a crossing takes here when nobody kills it. */
async function lifeOf(box: KillBox): Promise<number> {
  const start = performance.now()
  await box.kill('life.csv', { afterMs: 60_000 })
  return performance.now() - start
}
