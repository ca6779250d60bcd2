import type { CrossingResult, PermitRefusal } from '@feiyu/gate'
import type { Context } from '../../context.ts'
import type { ExitCode } from '../../exit-code.ts'
import { receiptPath } from '../../home/crossings.ts'
import { homeLayout, inHome } from '../../home/home-layout.ts'
import { bytes, grouped, shortDigest } from '../../output/figures.ts'
import { pathwayText } from '../../output/law-words.ts'
import { quoted } from '../../output/quoted.ts'
import { commandLines, item, paragraph, pathItem, section } from '../../output/section.ts'
import { printable } from '../../output/width.ts'
import { typeOfDetector } from '../../scanning/file-report.ts'
import { typeName } from '../../scanning/file-sections.ts'
import { droppedColumns, judgedUnchanged } from '../check/column-changes.ts'
import { countryName } from '../check/country.ts'
import { crossDocument, exitOf } from './cross-document.ts'
import type { CrossedFile } from './crossed-file.ts'
import { type BookYear, crossedPersonsSection, yearsOf } from './crossed-persons.ts'
import type { Prepared } from './prepared.ts'
import { brokenError, type NotCrossed, stoppedSections } from './stopped-report.ts'

type Completed = Extract<CrossingResult, { readonly kind: 'completed' }>

/** Says what became of a crossing, and gives the exit code. */
export async function reportCrossing(
  context: Context,
  prepared: Prepared,
  crossed: CrossedFile,
  denial: number | null,
): Promise<ExitCode> {
  const { out, say } = context
  const exit = exitOf(crossed)
  const year = await yearsOf(prepared)
  out.document({ ...crossDocument(context, prepared, crossed, exit), year, ...(denial === null ? {} : { denial }) })
  const { result, place } = crossed
  if (result.kind === 'broken') {
    const { message, code } = brokenError(context, place, result)
    out.note(out.errorPaint.bad(`feiyu: ${printable(message)} (${code})`))
  }
  if (out.json) return exit
  const { stated } = prepared
  const to = countryName(stated.country, context.language)
  out.report(say.check.title(printable(place.name), to, stated.recipient === null ? null : printable(stated.recipient)))
  out.report('')
  if (result.kind === 'completed') completed(context, prepared, crossed, result, year)
  if (result.kind === 'stopped' || result.kind === 'broken') {
    stoppedSections(context, prepared, crossed, result)
    proofSection(context, result, receiptPath(context.config.home, result.receipt, place))
  }
  if (result.kind === 'refused') {
    out.report(`  ${out.paint.bad(say.cross.refused)}`)
    for (const refusal of result.refusals) {
      out.report(item(out, '✗', `${refusal.code}${say.terms.colon}${say.cross.refusal(refusal)}`))
    }
    section(out, say.cross.next.title, [item(out, '→', refusedNext(context, result.refusals))])
    if (denial !== null) out.report(out.paint.faint(`  ${say.cross.denial(denial)}`))
  }
  return exit
}

function completed(
  context: Context,
  prepared: Prepared,
  crossed: CrossedFile,
  result: Completed,
  year: readonly BookYear[],
): void {
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
    ...columnLines(context, prepared),
  ])
  crossedPersonsSection(context, prepared, crossed, result, year)
  proofSection(context, result, receipt)
  const key = inHome(config.home, homeLayout.logKey)
  section(out, say.cross.verifyTitle, [
    ...commandLines(out, [`feiyu verify ${quoted(receipt)}`, `--key ${quoted(key)}`, `--data ${quoted(path)}`]),
    out.paint.faint(paragraph(out, say.cross.oneSided)),
  ])
}

/** What helps against what the gate refused first. */
function refusedNext({ say, config }: Context, refusals: readonly PermitRefusal[]): string {
  const words: Readonly<Record<string, (folder: string) => string>> = say.cross.next.refusals
  const [first] = refusals
  const own = first === undefined ? undefined : words[first.code]
  return (own ?? say.cross.next.refused)(printable(inHome(config.home, homeLayout.approvers)))
}

/** Columns that stayed behind, and those that crossed lessened and count as they stand. */
function columnLines({ out, say }: Context, { scanned, changes }: Prepared): readonly string[] {
  const words = say.check.notes
  const line = (columns: readonly string[], text: (list: string) => string) =>
    columns.length === 0 ? [] : [item(out, '·', text(columns.map(printable).join(say.terms.listComma)))]
  return [
    ...line(droppedColumns(changes), words.dropped),
    ...line(judgedUnchanged(scanned.report, changes), words.unchanged),
  ]
}

function countLines(context: Context, { outcome }: Completed): readonly string[] {
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

function proofSection(context: Context, { permit, receipt }: Completed | NotCrossed, path: string): void {
  const { out, say } = context
  section(out, say.cross.proof, [
    item(out, '·', say.cross.permit(shortDigest(permit.id), permit.notAfter)),
    item(out, '·', say.cross.entries(receipt.permit.index, receipt.outcome.index)),
    pathItem(out, '·', say.cross.receipt, printable(path)),
  ])
}
