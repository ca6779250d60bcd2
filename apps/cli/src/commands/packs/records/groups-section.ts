import type { Law } from '@feiyu/law'
import type { Delta, ImpactGroup } from '@feiyu/law/packs'
import type { Context } from '../../../context.ts'
import { grouped } from '../../../output/figures.ts'
import { pathwayText } from '../../../output/law-words.ts'
import { item, section } from '../../../output/section.ts'
import { printable } from '../../../output/width.ts'

const mostGroups = 20

/** The ways in which decisions change, most decisions first, each with the rules that it comes from. */
export function groupsSection(
  context: Context,
  { from, to }: { readonly from: Law; readonly to: Law },
  groups: readonly ImpactGroup[],
): void {
  const { out, say } = context
  const words = say.records
  const lines = groups.slice(0, mostGroups).flatMap((group) => {
    const change = group.changes.includes('pathway')
      ? words.becomes(pathwayOf(context, from, group.from), pathwayOf(context, to, group.to))
      : pathwayOf(context, to, group.to)
    return [
      item(out, '·', `${words.decisions(grouped(group.decisions))}${say.terms.colon}${change}`),
      ...deltaLines(context, words.duties, group.duties),
      ...deltaLines(context, words.citations, group.citations),
      out.paint.faint(item(out, ' ', words.by(group.by.join(say.terms.listComma)))),
      out.paint.faint(item(out, ' ', words.examples(group.examples.map(printable).join(say.terms.listComma)))),
    ]
  })
  const more = groups.length - mostGroups
  section(out, words.groups, more > 0 ? [...lines, `  ${words.more(more)}`] : lines)
}

function deltaLines(context: Context, title: string, { added, removed }: Delta): readonly string[] {
  const signed = [...added.map((name) => `+${name}`), ...removed.map((name) => `−${name}`)]
  return signed.length === 0 ? [] : [item(context.out, ' ', `${title}${context.say.terms.colon}${signed.join(' ')}`)]
}

function pathwayOf(context: Context, law: Law, side: ImpactGroup['from']): string {
  const { say } = context
  if (side.possible.length === 0) return say.records.noAnswer(side.pathway)
  if (side.possible.length === 1) return pathwayText(context, law, side.pathway)
  return say.records.oneOf(side.possible.map((code) => pathwayText(context, law, code)).join(' / '))
}
