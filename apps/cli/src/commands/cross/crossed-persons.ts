import type { CrossingResult, Persons } from '@feiyu/gate'
import type { Context } from '../../context.ts'
import { grouped } from '../../output/figures.ts'
import { paragraph, section } from '../../output/section.ts'
import { table } from '../../output/table.ts'
import { holdsPersons } from '../../scanning/file-report.ts'
import type { CrossedFile } from './crossed-file.ts'
import type { Prepared } from './prepared.ts'

type Completed = Extract<CrossingResult, { readonly kind: 'completed' }>

/** What a book holds after a crossing, with it. */
export interface BookYear extends Persons {
  readonly handler: string
}

/** The figures of the year as the books hold them now, one for each legal person. */
export function yearsOf({ books }: Prepared): Promise<readonly BookYear[]> {
  return Promise.all(
    books.map(async ({ uscc, file }) => {
      const { upper } = await file.figures()
      return { handler: uscc, ordinary: upper.ordinary, sensitive: upper.sensitive }
    }),
  )
}

/** The persons who crossed: how many are new, how many had crossed before, and what the year holds now. */
export function crossedPersonsSection(
  context: Context,
  prepared: Prepared,
  { opening }: Pick<CrossedFile, 'opening'>,
  { outcome, permit }: Completed,
  years: readonly BookYear[],
): void {
  const { out, say } = context
  const words = say.cross.persons
  const { report } = prepared.scanned
  if (!holdsPersons(report)) {
    section(out, words.title, [`  ${words.none}`])
    return
  }
  const { newPersons } = outcome
  const { file } = prepared
  const { tally } = file.said
  const side = permit.count.account?.kind === 'side' ? permit.count.account.article : null
  const before = againIn(report.subjects, outcome)
  const stayedBehind = (outcome.withoutConsent ?? 0) > 0
  const isBoth = report.subjects.ordinary > 0 && report.subjects.sensitive > 0
  const row = (title: string, persons: Persons) => [title, grouped(persons.ordinary), grouped(persons.sensitive)]
  const rows = [
    row(words.isNew, newPersons),
    // A person of two legal persons is new in one and not in the other: of a group the books say it, each its own.
    ...(file.isGroup ? [] : [row(words.again, before)]),
    ...(side !== null
      ? []
      : years.map((year) => row(file.isGroup ? `${words.year} ${year.handler}` : words.year, year))),
  ]
  const columns = [
    { title: '' },
    { title: say.check.persons.ordinary, align: 'right' },
    { title: say.check.persons.sensitive, align: 'right' },
  ] as const
  section(out, words.title, [
    table(columns, rows, { width: out.width, indent: 2, heading: out.paint.faint }),
    out.paint.faint(paragraph(out, report.subjects.method === 'exact-one-key' ? words.key : words.bound)),
    ...(stayedBehind && isBoth && !file.isGroup ? [out.paint.faint(paragraph(out, words.both))] : []),
    ...(tally?.isAlone === true ? [out.paint.faint(paragraph(out, say.check.persons.alone))] : []),
    ...(side === null ? [] : [out.paint.faint(paragraph(out, words.side(side)))]),
    ...(side === null && tally?.isOpened === false ? [paragraph(out, words.notOpened)] : []),
    ...(opening === null
      ? []
      : [paragraph(out, say.cross.opening(grouped(opening.ordinary), grouped(opening.sensitive)))]),
  ])
}

/** Persons who crossed and were in the book: of those released, not of those in the file, since rows may stay behind. */
function againIn(file: Persons, { released, newPersons }: Completed['outcome']): Persons {
  const most = released.persons ?? Number.POSITIVE_INFINITY
  const again = (kind: keyof Persons) => Math.max(0, Math.min(file[kind], most) - newPersons[kind])
  return { ordinary: again('ordinary'), sensitive: again('sensitive') }
}
