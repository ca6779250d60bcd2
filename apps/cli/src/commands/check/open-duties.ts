import { type Citation, type Duty, decide, type Law, type Rule } from '@feiyu/law'
import { countingOn, talliesOf, valuesToTry } from '../order-missing.ts'
import { groundOf } from './ground.ts'
import type { Judgement } from './judge.ts'

/** Cases that are decided to find what all of them ask for; a few microseconds each. */
const mostCases = 4096

/**
 * Duties of an answer that is still open, which hold whichever lawful pathway it will be: what can be brought together
 * now. Found by deciding with each value of the missing facts that the rules can tell apart.
 */
export function openDuties(law: Law, { answer, facts, floors }: Judgement): readonly Duty[] {
  if (answer.kind !== 'undetermined') return answer.duties
  const known = facts.values()
  const axes = answer.missing.flatMap((name) => {
    const definition = law.facts.get(name)
    if (definition === undefined) return []
    const floor = floors.get(name)
    const values = valuesToTry(law, known, answer, definition)
    const above = floor === undefined ? values : [floor, ...values.filter((value) => Number(value) > floor)]
    return above.length === 0 ? [] : [{ name, values: above }]
  })
  let common: readonly Duty[] | undefined
  for (const values of casesOf(thinned(axes))) {
    const { kind, pathway, duties } = decide(law, { ...known, ...values }, { asOf: answer.asOf })
    if (kind !== 'decided' || groundOf(pathway).kind === 'never') continue
    common = common?.filter(({ id }) => duties.some((duty) => duty.id === id)) ?? duties
  }
  const more = (common ?? []).filter(({ id }) => !answer.duties.some((duty) => duty.id === id))
  return [...answer.duties, ...more]
}

/** The articles for whose sake a missing fact is asked: those of the rules that it can still bring about. */
export function citationsOfMissing(law: Law, { answer }: Judgement, name: string): readonly Citation[] {
  const tested = new Set([name, ...talliesOf(law, answer, name)])
  const open = answer.trace.flatMap(({ rule, pack, holds, cells }) => {
    const cell = cells.find(({ fact, value }) => tested.has(fact) && value === 'unknown')
    return holds !== 'unknown' || cell === undefined ? [] : [{ rule, pack, saysYes: cell.test.eq === true }]
  })
  // A rule that wants the fact to be so speaks of it; the others only leave room for that one.
  const speaking = open.some(({ saysYes }) => saysYes) ? open.filter(({ saysYes }) => saysYes) : open
  const rules = speaking.flatMap(({ rule, pack }) => rulesOf(law).get(`${pack}/${rule}`) ?? [])
  const counting = tested.size > 1 ? (countingOn(law, answer.asOf)?.cite ?? []) : []
  const cited = new Set([...rules.flatMap(({ cite }) => cite), ...counting].map(keyOf))
  return answer.citations.filter((citation) => cited.has(keyOf(citation)))
}

function rulesOf(law: Law): ReadonlyMap<string, Rule> {
  return new Map(law.packs.flatMap(({ rules }) => rules.map((rule) => [`${rule.pack}/${rule.id}`, rule] as const)))
}

function keyOf({ instrument, article }: Pick<Citation, 'instrument' | 'article'>): string {
  return `${instrument}#${article ?? ''}`
}

interface Axis {
  readonly name: string
  readonly values: readonly unknown[]
}

/** Fewer values of the longest axes, the first and the last among them, until there are not too many cases. */
function thinned(axes: readonly Axis[]): readonly Axis[] {
  const cases = axes.reduce((product, { values }) => product * values.length, 1)
  const longest = Math.max(0, ...axes.map(({ values }) => values.length))
  if (cases <= mostCases || longest <= 2) return axes.length > 12 ? axes.slice(0, 12) : axes
  return thinned(
    axes.map((axis) =>
      axis.values.length < longest
        ? axis
        : { ...axis, values: axis.values.filter((_, at) => at % 2 === 0 || at === longest - 1) },
    ),
  )
}

function* casesOf(axes: readonly Axis[]): Generator<Readonly<Record<string, unknown>>> {
  const [axis, ...others] = axes
  if (axis === undefined) {
    yield {}
    return
  }
  for (const value of axis.values) for (const rest of casesOf(others)) yield { ...rest, [axis.name]: value }
}
