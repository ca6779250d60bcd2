import { type Field, type Marking, valueTypes } from '@feiyu/scan'
import type { Context } from '../context.ts'
import { bytes, grouped, percent } from '../output/figures.ts'
import { item, paragraph, section } from '../output/section.ts'
import { table } from '../output/table.ts'
import { printable } from '../output/width.ts'
import type { FileReport, FileWarning } from './file-report.ts'
import { markingText, typeOfDetector } from './file-report.ts'

const mostColumns = 40
const mostFound = 30

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

/** The columns: those about persons or with something found in them, or all of them. */
export function columnsTable(context: Context, report: FileReport, whole: boolean): string {
  const { out, say } = context
  const shown = whole ? report.fields : report.fields.filter(isWorthShowing).slice(0, mostColumns)
  const hidden = report.fields.length - shown.length
  if (shown.length === 0) return `  ${say.scan.businessAll(grouped(hidden))}`
  const { columns } = say.scan
  const text = table(
    [
      { title: columns.name, grow: true },
      { title: columns.type, grow: true },
      { title: columns.category },
      { title: columns.share, align: 'right' },
    ],
    shown.map((field) => [
      printable(field.name),
      typeName(context, field.type),
      categoryText(context, field),
      percent(report.rows === 0 ? 0 : field.values / report.rows),
    ]),
    { width: out.width, indent: 2, heading: out.paint.faint },
  )
  return hidden === 0 ? text : `${text}\n${out.paint.faint(`  ${say.scan.business(grouped(hidden))}`)}`
}

/** Values inside columns that are something else than the column, such as an identity number in a remark. */
export function foundSection(context: Context, report: FileReport): void {
  const { out, say } = context
  const lines = report.fields.flatMap((field) => {
    const found = foundIn(context, field)
    return found.length === 0
      ? []
      : [`  ${printable(field.name)}`, ...found.map((text) => item(out, '·', text, { indent: 4 }))]
  })
  const more = lines.length - mostFound
  section(
    out,
    say.scan.foundTitle,
    more > 0 ? [...lines.slice(0, mostFound), `  ${say.scan.more(grouped(more))}`] : lines,
  )
}

/** Marks of secrecy, each with its place: the words of the level alone. */
export function markingSections(context: Context, report: FileReport): void {
  const { out, say } = context
  for (const kind of ['mark', 'label'] as const) {
    const lines = report.markings
      .filter((marking) => marking.kind === kind)
      .map((marking) => {
        return item(out, '✗', markingLine(context, marking), { paint: out.paint.bad })
      })
    section(out, kind === 'mark' ? out.paint.bad(say.scan.markings) : say.scan.labels, lines)
  }
}

/** The words of a mark with its place, never what stands around it. */
export function markingLine({ say }: Context, marking: Marking): string {
  const { column, row, count } = marking
  const place =
    column === null
      ? say.scan.inFileName
      : row === 0
        ? say.scan.inHeader(printable(column))
        : say.scan.inColumn(printable(column), grouped(row ?? 0), grouped(count))
  return `${markingText(marking)}${say.terms.listComma}${place}`
}

/** What may be important, core or secret, and what was met while reading. */
export function remarkSections(context: Context, report: FileReport): void {
  const { out, say } = context
  section(
    out,
    say.scan.candidates,
    candidateLines(context, report).map((text) => item(out, '?', text, { paint: out.paint.wary })),
  )
  section(
    out,
    say.scan.warnings,
    warningLines(context, report.warnings).map((line) => item(out, '!', line, { paint: out.paint.wary })),
  )
}

/** What may be important or core data, with the column that says so. */
export function candidateLines({ say }: Context, report: FileReport): readonly string[] {
  const reasons: Readonly<Record<string, string>> = say.scan.candidateReasons
  return report.candidates
    .filter(({ kind }) => kind !== 'secret')
    .map(({ reason, column }) => {
      const place = column === null ? '' : `${printable(column)}${say.terms.colon}`
      return `${place}${reasons[reason] ?? reason}`
    })
}

/** How sure the number of persons is. */
export function methodLine(context: Context, report: FileReport): string {
  const { say } = context
  const { subjects } = report
  const key = subjects.key === null ? null : printable(subjects.key)
  const [lower, upper] = [grouped(subjects.lower), grouped(subjects.upper)]
  const how =
    subjects.method === 'exact-one-key'
      ? say.scan.exact(key)
      : subjects.method === 'rows'
        ? say.scan.byRows
        : key === null
          ? say.scan.upper(lower, upper)
          : say.scan.upperKey(lower, upper, key)
  return subjects.dropped > 0 ? `${how}${say.terms.listSemicolon}${say.scan.dropped(grouped(subjects.dropped))}` : how
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
    `  ${say.scan.counted(grouped(subjects.ordinary), grouped(subjects.sensitive), grouped(subjects.upper))}`,
    out.paint.faint(paragraph(out, methodLine(context, report))),
  ])
}

/** A column about persons, or with something found in it. */
function isWorthShowing(field: Field): boolean {
  return field.category !== 'business' || field.detectors.length > 0
}

function categoryText(context: Context, field: Field): string {
  const { out, say } = context
  const name = say.terms.category[field.category]
  if (field.sensitive) return out.paint.bad(name)
  return field.category === 'personal' ? out.paint.wary(name) : name
}

/** What single values were found to be that the column as a whole is not: counts and the first row. */
export function foundIn(context: Context, field: Field): readonly string[] {
  const { say } = context
  return field.detectors.flatMap(({ id, count, strong, firstRow }) => {
    const type = typeOfDetector(id)
    if (type === field.type) return []
    const text = say.scan.found(typeName(context, type), grouped(count), grouped(firstRow))
    return [strong ? text : say.scan.weak(text)]
  })
}

/** One line for each kind of warning, with the columns or the row concerned. */
export function warningLines(context: Context, warnings: readonly FileWarning[]): readonly string[] {
  const { say } = context
  const words: Readonly<Record<string, (count: string) => string>> = say.scan.warningTexts
  return [...Map.groupBy(warnings, ({ code }) => code).values()].map((group) => {
    const [first] = group
    if (first === undefined) return ''
    const text = words[first.code]?.(grouped(first.count)) ?? first.message
    const columns = group.flatMap(({ column }) => (column === null ? [] : [printable(column)]))
    if (columns.length > 0) {
      const more = columns.length > 3 ? ` +${columns.length - 3}` : ''
      return `${columns.slice(0, 3).join(say.terms.listComma)}${more}${say.terms.colon}${text}`
    }
    return first.row === null || first.row === 0 ? text : `${text}${say.scan.firstRow(grouped(first.row))}`
  })
}
