import type { DiskPlant } from '../../packages/gate/src/testing/disk-plants.ts'
import type { SoakResult } from './soak.ts'

/** Histories after which a planted bug that nobody noticed counts as not caught. */
const plantedAtMost = 1000

/** Something that is run on a simulated disk, history by history. */
export interface DiskHistories {
  /** What went wrong in the history of a seed, with a bug planted in it or none. */
  readonly simulate: (seed: number, plant?: DiskPlant) => Promise<readonly string[]>
  readonly plants: Readonly<Record<string, DiskPlant>>
}

/** Runs `count` histories, of which none may go wrong, and each planted bug until it is caught. */
export async function runHistories(
  { simulate, plants }: DiskHistories,
  { seed, count, report }: { readonly seed: number; readonly count: number; readonly report: (line: string) => void },
): Promise<SoakResult> {
  const finds: string[] = []
  const counts: Record<string, number> = { histories: count }
  for (let number = 0; number < count; number++) {
    const problems = await simulate(seed + number)
    if (problems.length > 0) finds.push(`seed ${seed + number}: ${problems.join('; ')}`)
    if ((number + 1) % 1000 === 0) report(`${number + 1} histories, ${finds.length} with problems`)
  }
  for (const [name, plant] of Object.entries(plants)) {
    const after = await caughtAfter(simulate, plant, seed)
    if (after === undefined) finds.push(`planted and not caught in ${plantedAtMost} histories: ${name}`)
    else counts[`${name}: caught after`] = after
    report(`planted: ${name}, ${after === undefined ? 'NOT caught' : `caught after ${after}`}`)
  }
  return { counts, finds }
}

/** Histories until the bug is caught: something is wrong, or the bug breaks the run itself. */
async function caughtAfter(
  simulate: DiskHistories['simulate'],
  plant: DiskPlant,
  seed: number,
): Promise<number | undefined> {
  for (let number = 0; number < plantedAtMost; number++) {
    const problems = await simulate(seed + number, plant).catch((error: unknown) => [String(error)])
    if (problems.length > 0) return number + 1
  }
  return undefined
}
