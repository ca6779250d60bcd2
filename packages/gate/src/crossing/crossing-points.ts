/**
 * Moments of a crossing at which something has just become durable or visible, in their order. A test kills the process at
 * each of them; `aborted` stands for every stop.
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
  'aborted',
  'settled',
  'outcome-published',
  'receipt-kept',
  'closed',
] as const

/** One of `crossingPoints`. */
export type CrossingPoint = (typeof crossingPoints)[number]
