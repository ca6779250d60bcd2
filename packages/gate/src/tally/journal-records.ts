import type { CivilDate, Digest } from '@feiyu/core'
import type { Figures, Persons, SegmentHead } from '../ports/book.ts'

/** A file of persons as it stood when a record named it: the record's digest covers it (tally T13). */
export interface PersonsFile {
  readonly file: string
  readonly sizeBytes: number
  readonly digest: Digest
}

/** Exports of the year outside Feiyu (tally T8): a number of other persons, or persons told apart. */
export interface Opening {
  readonly persons: Persons
  /** Null where only the number is known: then they are taken for persons whom no crossing has. */
  readonly identifiers: { readonly head: OpeningHead; readonly file: PersonsFile } | null
  /** Where the figure comes from, and who answers for it. */
  readonly source: string
  readonly by: string
}

export type OpeningHead = Pick<SegmentHead, 'fields' | 'registers' | 'classTable'>

/** What a recount changed of a crossing: the classes of its fields, or the account. */
export type Correction = Pick<SegmentHead, 'permit' | 'account' | 'fields'>

/** A line of the law and the days on which the figure reached it, before and after a recount; null: not reached. */
export interface LineDay {
  readonly category: keyof Persons
  readonly line: number
  readonly before: CivilDate | null
  readonly after: CivilDate | null
}

/** A new reading of what is in the book (tally T10). The figures before stay here to be seen. */
export interface Recount {
  readonly corrections: readonly Correction[]
  /** The same for openings with identifiers, by their place among the openings. */
  readonly openings: readonly { readonly index: number; readonly fields: SegmentHead['fields'] }[]
  readonly reason: string
  readonly by: readonly string[]
  readonly before: Figures
  readonly after: Figures
  readonly lines: readonly LineDay[]
}

/** A crossing of a handler that was succeeded by this one (tally T12), as it came over. */
export interface TakenOver {
  readonly head: SegmentHead
  readonly original: SegmentHead
  readonly file: PersonsFile | null
  readonly at: string
}

/** An opening of the predecessor, with the fields as they were read at first. */
export interface TakenOpening {
  readonly opening: Opening
  readonly original: SegmentHead['fields'] | null
}

/** One change of a book, in the order in which they were made. */
export type BookChange =
  | {
      readonly kind: 'made'
      readonly book: Digest
      readonly uscc: string
      readonly year: number
      /** Bits of the keys by which its persons are told apart; books from before 128 do not say. */
      readonly keyBits?: number
    }
  | {
      readonly kind: 'reserved'
      readonly head: SegmentHead
      readonly headroom: Persons
      /** The persons of the whole input, where the first pass found them. */
      readonly file: PersonsFile | null
    }
  | {
      readonly kind: 'settled'
      readonly permit: Digest
      readonly newPersons: Persons
      /** Null where nothing left. */
      readonly file: PersonsFile | null
    }
  | { readonly kind: 'opening'; readonly opening: Opening }
  | { readonly kind: 'recount'; readonly recount: Recount }
  | {
      readonly kind: 'succession'
      /** The book of the handler that was succeeded, and from when. */
      readonly from: { readonly book: Digest; readonly uscc: string; readonly date: CivilDate }
      readonly reason: string
      readonly by: string
      readonly crossings: readonly TakenOver[]
      readonly openings: readonly TakenOpening[]
    }
  /** `successor`: the handler that took the book over; null where it was kept long enough. */
  | { readonly kind: 'closed'; readonly successor: string | null; readonly figures: Figures }

/** What a journal holds: changes, each with its instant in UTC and the figures that law uses after it. */
export type JournalRecord =
  | (BookChange & { readonly at: string; readonly upper: Persons })
  /** The log has the entries of all changes up to this position. No change of the book: its root stays. */
  | { readonly kind: 'logged'; readonly position: number; readonly index: number }
