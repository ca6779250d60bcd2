import type { Digest } from '@feiyu/core'
import type { PersonBatch } from '@feiyu/scan'

/** Persons in an ordinary field, and persons in a sensitive field. A person with both is in both (tally T3). */
export interface Persons {
  readonly ordinary: number
  readonly sensitive: number
}

/** What a book says (tally T9); law uses `upper`. */
export interface Figures {
  readonly lower: Persons
  readonly upper: Persons
  readonly settled: Persons
  readonly reserved: Persons
  readonly opening: Persons
  /** By exempting article: kept and shown, not counted. */
  readonly side: Readonly<Record<string, Persons>>
}

/** Where the persons of a crossing are counted: towards the lines of the law, or beside them under an exempting article. */
export type Account = { readonly kind: 'counted' } | { readonly kind: 'side'; readonly article: string }

/**
 * With which account numbers those of a crossing are compared (tally T2): those of the same system, where somebody named
 * it; else those of the crossing alone, by a scope drawn at random. A number means a person in its own system only.
 */
export type Registers =
  | { readonly kind: 'system'; readonly name: string }
  | { readonly kind: 'alone'; readonly scope: string }

/** A personal field of a crossing: the bit by which `PersonBatch` tells that it was not empty, and what it counts as. */
export interface CountedField {
  readonly path: string
  readonly type: string
  /** 0 to 62, as in `PersonBatch`. */
  readonly bit: number
  readonly sensitive: boolean
}

/** What a crossing is counted by, for as long as its segment is kept. */
export interface SegmentHead {
  readonly permit: Digest
  readonly account: Account
  readonly recipient: string
  readonly scenario: string | null
  /** The mechanism under which it crosses, where there is one: it has a tally of its own over its validity (T1). */
  readonly mechanism?: Digest
  readonly fields: readonly CountedField[]
  readonly registers: Registers
  readonly classTable: Digest
}

/** Headroom asked for one permit. */
export interface ReservationRequest {
  readonly head: SegmentHead
  /** The persons of the whole input as the first pass found them; `null` where the input has no end, with `most` instead. */
  readonly persons: PersonBatch | null
  /** New persons at the most, where the input has no end. */
  readonly most: Persons | null
  /**
   * Says whether the tally may become these figures (settled ∪ reserved ∪ this crossing): the judgement of the law, made
   * while the book is held so that nobody else reserves meanwhile. `null` where no line is watched (side ledger).
   */
  readonly mayBecome: ((upper: Persons) => boolean | Promise<boolean>) | null
  /**
   * Says whether so many persons may have crossed under the mechanism of the head: those of all its crossings in this book
   * and in those of earlier years, reserved ones and this one among them (tally T1). Asked while the book is held as well.
   */
  readonly mayCrossUnder?: ((persons: Persons) => boolean | Promise<boolean>) | undefined
}

/** The answer to a request for headroom. `newPersons` are those that the book does not have yet. */
export type Reservation =
  | { readonly kind: 'reserved'; readonly newPersons: Persons; readonly upper: Persons }
  | {
      readonly kind: 'refused'
      /** Who said no: the law to the figure of the year, or the scale of the mechanism. */
      readonly of: 'line' | 'mechanism'
      readonly newPersons: Persons
      readonly upper: Persons
    }

/** A chunk's persons are in the book, or would exceed the headroom of the permit: then nothing of them was written. */
export type Admission =
  | { readonly kind: 'admitted'; readonly newPersons: Persons }
  | { readonly kind: 'over'; readonly newPersons: Persons }

/** The persons of one crossing on their way into the book. Only the process that opened it writes to it. */
export interface Segment extends AsyncDisposable {
  /** Writes the persons of a chunk; resolves once they are durable. To be called before the chunk is released (T5). */
  admit(persons: PersonBatch): Promise<Admission>
  /** Persons of this crossing so far who are new in the book. */
  readonly newPersons: Persons
}

/** One handler's persons in one civil year (Asia/Shanghai). Every method that changes it holds the book alone while it runs. */
export interface Book extends AsyncDisposable {
  /** A digest that nobody can guess back: names the book in log entries. */
  readonly id: Digest
  readonly year: number
  /** Key under which persons are told apart (tally T2): 16 bytes. */
  readonly key: Uint8Array
  figures(): Promise<Figures>
  /** How many of these persons are new, and what the figures would become; changes nothing. */
  preview(
    head: Omit<SegmentHead, 'permit'>,
    persons: PersonBatch,
  ): Promise<{ readonly newPersons: Persons; readonly upper: Persons }>
  reserve(request: ReservationRequest): Promise<Reservation>
  /** Opens the segment of a reserved permit. */
  open(permit: Digest): Promise<Segment>
  /**
   * Ends a crossing: its persons stay (`all`: everything admitted was or may have been released) or go (`nothing` left),
   * and its headroom is free again. Asked again it does nothing.
   */
  settle(permit: Digest, released: 'all' | 'nothing'): Promise<Persons>
  /** Permits that were reserved and are not settled. */
  unsettled(): Promise<readonly Digest[]>
}
