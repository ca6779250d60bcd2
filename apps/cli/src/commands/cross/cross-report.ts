import type { CrossingResult, Persons, Stop } from '@feiyu/gate'
import type { Context } from '../../context.ts'
import type { ExitCode } from '../../exit-code.ts'
import { receiptPath } from '../../home/crossings.ts'
import { homeLayout, inHome } from '../../home/home-layout.ts'
import { bytes, grouped, shortDigest } from '../../output/figures.ts'
import { pathwayText } from '../../output/law-words.ts'
import { item, paragraph, section } from '../../output/section.ts'
import { table } from '../../output/table.ts'
import { printable } from '../../output/width.ts'
import { holdsPersons, typeOfDetector } from '../../scanning/file-report.ts'
import { typeName } from '../../scanning/file-sections.ts'
import { judgedUnchanged } from '../check/column-changes.ts'
import { countryName } from '../check/country.ts'
import { groupSection } from '../check/group-section.ts'
import { quoted } from '../check/uncleared-conditions.ts'
import { crossDocument, exitOf } from './cross-document.ts'
import type { CrossedFile } from './crossed-file.ts'
import type { Prepared } from './prepared.ts'

type Ended = Extract<CrossingResult, { readonly kind: 'completed' | 'stopped' }>

/** Says what became of a crossing, and gives the exit code. */
export async function reportCrossing(context: Context, prepared: Prepared, crossed: CrossedFile): Promise<ExitCode> {
  const { out, say } = context
  const exit = exitOf(crossed)
  out.document(crossDocument(context, prepared, crossed, exit))
  if (out.json) return exit
  const { result, place } = crossed
  const { stated } = prepared
  const to = countryName(stated.country, context.language)
  out.report(say.check.title(printable(place.name), to, stated.recipient === null ? null : printable(stated.recipient)))
  out.report('')
  if (result.kind === 'completed') completed(context, prepared, crossed, result)
  if (result.kind === 'stopped') stopped(context, prepared, crossed, result)
  if (result.kind === 'refused') {
    out.report(`  ${out.paint.bad(say.cross.refused)}`)
    for (const refusal of result.refusals) {
      out.report(item(out, '✗', `${refusal.code}${say.terms.colon}${say.cross.refusal(refusal)}`))
    }
  }
  return exit
}

function completed(context: Context, prepared: Prepared, crossed: CrossedFile, result: Ended): void {
  const { out, say, config } = context
  const { judged } = prepared.file
  const { released, read } = result.outcome
  const path = `${crossed.place.folder}/${crossed.place.name}`
  const receipt = receiptPath(config.home, result.receipt, crossed.place)
  out.report(`  ${out.paint.good(say.cross.done)}`)
  out.report(item(out, ' ', pathwayText(context, prepared.law, judged.answer.pathway), { indent: 0 }))
  section(out, say.cross.what, [
    item(out, '·', say.cross.where(printable(path))),
    item(
      out,
      '·',
      say.cross.released(say.cross.rows(grouped(released.rows), grouped(read.rows)), bytes(released.bytes)),
    ),
    ...(released.digest === undefined ? [] : [item(out, '·', say.cross.digest(released.digest))]),
    ...countLines(context, result),
    ...unchangedLines(context, prepared),
  ])
  personsSection(context, prepared, crossed, result)
  proofSection(context, result, receipt)
  const key = inHome(config.home, homeLayout.logKey)
  section(out, say.cross.verifyTitle, [
    paragraph(out, out.paint.strong(say.cross.verify(quoted(receipt), quoted(key), quoted(path)))),
    out.paint.faint(paragraph(out, say.cross.oneSided)),
  ])
}

function stopped(context: Context, prepared: Prepared, crossed: CrossedFile, result: Ended): void {
  const { out, say, config } = context
  const stop = result.kind === 'stopped' ? result.stop : null
  const byPerson = stop?.code === 'operator'
  out.report(`  ${out.paint.bad(byPerson ? say.cross.interrupted : say.cross.stopped)}`)
  if (stop !== null && !byPerson)
    section(out, say.cross.stop.title, [item(out, '✗', stopText(context, prepared, stop), { paint: out.paint.bad })])
  proofSection(context, result, receiptPath(config.home, result.receipt, crossed.place))
}

