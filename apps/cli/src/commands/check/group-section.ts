import type { Law } from '@feiyu/law'
import type { Context } from '../../context.ts'
import { grouped } from '../../output/figures.ts'
import { paragraph, section } from '../../output/section.ts'
import { table } from '../../output/table.ts'
import type { JudgedFile, JudgedPart } from './judge-file.ts'
import { countsOfFile } from './persons.ts'

/** The legal persons of a group's dataset: whose persons, what its year becomes, and what the law says of it. */
export function groupSection(context: Context, law: Law, { parts, judged }: JudgedFile): void {
  const { out, say } = context
  const words = say.check.group
  const isAlone = parts.some(({ tally }) => tally?.isAlone === true)
  section(out, words.title, [
    table(
      [
        { title: words.handler },
        { title: say.check.persons.ordinary, align: 'right' },
        { title: say.check.persons.sensitive, align: 'right' },
        { title: words.pathway, grow: true },
      ],
      parts.map((part) => [part.uscc ?? '', ...figuresOf(context, law, part), part.judged.answer.pathway]),
      { width: out.width, indent: 2, heading: out.paint.faint },
    ),
    out.paint.faint(paragraph(out, words.each)),
    ...(parts.length > 1 ? [out.paint.faint(paragraph(out, words.strictest(judged.answer.pathway)))] : []),
    ...(isAlone ? [out.paint.faint(paragraph(out, say.check.persons.alone))] : []),
  ])
}

/** Persons of the rows, and behind them the figure of the year with them. */
function figuresOf({ say }: Context, law: Law, { scanned, judged }: JudgedPart): readonly string[] {
  return countsOfFile(law, scanned.report.subjects, judged.answer.asOf).map(({ fact, persons }) => {
    const year = judged.facts.get(fact)?.value
    const known =
      typeof year === 'number' ? grouped(year) : say.check.persons.atLeast(grouped(judged.floors.get(fact) ?? 0))
    return `${grouped(persons)} → ${known}`
  })
}

/** The same for programs. */
export function groupDocument({ parts }: JudgedFile) {
  return parts.map(({ uscc, scanned, tally, judged }) => ({
    handler: uscc,
    persons: scanned.report.subjects,
    tally,
    pathway: judged.answer.pathway,
    missing: judged.missing,
  }))
}
