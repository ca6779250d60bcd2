import type { CivilDate } from '@feiyu/core'
import type { StatedFacts } from '../facts/fact.ts'
import type { Decision } from './decision.ts'
import type { Law } from './law.ts'
import type { Regime } from './regime.ts'

/** Stated facts on a day, ready to be tried with values for what is unknown. */
export interface Case {
  readonly law: Law
  readonly decision: Decision
  readonly regime: Regime
  readonly stated: StatedFacts
  readonly asOf: CivilDate
}
