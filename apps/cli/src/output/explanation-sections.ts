import type { Explanation, NotTaken, Reason } from '@feiyu/law'
import type { Context } from '../context.ts'
import { citationsText, partName } from './law-words.ts'
import { item, paragraph, section } from './section.ts'
import { printable } from './width.ts'

/** Why the answer stands, and why not each other pathway; parts that are judged apart one after the other. */
export function explanationSections(context: Context, explanation: Explanation, name: string | null = null): void {
  const { out, say } = context
  const words = say.assess.explain
  const of = (title: string) => (name === null ? title : `${title} — ${partName(context, name)}`)
  section(
    out,
    of(words.because),
    explanation.because.map((reason) => because(context, reason)),
  )
  section(
    out,
    of(words.instead),
    explanation.instead.map((other) => instead(context, other)),
  )
  for (const [part, inner] of Object.entries(explanation.parts)) explanationSections(context, inner, part)
}

function because(context: Context, reason: Reason): string {
  const { out, language } = context
  return withSource(context, item(out, '·', printable(language === 'zh' ? reason.zh : reason.en)), reason)
}

function instead(context: Context, other: NotTaken): string {
  const { out, language } = context
  const sign = other.why === 'open' ? out.paint.wary('?') : '·'
  return withSource(context, item(out, sign, printable(language === 'zh' ? other.zh : other.en)), other)
}

function withSource(
  context: Context,
  text: string,
  { rule, citations }: { readonly rule: string | null; readonly citations: Reason['citations'] },
): string {
  if (rule === null) return text
  const source = `${citationsText(context, citations)} · ${rule}`
  return `${text}\n${context.out.paint.faint(paragraph(context.out, source, 4))}`
}
