import { instantOf, writeEntry } from '@feiyu/evidence'
import type { Permit } from '../permit/permit.ts'
import { drawSalts, permitEntry } from '../permit/permit-entry.ts'
import { permitRefusal } from '../permit/permit-refusal.ts'
import type { Persons, Segment } from '../ports/book.ts'
import type { Published } from '../ports/log.ts'
import type { Sink } from '../ports/sink.ts'
import type { CrossingContext, CrossingOrder, CrossingResult } from './crossing-context.ts'
import { outOfOrder } from './crossing-faults.ts'
import type { CrossingFolders, OpenCrossing } from './crossing-folders.ts'
import { publish } from './log-entries.ts'
import { isOver, overPermit, sumOf } from './meter.ts'
import { segmentHead } from './segment-head.ts'

/** What a crossing holds and has to give back; filled step by step, so that an end in between finds what there is. */
export interface Held {
  crossing?: OpenCrossing
  /** One for each book, in the order of the permit. */
  readonly segments: Segment[]
  sink?: Sink
  published?: Published
  /** Moment of the permit's entry. */
  publishedAt: number
}

export type RefusedCrossing = Extract<CrossingResult, { kind: 'refused' | 'no-headroom' }>

/**
 * Begins a crossing: its record, its headroom, its destination, and last its permit in the log. `undefined` when all is
 * there and bytes may be released; nothing is published when it is refused.
 */
export async function openCrossing(
  context: CrossingContext,
  order: CrossingOrder,
  permit: Permit,
  folders: CrossingFolders,
  held: Held,
): Promise<RefusedCrossing | undefined> {
  const salts = drawSalts(context.random)
  const logSize = await logSizeOf(context)
  const record = { permit, salts, destination: order.destinationRecord, logSize }
  const crossing = await folders.begin(record)
  if (crossing === undefined) return { kind: 'refused', refusals: [permitRefusal('used')] }
  held.crossing = crossing
  await context.reached?.('recorded')
  const refused = await reserve(context, order, permit, held)
  if (refused !== undefined) return refused
  held.sink = await order.destination.open(permit.id)
  await crossing.writeIdentity(held.sink.identity)
  await context.reached?.('sink-opened')
  held.publishedAt = context.clock.now()
  // The time goes by, and clocks are put back, between the judgement of a permit and its use.
  const idle = { rows: 0, bytes: 0, newPersons: [], now: held.publishedAt }
  if (overPermit(permit, idle) !== null) return { kind: 'refused', refusals: [permitRefusal('not-valid-any-more')] }
  const entry = writeEntry('permit', instantOf(held.publishedAt), await permitEntry(permit, salts))
  await using log = await context.openLog()
  held.published = await publish(log, entry, () => context.reached?.('permit-durable'))
  await context.reached?.('permit-published')
  return undefined
}

/** Takes the headroom that the permit names in each book, unless there is less of it by now. */
async function reserve(
  context: CrossingContext,
  { books }: CrossingOrder,
  permit: Permit,
  held: Held,
): Promise<RefusedCrossing | undefined> {
  const named = permit.count.books
  if (books.length !== named.length || books.some(({ book }, index) => book.id !== named[index]!.book)) {
    throw outOfOrder('books that the permit does not name')
  }
  if (books.length === 0) return undefined
  // All or nothing: where one refuses, what is reserved in those before it is settled as nothing at the end.
  const all: Persons[] = []
  for (const [index, { book, ...asked }] of books.entries()) {
    const reservation = await book.reserve({ head: segmentHead(permit), most: null, ...asked })
    const { newPersons, upper } = reservation
    all.push(newPersons)
    const { ceilings } = permit.count
    const isOverPermit = isOver(newPersons, named[index]!.newPersons) || isOver(sumOf(all), ceilings.newPersons)
    if (reservation.kind === 'refused') return { kind: 'no-headroom', of: reservation.of, newPersons, upper }
    if (isOverPermit) return { kind: 'no-headroom', of: 'permit', newPersons, upper }
  }
  await context.reached?.('reserved')
  for (const { book } of books) held.segments.push(await book.open(permit.id))
  return undefined
}

async function logSizeOf(context: CrossingContext): Promise<number> {
  await using log = await context.openLog()
  return log.size
}
