import type { Answer, Citation, Law } from '@feiyu/law'
import type { Context } from '../context.ts'
import { citedText } from './citation-words.ts'
import { printable } from './width.ts'

/** Articles as people cite them, one line for each instrument, with the marks of sources below the text itself. */
export function citationLines(context: Context, citations: readonly Citation[]): readonly string[] {
  const { language, say } = context
  const byInstrument = Map.groupBy(citations, (citation) => citation.instrument)
  return [...byInstrument.values()].flatMap((group) => {
    const [first] = group
    if (first === undefined) return []
    const articles = new Map(group.flatMap(({ article, called }) => (called === null ? [] : [[article, called]])))
    const cited = citedText(language, { zh: first.title, en: first.titleEn }, [...articles.values()])
    const marks = [...new Set(group.map((citation) => citation.mark))].filter((mark) => mark !== 'V')
    const mark = marks.length === 0 ? '' : ` [${marks.join(', ')}]`
    const until = first.until === null ? '' : ` ${say.assess.until(first.until)}`
    return [`${cited}${mark}${until}`]
  })
}

/** The same in one line. */
export function citationsText(context: Context, citations: readonly Citation[]): string {
  return citationLines(context, citations).join(context.say.terms.listSemicolon)
}

/** A pathway in words; a code that the packs do not define (NEEDS_INFO) by the catalogue. */
export function pathwayText(context: Pick<Context, 'say' | 'language'>, law: Law, code: string): string {
  const pathway = law.pathways.get(code)
  if (pathway === undefined) return context.say.assess.needsInfo
  return context.language === 'zh' ? pathway.zh : pathway.en
}

/**
 * What a part of an answer is called: legs by their number in the list of legs, of which the first is `origin` and
 * `hops.1` the second; flows and legal persons have names of their own.
 */
export function partName({ say }: Pick<Context, 'say'>, part: string): string {
  const hop = part === 'origin' ? 0 : Number(/^hops\.(\d+)$/.exec(part)?.[1] ?? Number.NaN)
  return Number.isNaN(hop) ? printable(part) : say.assess.hop(String(hop + 1))
}

/** The question that a missing fact asks. */
export function questionText(context: Context, law: Law, name: string): string {
  // `flows.<purpose>.exemption_proven` asks for one fact of one flow.
  // `hops.<number>.<fact>` for one of a later leg.
  const flow = /^(hops\.\d+|flows\..+)\.([^.]+)$/.exec(name)
  const fact = law.facts.get(flow?.[2] ?? name)
  if (fact === undefined) return name
  const question = context.language === 'zh' ? fact.question.zh || fact.zh : fact.question.en || fact.en
  const part = flow?.[1]?.replace(/^flows\./, '')
  return part === undefined ? question : `${partName(context, part)}${context.say.terms.colon}${question}`
}

/** What a fact says, in words. */
export function factText(context: Context, law: Law, name: string): string {
  const fact = law.facts.get(name)
  if (fact === undefined) return name
  return context.language === 'zh' ? fact.zh : fact.en
}

/** The text of an open point of law. */
export function flagText(context: Context, law: Law, id: string): string {
  const flag = law.packs.flatMap((pack) => pack.flags).find((one) => one.id === id)
  if (flag === undefined) return id
  return context.language === 'zh' ? flag.zh : flag.en
}

/** Marks below [V] that an answer shows, each once. */
export function marksOf(answer: Answer): readonly Exclude<Citation['mark'], 'V'>[] {
  const citations = [...answer.citations, ...answer.duties.flatMap((duty) => duty.citations)]
  const shown = new Set(citations.map((citation) => citation.mark))
  return (['V2', 'R', 'M'] as const).filter((mark) => shown.has(mark))
}
