import type { Json } from '@feiyu/core'
import { type EntryBody, instantOf, type Receipt, readEntry, writeEntry } from '@feiyu/evidence'
import type { CrossingContext } from '../crossing/crossing-context.ts'
import { CrossingFolders, type OpenCrossing } from '../crossing/crossing-folders.ts'
import { entriesOfCrossing, type Placed, publish, receiptOf } from '../crossing/log-entries.ts'
import { settleBooks } from '../crossing/settle-books.ts'
import { CrossingError } from '../errors.ts'
import type { Permit } from '../permit/permit.ts'
import type { Book } from '../ports/book.ts'
import type { EvidenceLog } from '../ports/log.ts'
import type { Destination } from '../ports/sink.ts'

/** What recovery needs beyond what crossings need: the books and the destinations of those that broke. */
export interface RecoveryContext extends Omit<CrossingContext, 'reached' | 'random'> {
  /** The books that a permit names, none where it counts nobody. Recovery gives them back. */
  readonly booksOf: (permit: Permit) => Promise<readonly Book[]>
  readonly destinationOf: (record: Json) => Destination
  /** Told of each step of a recovery as it is done, so that a test can kill the process there. */
  readonly reached?: (point: RecoveryPoint) => void | Promise<void>
}

/** Steps of the recovery of one crossing, in their order. */
export const recoveryPoints = ['claimed', 'tidied', 'settled', 'outcome-published', 'receipt-kept', 'closed'] as const

export type RecoveryPoint = (typeof recoveryPoints)[number]

/** What recovery did with one crossing. */
export type Recovered =
  | {
      readonly kind: 'closed'
      readonly permit: Permit
      readonly destination: Json
      readonly outcome: EntryBody<'outcome'>
      readonly receipt: Receipt
    }
  /** Its permit had not been published: it is as if it had never begun. */
  | { readonly kind: 'forgotten'; readonly permit: Permit }
  /** It could not be closed, and its persons stay counted; the next recovery tries again. */
  | { readonly kind: 'postponed'; readonly permit: Permit | null; readonly error: unknown }

/**
 * Closes every crossing whose process is gone: its persons stay in the tally or go, what was not shown is taken away, and
 * an outcome is published. Crossings that are alive are left alone. It may itself be killed at any moment and run again.
 */
export async function recoverCrossings(context: RecoveryContext): Promise<readonly Recovered[]> {
  const { claimed, unreadable } = await new CrossingFolders(context.disk, context.folder).claimAbandoned()
  await using claims = new AsyncDisposableStack()
  for (const crossing of claimed) claims.use(crossing)
  const recovered: Recovered[] = unreadable.map((error) => ({ kind: 'postponed', permit: null, error }))
  for (const crossing of claimed) {
    try {
      recovered.push(await recoverOne(context, crossing))
    } catch (error) {
      recovered.push({ kind: 'postponed', permit: crossing.record.permit, error })
    }
  }
  return recovered
}

async function recoverOne(context: RecoveryContext, crossing: OpenCrossing): Promise<Recovered> {
  const { permit, destination } = crossing.record
  await context.reached?.('claimed')
  const end = await endOf(context, crossing)
  await context.reached?.('tidied')
  {
    await using held = new AsyncDisposableStack()
    const books = await context.booksOf(permit)
    for (const book of books) held.use(book)
    await settleBooks(books, permit.id, end.left === 'nothing' ? 'nothing' : 'all')
  }
  await context.reached?.('settled')
  const ended = await publishEnd(context, crossing, end)
  if (ended === undefined) {
    await crossing.forget()
    return { kind: 'forgotten', permit }
  }
  await context.reached?.('outcome-published')
  const { receipt, outcome } = ended
  await context.keepReceipt(receipt, { permit, destination })
  await context.reached?.('receipt-kept')
  await crossing.close({ end: outcome.entry.body.end, outcome: outcome.index })
  await context.reached?.('closed')
  return { kind: 'closed', permit, destination, outcome: outcome.entry.body, receipt }
}

type OutcomeBody = EntryBody<'outcome'>

/** What of a crossing has left, with the outcome that was written before its commit. */
type End =
  | { readonly left: 'nothing' }
  | { readonly left: 'all' | 'unknown'; readonly body: OutcomeBody; readonly bytes: Uint8Array<ArrayBuffer> }

async function endOf(context: RecoveryContext, crossing: OpenCrossing): Promise<End> {
  const { permit } = crossing.record
  const destination = context.destinationOf(crossing.record.destination)
  const bytes = await crossing.ready()
  const left = bytes === undefined ? 'nothing' : await destination.left(permit.id)
  if (bytes === undefined || left === 'nothing') {
    // First this, so that the absence of the temporary name is not taken for a commit when recovery runs again.
    if (bytes !== undefined) await crossing.dropReady()
    await destination.tidy(permit.id)
    return { left: 'nothing' }
  }
  const entry = readEntry(bytes)
  if (entry.kind !== 'outcome' || entry.body.permit !== permit.id) {
    throw new CrossingError('FEIYU_CROSSING_RECORD', 'the outcome of an open crossing was altered; put the home back')
  }
  await destination.tidy(permit.id)
  return { left, body: entry.body, bytes }
}

/** Publishes the outcome unless the log has it; `undefined` where there was no permit to close. */
async function publishEnd(
  context: RecoveryContext,
  crossing: OpenCrossing,
  end: End,
): Promise<{ readonly receipt: Receipt; readonly outcome: Placed<'outcome'> } | undefined> {
  await using log = await context.openLog()
  const entries = await entriesOfCrossing(log, crossing.record)
  if (entries.permit === undefined) return undefined
  const outcome = entries.outcome ?? (await publishOutcome(context, log, entries.permit, end))
  const places = { permit: entries.permit.index, outcome: outcome.index }
  return { outcome, receipt: await receiptOf(log, crossing.record, places) }
}

async function publishOutcome(
  context: RecoveryContext,
  log: EvidenceLog,
  permit: Placed<'permit'>,
  end: End,
): Promise<Placed<'outcome'>> {
  const at = instantOf(Math.max(context.clock.now(), Date.parse(permit.entry.at)))
  const bytes = end.left === 'all' ? end.bytes : writeEntry('outcome', at, interrupted(context, permit, end))
  const { index } = await publish(log, bytes)
  const entry = readEntry(bytes)
  if (entry.kind !== 'outcome') throw new TypeError('an outcome was written')
  return { index, entry }
}

/**
 * The outcome of a crossing that was cut off. What it had read is not known any more and stands as nothing; where the
 * destination cannot say what left, all that may have left stands as released.
 */
function interrupted(context: RecoveryContext, permit: Placed<'permit'>, end: End): OutcomeBody {
  if (end.left !== 'nothing') return { ...end.body, end: 'interrupted' }
  const none = { bytes: 0, rows: 0 }
  return {
    permit: permit.entry.body.permit,
    end: 'interrupted',
    read: none,
    released: none,
    newPersons: { ordinary: 0, sensitive: 0 },
    gateway: context.gateway,
    clock: context.clockName,
  }
}
