import { addDays, isCivilDate } from '@feiyu/core'

/** The last day on which something is in force that is not any more from the day `until` on. */
export function lastDay(until: string): string {
  return isCivilDate(until) ? addDays(until, -1) : until
}
