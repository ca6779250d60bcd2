import type { TraceCell } from '../answer.ts'
import type { Case } from '../engine/evaluate.ts'
import type { FactValue } from '../facts/fact.ts'
import type { DerivedFact, Wording } from '../pack/pack.ts'

/** What words need to know: the facts, which of them state the tallies, and what outcomes are called. */
export interface Named {
  readonly law: Pick<Case['law'], 'facts' | 'derived' | 'pathways' | 'packs'>
  readonly regime: Pick<Case['regime'], 'counting'>
}

/** What a fact is called: a stated one by its pack, one that the engine makes by what it is made of. */
export function labelOf(given: Named, name: string): Wording {
  const { law } = given
  const fact = law.facts.get(name)
  if (fact !== undefined) return { zh: fact.zh, en: fact.en }
  const tally = tallyLabels.get(name)
  if (tally !== undefined) {
    const stated = tallyFact(given, name)
    return stated === null || stated === name ? tally : labelOf(given, stated)
  }
  if (name === 'pathway') return { zh: '结论', en: 'answer' }
  const derived = law.derived.get(name)
  return derived === undefined ? { zh: name, en: name } : derivedLabel(given, derived)
}

/** What tallies are called where no pack at hand says by which fact they are stated. */
export const tallyLabels: ReadonlyMap<string, Wording> = new Map([
  ['ordinary_count', { zh: '普通个人信息的人数', en: 'persons with ordinary information' }],
  ['all_count', { zh: '任何个人信息的人数', en: 'persons with any personal information' }],
  ['sensitive_count', { zh: '敏感个人信息的人数', en: 'persons with sensitive information' }],
])

/** The fact that states a tally: by the way of counting of the day, else by the newest that knows the tally. */
function tallyFact({ law, regime }: Named, name: string): string | null {
  const older = law.packs.flatMap((pack) => pack.counting).toReversed()
  for (const counting of [regime.counting, ...older]) {
    if (counting?.first.tally === name) return counting.first.fact
    if (counting != null && name === 'sensitive_count') return counting.sensitive
  }
  return null
}

function derivedLabel(given: Named, derived: DerivedFact): Wording {
  switch (derived.recogniser) {
    case 'secrecy-marking': {
      const { zh, en } = labelOf(given, derived.source)
      return { zh: `${zh}中识别的标志`, en: `marking read from: ${en}` }
    }
    case 'phase': {
      const { zh, en } = labelOf(given, derived.source)
      return { zh: `自“${zh}”起所处阶段`, en: `stage since: ${en}` }
    }
    case 'first-stated':
      return { zh: '起算的日期', en: 'day from which it runs' }
    case 'among': {
      const [source, list] = [labelOf(given, derived.source), labelOf(given, derived.list)]
      const value = valueWords(given, derived.source, derived.value)
      return {
        zh: `${source.zh}或${list.zh}包括${spaced(value.zh)}`,
        en: `${source.en}, or ${list.en}, has ${value.en}`,
      }
    }
    default:
      return derived satisfies never
  }
}

/** A value in words; the name of a day that starts a clock by what the day is called. */
export function valueWords(given: Named, fact: string, value: FactValue | 'unknown'): Wording {
  if (value === null) {
    const claimed = given.law.facts.get(fact)?.kind === 'claim'
    return claimed ? { zh: '“未主张”', en: 'not claimed' } : { zh: '“未申明”', en: 'not stated' }
  }
  if (typeof value === 'boolean') return value ? { zh: '“是”', en: 'yes' } : { zh: '“否”', en: 'no' }
  if (typeof value === 'number') return same(grouped(value))
  const outcome = fact === 'pathway' ? given.law.pathways.get(value) : undefined
  if (outcome !== undefined) return { zh: `“${outcome.zh}”`, en: `“${outcome.en}”` }
  const derived = given.law.derived.get(fact)
  if (derived?.recogniser === 'first-stated') return labelOf(given, value)
  const words = derived?.recogniser === 'phase' ? derived.words[value] : given.law.facts.get(fact)?.words[value]
  return words === undefined ? same(value) : { zh: `“${words.zh}”`, en: words.en }
}

type Test = TraceCell['test']

/** What a test asks for, in words: `不满 100,000`, `fewer than 100,000`. */
export function testWords(given: Named, fact: string, test: Test): Wording {
  const all = Object.entries(test).map(([kind, bound]) => oneTest(given, fact, kind, bound))
  return { zh: all.map(({ zh }) => zh).join('且'), en: all.map(({ en }) => en).join(' and ') }
}

function oneTest(given: Named, fact: string, kind: string, bound: Test[string]): Wording {
  const values = (Array.isArray(bound) ? bound : [bound]).map((value: FactValue) => valueWords(given, fact, value))
  const zh = values.map((value) => value.zh).join('、')
  const en = values.map((value) => value.en).join(', ')
  const day = typeof bound === 'string'
  switch (kind) {
    case 'eq':
      return { zh: `为${spaced(zh)}`, en }
    case 'in':
      return values.length === 1 ? { zh: `为${spaced(zh)}`, en } : { zh: `为${spaced(zh)}之一`, en: `one of ${en}` }
    case 'not':
      return { zh: `不为${spaced(zh)}`, en: values.length === 1 ? `not ${en}` : `none of ${en}` }
    case 'stated':
      return bound === true ? { zh: '已申明', en: 'stated' } : { zh: '未申明', en: 'not stated' }
    case 'ge':
      return day
        ? { zh: `在 ${zh} 当日或以后`, en: `on ${en} or later` }
        : { zh: `${zh} 以上（含）`, en: `${en} or more` }
    case 'gt':
      return day ? { zh: `在 ${zh} 之后`, en: `after ${en}` } : { zh: `超过 ${zh}`, en: `more than ${en}` }
    case 'le':
      return day ? { zh: `在 ${zh} 当日或以前`, en: `on ${en} or before` } : { zh: `不超过 ${zh}`, en: `at most ${en}` }
    default:
      return day ? { zh: `在 ${zh} 之前`, en: `before ${en}` } : { zh: `不满 ${zh}`, en: `fewer than ${en}` }
  }
}

/** Figures and Latin words stand apart from Chinese characters. */
export function spaced(text: string): string {
  return /^[0-9A-Za-z]/.test(text) ? ` ${text}` : text
}

/** `1,234,567`: written by hand, because the platform's way depends on its locale data. */
function grouped(value: number): string {
  const [whole = '', fraction] = String(value).split('.')
  const digits = whole.replace(/\B(?=(\d{3})+$)/g, ',')
  return fraction === undefined ? digits : `${digits}.${fraction}`
}

function same(text: string): Wording {
  return { zh: text, en: text }
}
