import { addDays, addMonths, type CivilDate, daysBetween, isCivilDate } from '@feiyu/core'
import type { Case } from './case.ts'
import { cutDays } from './cell-test.ts'
import { type CompiledDerived, dayOf } from './derive.ts'

/**
 * One day of each region that the rows can tell apart for an unknown date: the first and the last day of each side of
 * every cut. A stretch that depends on a second unknown date is tried beside the same two days everywhere, so that two
 * possibilities can differ in one of them alone.
 */
export function dateAtoms(given: Case, name: string): readonly CivilDate[] {
  const { law, regime, asOf } = given
  const days = new Set<CivilDate>()
  const conditions = regime.lists.flatMap(({ items }) => [...items.values()].flat())
  for (const { cells } of [...regime.rules, ...conditions]) {
    for (const cell of cells) {
      if (cell.fact !== name) continue
      for (const cut of cutDays(cell)) days.add(cut).add(addDays(cut, -1))
    }
  }
  for (const fact of regime.derived) {
    if (fact.recogniser !== 'phase') continue
    if (fact.sourceName === name) {
      for (const seen of fact.seenName === null ? [asOf] : statedOrTried(given, fact.seenName))
        for (const last of lastBegun(given, fact, seen)) days.add(last).add(addDays(last, 1))
    }
    if (fact.seenName === name) {
      for (const source of statedOrTried(given, fact.sourceName))
        for (const first of firstDays(given, fact, source)) days.add(first).add(addDays(first, -1))
    }
  }
  if (days.size === 0) days.add(asOf)
  const bounded = law.facts.get(name)?.notAfter === 'as-of'
  return [...days].filter((day) => !bounded || day <= asOf).sort()
}

/** The day that is stated, or two days far apart to try. */
function statedOrTried({ stated, asOf }: Case, name: string): readonly CivilDate[] {
  const value = stated.values.get(name)
  return isCivilDate(value) ? [value] : [asOf, addMonths(asOf, -24)]
}

type Phase = Extract<CompiledDerived, { readonly recogniser: 'phase' }>

/** The first day of each stretch after a source. */
function firstDays({ decision }: Case, fact: Phase, source: CivilDate): readonly CivilDate[] {
  const calendar = decision.calendar?.calendar ?? null
  return fact.phases.flatMap(({ starts }) => {
    if (starts === null) return []
    const { date } = dayOf(starts, source, calendar)
    return [starts.after ? addDays(date, 1) : date]
  })
}

/** By stretch, the last source after which it has begun when it is seen; found by halving, for the later the source the later it begins. */
function lastBegun(given: Case, fact: Phase, seen: CivilDate): readonly CivilDate[] {
  return fact.phases.flatMap(({ starts }, index) => {
    if (starts === null) return []
    const begun = (source: CivilDate) => (firstDays(given, fact, source)[index - 1] ?? seen) <= seen
    let early = addMonths(seen, -12 * 20)
    let late = addMonths(seen, 12 * 20)
    for (let middle = halfway(early, late); middle !== early; middle = halfway(early, late)) {
      if (begun(middle)) early = middle
      else late = middle
    }
    return [early]
  })
}

function halfway(early: CivilDate, late: CivilDate): CivilDate {
  return addDays(early, Math.floor(daysBetween(early, late) / 2))
}
