import { diskPlants } from '../../packages/gate/src/testing/disk-plants.ts'
import { simulateLog } from '../../packages/gate/src/testing/log-simulation.ts'
import { runHistories } from './disk-histories.ts'
import type { Soak } from './soak.ts'

/** The log of `@feiyu/gate` on a simulated disk, and the planted bugs that the simulation must catch. */
export const logSimulation: Soak = {
  name: 'log-simulation',
  asks: 'after power cuts and failed fsyncs nothing acknowledged is lost, nothing is twice, no signed history forks; planted bugs are caught',
  run: (seed, report, count = 20_000) =>
    runHistories({ simulate: simulateLog, plants: diskPlants }, { seed, count, report }),
}
