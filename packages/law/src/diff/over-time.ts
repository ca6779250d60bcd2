import { addDays, byCodeUnit, type CivilDate } from '@feiyu/core'
import { inForce } from '../engine/in-force.ts'
import type { FactScalar } from '../facts/fact.ts'
import type { Bound, Parameter, Validity, Wording } from '../pack/pack.ts'

/** The value of a number on the days of which the words speak: its own, or that of its parameter. */
export type ValueOf = (bound: Bound) => FactScalar

/**
 * What is said with numbers of law on the days of a row: once where they are the same on all of them, else for each stretch
 * of days with its days. Days for which a parameter has no value are passed over; `$name` where it has none on any.
 */
export function wordsOverTime(
  parameters: ReadonlyMap<string, Parameter>,
  bounds: readonly Bound[],
  during: Validity,
  say: (value: ValueOf) => Wording,
): Wording {
  const used = bounds.flatMap((bound) => ('parameter' in bound ? (parameters.get(bound.parameter) ?? []) : []))
  const said: { readonly from: CivilDate | null; readonly words: Wording }[] = []
  const starts = [during.from, ...changeDays(used, during)]
  for (const from of starts) {
    const at = valuesAt(used, from)
    if (at === null && said.length === 0) continue
    const words = say((bound) => ('value' in bound ? bound.value : (at?.get(bound.parameter) ?? `$${bound.parameter}`)))
    if (said.at(-1)?.words.zh !== words.zh) said.push({ from, words })
  }
  const [first, another] = said
  if (first === undefined) return say((bound) => ('value' in bound ? bound.value : `$${bound.parameter}`))
  if (another === undefined) return first.words
  const parts = said.map(({ from, words }, index): Wording => {
    const days = daysInWords({ from, until: said[index + 1]?.from ?? during.until })
    return { zh: `${days.zh}：${words.zh}`, en: `${days.en}: ${words.en}` }
  })
  return { zh: parts.map(({ zh }) => zh).join('；'), en: parts.map(({ en }) => en).join('; ') }
}

/** Days on which a parameter changes after the first and before the last day. */
function changeDays(parameters: readonly Parameter[], { from, until }: Validity): readonly CivilDate[] {
  const days = parameters.flatMap(({ values }) => values.flatMap((value) => [value.from, value.until]))
  const within = days.filter((day) => day !== null && day > (from ?? '') && (until === null || day < until))
  return [...new Set(within)].filter((day) => day !== null).sort(byCodeUnit)
}

/** The values on a day; `null` where a parameter has none then. Before every day stand those that always were. */
function valuesAt(parameters: readonly Parameter[], day: CivilDate | null): ReadonlyMap<string, FactScalar> | null {
  const found = new Map<string, FactScalar>()
  for (const { id, values } of parameters) {
    const row = values.find((value) => (day === null ? value.from === null : inForce(value, day)))
    if (row === undefined) return null
    found.set(id, row.value)
  }
  return found
}

function daysInWords({ from, until }: Validity): Wording {
  const last = until === null ? null : addDays(until, -1)
  if (from === null)
    return last === null ? { zh: '始终', en: 'always' } : { zh: `至 ${last}（含）`, en: `through ${last}` }
  return last === null
    ? { zh: `${from} 起`, en: `from ${from}` }
    : { zh: `${from} 起，至 ${last}（含）`, en: `from ${from} through ${last}` }
}
