import { type Answer, decide, type Law } from '@feiyu/law'
import { countsToTry } from '../order-missing.ts'

type Facts = Readonly<Record<string, unknown>>

/** Counts that are not stated but known to be at least so many persons: those of the file itself. */
export type Floors = ReadonlyMap<string, number>

/** An answer, and the counts that it holds for whatever their value (none where every count is stated). */
export interface BoundedAnswer {
  readonly answer: Answer
  readonly whatever: readonly string[]
}

/**
 * Decides where a count is known only from below (this file without the opening balance): the answer that holds for every
 * value from the floor on, or an undetermined one that names what is still possible there. Rules change their mind only at
 * the numbers they test, so one value of each region stands for all.
 */
export function decideAbove(law: Law, facts: Facts, floors: Floors, asOf: string): BoundedAnswer {
  const base = decide(law, facts, { asOf, explain: true })
  const open = [...floors].filter(([name]) => (facts[name] ?? null) === null)
  if (base.kind !== 'undetermined' || open.length === 0) return { answer: base, whatever: [] }
  const axes = open.map(([name, floor]) => ({
    name,
    values: [floor, ...countsToTry(law, facts, base, name).filter((value) => value > floor)],
  }))
  const tried = combinations(axes).map((counts) => ({ counts, answer: decide(law, { ...facts, ...counts }, { asOf }) }))
  if (tried.some(({ answer }) => answer.kind === 'gap' || answer.kind === 'conflict'))
    return { answer: base, whatever: [] }
  const possible = new Set(tried.flatMap(({ answer }) => answer.possible))
  const openFacts = new Set(tried.flatMap(({ answer }) => answer.missing))
  const decisive = axes.filter(({ name }) => matters(name, tried)).map(({ name }) => name)
  if (possible.size === 1 && tried.every(({ answer }) => answer.kind === 'decided')) {
    const answer = decide(law, { ...facts, ...Object.fromEntries(open) }, { asOf, explain: true })
    return { answer, whatever: open.map(([name]) => name) }
  }
  return {
    answer: {
      ...base,
      possible: base.possible.filter((code) => possible.has(code)),
      missing: base.missing.filter((name) => (floors.has(name) ? decisive.includes(name) : openFacts.has(name))),
    },
    whatever: [],
  }
}

interface Tried {
  readonly counts: Readonly<Record<string, number>>
  readonly answer: Answer
}

/** Whether the answer changes with one count while the others stay. */
function matters(name: string, tried: readonly Tried[]): boolean {
  const groups = Map.groupBy(tried, ({ counts }) =>
    Object.entries(counts)
      .filter(([other]) => other !== name)
      .map(([other, value]) => `${other}=${value}`)
      .join(),
  )
  return [...groups.values()].some((group) => new Set(group.map(({ answer }) => answer.possible.join())).size > 1)
}

function combinations(
  axes: readonly { readonly name: string; readonly values: readonly number[] }[],
): readonly Readonly<Record<string, number>>[] {
  return axes.reduce<readonly Readonly<Record<string, number>>[]>(
    (all, { name, values }) => all.flatMap((one) => values.map((value) => ({ ...one, [name]: value }))),
    [{}],
  )
}
