import type { Json } from '@feiyu/core'
import { type EntryBody, idOf, instantOf, type Receipt, readEntry, writeEntry } from '@feiyu/evidence'
import type { CrossingContext } from '../crossing/crossing-context.ts'
import { CrossingFolders, type OpenCrossing } from '../crossing/crossing-folders.ts'
import { entriesOfCrossing, type Placed, publish, receiptOf } from '../crossing/log-entries.ts'
import { nobody, withinPermit } from '../crossing/meter.ts'
import { settleBooks } from '../crossing/settle-books.ts'
import { CrossingError } from '../errors.ts'
import type { Permit } from '../permit/permit.ts'
import type { Book, Persons } from '../ports/book.ts'
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
 * Closes every crossing whose process is gone: its persons stay in the tally or go, what was not shown is taken back, and
 * an outcome is published. What is not where it was put may have left: its persons stay. Crossings that are alive are left
 * alone. It may itself be killed at any moment and run again.
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
  const settled = await settle(context, permit, end)
  await context.reached?.('settled')
  const ended = await publishEnd(context, crossing, end, settled)
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

async function settle(context: RecoveryContext, permit: Permit, { left }: End): Promise<Persons> {
  await using held = new AsyncDisposableStack()
  const books = await context.booksOf(permit)
  for (const book of books) held.use(book)
  return settleBooks(books, permit.id, left === 'nothing' ? 'nothing' : 'all')
}

type OutcomeBody = EntryBody<'outcome'>

/** An outcome that was written before its commit. */
interface Ready {
  readonly body: OutcomeBody
  readonly bytes: Uint8Array<ArrayBuffer>
}

/** What of a crossing has left; with the outcome that was written before its commit, where it came so far. */
type End =
  | { readonly left: 'nothing' }
  | { readonly left: 'all'; readonly ready: Ready }
  | { readonly left: 'unknown'; readonly ready: Ready | null }

async function endOf(context: RecoveryContext, crossing: OpenCrossing): Promise<End> {
  const { permit } = crossing.record
  const destination = context.destinationOf(crossing.record.destination)
  const [bytes, identity] = [await crossing.ready(), await crossing.identity()]
  if (bytes !== undefined) {
    const left = await destination.left(permit.id, identity)
    if (left !== 'nothing') {
      const ready = { body: outcomeOf(bytes, permit), bytes }
      await destination.tidy(permit.id, identity)
      return { left, ready }
    }
    // First this, so that the absence of the temporary name is not taken for a commit when recovery runs again.
    await crossing.dropReady()
  }
  if (!(await isTakenBack(context, crossing, destination, identity))) return { left: 'unknown', ready: null }
  await destination.tidy(permit.id, identity)
  return { left: 'nothing' }
}

/** Whether nothing of a crossing that was never committed is left, neither where its bytes were put nor elsewhere. */
async function isTakenBack(
  context: RecoveryContext,
  crossing: OpenCrossing,
  destination: Destination,
  identity: string | null,
): Promise<boolean> {
  // Its bytes are gone already, and only their name may be left.
  if (await crossing.isWithdrawn()) return true
  // No byte is released before the permit is published.
  if (!(await isPublished(context, crossing))) return true
  if ((await destination.withdraw(crossing.record.permit.id, identity)) === 'unknown') return false
  await crossing.writeWithdrawn()
  return true
}

async function isPublished(context: RecoveryContext, { record }: OpenCrossing): Promise<boolean> {
  await using log = await context.openLog()
  return (await entriesOfCrossing(log, record)).permit !== undefined
}

function outcomeOf(bytes: Uint8Array, permit: Permit): OutcomeBody {
  const entry = readEntry(bytes)
  if (entry.kind === 'outcome' && entry.body.permit === permit.id) return entry.body
  throw new CrossingError('FEIYU_CROSSING_RECORD', 'the outcome of an open crossing was altered; put the home back')
}

/** Publishes the outcome unless the log has it; `undefined` where there was no permit to close. */
async function publishEnd(
  context: RecoveryContext,
  crossing: OpenCrossing,
  end: End,
  settled: Persons,
): Promise<{ readonly receipt: Receipt; readonly outcome: Placed<'outcome'> } | undefined> {
  await using log = await context.openLog()
  const entries = await entriesOfCrossing(log, crossing.record)
  if (entries.permit === undefined) return undefined
  const { permit } = crossing.record
  const outcome =
    entries.outcome ??
    (await publishOutcome(context, log, entries.permit, end, () => interrupted(context, permit, end, settled)))
  const places = { permit: entries.permit.index, outcome: outcome.index }
  return { outcome, receipt: await receiptOf(log, crossing.record, places) }
}

async function publishOutcome(
  context: RecoveryContext,
  log: EvidenceLog,
  permit: Placed<'permit'>,
  end: End,
  cutOff: () => OutcomeBody,
): Promise<Placed<'outcome'>> {
  const at = instantOf(Math.max(context.clock.now(), Date.parse(permit.entry.at)))
  const bytes = end.left === 'all' ? end.ready.bytes : writeEntry('outcome', at, cutOff())
  const { index } = await publish(log, bytes)
  const entry = readEntry(bytes)
  if (entry.kind !== 'outcome') throw new TypeError('an outcome was written')
  return { index, entry }
}

/**
 * The outcome of a crossing that was cut off. What it had read is not known any more and stands as nothing. Where the
 * destination cannot say what left, all that may have left stands as released: what was about to be committed, or as much
 * as the permit allowed; and the persons who stay counted are its new ones.
 */
function interrupted(context: RecoveryContext, permit: Permit, end: End, settled: Persons): OutcomeBody {
  const none = { bytes: 0, rows: 0 }
  const cutOff = {
    permit: permit.id,
    end: 'interrupted',
    read: none,
    released: none,
    newPersons: nobody,
    gateway: context.gateway,
    clock: context.clockName,
  } as const
  if (end.left === 'nothing') return cutOff
  const stop = { code: idOf('destination-lost') }
  if (end.ready !== null) return { ...end.ready.body, end: 'interrupted', stop }
  const { bytes, rows } = permit.count.ceilings
  return { ...cutOff, stop, released: { bytes, rows }, newPersons: withinPermit(permit, settled) }
}
