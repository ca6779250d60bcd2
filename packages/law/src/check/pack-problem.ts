import type { FactValue } from '../facts/fact.ts'

/** Something that keeps a pack from being used. */
export interface PackProblem {
  readonly code: string
  readonly message: string
  readonly at: string | null
  /** The name of the case that fails; the message begins with it. */
  readonly case?: string
  readonly counterexample?: Readonly<Record<string, FactValue>>
}
