import type { Law } from '../engine/law.ts'
import type { Bound, CellTest } from '../pack/pack.ts'

/**
 * Makes a key for recorded facts: facts with the same key and day have the same pathway, duties and citations under every
 * one of these laws. Rules change their mind only at the numbers that they test, so a count stands in the key as the region
 * between two such numbers; everything else stands as it was written.
 */
export function createFactsKey(laws: readonly Law[]): (facts: Readonly<Record<string, unknown>>) => string {
  const cuts = cutsOf(laws)
  const joining = new Set(laws.flatMap((law) => rowsOf(law, 'counting').flatMap((row) => [...row.joins.keys()])))
  return (facts) => {
    // Counts that are added to others move the numbers at which those matter.
    for (const name of joining) if ((facts[name] ?? 0) !== 0) return JSON.stringify(facts)
    let key = ''
    for (const name in facts) {
      const value = facts[name]
      const own = typeof value === 'number' && Number.isSafeInteger(value) && value >= 0 ? cuts.get(name) : undefined
      key += own === undefined ? `${name}=${JSON.stringify(value)};` : `${name}#${regionOf(own, value as number)};`
    }
    return key
  }
}

function regionOf(cuts: readonly number[], value: number): number {
  let region = 0
  while (region < cuts.length && value >= cuts[region]!) region++
  return region
}

/** By whole-number fact, the first numbers of its regions under all rules of all days, smallest first. */
function cutsOf(laws: readonly Law[]): ReadonlyMap<string, readonly number[]> {
  const tested = new Map<string, Set<number>>()
  const at = (name: string) => {
    const known = tested.get(name) ?? new Set([1])
    tested.set(name, known)
    return known
  }
  for (const law of laws) {
    const rows = [...rowsOf(law, 'rules'), ...rowsOf(law, 'dutyRules'), ...rowsOf(law, 'flagRules')]
    const conditions = law.packs.flatMap((pack) => pack.lists.flatMap((list) => list.rows.map((row) => row.condition)))
    for (const { fact, test } of [...rows.map((row) => row.when), ...conditions].flat())
      for (const number of numbersOf(law, test))
        at(fact)
          .add(number)
          .add(number + 1)
  }
  // A tally is tested in the place of the fact that states it, and a part may state it by another fact.
  const feed = (source: string, target: string) => {
    for (const number of at(target)) at(source).add(number)
  }
  for (const law of laws) {
    for (const { first, sensitive } of rowsOf(law, 'counting')) {
      feed(first.fact, first.tally)
      feed(sensitive, 'sensitive_count')
    }
    for (const { answer } of rowsOf(law, 'rules')) {
      if (answer.kind !== 'parts') continue
      for (const part of answer.parts.values())
        if ('from' in part) for (const [target, source] of part.from) feed(source, target)
    }
  }
  const whole = laws.flatMap((law) => [...law.facts.values()].filter((fact) => fact.type === 'integer'))
  return new Map(whole.map(({ name }) => [name, [...at(name)].sort((left, right) => left - right)]))
}

function numbersOf(law: Law, test: CellTest): readonly number[] {
  switch (test.kind) {
    case 'eq':
      return boundNumbers(law, test.bound)
    case 'in':
    case 'not':
      return test.values.filter((value) => typeof value === 'number')
    case 'range':
      return [test.ge, test.gt, test.le, test.lt].flatMap((bound) => (bound === null ? [] : boundNumbers(law, bound)))
    case 'stated':
      return []
    default:
      return test satisfies never
  }
}

/** The number itself, or every value that the parameter has on some day. */
function boundNumbers(law: Law, bound: Bound): readonly number[] {
  const values =
    'value' in bound
      ? [bound.value]
      : law.packs.flatMap((pack) => pack.parameters.get(bound.parameter)?.values.map(({ value }) => value) ?? [])
  return values.filter((value) => typeof value === 'number')
}

function rowsOf<K extends 'rules' | 'dutyRules' | 'flagRules' | 'counting'>(
  law: Law,
  kind: K,
): Law['packs'][number][K] {
  // Each pack has one list of each kind; together they are one list of that kind.
  return law.packs.flatMap((pack) => [...pack[kind]]) as unknown as Law['packs'][number][K]
}
