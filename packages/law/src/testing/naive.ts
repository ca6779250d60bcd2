import { parse } from 'yaml'
import type { PackFiles } from '../pack/load-pack.ts'
import { daysToTry, naiveTerm, type TermRow } from './naive-days.ts'
import { type DerivedRow, withDerived } from './naive-derived.ts'

/**
 * A second interpreter of packs, written to be obviously right instead of fast: it reads the YAML as plain data, tries
 * every combination of values for what is unknown and looks at all rows each time. It shares no code with the engine.
 */
export interface NaiveAnswer {
  readonly pathway: string
  readonly missing: readonly string[]
  readonly possible: readonly string[]
}

type Value = boolean | number | string | null
type Facts = Record<string, Value>
interface Row {
  readonly id: string
  readonly group?: string
  readonly from: string
  readonly until?: string
  readonly overrides?: readonly string[]
  readonly yields?: readonly string[]
  readonly when: Record<string, unknown>
  readonly then: string | { readonly parts: Record<string, string | { set?: Facts; from?: Record<string, string> }> }
}
interface FactRow {
  readonly type: string
  readonly kind: string
  readonly values?: readonly string[]
  readonly unstated?: Value
  readonly optional?: boolean
  readonly notAfter?: string
}

/**
 * Reads packs for one question under one jurisdiction; the returned function answers facts (single values, `events` and
 * lists) on a day, or `null` when too many are unknown.
 */
