import type { FactScalar, StatedFacts } from '../facts/fact.ts'
import { countsExported } from '../facts/state-facts.ts'

/** New values of facts, for each leg of a flow: the first has number 0. */
export type LegChanges = ReadonlyMap<number, ReadonlyMap<string, FactScalar>>

/** Stated facts with some of them changed, and without what would then contradict them. */
export function withChanges(stated: StatedFacts, changes: LegChanges): StatedFacts {
  const hops = stated.hops?.map((hop, index) => changed(hop, changes.get(index + 1))) ?? null
  return { ...changed(stated, changes.get(0)), hops }
}

function changed(leg: StatedFacts, changes: ReadonlyMap<string, FactScalar> | undefined): StatedFacts {
  if (changes === undefined) return leg
  const values = new Map([...leg.values, ...changes])
  if (values.get('pi') !== false) return { ...leg, values }
  // Data about nobody counts nobody.
  for (const name of values.keys()) if (countsExported(name)) values.delete(name)
  return { ...leg, values, events: null, flows: null, entities: null }
}
