import { once } from 'node:events'
import { availableParallelism } from 'node:os'
import { Worker } from 'node:worker_threads'
import { crossingPlants } from '../../packages/gate/src/testing/crossing-plants.ts'
import type { Share, ShareReport } from './crossing-simulation-worker.ts'
import type { Soak } from './soak.ts'

/** A planted bug is looked for in so many histories. */
const plantRuns = 3000
const shareRuns = 50
/** A history begins some two and a half crossings: more than the crossings that are asked for. */
const histories = 42_000
const crossings = 100_000

/** Crossings, log and books on a simulated disk, with power cuts, failed fsyncs, a full disk, a destination taken away and a jumping clock. */
export const crossingSimulation: Soak = {
  name: 'crossing-simulation',
  asks: 'a seeded simulation of disk and clock runs the state machine of a crossing 100,000 times; every planted bug is caught',
  async run(seed, report, count = histories) {
    const counts: Record<string, number> = { histories: 0 }
    const finds: string[] = []
    const shares: Share[] = []
    for (let from = 0; from < count; from += shareRuns) {
      shares.push({ plant: null, from: seed + from, runs: Math.min(shareRuns, count - from) })
    }
    for (const plant of Object.keys(crossingPlants)) shares.push({ plant, from: seed, runs: plantRuns })
    await inWorkers(shares, ({ share: { plant, runs }, did, problems, caughtAfter }) => {
      if (plant === null) {
        counts.histories = (counts.histories ?? 0) + runs
        for (const [name, number] of Object.entries(did)) counts[name] = (counts[name] ?? 0) + number
        finds.push(...problems)
        if (counts.histories % (20 * shareRuns) === 0)
          report(`${counts.histories} histories, ${counts.begun} crossings, ${finds.length} do not hold`)
      } else if (caughtAfter === null) {
        finds.push(`planted bug not caught in ${runs} histories: ${plant}`)
      } else {
        counts[`planted: ${plant}, caught after`] = caughtAfter
        report(`planted bug caught after ${caughtAfter} histories: ${plant}`)
      }
    })
    if (count === histories && (counts.begun ?? 0) < crossings) finds.push(`only ${counts.begun} crossings were begun`)
    return { counts, finds }
  },
}

/** Hands out the shares, one at a time to each of as many threads as there are processors. */
async function inWorkers(shares: readonly Share[], done: (report: ShareReport) => void): Promise<void> {
  let next = 0
  const work = async () => {
    const worker = new Worker(new URL('./crossing-simulation-worker.ts', import.meta.url))
    try {
      for (let share = shares[next++]; share !== undefined; share = shares[next++]) {
        const answered = once(worker, 'message')
        worker.postMessage(share)
        const [answer]: ShareReport[] = await answered
        if (answer !== undefined) done(answer)
      }
    } finally {
      await worker.terminate()
    }
  }
  await Promise.all(Array.from({ length: availableParallelism() }, work))
}