function stopText(context: Context, { whole }: Prepared, { code, row, column, type }: Stop): string {
  const { say } = context
  const words: Readonly<Record<string, (type: string) => string>> = say.cross.stop.codes
  const kind = type === null ? '' : typeName(context, typeOfDetector(type))
  const what = words[code]?.(kind) ?? say.cross.stop.other(code)
  const name = column === null ? null : printable(whole.report.fields[column - 1]?.name ?? String(column))
  const where =
    row !== null && name !== null
      ? say.cross.stop.at(grouped(row), name)
      : row !== null
        ? say.cross.stop.row(grouped(row))
        : name !== null
          ? say.cross.stop.column(name)
          : null
  return where === null ? what : `${where}${say.terms.colon}${what}`
}

/** Columns that crossed lessened, and counted as they stand. */
function unchangedLines({ out, say }: Context, { scanned, changes }: Prepared): readonly string[] {
  const columns = judgedUnchanged(scanned.report, changes).map(printable)
  return columns.length === 0 ? [] : [item(out, '·', say.check.notes.unchanged(columns.join(say.terms.listComma)))]
}

function countLines(context: Context, { outcome }: Ended): readonly string[] {
  const { out, say } = context
  const kinds = (['dropped', 'masked', 'held'] as const).flatMap((what) => {
    const counts = Object.entries(outcome[what] ?? {})
    if (counts.length === 0) return []
    const list = counts.map(([type, count]) => `${typeName(context, typeOfDetector(type))} ${grouped(count)}`)
    return [item(out, '·', `${say.cross.counts[what]}${say.terms.colon}${list.join(say.terms.listComma)}`)]
  })
  const without = outcome.withoutConsent ?? 0
  return without === 0 ? kinds : [...kinds, item(out, '·', say.cross.counts.withoutConsent(grouped(without)))]
}

function personsSection(
  context: Context,
  prepared: Prepared,
  { opening }: CrossedFile,
  { outcome, permit }: Ended,
): void {
  const { out, say } = context
  const words = say.cross.persons
  const { report } = prepared.scanned
  if (!holdsPersons(report)) {
    section(out, words.title, [`  ${words.none}`])
    return
  }
  const { file, law } = prepared
  if (file.isGroup) {
    groupSection(context, law, file)
    return
  }
  const { newPersons } = outcome
  const { tally } = prepared.file.said
  const again = (kind: keyof Persons) => grouped(Math.max(0, report.subjects[kind] - newPersons[kind]))
  const year = (kind: keyof Persons) => (tally === null ? '' : grouped(tally.upper[kind]))
  const side = permit.count.account?.kind === 'side' ? permit.count.account.article : null
  const columns = [
    { title: '' },
    { title: say.check.persons.ordinary, align: 'right' },
    { title: say.check.persons.sensitive, align: 'right' },
  ] as const
  const rows = [
    [words.isNew, grouped(newPersons.ordinary), grouped(newPersons.sensitive)],
    [words.again, again('ordinary'), again('sensitive')],
    ...(side === null ? [[words.year, year('ordinary'), year('sensitive')]] : []),
  ]
  section(out, words.title, [
    table(columns, rows, { width: out.width, indent: 2, heading: out.paint.faint }),
    out.paint.faint(paragraph(out, report.subjects.method === 'exact-one-key' ? words.key : words.bound)),
    ...(tally?.isAlone === true ? [out.paint.faint(paragraph(out, say.check.persons.alone))] : []),
    ...(side === null ? [] : [out.paint.faint(paragraph(out, words.side(side)))]),
    ...(side === null && tally?.isOpened === false ? [paragraph(out, words.notOpened)] : []),
    ...(opening === null
      ? []
      : [paragraph(out, say.cross.opening(grouped(opening.ordinary), grouped(opening.sensitive)))]),
  ])
}

function proofSection(context: Context, { permit, receipt }: Ended, path: string): void {
  const { out, say } = context
  section(out, say.cross.proof, [
    item(out, '·', say.cross.permit(shortDigest(permit.id), permit.notAfter)),
    item(out, '·', say.cross.entries(receipt.permit.index, receipt.outcome.index)),
    item(out, '·', say.cross.receipt(printable(path))),
  ])
}
