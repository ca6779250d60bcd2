import type { Persons } from '@feiyu/gate'
import type { Law } from '@feiyu/law'
import type { Context } from '../../context.ts'
import { grouped } from '../../output/figures.ts'
import { paragraph, section } from '../../output/section.ts'
import { table } from '../../output/table.ts'
import { printable } from '../../output/width.ts'
import { methodLine } from '../../scanning/file-sections.ts'
import type { Checked } from './checked.ts'
import { countsOfFile } from './persons.ts'
import type { TallyView } from './tally-view.ts'

/** Persons of this file, earlier this year, and together; where each figure comes from. */
export function personsSection(context: Context, law: Law, checked: Checked): void {
  const { out, say } = context
  const words = say.check.persons
  const { rows, remarks } = personsRows(context, law, checked)
  if (rows.length === 0) {
    section(out, words.title, [`  ${say.scan.none}`])
    return
  }
  section(out, words.title, [
    table(
      [
        { title: '' },
        { title: words.ordinary, align: 'right' },
        { title: words.sensitive, align: 'right' },
        { title: '', grow: true },
      ],
      rows,
      { width: out.width, indent: 2, heading: out.paint.faint },
    ),
    ...remarks.map((text) => out.paint.faint(paragraph(out, text))),
  ])
}

/** The figures by row (what, ordinary, sensitive, who says so), and remarks on them; no row where there is no person. */
export function personsRows(
  context: Context,
  law: Law,
  checked: Checked,
): { readonly rows: readonly (readonly string[])[]; readonly remarks: readonly string[] } {
  const { say } = context
  const { judged, said, stated, scanned } = checked
  const { tally } = said
  const { subjects } = scanned.report
  const words = say.check.persons
  if (judged.facts.get('pi')?.value !== true) return { rows: [], remarks: [] }
  const counts = countsOfFile(law, subjects, stated.asOf)
  const opens = counts.some((count) => count.opens)
  const openingOf = (tally: 'ordinary' | 'sensitive') => judged.opening[tally]
  const rows = [
    [words.thisFile, ...counts.map((count) => grouped(count.persons)), ''],
    ...(opens && tally !== null ? bookRows(context, tally) : []),
    ...(opens && tally?.isOpened !== true
      ? [
          [
            words.opening,
            ...counts.map((count) => {
              const figure = openingOf(count.tally)
              return figure === null ? words.notStated : grouped(figure.persons)
            }),
            authorOf(context, checked),
          ],
        ]
      : []),
    [
      words.year,
      ...counts.map((count) => {
        const fact = judged.facts.get(count.fact)
        if (typeof fact?.value === 'number') return grouped(fact.value)
        return words.atLeast(grouped(judged.floors.get(count.fact) ?? 0))
      }),
      '',
    ],
  ]
  const both = subjects.ordinary > 0 && subjects.sensitive > 0
  return {
    rows,
    remarks: [
      ...(subjects.upper > 0 ? [methodLine(context, scanned.report)] : []),
      ...(both ? [words.both] : []),
      ...(judged.answer.tally === 'side' ? [words.side] : []),
      ...(tally?.isAlone === true ? [words.alone] : []),
      ...(judged.whatever.length > 0 ? [words.whatever] : []),
    ],
  }
}

/** What the book holds before this file, and how many of the file it does not have yet. */
function bookRows(context: Context, { figures, newPersons }: TallyView): readonly (readonly string[])[] {
  const words = context.say.check.persons
  const row = (title: string, persons: Persons) => [title, grouped(persons.ordinary), grouped(persons.sensitive), '']
  const { reserved } = figures
  return [
    row(words.isNew, newPersons),
    row(words.book, figures.upper),
    ...(reserved.ordinary + reserved.sensitive > 0 ? [row(words.reserved, reserved)] : []),
  ]
}

function authorOf(context: Context, checked: Checked): string {
  const { ordinary, sensitive } = checked.judged.opening
  const figure = ordinary ?? sensitive
  return figure === null ? '' : context.say.check.persons.stated(printable(figure.by), figure.on)
}
