import type { Law } from '../engine/law.ts'
import type { FactScalar } from '../facts/fact.ts'
import type { Pack } from '../pack/pack.ts'

/** What things are called, without a law that stands: two versions of one pack, perhaps alone. */
export interface Names {
  readonly law: Pick<Law, 'facts' | 'derived'>
  /** Tallies are called by their own names: which fact states them depends on the day. */
  readonly regime: { readonly counting: null }
  /** Newest value of each parameter. */
  readonly parameters: ReadonlyMap<string, FactScalar>
}

/** The names of packs; of two that define the same the later one counts. */
export function namesOf(packs: readonly Pack[]): Names {
  return {
    law: {
      facts: new Map(packs.flatMap((pack) => pack.facts.map((fact) => [fact.name, fact] as const))),
      derived: new Map(packs.flatMap((pack) => pack.derived.map((fact) => [fact.name, fact] as const))),
    },
    regime: { counting: null },
    parameters: new Map(
      packs.flatMap((pack) =>
        [...pack.parameters.values()].flatMap(({ id, values }) => {
          const newest = values.reduce((last, one) => ((one.from ?? '') >= (last?.from ?? '') ? one : last), values[0])
          return newest === undefined ? [] : [[id, newest.value] as const]
        }),
      ),
    ),
  }
}
