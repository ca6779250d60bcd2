import { parentPort } from 'node:worker_threads'
import { crossingPlants } from '../../packages/gate/src/testing/crossing-plants.ts'
import { simulateCrossings } from '../../packages/gate/src/testing/crossing-simulation.ts'

/** Some histories in a row, with a planted bug or without. */
export interface Share {
  readonly plant: string | null
  readonly from: number
  readonly runs: number
}

export interface ShareReport {
  readonly share: Share
  readonly did: Readonly<Record<'begun' | 'completed' | 'stopped' | 'recovered' | 'cuts' | 'taken', number>>
  readonly problems: readonly string[]
  /** Histories until a planted bug was caught; null where it never was. */
  readonly caughtAfter: number | null
}

parentPort?.on('message', async (share: Share) => {
  parentPort?.postMessage(share.plant === null ? await honest(share) : await planted(share, share.plant))
})

async function honest(share: Share): Promise<ShareReport> {
  const did = { begun: 0, completed: 0, stopped: 0, recovered: 0, cuts: 0, taken: 0 }
  const problems: string[] = []
  for (let seed = share.from; seed < share.from + share.runs; seed++) {
    const { problems: found, begun, completed, stopped, recovered, cuts, taken } = await simulateCrossings(seed)
    did.begun += begun
    did.completed += completed
    did.stopped += stopped
    did.recovered += recovered
    did.cuts += cuts
    did.taken += taken
    problems.push(...found.map((problem) => `seed ${seed}: ${problem}`))
  }
  return { share, did, problems, caughtAfter: null }
}

async function planted(share: Share, name: string): Promise<ShareReport> {
  const listed = crossingPlants[name]
  const did = { begun: 0, completed: 0, stopped: 0, recovered: 0, cuts: 0, taken: 0 }
  for (let run = 0; listed !== undefined && run < share.runs; run++) {
    const { problems } = await simulateCrossings(share.from + run, listed.plant())
    if (problems.some((problem) => listed.caughtBy.test(problem))) {
      return { share, did, problems: [], caughtAfter: run + 1 }
    }
  }
  return { share, did, problems: [], caughtAfter: null }
}
