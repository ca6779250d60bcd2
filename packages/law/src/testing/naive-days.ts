/** Days of the naive interpreter: counted one by one over `Date`, sharing no code with the engine. */

/** A term as a pack writes it. */
export interface TermRow {
  readonly years?: unknown
  readonly months?: unknown
  readonly days?: unknown
  readonly workingDays?: unknown
  readonly less?: TermRow
}

type Years = Readonly<Record<string, { readonly off: readonly unknown[]; readonly work: readonly string[] }>>

export function naiveTerm(
  from: string,
  term: TermRow,
  number: (value: unknown) => number,
  years: Years | undefined,
): string {
  const move = (start: string, part: TermRow, sign: 1 | -1): string => {
    let day = moveMonths(start, sign * (number(part.years) * 12 + number(part.months)))
    for (let left = number(part.days); left > 0; left--) day = nextDay(day, sign)
    for (let left = number(part.workingDays); left > 0; ) {
      day = nextDay(day, sign)
      if (works(day, years)) left--
    }
    return day
  }
  return move(move(from, term, 1), term.less ?? {}, -1)
}

/** Days around the act, the stated days and the days that rows name: enough to stand on every side of every cut. */
export function daysToTry(
  asOf: string,
  stated: Readonly<Record<string, unknown>>,
  facts: Readonly<Record<string, { readonly type: string }>>,
  rows: readonly { readonly when: Readonly<Record<string, unknown>> }[],
): readonly string[] {
  const days = new Set<string>()
  const anchors = [asOf]
  for (const [name, value] of Object.entries(stated))
    if (facts[name]?.type === 'date' && typeof value === 'string') anchors.push(value)
  for (const anchor of anchors) {
    days.add(anchor).add(nextDay(anchor, -1)).add(nextDay(anchor, 1))
    for (const months of [2, 3, 4, 6, 12, 24, 30, 33, 35, 36, 48])
      for (const shift of [-months, months]) {
        const day = moveMonths(anchor, shift)
        days.add(day).add(nextDay(day, -1)).add(nextDay(day, 1))
      }
  }
  for (const row of rows) {
    for (const test of Object.values(row.when)) {
      for (const bound of typeof test === 'object' && test !== null ? Object.values(test) : [])
        if (typeof bound === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(bound)) days.add(bound).add(nextDay(bound, -1))
    }
  }
  return [...days].sort()
}

function works(day: string, years: Years | undefined): boolean {
  const year = years?.[day.slice(0, 4)]
  if (year?.work.includes(day)) return true
  const off = (year?.off ?? []).some((one) =>
    Array.isArray(one) ? String(one[0]) <= day && day <= String(one[1]) : one === day,
  )
  const weekday = new Date(`${day}T12:00:00Z`).getUTCDay()
  return !off && weekday !== 0 && weekday !== 6
}

function nextDay(day: string, step: 1 | -1): string {
  const date = new Date(`${day}T12:00:00Z`)
  date.setUTCDate(date.getUTCDate() + step)
  return date.toISOString().slice(0, 10)
}

/** The same day of another month, or that month's last day. */
function moveMonths(day: string, months: number): string {
  const date = new Date(`${day.slice(0, 7)}-01T12:00:00Z`)
  date.setUTCMonth(date.getUTCMonth() + months + 1, 0)
  const last = date.getUTCDate()
  return `${date.toISOString().slice(0, 7)}-${String(Math.min(Number(day.slice(8)), last)).padStart(2, '0')}`
}
