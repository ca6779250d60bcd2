import type { Answer, Law } from '@feiyu/law'
import type { Context } from '../context.ts'
import { grouped } from './figures.ts'
import { citationLines, citationsText, flagText, marksOf, pathwayText } from './law-words.ts'
import { item, paragraph, section } from './section.ts'

/** The answer in one line, coloured by what it means. */
export function headline(context: Context, law: Law, answer: Answer): string {
  const { out, say } = context
  switch (answer.kind) {
    case 'decided':
      return out.paint.strong(pathwayText(context, law, answer.pathway))
    case 'undetermined':
      return out.paint.wary(answer.missing.length > 0 ? say.assess.needsInfo : say.assess.openQuestion)
    case 'gap':
      return out.paint.bad(say.assess.gap)
    case 'conflict':
      return out.paint.bad(say.assess.conflict)
    default:
      return answer.kind satisfies never
  }
}

/** The articles that an answer rests on, how their rules are read, and what of their texts was not seen. */
export function whySection(context: Context, answer: Answer): void {
  const { out, say, language } = context
  section(
    out,
    say.assess.why,
    citationLines(context, answer.citations).map((line) => item(out, '·', line)),
  )
  section(
    out,
    say.assess.readings,
    answer.notes.map((note) => item(out, '·', note[language])),
  )
}

/** What the exporter does next under a decided pathway. */
export function stepsSection(context: Context, law: Law, answer: Answer): void {
  if (answer.kind !== 'decided') return
  const steps = (law.pathways.get(answer.pathway)?.steps ?? []).filter(
    (step) => (step.from === null || step.from <= answer.asOf) && (step.until === null || answer.asOf < step.until),
  )
  section(
    context.out,
    context.say.assess.steps,
    steps.map((step, index) => item(context.out, `${index + 1}.`, context.language === 'zh' ? step.zh : step.en)),
  )
}

/** Duties by when they are due, each with its articles. */
export function dutiesSection(context: Context, duties: Answer['duties']): void {
  const { out, say } = context
  const lines = (['before', 'during', 'after'] as const).flatMap((when) => {
    const due = duties.filter((duty) => duty.when === when)
    if (due.length === 0) return []
    const texts = due.flatMap((duty) => [
      item(out, '·', context.language === 'zh' ? duty.zh : duty.en, { indent: 4 }),
      out.paint.faint(paragraph(out, citationsText(context, duty.citations), 6)),
    ])
    return [`  ${say.terms.when[when]}`, ...texts]
  })
  section(out, say.assess.duties, lines)
}

/** Open points of law, and what the marks behind articles mean. */
export function reviewSections(context: Context, law: Law, answer: Answer): void {
  const { out, say } = context
  section(
    out,
    say.assess.review,
    answer.reviewFlags.map((flag) => item(out, '!', flagText(context, law, flag), { paint: out.paint.wary })),
  )
  section(
    out,
    say.assess.marks,
    marksOf(answer).map((mark) => item(out, `[${mark}]`, say.terms.mark[mark])),
  )
}

/** Persons in the tallies that were used, days that the law names, and the answer per leg and part. */
export function partsSections(context: Context, law: Law, answer: Answer): void {
  const { out, say } = context
  const counts = [
    ...(answer.ordinary_count === undefined ? [] : [say.assess.ordinary(grouped(answer.ordinary_count))]),
    ...(answer.sensitive_count === undefined ? [] : [say.assess.sensitive(grouped(answer.sensitive_count))]),
  ]
  if (counts.length > 0) section(out, say.assess.counts, [`  ${counts.join(' · ')}`])
  section(out, say.assess.days, [
    ...(answer.deadline === undefined ? [] : [item(out, '·', say.assess.deadline(answer.deadline))]),
    ...(answer.valid_until === undefined ? [] : [item(out, '·', say.assess.validUntil(answer.valid_until))]),
    ...(answer.extension_from === undefined ? [] : [item(out, '·', say.assess.extensionFrom(answer.extension_from))]),
    ...(answer.renew_by === undefined ? [] : [item(out, '·', say.assess.renewBy(answer.renew_by))]),
  ])
  section(
    out,
    say.assess.legs,
    (answer.parts ?? []).map((part, index) =>
      item(out, '·', say.assess.leg(index + 1, part.jurisdiction, pathwayText(context, law, part.pathway))),
    ),
  )
  const parts = (all: Readonly<Record<string, string>>) =>
    Object.entries(all).map(([name, code]) =>
      item(out, '·', `${name}${say.terms.colon}${pathwayText(context, law, code)}`),
    )
  section(out, say.assess.perFlow, parts(answer.per_flow ?? {}))
  section(out, say.assess.perEntity, parts(answer.per_entity ?? {}))
}
