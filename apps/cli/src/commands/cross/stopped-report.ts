import { FeiyuError } from '@feiyu/core'
import { type CrossingResult, mayHaveLeft, type Stop } from '@feiyu/gate'
import type { Context } from '../../context.ts'
import type { FilePlace } from '../../home/crossings.ts'
import { bytes, grouped } from '../../output/figures.ts'
import { quoted } from '../../output/quoted.ts'
import { describeError, type ErrorDocument } from '../../output/report-error.ts'
import { item, section } from '../../output/section.ts'
import { printable } from '../../output/width.ts'
import { typeOfDetector } from '../../scanning/file-report.ts'
import { typeName } from '../../scanning/file-sections.ts'
import type { CrossedFile } from './crossed-file.ts'
import type { Prepared } from './prepared.ts'

export type NotCrossed = Extract<CrossingResult, { readonly kind: 'stopped' | 'broken' }>

/** Says why a crossing did not come to its end, what lies at the destination, and what to do next. */
export function stoppedSections(
  context: Context,
  prepared: Prepared,
  { place }: Pick<CrossedFile, 'place'>,
  result: NotCrossed,
): void {
  const { out, say } = context
  const isLeft = mayHaveLeft(result.outcome)
  out.report(`  ${out.paint.bad(headingOf(context, result))}`)
  const why = whyText(context, prepared, place, result)
  if (why !== null) section(out, say.cross.stop.title, [item(out, '✗', why, { paint: out.paint.bad })])
  section(out, say.cross.place.title, [
    item(out, '·', say.cross.place.nothing(printable(pathOf(place)))),
    ...(isLeft ? lostLines(context, result) : []),
  ])
  section(out, say.cross.next.title, [item(out, '→', nextText(context, prepared, place, result))])
}

/** An error of the destination as people need it: which folder, and what happened to it. */
export function brokenError(
  context: Context,
  place: FilePlace,
  { error, stop }: { error: unknown; stop: Stop },
): ErrorDocument {
  const described = describeError(error, context)
  if (stop.code !== 'destination-failed') return described
  const words = wordsOf(context.say.cross.place.failed)[described.code]
  return words === undefined
    ? { ...described, at: pathOf(place) }
    : { code: described.code, message: words(printable(place.folder), printable(place.name)) }
}

/** What to do next, in words. */
export function nextText(context: Context, { whole }: Prepared, place: FilePlace, result: NotCrossed): string {
  const { say } = context
  const { code, column, type } = result.stop
  if (mayHaveLeft(result.outcome)) return say.cross.next.lost(printable(partName(result)))
  if (result.kind === 'broken' && code === 'destination-failed') {
    const words = wordsOf(say.cross.next.destination)[codeOf(result.error)]
    return (words ?? say.cross.next.otherFolder)(printable(place.folder))
  }
  const name = column === null ? null : (whole.report.fields[column - 1]?.name ?? null)
  const at = name === null ? say.cross.next.column : quoted(name)
  const kind = type === null ? say.cross.next.kind : typeOfDetector(type)
  return (wordsOf(say.cross.next.codes)[code] ?? say.cross.next.again)(at, kind)
}

function headingOf({ say }: Context, { outcome, stop, kind }: NotCrossed): string {
  if (mayHaveLeft(outcome)) return say.cross.mayHaveLeft
  if (stop.code === 'operator') return say.cross.interrupted
  return kind === 'broken' ? say.cross.broken : say.cross.stopped
}

function whyText(context: Context, prepared: Prepared, place: FilePlace, result: NotCrossed): string | null {
  const { say } = context
  if (result.kind === 'broken') {
    const { message, code } = brokenError(context, place, result)
    return say.cross.place.because(printable(message), code)
  }
  return result.stop.code === 'operator' ? null : stopText(context, prepared, result.stop)
}

function stopText(context: Context, { whole }: Prepared, { code, row, column, type }: Stop): string {
  const { say } = context
  const kind = type === null ? '' : typeName(context, typeOfDetector(type))
  const words = wordsOf(say.cross.stop.codes)[code]
  const what = words?.(kind) ?? say.cross.stop.other(code)
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

function lostLines({ out, say }: Context, result: NotCrossed): readonly string[] {
  const { released, newPersons } = result.outcome
  const words = say.cross.place
  return [
    item(out, '✗', words.lost(grouped(released.rows), bytes(released.bytes), partName(result)), {
      paint: out.paint.bad,
    }),
    item(out, '·', words.counted(grouped(newPersons.ordinary), grouped(newPersons.sensitive))),
  ]
}

function partName({ permit }: NotCrossed): string {
  return `.feiyu-${permit.id.slice('sha256:'.length)}.part`
}

function pathOf({ folder, name }: FilePlace): string {
  return `${folder}/${name}`
}

function codeOf(error: unknown): string {
  return error instanceof FeiyuError ? error.code : ''
}

function wordsOf<F>(words: Readonly<Record<string, F>>): Readonly<Record<string, F>> {
  return words
}
