import { addDays, addMonths, addWorkingDays, type CivilDate, isCivilDate, type WorkingCalendar } from '@feiyu/core'
import { PackError } from '../errors.ts'
import type { FactScalar } from '../facts/fact.ts'
import { secrecyMarking } from '../facts/secrecy-marking.ts'
import type { Bound, DerivedFact, Span, Term } from '../pack/pack.ts'
import type { Slot } from './slot.ts'

/** A term with its parameters put in for one day. */
export interface CompiledTerm {
  readonly months: number
  readonly days: number
  readonly workingDays: number
  readonly lessMonths: number
  readonly lessDays: number
  readonly lessWorkingDays: number
  readonly at: string
}

/** A derived fact with slots and numbers put in. */
export type CompiledDerived = { readonly name: string; readonly slot: number } & (
  | { readonly recogniser: 'secrecy-marking'; readonly source: number }
  | {
      readonly recogniser: 'phase'
      readonly source: number
      readonly sourceName: string
      /** `null`: the day of the act. */
      readonly seen: number | null
      readonly seenName: string | null
      readonly phases: readonly {
        readonly is: string
        readonly starts: (CompiledTerm & { readonly after: boolean }) | null
      }[]
    }
  | {
      readonly recogniser: 'first-stated'
      readonly sources: readonly { readonly name: string; readonly slot: number }[]
    }
  | {
      readonly recogniser: 'among'
      readonly source: number
      readonly sourceName: string
      readonly list: string
      readonly value: string
    }
)

/** What deriving looks at beside the slots. */
export interface DeriveContext {
  readonly asOf: CivilDate
  readonly decision: { readonly calendar: { readonly calendar: WorkingCalendar } | null }
  readonly stated: { readonly lists: ReadonlyMap<string, readonly string[]> }
}

/** A derived value; `undefined` with the name of the fact that is missing. */
export interface Derived {
  readonly value: Slot
  readonly missing: string | null
  /** A year without its notice was counted. */
  readonly provisional: boolean
}

type Resolve = (parameter: string) => FactScalar

export function compileTerm(term: Term, resolve: Resolve): CompiledTerm {
  const number = (bound: Bound) => Number('parameter' in bound ? resolve(bound.parameter) : bound.value)
  const months = (span: Span) => number(span.years) * 12 + number(span.months)
  return {
    months: months(term.plus),
    days: number(term.plus.days),
    workingDays: number(term.plus.workingDays),
    lessMonths: months(term.less),
    lessDays: number(term.less.days),
    lessWorkingDays: number(term.less.workingDays),
    at: term.at,
  }
}

export function compileDerived(fact: DerivedFact, slotOf: (name: string) => number, resolve: Resolve): CompiledDerived {
  const base = { name: fact.name, slot: slotOf(fact.name) }
  switch (fact.recogniser) {
    case 'secrecy-marking':
      return { ...base, recogniser: fact.recogniser, source: slotOf(fact.source) }
    case 'first-stated':
      return {
        ...base,
        recogniser: fact.recogniser,
        sources: fact.sources.map((name) => ({ name, slot: slotOf(name) })),
      }
    case 'among':
      return { ...base, ...fact, source: slotOf(fact.source), sourceName: fact.source }
    case 'phase':
      return {
        ...base,
        recogniser: fact.recogniser,
        source: slotOf(fact.source),
        sourceName: fact.source,
        seen: fact.seen === null ? null : slotOf(fact.seen),
        seenName: fact.seen,
        phases: fact.phases.map(({ is, starts }) => ({
          is,
          starts: starts && { ...compileTerm(starts.term, resolve), after: starts.on === 'day-after' },
        })),
      }
    default:
      return fact satisfies never
  }
}

/** The value of a derived fact on stated ones. */
export function derive(fact: CompiledDerived, slots: readonly Slot[], context: DeriveContext): Derived {
  switch (fact.recogniser) {
    case 'secrecy-marking': {
      const text = slots[fact.source]
      return typeof text === 'string' ? known(secrecyMarking(text)) : noMark
    }
    case 'first-stated': {
      const stated = fact.sources.find(({ slot }) => typeof slots[slot] === 'string')
      return stated === undefined ? { value: undefined, missing: fact.name, provisional: false } : known(stated.name)
    }
    case 'among': {
      if (context.stated.lists.get(fact.list)?.includes(fact.value) === true) return known(true)
      const value = slots[fact.source]
      if (value === undefined) return { value: undefined, missing: fact.sourceName, provisional: false }
      return known(value === fact.value)
    }
    case 'phase': {
      const source = dayIn(slots, fact.source)
      if (source === null) return { value: undefined, missing: fact.sourceName, provisional: false }
      const seen = fact.seen === null ? context.asOf : dayIn(slots, fact.seen)
      if (seen === null) return { value: undefined, missing: fact.seenName, provisional: false }
      return phaseOf(fact.phases, source, seen, context.decision.calendar?.calendar ?? null)
    }
    default:
      return fact satisfies never
  }
}

/** The day of a term after a stated day. */
export function dayOf(
  term: CompiledTerm,
  source: CivilDate,
  calendar: WorkingCalendar | null,
): { readonly date: CivilDate; readonly provisional: boolean } {
  const working = (date: CivilDate, days: number) => {
    if (days === 0) return { date, provisional: false }
    if (calendar !== null) return addWorkingDays(calendar, date, days)
    throw new PackError('FEIYU_PACK_NO_CALENDAR', 'no pack of this law says which days are working days; add one', {
      at: term.at,
    })
  }
  const there = working(addDays(addMonths(source, term.months), term.days), term.workingDays)
  const back = working(addDays(addMonths(there.date, -term.lessMonths), -term.lessDays), -term.lessWorkingDays)
  return { date: back.date, provisional: there.provisional || back.provisional }
}

function phaseOf(
  phases: Extract<CompiledDerived, { readonly recogniser: 'phase' }>['phases'],
  source: CivilDate,
  seen: CivilDate,
  calendar: WorkingCalendar | null,
): Derived {
  let value = phases[0]?.is
  let provisional = false
  for (const { is, starts } of phases) {
    if (starts === null) continue
    const first = dayOf(starts, source, calendar)
    const begun = starts.after ? seen > first.date : seen >= first.date
    if (begun) value = is
    // What has begun for certain lies behind whatever was counted before it.
    provisional = first.provisional || (provisional && !begun)
  }
  return { value, missing: null, provisional }
}

/** The civil date in a slot; facts of type date hold nothing else. */
export function dayIn(slots: readonly Slot[], slot: number): CivilDate | null {
  const value = slots[slot]
  return isCivilDate(value) ? value : null
}

const noMark: Derived = { value: 'none', missing: null, provisional: false }

function known(value: FactScalar): Derived {
  return { value, missing: null, provisional: false }
}
