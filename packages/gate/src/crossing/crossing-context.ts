import type { Clock, Json } from '@feiyu/core'
import type { EntryBody, Id, Receipt } from '@feiyu/evidence'
import type { PersonBatch } from '@feiyu/scan'
import type { ChunkGate, Stop } from '../chunk/chunk-gate.ts'
import type { Disk } from '../disk/disk.ts'
import type { Permit } from '../permit/permit.ts'
import type { PermitRefusal } from '../permit/permit-refusal.ts'
import type { Trust } from '../permit/verify-permit.ts'
import type { Book, Persons, ReservationRequest } from '../ports/book.ts'
import type { EvidenceLog } from '../ports/log.ts'
import type { Destination } from '../ports/sink.ts'
import type { Source } from '../ports/source.ts'
import type { CrossingPoint } from './crossing-points.ts'
import type { CrossingState } from './crossing-state.ts'

/** Where crossings take place: what is the same for all of one home. */
export interface CrossingContext {
  /** The disk of the home. */
  readonly disk: Disk
  /** Folder for what is kept of crossings. */
  readonly folder: string
  readonly clock: Clock
  /** Names, in outcomes, of the clock and of this gateway. */
  readonly clockName: Id
  readonly gateway: Id
  readonly random: (sizeBytes: number) => Uint8Array<ArrayBuffer>
  /**
   * Opens the log; it is given back as soon as an entry is published, so that crossings at the same time share it, and
   * never held while the book is asked.
   */
  readonly openLog: () => Promise<EvidenceLog>
  /** Keeps the receipt for whoever started the crossing. Asked again for the same crossing it replaces. */
  readonly keepReceipt: (receipt: Receipt, crossing: KeptCrossing) => Promise<void>
  /** Told of each named point as it is reached. */
  readonly reached?: (point: CrossingPoint) => void | Promise<void>
}

/** Of which crossing a receipt is. */
export interface KeptCrossing {
  readonly permit: Permit
  readonly destination: Json
}

/** What is asked of one crossing. */
export interface CrossingOrder {
  /** Bytes as they were signed; the gate reads and judges them itself. */
  readonly documents: { readonly permit: Uint8Array; readonly approval: Uint8Array }
  readonly trust: Omit<Trust, 'used' | 'clock'>
  readonly source: Source
  readonly gate: (permit: Permit) => ChunkGate
  /** The books that the permit names, in its order; none where no personal information crosses. */
  readonly books: readonly CountedBook[]
  readonly destination: Destination
  /** By this, recovery finds the destination again. */
  readonly destinationRecord: Json
  /** Stops the crossing at the next chunk. */
  readonly signal?: AbortSignal
  /** Told after each state and after each chunk. */
  readonly on?: (progress: CrossingProgress) => void
}

/** One book of a crossing. */
export interface CountedBook extends Pick<ReservationRequest, 'mayBecome' | 'mayCrossUnder'> {
  readonly book: Book
  /** The book's persons of the whole input as the first pass found them. */
  readonly persons: PersonBatch
}

/** How far a crossing is. */
export interface CrossingProgress {
  readonly state: CrossingState
  readonly bytesRead: number
  readonly rowsRead: number
  readonly rowsReleased: number
  readonly bytesReleased: number
}

/**
 * How a crossing ended. `completed`, `stopped` and `broken` have an outcome in the log, `refused` and `no-headroom` never had
 * a permit there. `broken`: a source, a destination or the gate failed after the permit was published, and `error` says how.
 */
export type CrossingResult =
  | {
      readonly kind: 'completed'
      readonly permit: Permit
      readonly receipt: Receipt
      readonly outcome: EntryBody<'outcome'>
    }
  | {
      readonly kind: 'stopped'
      readonly permit: Permit
      readonly receipt: Receipt
      readonly outcome: EntryBody<'outcome'>
      readonly stop: Stop
    }
  | {
      readonly kind: 'broken'
      readonly permit: Permit
      readonly receipt: Receipt
      readonly outcome: EntryBody<'outcome'>
      readonly stop: Stop
      readonly error: unknown
    }
  | { readonly kind: 'refused'; readonly refusals: readonly PermitRefusal[] }
  | {
      readonly kind: 'no-headroom'
      /** What would be exceeded by now: a line of the law, the scale of the mechanism, or the permit itself. */
      readonly of: 'line' | 'mechanism' | 'permit'
      readonly newPersons: Persons
      readonly upper: Persons
    }
