import { expect, test } from 'vitest'
import { crossingPlants } from '../testing/crossing-plants.ts'
import { simulateCrossings } from '../testing/crossing-simulation.ts'

/** The full count is `npm run soak`. */
const runs = 120
/** A plant that is not seen in so many runs is not caught. */
const mostRuns = 400

test('power cuts, failed fsyncs, a full disk, a destination taken away and a jumping clock: nothing is undercounted, unproven, lost or left', async () => {
  const did = { completed: 0, stopped: 0, recovered: 0, cuts: 0, taken: 0 }
  for (let seed = 0; seed < runs; seed++) {
    const { problems, completed, stopped, recovered, cuts, taken } = await simulateCrossings(seed)
    expect({ seed, problems }).toEqual({ seed, problems: [] })
    did.completed += completed
    did.stopped += stopped
    did.recovered += recovered
    did.cuts += cuts
    did.taken += taken
  }
  // Histories that end before anything happens would hold as well.
  expect(did.completed).toBeGreaterThan(runs / 10)
  expect(did.stopped).toBeGreaterThan(runs / 50)
  expect(did.recovered).toBeGreaterThan(runs / 2)
  expect(did.cuts).toBeGreaterThan(runs / 4)
  expect(did.taken).toBeGreaterThan(runs / 4)
})

test('a seed is one history', async () => {
  const [first, second] = [await simulateCrossings(4711), await simulateCrossings(4711)]
  expect(second).toEqual(first)
})

const quick = Object.entries(crossingPlants).filter(([, { rare }]) => !rare)

test.each(quick)('planted bug: %s', async (_, { plant, caughtBy }) => {
  for (let seed = 0; seed < mostRuns; seed++) {
    const { problems } = await simulateCrossings(seed, plant())
    if (problems.some((problem) => caughtBy.test(problem))) return
  }
  expect.fail('the simulation does not see this bug')
})
