import { addDays, type CivilDate } from '@feiyu/core'
import type { TraceCell } from '../answer.ts'
import type { Case } from '../engine/evaluate.ts'
import type { Wording } from '../pack/pack.ts'
import type { ExplainedCell } from './explanation.ts'
import { labelOf, spaced, testWords, valueWords } from './words.ts'

/** One condition as a sentence. */
export function explainCell(given: Case, cell: TraceCell): ExplainedCell {
  const label = labelOf(given, cell.fact)
  const asked = testWords(given, cell.fact, cell.test)
  const is = valueWords(given, cell.fact, cell.value)
  if (cell.holds === 'unknown') {
    return {
      ...cell,
      zh: `${label.zh}：须${spaced(asked.zh)}，尚不清楚`,
      en: `${label.en}: has to be ${asked.en}; not known yet`,
    }
  }
  if (!cell.holds) {
    return {
      ...cell,
      zh: `${label.zh}：须${spaced(asked.zh)}，现为${spaced(is.zh)}`,
      en: `${label.en}: would have to be ${asked.en}, is ${is.en}`,
    }
  }
  const exact = is.en === asked.en
  return {
    ...cell,
    zh: exact ? `${label.zh}：${is.zh}` : `${label.zh}：${is.zh}（${asked.zh}）`,
    en: exact ? `${label.en}: ${is.en}` : `${label.en}: ${is.en} (${asked.en})`,
  }
}

/** What an outcome is called. */
export function pathwayWords({ law }: Case, code: string | null): Wording {
  const pathway = code === null ? undefined : law.pathways.get(code)
  if (pathway !== undefined) return { zh: pathway.zh, en: pathway.en }
  return { zh: '各部分分别判定', en: 'each part is judged on its own' }
}

export function becauseWords(given: Case, pathway: string | null, cells: readonly Wording[]): Wording {
  const { zh, en } = pathwayWords(given, pathway)
  if (cells.length === 0) return { zh: `“${zh}”：无需其他条件`, en: `“${en}”: no condition` }
  return { zh: `“${zh}”，因为：${joinZh(cells)}`, en: `“${en}”, because ${joinEn(cells)}` }
}

export function failsWords(given: Case, code: string, cells: readonly Wording[], before: Wording | null): Wording {
  const { zh, en } = pathwayWords(given, code)
  const even = before === null ? null : { zh: `即使如此，${before.zh}`, en: `even then, ${before.en}` }
  return {
    zh: `不是“${zh}”：${joinZh(cells)}${even === null ? '' : `。${even.zh}`}`,
    en: `not “${en}”: ${joinEn(cells)}${even === null ? '' : `; ${even.en}`}`,
  }
}

export function overriddenWords(given: Case, code: string, before: Wording): Wording {
  const { zh, en } = pathwayWords(given, code)
  return { zh: `不是“${zh}”：条件均具备，但${before.zh}`, en: `not “${en}”: its conditions hold, but ${before.en}` }
}

/** That the rule of another outcome goes before. */
export function goesBefore(given: Case, pathway: string | null): Wording {
  const { zh, en } = pathwayWords(given, pathway)
  return { zh: `“${zh}”的规则优先`, en: `the rule of “${en}” goes before` }
}

export function openWords(given: Case, code: string, cells: readonly Wording[]): Wording {
  const { zh, en } = pathwayWords(given, code)
  if (cells.length > 0)
    return { zh: `仍可能是“${zh}”：${joinZh(cells)}`, en: `“${en}” is still possible: ${joinEn(cells)}` }
  return {
    zh: `仍可能是“${zh}”：条件均具备，除非另一种可能成立`,
    en: `“${en}” is still possible: its conditions hold, unless another outcome goes before`,
  }
}

export function notInForceWords(
  given: Case,
  code: string,
  days: { readonly from: CivilDate | null; readonly until: CivilDate | null },
): Wording {
  const { zh, en } = pathwayWords(given, code)
  const { asOf } = given
  if (days.from !== null)
    return {
      zh: `不是“${zh}”：${asOf} 适用的规定中尚无这一结论（自 ${days.from} 起才有）`,
      en: `not “${en}”: no rule in force on ${asOf} answers so yet (from ${days.from})`,
    }
  const last = days.until === null ? '' : addDays(days.until, -1)
  return {
    zh: `不是“${zh}”：${asOf} 适用的规定中没有这一结论（有这一结论的规定适用至 ${last}，含当日）`,
    en: `not “${en}”: no rule in force on ${asOf} answers so (those that did were in force through ${last})`,
  }
}

function joinZh(cells: readonly Wording[]): string {
  return cells.map(({ zh }) => zh).join('；')
}

function joinEn(cells: readonly Wording[]): string {
  return cells.map(({ en }) => en).join('; ')
}
