import type { Clock, Digest } from '@feiyu/core'
import type { PersonBatch } from '@feiyu/scan'
import { BookError } from '../errors.ts'
import type { Book, Figures, Persons, Reservation, ReservationRequest, Segment, SegmentHead } from '../ports/book.ts'
import {
  type AccountCount,
  accountsOf,
  addCrossings,
  addFile,
  countAccount,
  crossedPersons,
  into,
  nobody,
  plus,
  settledLedger,
} from './book-count.ts'
import {
  type BookPlace,
  closePersonsFile,
  heldFile,
  readLinks,
  readOpenSegment,
  segmentFile,
  writePersonsFile,
} from './book-files.ts'
import type { BookState, Change, Held } from './book-state.ts'
import type { Journal } from './journal.ts'
import type { BookChange, PersonsFile } from './journal-records.ts'
import { PersonLedger } from './person-ledger.ts'
import { visitBatch, visitPersons, writePersons } from './persons-format.ts'
import { readingOf } from './reading.ts'
import { FileSegment, refuseOtherYear } from './segment.ts'

/** How long a change waits for other processes that change the same book. */
const lockWaitMs = 120_000

export interface FileBookOptions {
  readonly place: BookPlace
  readonly journal: Journal
  readonly uscc: string
  readonly year: number
  readonly key: Uint8Array
  readonly clock: Clock
  /** Opens the handler's books of earlier years; whoever asks gives them back. */
  readonly earlier: () => Promise<readonly FileBook[]>
}

/**
 * One handler's book of a year on files: a journal of its changes, and a file of persons for each crossing, all sealed.
 * Every call reads what other processes changed, so several may use one book; a change is durable when its call resolves.
 */
export class FileBook implements Book {
  readonly id: Digest
  readonly uscc: string
  readonly year: number
  readonly key: Uint8Array
  readonly #place: BookPlace
  readonly #journal: Journal
  readonly #clock: Clock
  readonly #earlier: FileBookOptions['earlier']
  readonly #segments = new Map<Digest, FileSegment>()

  constructor({ place, journal, uscc, year, key, clock, earlier }: FileBookOptions) {
    this.id = place.book
    this.uscc = uscc
    this.year = year
    this.key = key
    this.#place = place
    this.#journal = journal
    this.#clock = clock
    this.#earlier = earlier
  }

