import { labelOf } from '../explain/words.ts'
import type { Bound, Phase, Rule, Span, Term, Validity, Wording } from '../pack/pack.ts'
import { type Names, parameterTitle } from './names.ts'
import { type ValueOf, wordsOverTime } from './over-time.ts'

/** A day beside an answer in words, on the days of its row: `5 working days after “application submitted”`. */
export function dateWords(
  names: Names,
  { after, term }: NonNullable<ReturnType<Rule['dates']['get']>>,
  during: Validity,
): Wording {
  const day = labelOf(names, after)
  return wordsOverTime(names.parameters, boundsOf(term), during, (value) => afterWords(names, day, term, value))
}

function afterWords(names: Names, day: Wording, term: Term, value: ValueOf): Wording {
  const { plus, less } = spans(names, term, value)
  const back = {
    zh: less.zh === '' ? '' : `，再往前 ${less.zh}`,
    en: less.en === '' ? '' : `, and ${less.en} back from there`,
  }
  if (plus.zh === '') return { zh: `“${day.zh}”当日${back.zh}`, en: `the day of “${day.en}”${back.en}` }
  return { zh: `“${day.zh}”之后 ${plus.zh}${back.zh}`, en: `${plus.en} after “${day.en}”${back.en}` }
}

/** The stretches of time that a fact is put into, each with when it begins. */
export function phaseWords(names: Names, phases: readonly Phase[]): Wording {
  const bounds = phases.flatMap(({ starts }) => (starts === null ? [] : boundsOf(starts.term)))
  return wordsOverTime(names.parameters, bounds, { from: null, until: null }, (value) =>
    phasesWith(names, phases, value),
  )
}

function phasesWith(names: Names, phases: readonly Phase[], value: ValueOf): Wording {
  const all = phases.map(({ is, starts }): Wording => {
    if (starts === null) return { zh: is, en: is }
    const { plus, less } = spans(names, starts.term, value)
    const zh = `${plus.zh === '' ? '起算日' : `起算后 ${plus.zh}`}${less.zh === '' ? '' : `，再往前 ${less.zh}`}`
    const en = `${plus.en === '' ? 'the first day' : `${plus.en} on`}${less.en === '' ? '' : `, and ${less.en} back from there`}`
    return starts.on === 'day'
      ? { zh: `${is}：${zh}当日起`, en: `${is}: from that day, ${en}` }
      : { zh: `${is}：${zh}次日起`, en: `${is}: from the day after that, ${en}` }
  })
  return { zh: all.map(({ zh }) => zh).join('；'), en: all.map(({ en }) => en).join('; ') }
}

function boundsOf({ plus, less }: Term): readonly Bound[] {
  return [plus, less].flatMap((span) => units.map(([key]) => span[key]))
}

function spans(names: Names, { plus, less }: Term, value: ValueOf) {
  return { plus: spanWords(names, plus, value), less: spanWords(names, less, value) }
}

const units = [
  ['years', '年', 'year'],
  ['months', '个月', 'month'],
  ['days', '天', 'day'],
  ['workingDays', '个工作日', 'working day'],
] as const

function spanWords(names: Names, span: Span, value: ValueOf): Wording {
  const parts = units.flatMap(([key, zh, en]): Wording[] => {
    const bound = span[key]
    const amount = String(value(bound))
    const title = 'parameter' in bound ? parameterTitle(names, bound.parameter) : null
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
