import { bookPlants, simulateBook } from '../../packages/gate/src/testing/book-simulation.ts'
import { runHistories } from './disk-histories.ts'
import type { Soak } from './soak.ts'

/** Tally books on a simulated disk, used by two at once, and the planted bugs that the simulation must catch. */
export const bookSimulation: Soak = {
  name: 'book-simulation',
  asks: 'after power cuts and failed fsyncs the tally is never below what may have left, and exact after recovery; planted bugs are caught',
  run: (seed, report, count = 10_000) =>
    runHistories({ simulate: simulateBook, plants: bookPlants }, { seed, count, report }),
}
