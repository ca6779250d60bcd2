import type { FactValue } from '../facts/fact.ts'

/** Value of a fact while the engine works: `undefined` is unknown, `null` is a claim that is not made. */
export type Slot = FactValue | undefined
