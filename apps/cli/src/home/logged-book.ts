import { idOf, instantOf, writeEntry } from '@feiyu/evidence'
import type {
  Book,
  Clock,
  Disk,
  EvidenceLog,
  FileBook,
  Persons,
  Reservation,
  ReservationRequest,
  Segment,
} from '@feiyu/gate'
import { homeLayout } from './home-layout.ts'

/** What a book needs so that each of its changes is an entry of the log (tally T13). */
export interface BookLogging {
  readonly disk: Disk
  readonly clock: Clock
  readonly openLog: () => Promise<EvidenceLog>
}

const lockWaitMs = 120_000

/** A book whose changes are in the log before anything rests on them. Changes of a process that died come first. */
export class LoggedBook implements Book {
  /** The book itself, for changes that only it knows; `log` has to follow them. */
  readonly book: FileBook
  readonly #logging: BookLogging

  constructor(book: FileBook, logging: BookLogging) {
    this.book = book
    this.#logging = logging
  }

  get id(): Book['id'] {
    return this.book.id
  }

  get year(): number {
    return this.book.year
  }

  get key(): Uint8Array {
    return this.book.key
  }

  figures(): ReturnType<Book['figures']> {
    return this.book.figures()
  }

  preview(...args: Parameters<Book['preview']>): ReturnType<Book['preview']> {
    return this.book.preview(...args)
  }

  async reserve(request: ReservationRequest): Promise<Reservation> {
    const reservation = await this.book.reserve(request)
    if (reservation.kind === 'reserved') await this.log()
    return reservation
  }

  open(permit: Parameters<Book['open']>[0]): Promise<Segment> {
    return this.book.open(permit)
  }

  async settle(...args: Parameters<Book['settle']>): Promise<Persons> {
    const persons = await this.book.settle(...args)
    await this.log()
    return persons
  }

  unsettled(): ReturnType<Book['unsettled']> {
    return this.book.unsettled()
  }

  /** Writes every change that the log does not have yet, in order, one process at a time. */
  async log(): Promise<void> {
    const { disk, clock, openLog } = this.#logging
    await using _alone = await disk.lock(`${homeLayout.books}/logging`, lockWaitMs)
    const changes = await this.book.unlogged()
    const last = changes.at(-1)
    if (last === undefined) return
    await using log = await openLog()
    const published = changes.map(({ cause, root, segments, upper, permit }) => {
      const body = { book: this.id, cause, root, segments, upper, ...(permit === null ? {} : { permit }) }
      return log.append(writeEntry('tally', instantOf(clock.now()), body)).published
    })
    const { index } = (await Promise.all(published)).at(-1)!
    await this.book.markLogged(last.position, index)
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.book[Symbol.asyncDispose]()
  }
}

/** Names of this gateway and its clock, as outcomes write them: a command line is an edge (architecture, "Where a gateway stands"). */
export const gatewayNames = { gateway: idOf('feiyu-cli'), clockName: idOf('system') }
