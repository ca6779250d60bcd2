import { CrossingError } from '../errors.ts'

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
    'the crossing broke and could not be closed; run any command on this home again, which closes it',
    { cause: before === undefined ? error : new AggregateError([before.error, error]) },
  )
}

/** Something that the table of states rules out. */
export function outOfOrder(what: string): CrossingError {
  return new CrossingError('FEIYU_CROSSING_ORDER', `the crossing met ${what}; please report this`)
}
