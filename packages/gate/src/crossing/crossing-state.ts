import { CrossingError } from '../errors.ts'

/**
 * Where a crossing stands. What each does: `open` reserves and publishes the permit; `inspect` takes the next rows and
 * passes or stops them; `transform` books what was dropped, masked and held; `count` makes the persons of the chunk
 * durable in the tally; `meter` holds the chunk against ceilings and validity; `hash` adds it to the digests; `release`
 * hands it to the destination; `commit` shows the whole under its final name; `abort` takes everything away; `settle`
 * ends the count; `close` publishes the outcome.
 */
export type CrossingState =
  | 'open'
  | 'inspect'
  | 'transform'
  | 'count'
  | 'meter'
  | 'hash'
  | 'release'
  | 'commit'
  | 'abort'
  | 'settle'
  | 'close'
  | 'closed'

/** What happened in a state. `stopped` is any end before the commit, whoever caused it. */
export type CrossingEvent =
  | 'opened'
  | 'cleared'
  | 'transformed'
  | 'counted'
  | 'within'
  | 'hashed'
  | 'released'
  | 'ended'
  | 'committed'
  | 'aborted'
  | 'settled'
  | 'outcome-published'
  | 'stopped'

/**
 * The whole protocol of a crossing. Nothing is released that was not inspected, transformed, counted, metered and hashed
 * since the last release; nothing is settled before it is committed or taken away; nothing is closed before it is settled.
 */
export const crossingTable: {
  readonly [S in CrossingState]: { readonly [E in CrossingEvent]?: CrossingState }
} = {
  open: { opened: 'inspect', stopped: 'abort' },
  inspect: { cleared: 'transform', stopped: 'abort' },
  transform: { transformed: 'count' },
  count: { counted: 'meter', stopped: 'abort' },
  meter: { within: 'hash', stopped: 'abort' },
  hash: { hashed: 'release' },
  release: { released: 'inspect', ended: 'commit', stopped: 'abort' },
  commit: { committed: 'settle', stopped: 'abort' },
  abort: { aborted: 'settle' },
  settle: { settled: 'close' },
  close: { 'outcome-published': 'closed' },
  closed: {},
}

/**
 * The state after an event.
 *
 * @throws CrossingError FEIYU_CROSSING_ORDER for an event that the state does not know: a bug
 */
export function next(state: CrossingState, event: CrossingEvent): CrossingState {
  const after = crossingTable[state][event]
  if (after !== undefined) return after
  throw new CrossingError('FEIYU_CROSSING_ORDER', `\`${event}\` cannot follow \`${state}\`; please report this`)
}
