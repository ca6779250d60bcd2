import { addDays, type CivilDate, shanghaiDate, startOfYear } from '@feiyu/core'

/** Milliseconds that a permit may last at most. */
export const longestPermitMs = 24 * 3_600_000

/** What ends a permit before its 24 hours are over. */
export interface Ends {
  /** Last moment of the approval. */
  readonly approval: number
  /** Last day on which the mechanism holds. */
  readonly mechanism: CivilDate | null
  /** First days of other law, in any pack that the decision used. */
  readonly changes: readonly CivilDate[]
}

/**
 * The last moment of a permit that begins at `from`, in epoch milliseconds: the earliest of 24 hours, the end of the
 * approval, the end of the mechanism's last day, the day before other law, and 31 December 24:00 (Asia/Shanghai), after
 * which a release would be counted in another year.
 */
export function lastMoment(from: number, { approval, mechanism, changes }: Ends): number {
  const today = shanghaiDate(from)
  const later = changes.filter((change) => change > today)
  return Math.min(
    from + longestPermitMs,
    approval,
    ...(mechanism === null ? [] : [lastMomentOfDay(mechanism)]),
    ...later.map((change) => lastMomentOfDay(addDays(change, -1))),
    lastMomentOfYear(from),
  )
}

/** The last millisecond of the year in Asia/Shanghai. */
export function lastMomentOfYear(moment: number): number {
  return lastMomentOfDay(addDays(startOfYear(shanghaiDate(moment), 1), -1))
}

/** The last millisecond of a day in Asia/Shanghai. */
export function lastMomentOfDay(day: CivilDate): number {
  return Date.parse(`${addDays(day, 1)}T00:00:00+08:00`) - 1
}
