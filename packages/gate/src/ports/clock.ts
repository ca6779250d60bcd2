/** Time comes into the gate through the clock of core; a simulation puts its own in its place. */
export type { Clock } from '@feiyu/core'
