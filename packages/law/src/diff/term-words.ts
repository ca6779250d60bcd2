import { labelOf } from '../explain/words.ts'
import type { Bound, Phase, Rule, Span, Term, Wording } from '../pack/pack.ts'
import { type Names, parameterTitle } from './names.ts'

/** A day beside an answer in words: `5 working days after “application submitted”`. */
export function dateWords(names: Names, { after, term }: NonNullable<ReturnType<Rule['dates']['get']>>): Wording {
  const day = labelOf(names, after)
  const { plus, less } = spans(names, term)
  const back = {
    zh: less.zh === '' ? '' : `，再往前 ${less.zh}`,
    en: less.en === '' ? '' : `, and ${less.en} back from there`,
  }
  if (plus.zh === '') return { zh: `“${day.zh}”当日${back.zh}`, en: `the day of “${day.en}”${back.en}` }
  return { zh: `“${day.zh}”之后 ${plus.zh}${back.zh}`, en: `${plus.en} after “${day.en}”${back.en}` }
}

/** The stretches of time that a fact is put into, each with when it begins. */
export function phaseWords(names: Names, phases: readonly Phase[]): Wording {
  const all = phases.map(({ is, starts }): Wording => {
    if (starts === null) return { zh: is, en: is }
    const { plus, less } = spans(names, starts.term)
    const zh = `${plus.zh === '' ? '起算日' : `起算后 ${plus.zh}`}${less.zh === '' ? '' : `，再往前 ${less.zh}`}`
    const en = `${plus.en === '' ? 'the first day' : `${plus.en} on`}${less.en === '' ? '' : `, and ${less.en} back from there`}`
    return starts.on === 'day'
      ? { zh: `${is}：${zh}当日起`, en: `${is}: from that day, ${en}` }
      : { zh: `${is}：${zh}次日起`, en: `${is}: from the day after that, ${en}` }
  })
  return { zh: all.map(({ zh }) => zh).join('；'), en: all.map(({ en }) => en).join('; ') }
}

function spans(names: Names, { plus, less }: Term) {
  return { plus: spanWords(names, plus), less: spanWords(names, less) }
}

const units = [
  ['years', '年', 'year'],
  ['months', '个月', 'month'],
  ['days', '天', 'day'],
  ['workingDays', '个工作日', 'working day'],
] as const

function spanWords(names: Names, span: Span): Wording {
  const parts = units.flatMap(([key, zh, en]): Wording[] => {
    const { amount, title } = amountOf(names, span[key])
    if (amount === '0') return []
    return [
      {
        zh: `${amount} ${zh}${title === null ? '' : `（${title.zh}）`}`,
        en: `${amount} ${en}${amount === '1' ? '' : 's'}${title === null ? '' : ` (${title.en})`}`,
      },
    ]
  })
  return { zh: parts.map(({ zh }) => zh).join('又 '), en: parts.map(({ en }) => en).join(' and ') }
}

/** The newest value of a parameter, and what the parameter is called. */
function amountOf(names: Names, bound: Bound): { readonly amount: string; readonly title: Wording | null } {
  if ('value' in bound) return { amount: String(bound.value), title: null }
  const value = names.parameters.get(bound.parameter)
  return {
    amount: value === undefined ? `$${bound.parameter}` : String(value),
    title: parameterTitle(names, bound.parameter),
  }
}
