import { describe, expect, test } from 'vitest'
import { bookPlants, simulateBook, simulateCrash } from '../testing/book-simulation.ts'
import type { DiskPlant } from '../testing/disk-plants.ts'

/** Histories after which a planted bug that nobody noticed counts as not caught. */
const plantedAtMost = 150

describe('a power cut at any moment', () => {
  test('nobody who may have left is uncounted, and nobody else is counted once all crossings are settled', async () => {
    const finds: string[] = []
    for (let seed = 1; seed <= 2; seed++) {
      const { operations } = await simulateCrash(seed, {})
      for (let crashAt = 1 + seed; crashAt <= operations; crashAt += 5) {
        const run = await simulateCrash(seed, { crashAt })
        finds.push(...run.finds.map((find) => `seed ${seed}, operation ${crashAt}: ${find}`))
      }
    }
    expect(finds).toEqual([])
  })

  test('the same where an fsync failed before', async () => {
    const finds: string[] = []
    for (let seed = 1; seed <= 100; seed++) finds.push(...(await simulateBook(seed)).map((find) => `${seed}: ${find}`))
    expect(finds).toEqual([])
  })

  test.each(Object.entries<DiskPlant>(bookPlants))('planted: %s', async (_, plant) => {
    let caught = false
    for (let seed = 1; seed <= plantedAtMost && !caught; seed++) caught = (await findsOf(seed, plant)).length > 0
    expect(caught).toBe(true)
  })
})

/** A planted bug may also break the run itself, which is noticed as well. */
async function findsOf(seed: number, plant: DiskPlant): Promise<readonly string[]> {
  try {
    return await simulateBook(seed, plant)
  } catch (error) {
    return [String(error)]
  }
}
