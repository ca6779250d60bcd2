import type { Flip } from '../answer.ts'
import type { Law } from '../engine/law.ts'
import type { FactScalar, StatedFacts } from '../facts/fact.ts'
import { personsBesideNobody } from '../facts/state-facts.ts'

/** New values of facts, for each leg of a flow: the first has number 0. `null` withdraws what was stated. */
export type LegChanges = ReadonlyMap<number, ReadonlyMap<string, FactScalar | null>>

/** Changes, and the withdrawal of whatever stated fact would then contradict them: data about nobody counts nobody. */
export function withWithdrawals(law: Law, stated: StatedFacts, changes: LegChanges): LegChanges {
  const legs = [stated, ...(stated.hops ?? [])]
  return new Map(
    [...changes].map(([number, values]) => {
      const leg = legs[number]
      const withdrawn =
        leg === undefined ? [] : personsBesideNobody(law, { ...leg, values: new Map([...leg.values, ...kept(values)]) })
      return [number, new Map([...values, ...withdrawn.map((name) => [name, null] as const)])]
    }),
  )
}

/** Stated facts with the changes made. */
export function withChanges(stated: StatedFacts, changes: LegChanges): StatedFacts {
  const hops = stated.hops?.map((hop, index) => changed(hop, changes.get(index + 1))) ?? null
  return { ...changed(stated, changes.get(0)), hops }
}

function changed(leg: StatedFacts, changes: ReadonlyMap<string, FactScalar | null> | undefined): StatedFacts {
  if (changes === undefined) return leg
  const values = new Map([...leg.values, ...kept(changes)])
  const rest = { events: leg.events, flows: leg.flows, entities: leg.entities }
  for (const [name, value] of changes) {
    if (value !== null) continue
    values.delete(name)
    if (name === 'events' || name === 'flows' || name === 'entities') rest[name] = null
  }
  return { ...leg, ...rest, values }
}

function kept(changes: ReadonlyMap<string, FactScalar | null>): readonly (readonly [string, FactScalar])[] {
  return [...changes].flatMap(([name, value]) => (value === null ? [] : [[name, value] as const]))
}

/** The facts as somebody would write them after the changes: what `decide` reads. */
export function writtenAnew(facts: unknown, changes: LegChanges): unknown {
  // Facts that were read are names with values, and their later legs are as well.
  const leg = (value: unknown, number: number) => ({
    ...(value as object),
    ...Object.fromEntries(changes.get(number) ?? []),
  })
  const whole: Record<string, unknown> = leg(facts, 0)
  if (!Array.isArray(whole.hops)) return whole
  return { ...whole, hops: whole.hops.map((hop, index) => leg(hop, index + 1)) }
}

/** What a withdrawn fact has to be. */
export const withdrawn: Flip['change'][string] = { eq: null }

/** Name of a fact in a change: that of the fact, after `hops.<number>.` for a later leg. */
export function changeKey(leg: number, fact: string): string {
  return leg === 0 ? fact : `hops.${leg}.${fact}`
}
