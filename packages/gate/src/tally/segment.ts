import type { Clock, Digest } from '@feiyu/core'
import type { PersonBatch } from '@feiyu/scan'
import type { DiskFile } from '../disk/disk.ts'
import { BookError } from '../errors.ts'
import type { Admission, Persons, Segment, SegmentHead } from '../ports/book.ts'
import { atLeastZero, into, minus, nobody } from './book-count.ts'
import { type BookPlace, refuseTooLarge, sealIn, segmentFile } from './book-files.ts'
import { bookYear } from './civil-year.ts'
import type { PersonLedger } from './person-ledger.ts'
import { visitBatch, writePersons } from './persons-format.ts'
import { type Reading, readingOf } from './reading.ts'
import { sealedBytes } from './sealed-frames.ts'

/** What a segment needs of its book. */
export interface SegmentOptions {
  readonly place: BookPlace
  readonly head: SegmentHead
  readonly headroom: Persons
  readonly year: number
  readonly clock: Clock
  readonly file: DiskFile
  /** Frames that are in the file already. */
  readonly frames: number
  /** The persons to which those of the crossing are new, with the links that its first pass found, and what was admitted. */
  readonly load: () => Promise<PersonLedger>
  /** Persons that count before this crossing. */
  readonly before: Persons
}

/** The segment of one crossing: a file of its own, written by the one process that opened it. */
export class FileSegment implements Segment {
  readonly permit: Digest
  newPersons: Persons = nobody
  readonly #options: SegmentOptions
  readonly #reading: Reading
  #ledger: PersonLedger | undefined
  #frames: number
  /** Why nothing is admitted any more. */
  #end: string | undefined
  #last: Promise<unknown> = Promise.resolve()

  constructor(options: SegmentOptions, ledger: PersonLedger) {
    this.permit = options.head.permit
    this.#options = options
    this.#reading = readingOf(options.head.fields)
    this.#ledger = ledger
    this.#frames = options.frames
  }

  /** Chunks are admitted one after another, in the order of the calls. */
  admit(persons: PersonBatch): Promise<Admission> {
    const admission = this.#last.then(() => this.#admit(persons))
    this.#last = admission.catch(() => undefined)
    return admission
  }

  async [Symbol.asyncDispose](): Promise<void> {
    if (this.#end === 'closed') return
    await this.#last
    this.#end = 'closed'
    this.#ledger = undefined
    await this.#options.file[Symbol.asyncDispose]()
  }

  async #admit(persons: PersonBatch): Promise<Admission> {
    const { place, headroom, before, year, clock, file } = this.#options
    if (this.#end !== undefined) {
      throw new BookError(
        'FEIYU_BOOK_SEGMENT_ENDED',
        `the segment of this crossing is \`${this.#end}\`; nothing more may be released under its permit`,
      )
    }
    refuseOtherYear(year, clock)
    const plain = writePersons(persons)
    refuseTooLarge(file.sizeBytes + sealedBytes(plain.length))
    this.#ledger ??= await this.#options.load()
    visitBatch(persons, into(this.#ledger, this.#reading))
    const newPersons = atLeastZero(minus(this.#ledger.upper(), before))
    if (newPersons.ordinary > headroom.ordinary || newPersons.sensitive > headroom.sensitive) {
      // The ledger has persons of a chunk that is not admitted: it is made anew from what was, should another chunk come.
      this.#ledger = undefined
      return { kind: 'over', newPersons }
    }
    if (plain.length > 0) {
      try {
        await file.append(sealIn(place, segmentFile(this.permit), this.#frames, plain))
        await file.sync()
      } catch (error) {
        this.#end = 'broken'
        throw error
      }
      this.#frames++
    }
    this.newPersons = newPersons
    return { kind: 'admitted', newPersons }
  }
}

/** The instant of release says to which year persons belong (tally T7): a book takes those of its own year alone. */
export function refuseOtherYear(year: number, clock: Clock): void {
  const now = bookYear(clock.now())
  if (now === year) return
  throw new BookError(
    'FEIYU_BOOK_OTHER_YEAR',
    `the book is of \`${year}\`, and it is \`${now}\` in Shanghai; use the book of that year`,
  )
}
