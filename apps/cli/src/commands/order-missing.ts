import { type Answer, decide, type FactDefinition, type FactScalar, type Law } from '@feiyu/law'

export type Facts = Readonly<Record<string, unknown>>

/** How facts are decided while values are tried. */
export type Decide = (facts: Facts) => Answer

/**
 * The missing facts of an answer, the one first whose answers leave the fewest pathways open on average. Found by deciding
 * again with each value that the rules can tell apart, so it needs no list of its own.
 */
export function orderMissing(
  law: Law,
  facts: Facts,
  answer: Answer,
  again: Decide = (changed) => decide(law, changed, { asOf: answer.asOf }),
): readonly string[] {
  const scores = new Map(answer.missing.map((name) => [name, leftOpen(law, facts, answer, name, again)]))
  return answer.missing.toSorted((left, right) => (scores.get(left) ?? 0) - (scores.get(right) ?? 0))
}

/** How many pathways stay open on average once a fact is known; all of them where it cannot be tried. */
function leftOpen(law: Law, facts: Facts, answer: Answer, name: string, again: Decide): number {
  const definition = law.facts.get(name)
  const values = definition === undefined ? [] : valuesToTry(law, facts, answer, definition)
  if (values.length === 0) return answer.possible.length
  const open = values.map((value) => {
    const next = again({ ...facts, [name]: value })
    return next.kind === 'decided' ? 1 : next.possible.length
  })
  return open.reduce((sum, one) => sum + one, 0) / open.length
}

/** One value of each region that the rules can tell apart. */
export function valuesToTry(law: Law, facts: Facts, answer: Answer, definition: FactDefinition): readonly FactScalar[] {
  switch (definition.type) {
    case 'boolean':
      return [true, false]
    case 'enum':
      return definition.values
    case 'integer':
      return countsToTry(law, facts, answer, definition.name)
    default:
      return []
  }
}

/** Zero and every number at which a rule of the day changes its mind, with its neighbours. */
export function countsToTry(law: Law, facts: Facts, answer: Answer, name: string): readonly number[] {
  const tested = new Set([name, ...talliesOf(law, answer, name)])
  const numbers = new Set([0])
  for (const rule of decide(law, facts, { asOf: answer.asOf, trace: true }).trace) {
    for (const cell of rule.cells) {
      if (!tested.has(cell.fact)) continue
      for (const bound of Object.values(cell.test)) {
        if (typeof bound !== 'number') continue
        for (const number of [bound - 1, bound, bound + 1]) if (number > 0) numbers.add(number)
      }
    }
  }
  return [...numbers].sort((left, right) => left - right)
}

/** The tallies that the engine makes of a stated count on the day; rules test the tally, not the count. */
export function talliesOf(law: Law, answer: Answer, name: string): readonly string[] {
  const row = countingOn(law, answer.asOf)
  return [
    ...(row?.first.fact === name ? [row.first.tally] : []),
    ...(row?.sensitive === name ? ['sensitive_count'] : []),
  ]
}

/** How persons are counted on a day. */
export function countingOn(law: Law, day: string) {
  return law.packs
    .flatMap((pack) => pack.counting)
    .find((row) => (row.from === null || row.from <= day) && (row.until === null || day < row.until))
}
