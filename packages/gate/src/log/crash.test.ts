import { expect, test } from 'vitest'
import { type DiskPlant, diskPlants } from '../testing/disk-plants.ts'
import { simulateLog } from '../testing/log-simulation.ts'

test('after power cuts and failed fsyncs nothing acknowledged is lost, nothing is twice, no history forks', async () => {
  for (let seed = 0; seed < 160; seed++) expect(await simulateLog(seed), `seed ${seed}`).toEqual([])
})

for (const [name, plant] of Object.entries<DiskPlant>(diskPlants)) {
  test(`the simulation catches a planted bug: ${name}`, async () => {
    expect(await firstCaught(plant, 300)).toBeDefined()
  })
}

async function firstCaught(plant: DiskPlant, seeds: number): Promise<number | undefined> {
  for (let seed = 0; seed < seeds; seed++) if ((await simulateLog(seed, plant)).length > 0) return seed
  return undefined
}
