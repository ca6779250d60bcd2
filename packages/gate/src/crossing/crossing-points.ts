/**
 * Moments of a crossing at which something has just become durable or visible, in their order. A test kills the process at
 * each of them; `withdrawn` and `aborted` stand for every stop.
 */
export const crossingPoints = [
  'recorded',
  'reserved',
  'sink-opened',
  'permit-durable',
  'permit-published',
  'chunk-inspected',
  'chunk-counted',
  'chunk-released',
  'input-compared',
  'sealed',
  'ready',
  'committed',
  'withdrawn',
  'aborted',
  'settled',
  'outcome-published',
  'receipt-kept',
  'closed',
] as const

/** One of `crossingPoints`. */
export type CrossingPoint = (typeof crossingPoints)[number]

/** The points that only a crossing reaches that is stopped. */
export const stopPoints: ReadonlySet<CrossingPoint> = new Set(['withdrawn', 'aborted'])
