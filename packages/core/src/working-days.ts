import { addDays, type CivilDate, weekday } from './civil-date.ts'

/** Working days by dated notices: each year's days off, and the weekend days on which people work in exchange. */
export interface WorkingCalendar {
  /** By year (`2026`). A year that is not there has no notice here: its weekends alone count as days off. */
  readonly years: ReadonlyMap<string, WorkingYear>
}

export interface WorkingYear {
  readonly off: ReadonlySet<CivilDate>
  readonly work: ReadonlySet<CivilDate>
}

/** A day that was counted, and whether a year without its notice was on the way. */
export interface CountedDay {
  readonly date: CivilDate
  readonly provisional: boolean
}

/** Whether people work on the day. */
export function isWorkingDay(calendar: WorkingCalendar, date: CivilDate): boolean {
  const year = calendar.years.get(date.slice(0, 4))
  if (year?.work.has(date) === true) return true
  if (year?.off.has(date) === true) return false
  const day = weekday(date)
  return day !== 0 && day !== 6
}

/**
 * The day that is `days` working days after the date (before it when negative). The date itself does not count; the last
 * day counts.
 *
 * @example addWorkingDays(calendar, parseCivilDate('2026-02-12'), 7) // 2026-02-28 over Spring Festival
 */
export function addWorkingDays(calendar: WorkingCalendar, from: CivilDate, days: number): CountedDay {
  const step = days < 0 ? -1 : 1
  let date = from
  let provisional = false
  for (let left = Math.abs(days); left > 0; ) {
    date = addDays(date, step)
    if (!calendar.years.has(date.slice(0, 4))) provisional = true
    if (isWorkingDay(calendar, date)) left--
  }
  return { date, provisional }
}
