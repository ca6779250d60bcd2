import { type DiskPlant, diskPlants } from '../../packages/gate/src/testing/disk-plants.ts'
import { simulateLog } from '../../packages/gate/src/testing/log-simulation.ts'
import type { Soak } from './soak.ts'

/** Histories after which a planted bug that nobody noticed counts as not caught. */
const plantedAtMost = 1000

/** The log of `@feiyu/gate` on a simulated disk, and the planted bugs that the simulation must catch. */
export const logSimulation: Soak = {
  name: 'log-simulation',
  asks: 'after power cuts and failed fsyncs nothing acknowledged is lost, nothing is twice, no signed history forks; planted bugs are caught',
  async run(seed, report, count = 20_000) {
    const finds: string[] = []
    const counts: Record<string, number> = { histories: count }
    for (let number = 0; number < count; number++) {
      const problems = await simulateLog(seed + number)
      if (problems.length > 0) finds.push(`seed ${seed + number}: ${problems.join('; ')}`)
      if ((number + 1) % 1000 === 0) report(`${number + 1} histories, ${finds.length} with problems`)
    }
    for (const [name, plant] of Object.entries<DiskPlant>(diskPlants)) {
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
    if ((await simulateLog(seed + number, plant)).length > 0) return number + 1
  }
  return undefined
}
