import type { Law } from '../engine/law.ts'
import { labelOf, type Named, testWords } from '../explain/words.ts'
import type { FactScalar } from '../facts/fact.ts'
import type { Bound, Cell, CellTest, CountingRule, Pack, Validity, Wording } from '../pack/pack.ts'

/** What things are called, without a law that stands: two versions of one pack, perhaps alone. */
export interface Names extends Named {
  readonly law: Pick<Law, 'facts' | 'derived'>
  /** The newest way of counting: what tallies are called. */
  readonly regime: { readonly counting: CountingRule | null }
  /** Newest value of each parameter, and what it is called. */
  readonly parameters: ReadonlyMap<string, FactScalar>
  readonly titles: ReadonlyMap<string, Wording>
}

/** The names of packs; of two that define the same the later one counts. */
export function namesOf(packs: readonly Pack[]): Names {
  return {
    law: {
      facts: new Map(packs.flatMap((pack) => pack.facts.map((fact) => [fact.name, fact] as const))),
      derived: new Map(packs.flatMap((pack) => pack.derived.map((fact) => [fact.name, fact] as const))),
    },
    regime: { counting: newest(packs.flatMap((pack) => pack.counting)) },
    parameters: new Map(
      packs.flatMap((pack) =>
        [...pack.parameters.values()].flatMap(({ id, values }) => {
          const last = newest(values)
          return last === null ? [] : [[id, last.value] as const]
        }),
      ),
    ),
    titles: new Map(
      packs.flatMap((pack) =>
        [...pack.parameters.values()].flatMap(({ id, title }) => (title === null ? [] : [[id, title] as const])),
      ),
    ),
  }
}

function newest<T extends Validity>(rows: readonly T[]): T | null {
  return rows.reduce<T | null>((last, one) => ((one.from ?? '') >= (last?.from ?? '') ? one : last), null)
}

/** One condition of a row in words: what the fact is called, and what it has to be. What a parameter is called stands behind its value. */
export function conditionWords(names: Names, { fact, test }: Cell): Wording {
  const label = labelOf(names, fact)
  const asked = testWords(names, fact, testRecord(test, names))
  const bounds = test.kind === 'eq' ? [test.bound] : test.kind === 'range' ? [test.ge, test.gt, test.le, test.lt] : []
  const behind = bounds.flatMap((bound) =>
    bound !== null && 'parameter' in bound ? [parameterTitle(names, bound.parameter)] : [],
  )
  return {
    zh: `${label.zh}：${asked.zh}${behind.length === 0 ? '' : `（${behind.map(({ zh }) => zh).join('、')}）`}`,
    en: `${label.en}: ${asked.en}${behind.length === 0 ? '' : ` (${behind.map(({ en }) => en).join(', ')})`}`,
  }
}

/** The test with parameters put in, as of their newest value. */
export function testRecord(test: CellTest, names: Names): Readonly<Record<string, FactScalar | readonly FactScalar[]>> {
  const value = (bound: Bound) =>
    'value' in bound ? bound.value : (names.parameters.get(bound.parameter) ?? `$${bound.parameter}`)
  switch (test.kind) {
    case 'eq':
      return { eq: value(test.bound) }
    case 'in':
    case 'not':
      return { [test.kind]: test.values }
    case 'stated':
      return { stated: test.stated }
    case 'range':
      return Object.fromEntries(
        (['ge', 'gt', 'le', 'lt'] as const).flatMap((key) => {
          const bound = test[key]
          return bound === null ? [] : [[key, value(bound)] as const]
        }),
      )
    default:
      return test satisfies never
  }
}

/** What a parameter is called; its name with `$` where its pack does not say. */
export function parameterTitle({ titles }: Names, id: string): Wording {
  return titles.get(id) ?? { zh: `$${id}`, en: `$${id}` }
}
