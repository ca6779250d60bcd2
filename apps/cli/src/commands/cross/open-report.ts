import type { FeiyuError } from '@feiyu/core'
import { CrossingError, causeOfOpen } from '@feiyu/gate'
import type { Context } from '../../context.ts'
import { type ExitCode, exitCode } from '../../exit-code.ts'
import type { FilePlace } from '../../home/crossings.ts'
import { describeError, exitCodeOf, noteError } from '../../output/report-error.ts'
import { item, section } from '../../output/section.ts'
import { printable } from '../../output/width.ts'

/** Whether an error is of a crossing that broke and stayed open, such as when the disk of the home is full. */
export function isLeftOpen(error: unknown): error is CrossingError {
  return error instanceof CrossingError && error.code === 'FEIYU_CROSSING_OPEN'
}

/**
 * Says of a crossing that stayed open what it broke on, what may have left, and what to do: nobody knows what became of it
 * until the next `feiyu cross` has closed it.
 */
export function reportOpen(context: Context, place: FilePlace, error: CrossingError): ExitCode {
  const { out, say, config } = context
  const words = say.cross.open
  const cause = causeOfOpen(error)
  const described = cause === null ? null : describeError(cause, context)
  const isFull = cause?.code === 'FEIYU_DISK_FULL'
  const next = isFull ? words.makeRoom(printable(config.home)) : words.look(printable(config.home))
  const document = describeError(error, context)
  out.document({
    crossed: false,
    mayHaveLeft: true,
    path: null,
    destination: place,
    error: { ...document, ...(described === null ? {} : { cause: described }) },
    next,
    exit: exitCode.fault,
  })
  if (out.json) return exitCode.fault
  const why = described ?? document
  noteError({ code: document.code, message: document.message }, context)
  out.report(`  ${out.paint.bad(say.cross.mayHaveLeft)}`)
  section(out, say.cross.stop.title, [
    item(out, '✗', say.cross.place.because(printable(why.message), why.code), { paint: out.paint.bad }),
  ])
  section(out, say.cross.place.title, [
    item(out, '·', words.mayBeThere(printable(place.folder))),
    item(out, '·', words.counted),
  ])
  section(out, say.cross.next.title, [item(out, '→', next)])
  return exitCode.fault
}

/** Says of a crossing that broke before its permit was published that nothing has left, and what it broke on. */
export function reportUnbegun(context: Context, place: FilePlace, error: FeiyuError): ExitCode {
  const { out, say } = context
  const exit = exitCodeOf(error)
  const document = describeError(error, context)
  out.document({ crossed: false, mayHaveLeft: false, path: null, destination: place, error: document, exit })
  if (out.json) return exit
  noteError(document, context)
  out.report(`  ${out.paint.bad(say.cross.broken)}`)
  section(out, say.cross.place.title, [
    item(out, '·', say.cross.place.nothing(printable(`${place.folder}/${place.name}`))),
  ])
  section(out, say.cross.next.title, [item(out, '→', say.cross.open.again(document.hint ?? null))])
  return exit
}