export function naiveInterpreter(
  folders: readonly PackFiles[],
  { jurisdiction = 'CN', question = 'pathway', mostCombinations = 4096 } = {},
) {
  const own = folders.filter((files) => parse(files['pack.yaml'] ?? '').jurisdiction === jurisdiction)
  const rows: readonly Row[] = own.flatMap((files) => parse(files[`decisions/${question}.yaml`] ?? '[]'))
  const facts: Record<string, FactRow> = {}
  const derived: Record<string, DerivedRow> = {}
  for (const files of folders) {
    const read = parse(files['facts.yaml'] ?? 'facts: {}')
    Object.assign(facts, read.facts)
    Object.assign(derived, read.derived)
  }
  const asks = new Set(own.flatMap((files) => parse(files['questions.yaml'] ?? '{}')[question]?.asks ?? []))
  const counting: readonly Record<string, unknown>[] =
    question === 'pathway' ? own.flatMap((files) => parse(files['counting.yaml'] ?? '[]')) : []
  const chains: readonly (readonly string[])[] = own.map(
    (files) => parse(files['pathways.yaml'] ?? '{}').strictness ?? [],
  )
  const calendars = own.flatMap((files) =>
    Object.keys(files).flatMap((path) => (path.startsWith('calendars/') ? [parse(files[path] ?? '').years] : [])),
  )
  const parameters: Record<string, { values: readonly { from: string; until?: string; value: Value }[] }> = {}
  for (const files of folders) {
    for (const path of Object.keys(files))
      if (path.startsWith('parameters/')) Object.assign(parameters, parse(files[path] ?? ''))
  }
  const stronger = overridePairs(rows)
  const isOn = (row: { from?: unknown; until?: unknown }, day: string) =>
    String(row.from) <= day && (row.until === undefined || day < String(row.until))

  const onDay = new Map<string, ReturnType<typeof lawOn>>()
  const lawOn = (day: string) => {
    const inForce = rows.filter((row) => isOn(row, day))
    const count = counting.find((row) => isOn(row, day)) ?? null
    const used = factsUsed(inForce, count, derived)
    const made = Object.fromEntries(Object.entries(derived).filter(([name]) => used.has(name)))
    return { inForce, count, used, made, tests: inForce.map((row) => ({ row, cells: Object.entries(row.when) })) }
  }

  return (stated: Readonly<Record<string, unknown>>, day: string): NaiveAnswer | null => {
    const { inForce, count, used, made, tests } = onDay.get(day) ?? lawOn(day)
    if (!onDay.has(day)) onDay.set(day, { inForce, count, used, made, tests })
    const first = String(count?.ordinary ?? count?.all)
    const sensitive = String(count?.sensitive)
    const bound = (value: unknown): Value => {
      if (typeof value !== 'string' || !value.startsWith('$')) return value as Value
      return parameters[value.slice(1)]?.values.find((row) => isOn(row, day))?.value ?? null
    }
    const termDay = (from: string, term: TermRow) =>
      naiveTerm(from, term, (value) => Number(bound(value ?? 0)), calendars[0])

    const pathwayOf = (given: Facts): string => {
      const full = {
        ...given,
        ...withDerived(given, made, used, day, termDay, stated),
        ...withTallies(given, count),
      }
      const matching = tests
        .filter(({ cells }) => cells.every(([fact, test]) => meets(full[fact] ?? null, test, bound)))
        .map(({ row }) => row)
      const standing = matching.filter((row) => !matching.some((other) => stronger.has(`${other.id}>${row.id}`)))
      const answers = new Set(standing.map((row) => JSON.stringify(row.then)))
      if (answers.size !== 1) return answers.size === 0 ? 'GAP' : 'CONFLICT'
      const answer = standing[0]!.then
      if (typeof answer === 'string') return answer
      const parts = Object.values(answer.parts).map((part) => {
        if (typeof part === 'string') return part
        const own: Facts = { ...given, ...part.set }
        for (const [fact, source] of Object.entries(part.from ?? {})) own[fact] = given[source] ?? null
        return pathwayOf(own)
      })
      return strictestOf(parts, chains)
    }

    const base: Facts = {}
    const unknown: [string, readonly Value[]][] = []
    const persons = Array.isArray(stated.events) && count !== null ? personsIn(stated.events, count, day) : null
    let days: readonly string[] | null = null
    for (const [name, fact] of Object.entries(facts)) {
      if (!used.has(name)) continue
      const value = stated[name]
      if (['events', 'flows', 'entities', 'list', 'hops'].includes(fact.type)) continue
      if (persons !== null && name === first) base[name] = persons.first
      else if (persons !== null && name === sensitive) base[name] = persons.sensitive
      else if (value !== undefined && value !== null) base[name] = value as Value
      else if ((fact.kind === 'claim' || fact.kind === 'context') && !asks.has(name)) base[name] = fact.unstated ?? null
      else if (fact.kind === 'count' && fact.optional) base[name] = 0
      else {
        if (fact.type === 'date') {
          days ??= daysToTry(day, stated, facts, inForce)
          unknown.push([name, days.filter((one) => fact.notAfter !== 'as-of' || one <= day)])
        } else unknown.push([name, valuesOf(fact)])
      }
    }
    // A clock of which no event is stated: any of its events may be meant.
    for (const [name, row] of Object.entries(derived)) {
      if (row.recogniser !== 'first-stated' || !used.has(name)) continue
      const sources = row.sources ?? []
      for (const source of sources) if (!facts[source]) throw new Error(source)
      if (sources.every((source) => (stated[source] ?? null) === null)) unknown.push([name, sources])
      for (const source of sources) {
        const at = unknown.findIndex(([other]) => other === source)
        if (at >= 0 && !isTested(source, inForce, derived, used)) unknown.splice(at, 1)
      }
    }
    const combinations = unknown.reduce((product, [, values]) => product * values.length, 1)
    if (combinations > mostCombinations) return null
    const outcomes: { readonly values: readonly Value[]; readonly pathway: string }[] = []
    for (let number = 0; number < combinations; number++) {
      const given = { ...base }
      let rest = number
      const values = unknown.map(([name, candidates]) => {
        const value = candidates[rest % candidates.length]!
        rest = Math.floor(rest / candidates.length)
        given[name] = value
        return value
      })
      outcomes.push({ values, pathway: pathwayOf(given) })
    }
    const possible = [...new Set(outcomes.map((outcome) => outcome.pathway))]
    const missing = unknown
      .filter((_, index) => changes(outcomes, index))
      .flatMap(([name]) => (derived[name]?.recogniser === 'first-stated' ? (derived[name]?.sources ?? []) : [name]))
    return {
      pathway: possible.length === 1 ? possible[0]! : 'NEEDS_INFO',
      missing: possible.length === 1 ? [] : [...new Set(missing)].filter((name) => facts[name]?.kind !== 'open').sort(),
      possible: possible.sort(),
    }
  }
}

/** Whether two outcomes that agree on everything but one value have different pathways. */
function changes(
  outcomes: readonly { readonly values: readonly Value[]; readonly pathway: string }[],
  index: number,
): boolean {
  const seen = new Map<string, string>()
  for (const { values, pathway } of outcomes) {
    const others = JSON.stringify(values.filter((_, position) => position !== index))
    const before = seen.get(others)
    if (before !== undefined && before !== pathway) return true
    seen.set(others, pathway)
  }
  return false
}

function overridePairs(rows: readonly Row[]): ReadonlySet<string> {
  const pairs = new Set<string>()
  for (const row of rows) {
    for (const name of row.overrides ?? []) {
      for (const other of rows) if (other.id === name || other.group === name) pairs.add(`${row.id}>${other.id}`)
    }
    for (const name of row.yields ?? []) {
      for (const other of rows) if (other.id === name || other.group === name) pairs.add(`${other.id}>${row.id}`)
    }
  }
  for (;;) {
    const before = pairs.size
    for (const pair of [...pairs]) {
      const [strong, weak] = pair.split('>')
      for (const other of [...pairs]) if (other.startsWith(`${weak}>`)) pairs.add(`${strong}>${other.split('>')[1]}`)
    }
    if (pairs.size === before) return pairs
  }
}

