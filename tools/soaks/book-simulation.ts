import { bookPlants, simulateBook } from '../../packages/gate/src/testing/book-simulation.ts'
import type { DiskPlant } from '../../packages/gate/src/testing/disk-plants.ts'
import type { Soak } from './soak.ts'

/** Histories after which a planted bug that nobody noticed counts as not caught. */
const plantedAtMost = 1000

/** Tally books on a simulated disk, used by two at once, and the planted bugs that the simulation must catch. */
export const bookSimulation: Soak = {
  name: 'book-simulation',
  asks: 'after power cuts and failed fsyncs the tally is never below what may have left, and exact after recovery; planted bugs are caught',
  async run(seed, report, count = 20_000) {
    const finds: string[] = []
    const counts: Record<string, number> = { histories: count }
    for (let number = 0; number < count; number++) {
      const problems = await simulateBook(seed + number)
      if (problems.length > 0) finds.push(`seed ${seed + number}: ${problems.join('; ')}`)
      if ((number + 1) % 1000 === 0) report(`${number + 1} histories, ${finds.length} with problems`)
    }
    for (const [name, plant] of Object.entries<DiskPlant>(bookPlants)) {
      const after = await histories(plant, seed)
      if (after === undefined) finds.push(`planted and not caught in ${plantedAtMost} histories: ${name}`)
      else counts[`${name}: caught after`] = after
      report(`planted: ${name}, ${after === undefined ? 'NOT caught' : `caught after ${after}`}`)
    }
    return { counts, finds }
  },
}

/** Histories until the bug is caught. */
async function histories(plant: DiskPlant, seed: number): Promise<number | undefined> {
  for (let number = 0; number < plantedAtMost; number++) {
    try {
      if ((await simulateBook(seed + number, plant)).length > 0) return number + 1
    } catch {
      // The bug broke the run itself: it is seen.
      return number + 1
    }
  }
  return undefined
}
