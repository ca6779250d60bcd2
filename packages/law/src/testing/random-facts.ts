import { addDays, addMonths, type CivilDate } from '@feiyu/core'
import type { Decision } from '../engine/decision.ts'
import type { Law } from '../engine/law.ts'
import type { FactDefinition } from '../facts/fact.ts'

/** Numbers in [0, 1) from a seed (mulberry32): the same on every machine. */
export function seededRandom(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}

const counts = [
  0, 1, 5, 100, 101, 1_000, 1_001, 9_999, 10_000, 10_001, 50_000, 99_999, 100_000, 100_001, 999_999, 1_000_000,
  2_500_000,
]
const texts: Readonly<Record<string, readonly string[]>> = {
  state_secret_mark: ['机密★10年', '商业机密', '绝密 ★', 'internal', '秘密*长期'],
  destination: ['HK', 'MO', 'DE', 'US', 'BR', 'JP', 'CN'],
  other_province_list: ['Beijing_2025_pharma'],
}

/** Facts that are mostly stated, around the lines of the law, without contradictions, and a day on which they are judged. */
export function randomCase(
  law: Law,
  random: () => number,
  decision: Decision = law.home,
): { facts: Record<string, unknown>; asOf: CivilDate } {
  const facts: Record<string, unknown> = {}
  const pick = <T>(values: readonly T[]): T => values[Math.floor(random() * values.length)]!
  const asOf = randomDay(decision, random, pick)
  const pi = random() < 0.9
  const useEvents = pi && random() < 0.1
  const asked = factsOf(law, decision)
  for (const fact of law.facts.values()) {
    if (fact.name === 'question' || fact.name === 'jurisdiction' || fact.kind === 'open' || !asked.has(fact.name))
      continue
    if (fact.name === 'pi') {
      if (random() < 0.95) facts.pi = pi
      continue
    }
    if (useEvents && law.tallyFacts.includes(fact.name)) continue
    const value = random() < chanceStated(fact, decision) ? randomValue(fact, pick, pi, asOf) : undefined
    if (value !== undefined) facts[fact.name] = value
  }
  if (asked.has('pi') && facts.pi !== true)
    for (const name of Object.keys(facts)) if (typeof facts[name] === 'number') delete facts[name]
  if (facts.pi === false) for (const name of Object.keys(facts)) if (law.facts.get(name)?.persons) delete facts[name]
  if (useEvents && facts.pi === true) facts.events = randomEvents(random, pick)
  for (const [name, value] of Object.entries(facts)) {
    const limit = law.facts.get(name)?.notAfter ?? null
    if (limit !== null && limit !== 'as-of' && String(value) > String(facts[limit] ?? '9')) delete facts[name]
  }
  if (decision.question !== 'pathway') facts.question = decision.question
  if (decision.jurisdiction !== law.jurisdiction) facts.jurisdiction = decision.jurisdiction
  return { facts, asOf }
}

/** Facts that the rows of the decision look at, directly or through what is made of them, and the packs' own facts. */
function factsOf(law: Law, decision: Decision): ReadonlySet<string> {
  if (decision === law.home) return new Set(law.facts.keys())
  const found = new Set<string>()
  for (const rule of decision.rules) {
    for (const cell of rule.when) found.add(cell.fact)
    for (const { after } of rule.dates.values()) found.add(after)
  }
  for (const derived of decision.derived) {
    if (derived.recogniser === 'first-stated') for (const source of derived.sources) found.add(source)
    else found.add(derived.source)
    if (derived.recogniser === 'phase' && derived.seen !== null) found.add(derived.seen)
    if (derived.recogniser === 'among') found.add(derived.list)
  }
  return found
}

/** Rare claims stay rare so that the later rows are reached; statuses are mostly stated so that few are unknown. */
function chanceStated(fact: FactDefinition, decision: Decision): number {
  if (fact.type === 'date') return decision.question === 'deadline' ? 0.3 : 0.8
  if (decision.asks.has(fact.name) || decision.jurisdiction !== 'CN') return 0.7
  if (fact.kind === 'status' || (fact.kind === 'count' && !fact.optional)) return 0.94
  if (zoneFacts.includes(fact.name) || fact.name === 'region' || fact.name === 'sector') return 0.5
  return fact.name === 'exemption' || fact.name === 'origin' ? 0.4 : 0.15
}

const zoneFacts = ['on_list', 'list_tier', 'registered_in_zone', 'exports_from_zone', 'list_sector_covered', 'filed']

function randomValue(
  fact: FactDefinition,
  pick: <T>(values: readonly T[]) => T,
  pi: boolean,
  asOf: CivilDate,
): unknown {
  switch (fact.type) {
    case 'boolean':
      return ['core_data', 'state_secret', 'important_data', 'state_organ'].includes(fact.name)
        ? pick([true, ...Array(9).fill(false)])
        : pick([true, false])
    case 'enum':
      return pick(fact.values)
    case 'integer':
      return pi ? pick(counts) : undefined
    case 'number':
      return pick([-5, 0, 19.5, 20, 20.1, 50, 50.5, 100].filter((value) => value >= (fact.min ?? -5)))
    case 'date':
      return addDays(addMonths(asOf, -pick([0, 1, 2, 3, 6, 24, 30, 34, 36, 37])), -pick([0, 1, 1, 2, 30]))
    case 'list':
      return fact.values.length === 0 ? undefined : [pick(fact.values), pick(fact.values)]
    case 'string':
    case 'country':
      return texts[fact.name] === undefined ? undefined : pick(texts[fact.name] ?? [])
    default:
      return undefined
  }
}

function randomEvents(random: () => number, pick: <T>(values: readonly T[]) => T): unknown {
  return Array.from({ length: 1 + Math.floor(random() * 3) }, () => {
    const first = 1 + Math.floor(random() * 2_000)
    return {
      date: pick([
        '2022-12-31',
        '2023-01-01',
        '2023-11-05',
        '2024-01-01',
        '2024-12-31',
        '2025-06-01',
        '2026-02-01',
        '2026-11-01',
      ]),
      category: pick(['ordinary', 'sensitive']),
      ranges: [[first, first + Math.floor(random() * 3_000)]],
    }
  })
}

/** Often a change date or the day before or after it, else any day until 2029. */
function randomDay(decision: Decision, random: () => number, pick: <T>(values: readonly T[]) => T): CivilDate {
  const { changeDates, from } = decision
  const day =
    random() < 0.5 ? addDays(pick(changeDates), pick([-1, 0, 1])) : addDays(from, Math.floor(random() * 2_300))
  return day < from ? from : day
}
