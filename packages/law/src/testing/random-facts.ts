import { addDays, type CivilDate } from '@feiyu/core'
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

const counts = [0, 1, 5, 9_999, 10_000, 10_001, 50_000, 99_999, 100_000, 100_001, 999_999, 1_000_000, 2_500_000]
const texts: Readonly<Record<string, readonly string[]>> = {
  state_secret_mark: ['机密★10年', '商业机密', '绝密 ★', 'internal', '秘密*长期'],
  exporter_city: ['Shenzhen', 'Guangzhou', 'Shanghai'],
  destination: ['HK', 'MO', 'DE'],
}

/** Facts that are mostly stated, around the lines of the law, without contradictions, and a day on which they are judged. */
export function randomCase(law: Law, random: () => number): { facts: Record<string, unknown>; asOf: CivilDate } {
  const facts: Record<string, unknown> = {}
  const pick = <T>(values: readonly T[]): T => values[Math.floor(random() * values.length)]!
  const pi = random() < 0.9
  const useEvents = pi && random() < 0.1
  for (const fact of law.facts.values()) {
    if (fact.name === 'question' || fact.name === 'jurisdiction' || fact.kind === 'open') continue
    if (fact.name === 'pi') {
      if (random() < 0.95) facts.pi = pi
      continue
    }
    if (useEvents && law.tallyFacts.includes(fact.name)) continue
    const value = random() < chanceStated(fact) ? randomValue(fact, pick, pi) : undefined
    if (value !== undefined) facts[fact.name] = value
  }
  if (facts.pi !== true) for (const name of Object.keys(facts)) if (typeof facts[name] === 'number') delete facts[name]
  if (useEvents && facts.pi === true) facts.events = randomEvents(random, pick)
  return { facts, asOf: randomDay(law, random, pick) }
}

/** Rare claims stay rare so that the later rows are reached; statuses are mostly stated so that few are unknown. */
function chanceStated(fact: FactDefinition): number {
  if (fact.kind === 'status' || (fact.kind === 'count' && !fact.optional)) return 0.94
  return fact.name === 'exemption' || fact.name === 'origin' ? 0.4 : 0.15
}

function randomValue(fact: FactDefinition, pick: <T>(values: readonly T[]) => T, pi: boolean): unknown {
  switch (fact.type) {
    case 'boolean':
      return ['core_data', 'state_secret', 'important_data', 'state_organ'].includes(fact.name)
        ? pick([true, ...Array(9).fill(false)])
        : pick([true, false])
    case 'enum':
      return pick(fact.values)
    case 'integer':
      return pi ? pick(counts) : undefined
    case 'string':
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

/** Often a change date or the day before or after it, else any day until 2027. */
function randomDay(law: Law, random: () => number, pick: <T>(values: readonly T[]) => T): CivilDate {
  const day =
    random() < 0.5 ? addDays(pick(law.changeDates), pick([-1, 0, 1])) : addDays(law.from, Math.floor(random() * 1_700))
  return day < law.from ? law.from : day
}
