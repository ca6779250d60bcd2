/** A measured value with the least (or most) that is asked for. */
export interface Figure {
  readonly what: string
  readonly value: number
  readonly unit: string
  /** `least`: the value may not be below; `most`: not above. */
  readonly bound: 'least' | 'most'
  readonly limit: number
}

/** What one contender did: its median as people read it, and every run in the unit of the first. */
export interface Line {
  readonly name: string
  readonly median: string
  readonly runs: readonly number[]
}

export interface BenchResult {
  readonly lines: readonly Line[]
  readonly figures: readonly Figure[]
}

/** Something measured, beside something else where that can be, in one run of the program. */
export interface Bench {
  readonly name: string
  readonly about: string
  run(runs: number, say: (text: string) => void): Promise<BenchResult>
}

/** Whether a figure is within its bound. */
export function holds({ value, bound, limit }: Figure): boolean {
  return bound === 'least' ? value >= limit : value <= limit
}