  figures(): Promise<Figures> {
    return this.hold((state) => figuresOf(this.#place, state))
  }

  preview(
    head: Omit<SegmentHead, 'permit'>,
    persons: PersonBatch,
  ): Promise<{ readonly newPersons: Persons; readonly upper: Persons }> {
    return this.hold(async (state) => {
      const { added, upper } = await countAccount(this.#place, state, head.account, { add: adding(persons, head) })
      return { newPersons: added, upper }
    })
  }

  /** `mayBecome` and `mayCrossUnder` are asked while the book is held: they must not call the book. */
  reserve({ head, persons, most, mayBecome, mayCrossUnder }: ReservationRequest): Promise<Reservation> {
    return this.hold(async (state) => {
      this.#refuseClosed(state)
      refuseOtherYear(this.year, this.#clock)
      if (state.heads.has(head.permit)) throw usedPermit()
      if (persons === null && most === null)
        throw new RangeError('a reservation states persons, or how many at the most')
      const count = await countAccount(this.#place, state, head.account, {
        ...(persons === null ? {} : { add: adding(persons, head) }),
        most: most ?? undefined,
      })
      const { added: newPersons, upper } = count
      const refused = { kind: 'refused', newPersons, upper } as const
      if (mayBecome !== null && !(await mayBecome(upper))) return { ...refused, of: 'line' }
      const { mechanism } = head
      if (mechanism !== undefined && mayCrossUnder !== undefined) {
        const crossed = await this.#underMechanism(
          state,
          mechanism,
          persons === null ? () => {} : adding(persons, head),
        )
        if (!(await mayCrossUnder(plus(crossed, most ?? nobody)))) return { ...refused, of: 'mechanism' }
      }
      const file = await this.#writeHeld(head.permit, persons)
      await this.change(
        { kind: 'reserved', head, headroom: newPersons, file },
        head.account.kind === 'counted' ? upper : undefined,
      )
      return { kind: 'reserved', newPersons, upper }
    })
  }

  open(permit: Digest): Promise<Segment> {
    return this.hold(async (state) => {
      const held = state.held.get(permit)
      if (held === undefined) throw noReservation()
      const place = this.#place
      const head = state.heads.get(permit)!
      if ((await place.disk.names(`${place.folder}/${segmentFile(permit)}`)) > 0) throw segmentTaken()
      const links = await this.#linksOf(held)
      await writePersonsFile(place, segmentFile(permit), links)
      const ledger = await settledLedger(place, state, head.account, held.position)
      const before = ledger.upper()
      const load = async () => {
        const fresh = await settledLedger(place, state, head.account, held.position)
        await readOpenSegment(place, permit, into(fresh, readingOf(head.fields)))
        return fresh
      }
      for (const plain of links) visitPersons(plain, into(ledger, readingOf(head.fields)))
      const file = await place.disk.open(`${place.folder}/${segmentFile(permit)}`, 'append')
      const { headroom } = held
      const segment = new FileSegment(
        { place, head, headroom, year: this.year, clock: this.#clock, file, frames: links.length, load, before },
        ledger,
      )
      this.#segments.set(permit, segment)
      return segment
    })
  }

  settle(permit: Digest, released: 'all' | 'nothing'): Promise<Persons> {
    return this.hold(async (state) => {
      const settled = state.settled.get(permit)
      if (settled !== undefined) return settled.newPersons
      if (!state.held.has(permit)) throw noReservation()
      await this.#segments.get(permit)?.[Symbol.asyncDispose]()
      this.#segments.delete(permit)
      const place = this.#place
      const head = state.heads.get(permit)!
      const file = released === 'all' ? await closePersonsFile(place, segmentFile(permit)) : null
      const { added: newPersons, upper } = await countAccount(place, state, head.account, {
        ...(file === null ? {} : { add: (ledger: PersonLedger) => addFile(place, ledger, head, file) }),
        without: permit,
      })
      await this.change(
        { kind: 'settled', permit, newPersons, file },
        head.account.kind === 'counted' ? upper : undefined,
      )
      await place.disk.remove(`${place.folder}/${heldFile(permit)}`)
      if (file === null) await place.disk.remove(`${place.folder}/${segmentFile(permit)}`)
      return newPersons
    })
  }

  unsettled(): Promise<readonly Digest[]> {
    return this.hold(async (state) => [...state.held.keys()])
  }

  /** Changes of which it is not known that the log has them, oldest first. */
  unlogged(): Promise<readonly Change[]> {
    return this.hold(async ({ changes, logged }) => changes.slice(logged.position))
  }

  /** The log has the entries of all changes up to `position`, the last of them at `index`. */
  markLogged(position: number, index: number): Promise<void> {
    return this.hold(async ({ logged, changes }) => {
      if (position > changes.length) throw new RangeError('the log cannot have changes that the book does not have')
      if (position > logged.position) await this.#journal.append({ kind: 'logged', position, index })
    })
  }

  async [Symbol.asyncDispose](): Promise<void> {
    for (const segment of this.#segments.values()) await segment[Symbol.asyncDispose]()
    this.#segments.clear()
  }

  /** Runs `work` while nobody else reads or changes the book. Not to be called from within itself. */
  async hold<T>(work: (state: BookState, place: BookPlace) => Promise<T>): Promise<T> {
    const { disk, folder } = this.#place
    await using _lock = await disk.lock(`${folder}/lock`, lockWaitMs)
    await this.#journal.refresh()
    return await work(this.#journal.state, this.#place)
  }

  /** Adds a change to the journal, durable when this resolves; only within `hold`. `upper`: the figure after it, where it may differ. */
  async change(change: BookChange, upper?: Persons): Promise<void> {
    const at = new Date(this.#clock.now()).toISOString()
    const known = upper ?? this.#journal.state.changes.at(-1)?.upper ?? nobody
    await this.#journal.append({ ...change, at, upper: known })
  }

  #refuseClosed({ closed }: BookState): void {
    if (closed === null) return
    const { successor } = closed
    const why = successor === null ? 'it was kept long enough' : `it was taken over by \`${successor}\``
    throw new BookError(
      'FEIYU_BOOK_CLOSED',
      `the tally book of ${this.year} is closed: ${why}; use that of the handler or the year that follows`,
    )
  }

  /** Persons of all crossings under a mechanism, in this year and before, and of one more. Books of earlier years are held in turn. */
  async #underMechanism(state: BookState, mechanism: Digest, add: (ledger: PersonLedger) => void): Promise<Persons> {
    const ledger = new PersonLedger()
    const isUnder = (head: SegmentHead) => head.mechanism === mechanism
    await using held = new AsyncDisposableStack()
    const earlier = await this.#earlier()
    for (const book of earlier) held.use(book)
    for (const book of earlier) await book.hold((past, place) => addCrossings(place, past, ledger, isUnder))
    await addCrossings(this.#place, state, ledger, isUnder)
    add(ledger)
    return ledger.upper()
  }

  async #writeHeld(permit: Digest, persons: PersonBatch | null): Promise<PersonsFile | null> {
    if (persons === null) return null
    return await writePersonsFile(this.#place, heldFile(permit), [writePersons(persons)])
  }

  /** The links that the first pass found, as frames: who belongs together is known before the first chunk. */
  async #linksOf({ file }: Held): Promise<readonly Uint8Array[]> {
    if (file === null) return []
    const links = await readLinks(this.#place, file)
    return links.length === 0 ? [] : [links]
  }
}

/** What a book says now (tally T9). */
export async function figuresOf(place: BookPlace, state: BookState): Promise<Figures> {
  let counted: AccountCount | undefined
  const side: Record<string, Persons> = {}
  for (const account of accountsOf(state)) {
    const count = await countAccount(place, state, account)
    if (account.kind === 'side') side[account.article] = count.upper
    else counted = count
  }
  const { opening, settled, lower, upper } = counted!
  return {
    lower,
    upper,
    // Who crossed stays, also where an opening balance turns out to have them too.
    settled: state.openings.some(({ identifiers }) => identifiers !== null)
      ? await crossedPersons(place, state, { kind: 'counted' })
      : settled,
    reserved: {
      ordinary: upper.ordinary - opening.ordinary - settled.ordinary,
      sensitive: upper.sensitive - opening.sensitive - settled.sensitive,
    },
    opening,
    side,
  }
}

function adding(persons: PersonBatch, head: Pick<SegmentHead, 'fields'>): (ledger: PersonLedger) => void {
  return (ledger) => visitBatch(persons, into(ledger, readingOf(head.fields)))
}

function noReservation(): BookError {
  return new BookError('FEIYU_BOOK_NO_RESERVATION', 'no headroom is reserved for this permit; reserve before crossing')
}

function usedPermit(): BookError {
  return new BookError(
    'FEIYU_BOOK_PERMIT_USED',
    'this permit has a reservation already; a permit is used once, mint another',
  )
}

function segmentTaken(): BookError {
  return new BookError(
    'FEIYU_BOOK_SEGMENT_TAKEN',
    'the segment of this permit was opened before; settle the crossing that broke, then cross under a new permit',
  )
}
