import type { Bound, Cell, DerivedFact, Rule, Term } from '../pack/pack.ts'

/** A row as far as it can use numbers of law. */
interface UsingRow {
  readonly when: readonly Cell[]
  readonly dates?: Rule['dates']
}

/**
 * The names of the parameters that a row uses: in its tests, in the days that it names, and in the stretches of time that
 * it tests.
 */
export function parametersOf(
  law: { readonly derived: ReadonlyMap<string, DerivedFact> },
  row: UsingRow,
): readonly string[] {
  const found = new Set<string>()
  const add = (bound: Bound | null) => {
    if (bound !== null && 'parameter' in bound) found.add(bound.parameter)
  }
  const addTerm = ({ plus, less }: Term) => {
    for (const span of [plus, less]) for (const bound of Object.values(span)) add(bound)
  }
  for (const { fact, test } of row.when) {
    if (test.kind === 'eq') add(test.bound)
    if (test.kind === 'range') for (const bound of [test.ge, test.gt, test.le, test.lt]) add(bound)
    const derived = law.derived.get(fact)
    if (derived?.recogniser !== 'phase') continue
    for (const { starts } of derived.phases) if (starts !== null) addTerm(starts.term)
  }
  for (const { term } of row.dates?.values() ?? []) addTerm(term)
  return [...found]
}
