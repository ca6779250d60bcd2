/** What a closed loop saw: each client asks again as soon as it has its answer. */
export interface Load {
  readonly perSecond: number
  readonly p50Ms: number
  readonly p99Ms: number
}

/** Has `clients` ask `count` times in all, and measures every answer. */
export async function closedLoop(
  clients: number,
  count: number,
  ask: (number: number, client: number) => Promise<unknown>,
): Promise<Load> {
  const times: number[] = []
  let next = 0
  const start = performance.now()
  await Promise.all(
    Array.from({ length: clients }, async (_, client) => {
      while (next < count) {
        const number = next++
        const asked = performance.now()
        await ask(number, client)
        times.push(performance.now() - asked)
      }
    }),
  )
  const seconds = (performance.now() - start) / 1000
  return { perSecond: count / seconds, p50Ms: quantile(times, 0.5), p99Ms: quantile(times, 0.99) }
}

/** The value that the share of all values does not exceed. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((left, right) => left - right)
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN
}
