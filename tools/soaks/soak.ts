/** A long run that an issue asks for: counts what it did, lists what it found. */
export interface Soak {
  readonly name: string
  /** What it shows, in the words of the issue. */
  readonly asks: string
  /** `count`: how many runs instead of those that the issue asks for. */
  run(seed: number, report: (line: string) => void, count?: number): Promise<SoakResult>
}

export interface SoakResult {
  readonly counts: Readonly<Record<string, number>>
  /** Each a failure to reproduce with the seed; empty when all is well. */
  readonly finds: readonly string[]
}