function meets(value: Value, test: unknown, bound: (value: unknown) => Value): boolean {
  if (typeof test !== 'object' || test === null) return value === test
  const { in: among, not, stated, ge, gt, le, lt } = test as Record<string, unknown>
  if (among !== undefined) return value !== null && (among as Value[]).includes(value)
  if (not !== undefined) return value === null || !(Array.isArray(not) ? not : [not]).includes(value)
  if (stated !== undefined) return (value !== null) === stated
  if (typeof value === 'string') {
    const text = (limit: unknown) => String(bound(limit))
    return (
      (ge === undefined || value >= text(ge)) &&
      (gt === undefined || value > text(gt)) &&
      (le === undefined || value <= text(le)) &&
      (lt === undefined || value < text(lt))
    )
  }
  if (typeof value !== 'number') return false
  const number = (limit: unknown) => Number(bound(limit))
  return (
    (ge === undefined || value >= number(ge)) &&
    (gt === undefined || value > number(gt)) &&
    (le === undefined || value <= number(le)) &&
    (lt === undefined || value < number(lt))
  )
}

function withTallies(given: Facts, count: Record<string, unknown> | null): Facts {
  if (count === null) return {}
  const all = count.all !== undefined
  const joins = (count.joins ?? {}) as Record<string, string>
  const joined = (tally: string) =>
    Object.entries(joins).reduce(
      (sum, [fact, joinedTally]) => sum + (joinedTally === tally ? Number(given[fact] ?? 0) : 0),
      0,
    )
  const first =
    Number(given[String(count.ordinary ?? count.all)]) + joined('ordinary') + (all ? joined('sensitive') : 0)
  return {
    [all ? 'all_count' : 'ordinary_count']: first,
    sensitive_count: Number(given[String(count.sensitive)]) + joined('sensitive'),
  }
}

/** The code that no other is stricter than: what chains say, and what they say together. */
function strictestOf(codes: readonly string[], chains: readonly (readonly string[])[]): string {
  const stricter = (left: string, right: string, seen: readonly string[] = []): boolean =>
    chains.some((chain) =>
      chain.some(
        (code, index) =>
          code === left &&
          chain
            .slice(index + 1)
            .some((next) => next === right || (!seen.includes(next) && stricter(next, right, [...seen, next]))),
      ),
    )
  return codes.find((code) => codes.every((other) => other === code || !stricter(other, code))) ?? 'GAP'
}

function personsIn(
  events: readonly unknown[],
  count: Record<string, unknown>,
  day: string,
): { first: number; sensitive: number } {
  const year = Number(day.slice(0, 4)) - (count.window === 'this-year' ? 0 : 1)
  const ordinary = new Set<number>()
  const sensitive = new Set<number>()
  for (const event of events as readonly { date: string; category: string; ranges: [number, number][] }[]) {
    if (event.date < `${year}-01-01` || event.date > day) continue
    for (const [from, to] of event.ranges) {
      for (let person = from; person <= to; person++)
        (event.category === 'sensitive' ? sensitive : ordinary).add(person)
    }
  }
  const all = new Set([...ordinary, ...sensitive])
  return { first: count.all === undefined ? ordinary.size : all.size, sensitive: sensitive.size }
}

function factsUsed(
  rows: readonly Row[],
  count: Record<string, unknown> | null,
  derived: Readonly<Record<string, DerivedRow>>,
): ReadonlySet<string> {
  const used = new Set(count === null ? [] : [String(count.ordinary ?? count.all), String(count.sensitive)])
  for (const fact of Object.keys(count?.joins ?? {})) used.add(fact)
  for (const row of rows) {
    for (const fact of Object.keys(row.when)) used.add(fact)
    if (typeof row.then === 'string') continue
    for (const part of Object.values(row.then.parts)) {
      if (typeof part !== 'string') for (const source of Object.values(part.from ?? {})) used.add(source)
    }
  }
  for (const [name, row] of Object.entries(derived)) {
    if (!used.has(name)) continue
    for (const source of [row.source, row.seen, ...(row.sources ?? [])]) if (source !== undefined) used.add(source)
  }
  return used
}

/** Whether a date matters by itself and not only as an event of a clock. */
function isTested(
  name: string,
  rows: readonly Row[],
  derived: Readonly<Record<string, DerivedRow>>,
  used: ReadonlySet<string>,
): boolean {
  const inRow = rows.some((row) => row.when[name] !== undefined)
  return (
    inRow || Object.entries(derived).some(([own, row]) => used.has(own) && (row.source === name || row.seen === name))
  )
}

function valuesOf(fact: FactRow): readonly Value[] {
  if (fact.type === 'boolean') return [true, false]
  if (fact.type === 'enum') return fact.values ?? []
  if (fact.type === 'number') return [-5, 0, 19, 20, 20.5, 50, 50.5, 100]
  return [0, 1, 100, 101, 1_000, 1_001, 9_999, 10_000, 10_001, 99_999, 100_000, 100_001, 999_999, 1_000_000]
}
