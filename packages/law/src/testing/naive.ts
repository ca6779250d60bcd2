import { parse } from 'yaml'
import type { PackFiles } from '../pack/load-pack.ts'

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
  readonly when: Record<string, unknown>
  readonly then: string | { readonly parts: Record<string, string | { set?: Facts; from?: Record<string, string> }> }
}
interface FactRow {
  readonly type: string
  readonly kind: string
  readonly values?: readonly string[]
  readonly unstated?: Value
  readonly optional?: boolean
}

/** Reads one pack; the returned function answers facts (single values and `events`) on a day, or `null` when too many are unknown. */
export function naiveInterpreter(files: PackFiles, mostCombinations = 4096) {
  const rows: readonly Row[] = parse(files['decisions/pathway.yaml'] ?? '[]')
  const facts: Record<string, FactRow> = parse(files['facts.yaml'] ?? '').facts
  const counting: readonly Record<string, unknown>[] = parse(files['counting.yaml'] ?? '[]')
  const strictness: readonly string[] = parse(files['pathways.yaml'] ?? '').strictness
  const parameters: Record<string, { values: readonly { from: string; until?: string; value: Value }[] }> = {}
  for (const path of Object.keys(files)) {
    if (path.startsWith('parameters/')) Object.assign(parameters, parse(files[path] ?? ''))
  }
  const stronger = overridePairs(rows)
  const isOn = (row: { from?: unknown; until?: unknown }, day: string) =>
    String(row.from) <= day && (row.until === undefined || day < String(row.until))

  return (stated: Readonly<Record<string, unknown>>, day: string): NaiveAnswer | null => {
    const inForce = rows.filter((row) => isOn(row, day))
    const count = counting.find((row) => isOn(row, day)) ?? {}
    const first = String(count.ordinary ?? count.all)
    const sensitive = String(count.sensitive)
    const bound = (value: unknown): Value => {
      if (typeof value !== 'string' || !value.startsWith('$')) return value as Value
      return parameters[value.slice(1)]?.values.find((row) => isOn(row, day))?.value ?? null
    }

    const pathwayOf = (given: Facts): string => {
      const full = withDerived(given, count)
      const matching = inForce.filter((row) =>
        Object.entries(row.when).every(([fact, test]) => meets(full[fact] ?? null, test, bound)),
      )
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
      return strictness.find((code) => parts.includes(code)) ?? 'GAP'
    }

    const base: Facts = {}
    const unknown: [string, readonly Value[]][] = []
    const persons = Array.isArray(stated.events) ? personsIn(stated.events, count, day) : null
    const used = factsUsed(inForce, count)
    for (const [name, fact] of Object.entries(facts)) {
      const value = stated[name]
      if (fact.type === 'events' || fact.type === 'flows' || fact.type === 'entities' || fact.type === 'list') continue
      if (persons !== null && name === first) base[name] = persons.first
      else if (persons !== null && name === sensitive) base[name] = persons.sensitive
      else if (value !== undefined && value !== null) base[name] = value as Value
      else if (fact.kind === 'claim' || fact.kind === 'context') base[name] = fact.unstated ?? null
      else if (fact.kind === 'count' && fact.optional) base[name] = 0
      else if (used.has(name)) unknown.push([name, valuesOf(fact)])
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
    const missing = unknown.filter(([, _], index) => changes(outcomes, index)).map(([name]) => name)
    return {
      pathway: possible.length === 1 ? possible[0]! : 'NEEDS_INFO',
      missing: possible.length === 1 ? [] : missing.filter((name) => facts[name]?.kind !== 'open').sort(),
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
  if (typeof value !== 'number') return false
  const number = (limit: unknown) => Number(bound(limit))
  return (
    (ge === undefined || value >= number(ge)) &&
    (gt === undefined || value > number(gt)) &&
    (le === undefined || value <= number(le)) &&
    (lt === undefined || value < number(lt))
  )
}

function withDerived(given: Facts, count: Record<string, unknown>): Facts {
  const mark = given.state_secret_mark
  const text = typeof mark === 'string' ? mark : ''
  const word = ['绝密', '机密', '秘密'].find((candidate) => text.includes(candidate))
  const starred = ['绝密', '机密', '秘密'].some((candidate) =>
    ['★', '☆', '*'].some((star) => text.replaceAll(' ', '').includes(candidate + star)),
  )
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
    ...given,
    secrecy_marking: starred ? 'mark' : word === undefined ? 'none' : 'label',
    [all ? 'all_count' : 'ordinary_count']: first,
    sensitive_count: Number(given[String(count.sensitive)]) + joined('sensitive'),
  }
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

function factsUsed(rows: readonly Row[], count: Record<string, unknown>): ReadonlySet<string> {
  const used = new Set([String(count.ordinary ?? count.all), String(count.sensitive)])
  for (const row of rows) {
    for (const fact of Object.keys(row.when)) used.add(fact)
    if (typeof row.then === 'string') continue
    for (const part of Object.values(row.then.parts)) {
      if (typeof part !== 'string') for (const source of Object.values(part.from ?? {})) used.add(source)
    }
  }
  return used
}

function valuesOf(fact: FactRow): readonly Value[] {
  if (fact.type === 'boolean') return [true, false]
  if (fact.type === 'enum') return fact.values ?? []
  return [0, 1, 9_999, 10_000, 99_999, 100_000, 999_999, 1_000_000]
}
