import type { Law } from '@feiyu/law'
import type { Context } from '../../context.ts'
import { grouped } from '../../output/figures.ts'
import { factText } from '../../output/law-words.ts'
import { item, section } from '../../output/section.ts'
import { table } from '../../output/table.ts'
import { printable } from '../../output/width.ts'
import { isHandlerFact } from '../../statements/handler-facts.ts'
import type { Checked } from './checked.ts'
import { droppedColumns, judgedUnchanged } from './column-changes.ts'
import type { FactSheet } from './fact-sheet.ts'

/** Every fact of the check with its source and author. */
export function factsSection(context: Context, facts: FactSheet): void {
  const { out, say } = context
  const { factColumns: columns } = say.check
  section(out, say.check.facts, [
    table(
      [
        { title: columns.fact, grow: true },
        { title: columns.value, grow: true },
        { title: columns.from },
        { title: columns.by, grow: true },
        { title: columns.on },
      ],
      facts
        .entries()
        .map(([name, fact]) => [
          name,
          valueText(context, fact.value),
          say.check.sources[fact.from],
          printable(fact.by),
          fact.on,
        ]),
      { width: out.width, indent: 2, heading: out.paint.faint },
    ),
  ])
}

/** Statements that no longer hold, sources that gave way, a handler that nobody recorded, columns that count as they stand. */
export function notesSection(context: Context, law: Law, checked: Checked): void {
  const { out, say } = context
  section(
    out,
    say.check.notes.title,
    noteTexts(context, law, checked).map((text) => item(out, '!', text, { paint: out.paint.wary })),
  )
}

/** The same, one text each. */
export function noteTexts(context: Context, law: Law, checked: Checked): readonly string[] {
  const { say } = context
  const words = say.check.notes
  const name = (fact: string) => (isHandlerFact(fact) ? say.init.names[fact] : factText(context, law, fact))
  const lapsed = checked.stated.lapsed.map((one) =>
    one.on > checked.stated.asOf
      ? words.notYet(name(one.fact), one.on)
      : words.expired(name(one.fact), one.until ?? `${one.on.slice(0, 4)}-12-31`),
  )
  const overruled = checked.judged.facts
    .entries()
    .flatMap(([fact, { from, instead }]) =>
      instead === null ? [] : [words.overruled(name(fact), say.check.sources[from], say.check.sources[instead.from])],
    )
  const persons = checked.judged.facts.get('pi')?.value === true
  const handler = persons && checked.stated.handler.uscc === null ? [words.handler] : []
  const columns = judgedUnchanged(checked.scanned.report, checked.changes).map(printable)
  const unchanged = columns.length === 0 ? [] : [words.unchanged(columns.join(say.terms.listComma))]
  const out = droppedColumns(checked.changes).map(printable)
  const dropped = out.length === 0 ? [] : [words.dropped(out.join(say.terms.listComma))]
  return [...lapsed, ...overruled, ...handler, ...dropped, ...unchanged]
}

function valueText(context: Context, value: unknown): string {
  if (typeof value === 'boolean') return context.say.terms[value ? 'yes' : 'no']
  if (typeof value === 'number') return grouped(value)
  return printable(typeof value === 'string' ? value : JSON.stringify(value))
}
