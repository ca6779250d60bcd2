import { shanghaiDate } from '@feiyu/core'
import { type FileBook, nodeDisk, openingsOf, recountsOf, viewsOf } from '@feiyu/gate'
import type { Context } from '../../context.ts'
import { type ExitCode, exitCode } from '../../exit-code.ts'
import { openHomeBooks } from '../../home/open-home.ts'
import { refuseLostHome } from '../../home/refuse-lost-home.ts'
import type { FlagValues } from '../../options/flag.ts'
import { grouped } from '../../output/figures.ts'
import { item, paragraph, section } from '../../output/section.ts'
import { printable } from '../../output/width.ts'
import { isValidUscc, wrongUscc } from '../../statements/uscc.ts'
import { personsTable } from './figures-table.ts'
import type { tallyShowFlags } from './tally.flags.ts'

/** Prints the books of this home. Changes nothing. */
export async function runTallyShow(context: Context, flags: FlagValues<typeof tallyShowFlags>): Promise<ExitCode> {
  const { out, say, config } = context
  if (flags.uscc !== undefined && !isValidUscc(flags.uscc)) throw wrongUscc()
  const disk = nodeDisk(config.home)
  await refuseLostHome(config.home, disk)
  const books = openHomeBooks(context, disk)
  const shown: Shown[] = []
  for (const { uscc, year } of await books.list()) {
    if ((flags.uscc ?? uscc) !== uscc || (flags.year ?? year) !== year) continue
    await using book = await books.book(uscc, year)
    shown.push(await contentOf(book))
  }
  const totals = (await books.totals()).filter(
    ({ uscc, year }) => (flags.uscc ?? uscc) === uscc && (flags.year ?? year) === year,
  )
  const lost = await books.lost()
  const exit = lost.length === 0 ? exitCode.ok : exitCode.fault
  out.document({ books: shown, destroyed: totals, lost })
  if (out.json) return exit
  if (lost.length > 0) out.report(out.paint.bad(paragraph(out, say.tally.lost(lost.length), 0)))
  if (shown.length + totals.length + lost.length === 0) out.report(say.tally.none)
  for (const [index, book] of shown.entries()) {
    if (index > 0) out.report('')
    report(context, book)
  }
  section(
    out,
    say.tally.totals,
    totals.map(({ uscc, year, figures: { upper }, at, by }) =>
      item(
        out,
        '·',
        say.tally.total(
          uscc,
          year,
          grouped(upper.ordinary),
          grouped(upper.sensitive),
          shanghaiDate(Date.parse(at)),
          printable(by),
        ),
      ),
    ),
  )
  return exit
}

type Shown = Awaited<ReturnType<typeof contentOf>>

async function contentOf(book: FileBook) {
  const views = await viewsOf(book)
  return {
    uscc: book.uscc,
    year: book.year,
    book: book.id,
    figures: await book.figures(),
    ...views,
    openings: (await openingsOf(book)).map(({ persons, identifiers, source, by }) => ({
      persons,
      kind: identifiers === null ? ('number' as const) : ('identifiers' as const),
      source,
      by,
    })),
    recounts: (await recountsOf(book)).map(({ at, recount: { reason, by, before, after, lines } }) => ({
      at,
      reason,
      by,
      before: before.upper,
      after: after.upper,
      lines,
    })),
    unsettled: await book.unsettled(),
  }
}

function report(context: Context, book: Shown): void {
  const { out, say } = context
  const words = say.tally
  const { upper, opening, settled, reserved, lower, side } = book.figures
  out.report(out.paint.strong(words.book(book.uscc, book.year)))
  const rows = Object.entries({ upper, opening, settled, reserved, lower } as const)
  out.report(
    personsTable(
      context,
      words.columns.figure,
      rows.map(([name, persons]) => ({ name: words.figures[name as keyof typeof words.figures], persons })),
    ),
  )
  out.report(paragraph(out, words.precision[book.precision](book.keyBits)))
  if (book.closed !== null) out.report(paragraph(out, words.closed(book.closed.successor)))
  if (book.alone > 0) out.report(paragraph(out, words.alone(grouped(book.alone))))
  if (book.kinds.length > 0 && book.precision === 'upper-bound') {
    section(out, words.kinds, [
      personsTable(context, words.columns.kind, [
        ...book.kinds.map(({ kind, persons }) => ({ name: kind, persons })),
        ...(book.keyless.ordinary + book.keyless.sensitive > 0 ? [{ name: words.keyless, persons: book.keyless }] : []),
      ]),
    ])
  }
  const ledgers = Object.entries(side).map(([article, persons]) => ({ name: article, persons }))
  for (const [title, lines] of [
    [words.side, ledgers],
    [words.recipients, book.recipients],
    [words.scenarios, book.scenarios],
  ] as const) {
    if (lines.length > 0) section(out, title, [personsTable(context, words.columns.name, lines)])
  }
  section(
    out,
    words.fields,
    book.fields.map(({ path, type, sensitive }) => item(out, '·', words.field(printable(path), type, sensitive))),
  )
  section(
    out,
    words.openings,
    book.openings.length === 0
      ? [paragraph(out, words.noOpening)]
      : book.openings.map(({ persons, kind, source, by }) =>
          item(
            out,
            '·',
            words.opening(
              grouped(persons.ordinary),
              grouped(persons.sensitive),
              kind,
              printable(source),
              printable(by),
            ),
          ),
        ),
  )
  section(
    out,
    words.predecessors,
    book.predecessors.map(({ uscc, date, reason, by }) =>
      item(out, '·', words.predecessor(uscc, date, printable(reason), printable(by))),
    ),
  )
  section(
    out,
    words.recounts,
    book.recounts.map(({ at, before, reason, by }) =>
      item(
        out,
        '·',
        words.recount(
          at,
          grouped(before.ordinary),
          grouped(before.sensitive),
          printable(reason),
          printable(by.join(say.terms.listComma)),
        ),
      ),
    ),
  )
  if (book.unsettled.length > 0) {
    out.report('')
    out.report(paragraph(out, words.open(grouped(book.unsettled.length)), 0))
  }
}
