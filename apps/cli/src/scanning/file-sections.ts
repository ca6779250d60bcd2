import { valueTypes } from '@feiyu/scan'
import type { Context } from '../context.ts'
import { bytes, grouped, percent } from '../output/figures.ts'
import { item, paragraph, section } from '../output/section.ts'
import { table } from '../output/table.ts'
import { printable } from '../output/width.ts'
import type { FieldReport, FileReport } from './file-report.ts'

const mostColumns = 40

/** Name of a type of value in the language of the run. */
export function typeName(context: Context, id: string): string {
  const type = valueTypes.find((one) => one.id === id)
  if (type === undefined) return id
  return context.language === 'zh' ? type.zh : type.en
}

/** What the file is, in one line. */
export function fileLine(context: Context, report: FileReport): string {
  return context.say.scan.summary(
    grouped(report.rows),
    grouped(report.fields.length),
    report.format.toUpperCase(),
    report.encoding.toUpperCase(),
    bytes(report.bytes),
  )
}

/** The columns: those about persons or with something in them, or all of them. */
export function columnsTable(context: Context, report: FileReport, whole: boolean): string {
  const { out, say } = context
  const shown = whole ? report.fields : report.fields.filter(isWorthShowing).slice(0, mostColumns)
  const hidden = report.fields.length - shown.length
  const { columns } = say.scan
  const rows = shown.map((field) => [
    printable(field.name),
    typeName(context, field.type),
    paintCategory(context, field),
    percent(field.share),
    foundIn(context, field),
  ])
  const text = table(
    [
      { title: columns.name, grow: true },
      { title: columns.type, grow: true },
      { title: columns.category },
      { title: columns.share, align: 'right' },
      { title: columns.found, grow: true },
    ],
    rows,
    { width: out.width, indent: 2, heading: out.paint.faint },
  )
  if (hidden === 0) return text
  if (shown.length === 0) return `  ${say.scan.businessAll(grouped(hidden))}`
  return `${text}\n${out.paint.faint(`  ${say.scan.business(grouped(hidden))}`)}`
}

/** Marks of secrecy, each with its place: the words of the level alone. */
export function markingSections(context: Context, report: FileReport): void {
  const { out, say } = context
  const lines = (statutory: boolean) =>
    report.markings
      .filter((mark) => mark.statutory === statutory)
      .map((mark) =>
        item(
          out,
          '✗',
          out.paint.bad(say.scan.marking(mark.text, printable(mark.field), grouped(mark.row), grouped(mark.count))),
          {
            paint: out.paint.bad,
          },
        ),
      )
  section(out, say.scan.markings, lines(true))
  section(out, say.scan.labels, lines(false))
}

/** What may be important, core or secret, and what was met while reading. */
export function remarkSections(context: Context, report: FileReport): void {
  const { out, say } = context
  section(
    out,
    say.scan.candidates,
    report.candidates.map((one) =>
      item(out, '?', say.scan.candidate(one.kind, printable(one.field)), { paint: out.paint.wary }),
    ),
  )
  section(
    out,
    say.scan.warnings,
    report.warnings.map((one) => item(out, '!', warningText(context, one), { paint: out.paint.wary })),
  )
}

/** How sure the number of persons is. */
export function methodLine(context: Context, report: FileReport): string {
  const { say } = context
  const { subjects } = report
  const key = subjects.key === null ? null : printable(subjects.key)
  const range =
    subjects.lower === subjects.upper && key !== null
      ? say.scan.exact(key)
      : key === null
        ? say.scan.upper(grouped(subjects.lower), grouped(subjects.upper))
        : say.scan.upperKey(grouped(subjects.lower), grouped(subjects.upper), key)
  return subjects.dropped > 0
    ? `${range}${say.terms.listSemicolon}${say.scan.dropped(grouped(subjects.dropped))}`
    : range
}

/** The persons of a file, for `feiyu scan`. */
export function personsSection(context: Context, report: FileReport): void {
  const { out, say } = context
  const { subjects } = report
  if (subjects.upper === 0) {
    section(out, say.scan.persons, [`  ${say.scan.none}`])
    return
  }
  section(out, say.scan.persons, [
    `  ${say.scan.counted(grouped(subjects.ordinary), grouped(subjects.sensitive), grouped(subjects.distinct))}`,
    out.paint.faint(paragraph(out, methodLine(context, report))),
  ])
}

function isWorthShowing(field: FieldReport): boolean {
  return field.category !== 'business' || field.detectors.length > 0
}

function paintCategory(context: Context, field: FieldReport): string {
  const { out, say } = context
  const name = say.terms.category[field.category]
  if (field.sensitive) return out.paint.bad(name)
  return field.category === 'personal' ? out.paint.wary(name) : name
}

function foundIn(context: Context, field: FieldReport): string {
  const { say } = context
  return field.detectors
    .map(({ id, count, strong, row }) => {
      const text = say.scan.found(typeName(context, id), grouped(count), row === undefined ? null : grouped(row))
      return strong ? text : say.scan.weak(text)
    })
    .join(say.terms.listSemicolon)
}

function warningText(context: Context, warning: FileReport['warnings'][number]): string {
  const words: Readonly<Record<string, (count: string) => string>> = context.say.scan.warningTexts
  const write = words[warning.code]
  if (write === undefined) return warning.message
  const where = warning.row === null ? '' : context.say.scan.firstRow(grouped(warning.row))
  return `${write(grouped(warning.count))}${where}`
}
