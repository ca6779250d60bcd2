import { addDays, type CivilDate, type WorkingYear, weekday } from '@feiyu/core'
import type { CalendarDefinition } from './pack.ts'
import { readCitations } from './read-cells.ts'
import type { YamlNode } from './yaml-node.ts'

/** Reads `calendars/*.yaml`: by year, the days off and the weekend days of work, as the notice of the year says. */
export function readCalendar(pack: string, node: YamlNode): CalendarDefinition {
  const { id, flag, years } = node.members(['id', 'flag', 'years'], [])
  const rows = years.entries().map(([year, row]) => {
    if (!/^\d{4}$/.test(year)) row.fail('FEIYU_PACK_BAD_CALENDAR', `\`${year}\` is not a year; write four digits`)
    const { off, work, cite } = row.members(['off', 'work', 'cite'], [])
    const free = days(year, off)
    const worked = days(year, work, (day) => workProblem(day, free))
    return { year, read: { off: free, work: worked }, cite: readCitations(cite) }
  })
  return {
    id: id.string(),
    pack,
    at: node.at,
    flag: flag.string(),
    calendar: { years: new Map<string, WorkingYear>(rows.map(({ year, read }) => [year, read])) },
    cite: rows.flatMap(({ cite }) => cite),
  }
}

/** What keeps a day from being one that a notice moves work to: those are weekend days, and not off. */
function workProblem(day: CivilDate, off: ReadonlySet<CivilDate>): string | null {
  if (off.has(day)) return `\`${day}\` is off and worked; keep one`
  if (weekday(day) % 6 === 0) return null
  return `\`${day}\` is no Saturday or Sunday, so it is worked anyway; take it out or correct it`
}

/** Days, or stretches of days written as a list of the first and the last; `problem` says what is wrong with one. */
function days(
  year: string,
  node: YamlNode,
  problem: (day: CivilDate) => string | null = () => null,
): ReadonlySet<CivilDate> {
  const found = new Set<CivilDate>()
  for (const item of node.items()) {
    const [first, last] = item.isList() ? item.items().map((day) => day.date()) : [item.date()]
    if (first === undefined || (last !== undefined && last < first))
      return item.fail('FEIYU_PACK_BAD_CALENDAR', 'write a day, or the first and the last of a stretch')
    for (let day = first; day <= (last ?? first); day = addDays(day, 1)) {
      if (!day.startsWith(year)) item.fail('FEIYU_PACK_BAD_CALENDAR', `\`${day}\` is not a day of ${year}`)
      if (found.has(day)) item.fail('FEIYU_PACK_BAD_CALENDAR', `\`${day}\` is there twice; remove one`)
      const wrong = problem(day)
      if (wrong !== null) item.fail('FEIYU_PACK_BAD_CALENDAR', wrong)
      found.add(day)
    }
  }
  return found
}
