import type { TermRow } from './naive-days.ts'

type Value = boolean | number | string | null
type Facts = Record<string, Value>

/** A derived fact as a pack writes it. */
export interface DerivedRow {
  readonly recogniser: string
  readonly source?: string
  readonly sources?: readonly string[]
  readonly seen?: string
  readonly list?: string
  readonly value?: string
  readonly phases?: readonly (string | { readonly is: string; readonly on?: TermRow; readonly dayAfter?: TermRow })[]
}

/** The facts that are made of stated ones. */
export function withDerived(
  given: Facts,
  derived: Readonly<Record<string, DerivedRow>>,
  used: ReadonlySet<string>,
  day: string,
  termDay: (from: string, term: TermRow) => string,
  stated: Readonly<Record<string, unknown>>,
): Facts {
  const made: Facts = {}
  for (const [name, row] of Object.entries(derived)) {
    if (!used.has(name) || given[name] !== undefined) continue
    if (row.recogniser === 'secrecy-marking') made[name] = naiveMarking(given[row.source ?? ''])
    if (row.recogniser === 'first-stated')
      made[name] = row.sources?.find((source) => (stated[source] ?? null) !== null) ?? null
    if (row.recogniser === 'among') {
      const list = stated[row.list ?? '']
      made[name] = given[row.source ?? ''] === row.value || (Array.isArray(list) && list.includes(row.value))
    }
    if (row.recogniser === 'phase') {
      const source = String(given[row.source ?? ''])
      const seen = row.seen === undefined ? day : String(given[row.seen])
      for (const phase of row.phases ?? []) {
        if (typeof phase === 'string') made[name] = phase
        else if (phase.on !== undefined && seen >= termDay(source, phase.on)) made[name] = phase.is
        else if (phase.dayAfter !== undefined && seen > termDay(source, phase.dayAfter)) made[name] = phase.is
      }
    }
  }
  return made
}

function naiveMarking(value: Value | undefined): string {
  const text = typeof value === 'string' ? value : ''
  const words = ['绝密', '机密', '秘密'].filter((candidate) => text.includes(candidate))
  const starred = words.some((word) => ['★', '☆', '*'].some((star) => text.replaceAll(' ', '').includes(word + star)))
  if (starred) return 'mark'
  return words.length === 0 ? 'none' : 'label'
}
