import { type CivilDate, shanghaiDate } from './civil-date.ts'

/** Time comes in through this, never from globals, so that tests and simulations own it. */
export interface Clock {
  /** Milliseconds since 1970-01-01T00:00:00Z. */
  now(): number
}

/** The machine's own clock. */
export const systemClock: Clock = { now: () => Date.now() }

/** The legal day in mainland China: the civil date in Asia/Shanghai. */
export function legalToday(clock: Clock): CivilDate {
  return shanghaiDate(clock.now())
}
