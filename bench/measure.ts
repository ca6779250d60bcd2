import process from 'node:process'

/** Seconds on the clock and of the processor that a piece of work took. */
export interface Spent {
  readonly wall: number
  /** User and system time of all threads of this process. */
  readonly cpu: number
}

/** Runs a piece of work once and measures it. */
export async function spentOn(work: () => Promise<unknown>): Promise<Spent> {
  const cpu = process.cpuUsage()
  const start = performance.now()
  await work()
  const wall = (performance.now() - start) / 1000
  const { user, system } = process.cpuUsage(cpu)
  return { wall, cpu: (user + system) / 1e6 }
}

/**
 * Runs every contender once to warm up, then in turn, `runs` times: a slow moment of the machine meets all of them.
 * Returns the runs by contender.
 */
export async function interleave<const Name extends string, T>(
  contenders: Readonly<Record<Name, () => Promise<T>>>,
  runs: number,
): Promise<Record<Name, T[]>> {
  const names = Object.keys(contenders) as Name[]
  const results = Object.fromEntries(names.map((name) => [name, []])) as unknown as Record<Name, T[]>
  for (const name of names) await contenders[name]()
  for (let run = 0; run < runs; run++) for (const name of names) results[name].push(await contenders[name]())
  return results
}

/** The middle value; the mean of the two middle ones of an even number. */
export function median(values: readonly number[]): number {
  const sorted = values.toSorted((left, right) => left - right)
  const middle = sorted.length >> 1
  const upper = sorted[middle]
  if (upper === undefined) throw new RangeError('no runs to take a median of')
  return sorted.length % 2 === 1 ? upper : (upper + (sorted[middle - 1] ?? upper)) / 2
}
