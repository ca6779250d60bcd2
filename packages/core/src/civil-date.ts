import { DateError } from './errors.ts'

/** A day of the calendar without a clock or a zone, `YYYY-MM-DD`; two of them compare as strings. */
export type CivilDate = string & { readonly civilDate: true }

const shanghaiOffsetMs = 8 * 3_600_000
const dayMs = 86_400_000
/** Days of 400 years of the Gregorian calendar, and from 1 March of year 0 to 1 January 1970. */
const daysOfEra = 146_097
const daysToEpoch = 719_468

/**
 * Reads `YYYY-MM-DD` and refuses days that do not exist.
 *
 * @example parseCivilDate('2026-02-29') // throws FEIYU_DATE_INVALID
 */
export function parseCivilDate(text: string, at?: string): CivilDate {
  if (!isCivilDate(text)) {
    throw new DateError('FEIYU_DATE_INVALID', `\`${text}\` is not a date of the calendar; write it as YYYY-MM-DD`, {
      at,
    })
  }
  return text
}

/** Whether the text is `YYYY-MM-DD` and names a day that exists. */
export function isCivilDate(text: unknown): text is CivilDate {
  if (typeof text !== 'string') return false
  const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text)
  if (match === null) return false
  const year = Number(match[1])
  const month = Number(match[2])
  const day = Number(match[3])
  return year >= 1 && month >= 1 && month <= 12 && day >= 1 && day <= daysInMonth(year, month)
}

/** Days of a month in the Gregorian calendar. */
export function daysInMonth(year: number, month: number): number {
  if (month === 2) return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0 ? 29 : 28
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31
}

/** The date `days` later (earlier when negative). */
export function addDays(date: CivilDate, days: number): CivilDate {
  return fromEpochDays(epochDays(date) + days)
}

/**
 * The same day `months` later; the last day of that month where it has fewer days.
 *
 * @example addMonths(parseCivilDate('2026-08-31'), 6) // '2027-02-28'
 */
export function addMonths(date: CivilDate, months: number): CivilDate {
  const year = Number(date.slice(0, 4))
  const index = year * 12 + Number(date.slice(5, 7)) - 1 + months
  const targetYear = Math.floor(index / 12)
  const targetMonth = (index % 12) + 1
  const day = Math.min(Number(date.slice(8)), daysInMonth(targetYear, targetMonth))
  return write(targetYear, targetMonth, day)
}

/** The same day `years` later; 28 February where 29 February does not exist. */
export function addYears(date: CivilDate, years: number): CivilDate {
  return addMonths(date, years * 12)
}

/** Days from one date to another; negative when the second is earlier. */
export function daysBetween(from: CivilDate, to: CivilDate): number {
  return epochDays(to) - epochDays(from)
}

/** Day of the week, 0 Sunday to 6 Saturday. */
export function weekday(date: CivilDate): number {
  // 1 January 1970 was a Thursday.
  return (((epochDays(date) + 4) % 7) + 7) % 7
}

/** 1 January of the date's year, moved by `years`. */
export function startOfYear(date: CivilDate, years = 0): CivilDate {
  return write(Number(date.slice(0, 4)) + years, 1, 1)
}

/** The civil date in Asia/Shanghai (UTC+8 all year since 1991) of an instant in epoch milliseconds. */
export function shanghaiDate(epochMilliseconds: number): CivilDate {
  return fromEpochDays(Math.floor((epochMilliseconds + shanghaiOffsetMs) / dayMs))
}

/** Days since 1970-01-01, by whole numbers alone: years begin in March, so that the day that may be missing is the last. */
function epochDays(date: CivilDate): number {
  const month = Number(date.slice(5, 7))
  const year = Number(date.slice(0, 4)) - (month <= 2 ? 1 : 0)
  const era = Math.floor(year / 400)
  const yearOfEra = year - era * 400
  const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + Number(date.slice(8)) - 1
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear
  return era * daysOfEra + dayOfEra - daysToEpoch
}

function fromEpochDays(days: number): CivilDate {
  const shifted = days + daysToEpoch
  const era = Math.floor(shifted / daysOfEra)
  const dayOfEra = shifted - era * daysOfEra
  const yearOfEra = Math.floor(
    (dayOfEra - Math.floor(dayOfEra / 1_460) + Math.floor(dayOfEra / 36_524) - Math.floor(dayOfEra / 146_096)) / 365,
  )
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100))
  const shiftedMonth = Math.floor((5 * dayOfYear + 2) / 153)
  const month = shiftedMonth + (shiftedMonth < 10 ? 3 : -9)
  const day = dayOfYear - Math.floor((153 * shiftedMonth + 2) / 5) + 1
  return write(yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, day)
}

function write(year: number, month: number, day: number): CivilDate {
  return `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}` as CivilDate
}
