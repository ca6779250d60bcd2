import { FeiyuError } from '@feiyu/core'
import { CrossingError, DiskError } from '../errors.ts'

/** Errors after which nobody knows what a disk holds: nothing more is written, and recovery closes the crossing. */
const lostDisk = new Set(['FEIYU_DISK_SYNC', 'FEIYU_LOG_STOPPED', 'FEIYU_SINK_IN_DOUBT'])

/** Whether a disk was lost, however often the error was wrapped on its way. */
export function isLost(error: unknown): boolean {
  if (error instanceof AggregateError) return error.errors.some(isLost)
  if (error instanceof SuppressedError) return isLost(error.error) || isLost(error.suppressed)
  return error instanceof Error && (lostDisk.has(codeOf(error)) || isLost(error.cause))
}

/** The stable code of an error; empty where it has none. */
export function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : ''
}

/** The error of a crossing that stays open; `before` is what had already broken on the way there. */
export function leftOpen(error: unknown, before: { readonly error: unknown } | undefined): CrossingError {
  return new CrossingError(
    'FEIYU_CROSSING_OPEN',
    'the crossing broke and could not be closed, its persons stay counted; run `feiyu cross` again, which closes it first',
    { cause: before === undefined ? error : new AggregateError([before.error, error]) },
  )
}

/**
 * What a crossing that stayed open broke on: the disk error behind it, else the first error of ours, however often it was
 * wrapped. Of several the last, which kept it from being closed. `null` where there is none.
 */
export function causeOfOpen(error: unknown): FeiyuError | null {
  const ours = [...causesOf(error)]
    .filter((one) => one instanceof FeiyuError)
    .filter(({ code }) => code !== 'FEIYU_CROSSING_OPEN')
  return ours.find((one) => one instanceof DiskError) ?? ours[0] ?? null
}

function* causesOf(error: unknown): Generator<unknown> {
  yield error
  if (error instanceof AggregateError) for (const one of error.errors.toReversed()) yield* causesOf(one)
  else if (error instanceof SuppressedError) {
    yield* causesOf(error.error)
    yield* causesOf(error.suppressed)
  } else if (error instanceof Error && error.cause !== undefined) yield* causesOf(error.cause)
}

/** Something that the table of states rules out. */
export function outOfOrder(what: string): CrossingError {
  return new CrossingError('FEIYU_CROSSING_ORDER', `the crossing met ${what}; please report this`)
}
