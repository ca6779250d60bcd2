import type { Law } from '../engine/law.ts'
import { labelOf, type Named, testWords } from '../explain/words.ts'
import type { FactScalar } from '../facts/fact.ts'
import type { Bound, Cell, CellTest, CountingRule, Pack, Parameter, Validity, Wording } from '../pack/pack.ts'
import { type ValueOf, wordsOverTime } from './over-time.ts'

/** What things are called, without a law that stands: two versions of one pack, perhaps alone. */
export interface Names extends Named {
  readonly law: Pick<Law, 'facts' | 'derived' | 'pathways' | 'packs'>
  /** The newest way of counting: what tallies are called. */
  readonly regime: { readonly counting: CountingRule | null }
  /** Numbers of law, each with its values by date and what it is called. */
  readonly parameters: ReadonlyMap<string, Parameter>
}

/** The names of packs; of two that define the same the later one counts. */
export function namesOf(packs: readonly Pack[]): Names {
  return {
    law: {
      packs,
      pathways: new Map(packs.flatMap((pack) => pack.pathways.map((one) => [one.code, one] as const))),
      facts: new Map(packs.flatMap((pack) => pack.facts.map((fact) => [fact.name, fact] as const))),
      derived: new Map(packs.flatMap((pack) => pack.derived.map((fact) => [fact.name, fact] as const))),
    },
    regime: { counting: newest(packs.flatMap((pack) => pack.counting)) },
    parameters: new Map(packs.flatMap((pack) => [...pack.parameters])),
  }
}

function newest<T extends Validity>(rows: readonly T[]): T | null {
  return rows.reduce<T | null>((last, one) => ((one.from ?? '') >= (last?.from ?? '') ? one : last), null)
}

/**
 * One condition of a row in words: what the fact is called, and what it has to be on the days of the row. What a parameter is
 * called stands behind its value.
 */
export function conditionWords(names: Names, { fact, test }: Cell, during: Validity): Wording {
  const label = labelOf(names, fact)
  const asked = cellWords(names, { fact, test }, during)
  const behind = boundsOf(test).flatMap((bound) =>
    'parameter' in bound ? [parameterTitle(names, bound.parameter)] : [],
  )
  return {
    zh: `${label.zh}：${asked.zh}${behind.length === 0 ? '' : `（${behind.map(({ zh }) => zh).join('、')}）`}`,
    en: `${label.en}: ${asked.en}${behind.length === 0 ? '' : ` (${behind.map(({ en }) => en).join(', ')})`}`,
  }
}

/** What a test asks for on the days of its row; parameters by their values then, with days where there are several. */
export function cellWords(names: Names, { fact, test }: Cell, during: Validity): Wording {
  return wordsOverTime(names.parameters, boundsOf(test), during, (value) =>
    testWords(names, fact, testRecord(test, value)),
  )
}

function boundsOf(test: CellTest): readonly Bound[] {
  if (test.kind === 'eq') return [test.bound]
  return test.kind === 'range' ? [test.ge, test.gt, test.le, test.lt].filter((bound) => bound !== null) : []
}

/** The test with parameters put in. */
function testRecord(test: CellTest, value: ValueOf): Readonly<Record<string, FactScalar | readonly FactScalar[]>> {
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
export function parameterTitle({ parameters }: Names, id: string): Wording {
  return parameters.get(id)?.title ?? { zh: `$${id}`, en: `$${id}` }
}
