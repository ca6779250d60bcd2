import { createHash } from 'node:crypto'
import type { Clock, Digest } from '@feiyu/core'
import { idOf, type Receipt, writeReceipt } from '@feiyu/evidence'
import { type PersonBatch, personWords, type RowBatch } from '@feiyu/scan'
import type { ChunkGate, ChunkResult } from '../chunk/chunk-gate.ts'
import type { CrossingContext, CrossingOrder, KeptCrossing } from '../crossing/crossing-context.ts'
import { sumOf } from '../crossing/meter.ts'
import { segmentHead } from '../crossing/segment-head.ts'
import { writeWhole } from '../crossing/whole-file.ts'
import type { Disk } from '../disk/disk.ts'
import { createLog, openLog } from '../log/open-log.ts'
import { openLogForReading } from '../log/read-log.ts'
import { mintPermit, type Particulars } from '../permit/mint-permit.ts'
import type { Approval, Permit } from '../permit/permit.ts'
import { writeCanonical } from '../permit/read-permit.ts'
import { signApproval } from '../permit/sign-approval.ts'
import type { Book, Persons } from '../ports/book.ts'
import type { EvidenceLog } from '../ports/log.ts'
import type { Destination } from '../ports/sink.ts'
import type { Source } from '../ports/source.ts'
import type { RecoveryContext } from '../recovery/recover-crossings.ts'
import { fileDestination } from '../sink/file-destination.ts'
import { type Books, openBooks } from '../tally/books.ts'
import { bookYear } from '../tally/civil-year.ts'
import type { FileBook } from '../tally/file-book.ts'
import { booksInLog, loggedBook, newestTally } from '../tally/logged-book.ts'
import { approverSigner, portSigner, sampleApproval, sampleParticulars, sampleTrust } from './sample-permit.ts'
import type { SeededRandom } from './seeded-random.ts'

export const uscc = '91310000MA1FL00000'

/** Where things lie on the one disk of such a world. */
export const worldFolders = {
  log: 'home/log',
  books: 'home/books',
  keys: 'home/keys',
  keyCopies: 'home/key-copies',
  crossings: 'home/crossings',
  receipts: 'home/receipts',
  out: 'out',
}

/** A bug, put around the parts that a crossing uses; the parts below stay honest. */
export interface CrossingPlant {
  readonly disk?: (disk: Disk) => Disk
  readonly log?: (log: EvidenceLog) => EvidenceLog
  readonly book?: (book: Book) => Book
  readonly destination?: (destination: Destination) => Destination
}

/** What is to cross: chunks of rows, each the number of a person; 0 is nobody. */
export interface Parcel {
  readonly name: string
  readonly chunks: readonly (readonly number[])[]
  /** Text in the second column, by row, from 1. */
  readonly remarks?: Readonly<Record<number, string>>
  readonly approval?: Partial<Approval>
  readonly particulars?: Partial<Particulars>
}

/** A home with real log, books and crossings on a disk, and a destination beside it. */
export class CrossingWorld {
  readonly disk: Disk
  readonly clock: Clock
  readonly #random: SeededRandom
  readonly #plant: CrossingPlant

  constructor(disk: Disk, clock: Clock, random: SeededRandom, plant: CrossingPlant = {}) {
    this.disk = plant.disk?.(disk) ?? disk
    this.clock = clock
    this.#random = random
    this.#plant = plant
  }

  /** Makes log and folders, once. */
  async make(): Promise<void> {
    await this.disk.makeFolder('home')
    await this.disk.makeFolder('out')
    await this.disk.makeFolder(worldFolders.receipts)
    for (const folder of ['home', '.']) await this.disk.syncFolder(folder)
    await createLog(this.disk, worldFolders.log, portSigner)
    await using _book = await this.book()
  }

  async openLog(): Promise<EvidenceLog> {
    const log = await openLog(this.disk, worldFolders.log, portSigner)
    return this.#plant.log?.(log) ?? log
  }

  /** A handler's book of the current year. */
  async book(year = bookYear(this.clock.now()), handler = uscc): Promise<Book> {
    return this.#told(await this.#books().book(handler, year))
  }

  /** The book in which a permit's headroom is reserved. */
  async #bookWithId(handler: string, id: Digest): Promise<Book> {
    return this.#told(await this.#books().withId(handler, id))
  }

  #told(file: FileBook): Book {
    const book = loggedBook(file, () => this.openLog(), this.clock)
    return this.#plant.book?.(book) ?? book
  }

  #books(): Books {
    const { disk, clock } = this
    return openBooks({
      disk,
      folder: worldFolders.books,
      keys: worldFolders.keys,
      keyBackup: worldFolders.keyCopies,
      clock,
      random: (size) => this.random(size),
      loggedBooks: async () => {
        const view = await openLogForReading(disk, worldFolders.log)
        return booksInLog(view, view.tree.size)
      },
      newestLogged: async (book, from) => {
        const view = await openLogForReading(disk, worldFolders.log)
        return newestTally(view, view.tree.size)(book, from)
      },
    })
  }

  destination(name: string): Destination {
    const destination = fileDestination(this.disk, worldFolders.out, name)
    return this.#plant.destination?.(destination) ?? destination
  }

  context(reached?: CrossingContext['reached']): CrossingContext {
    return {
      disk: this.disk,
      folder: worldFolders.crossings,
      clock: this.clock,
      clockName: idOf('simulated'),
      gateway: idOf('edge-1'),
      random: (size) => this.random(size),
      openLog: () => this.openLog(),
      keepReceipt: (receipt, crossing) => this.#keep(receipt, crossing),
      ...(reached === undefined ? {} : { reached }),
    }
  }

  recovery(reached?: RecoveryContext['reached']): RecoveryContext {
    const { reached: _, random: __, ...context } = this.context()
    return {
      ...context,
      booksOf: ({ count }) => Promise.all(count.books.map(({ handler, book }) => this.#bookWithId(handler, book))),
      destinationOf: (record) => this.destination(String(record)),
      ...(reached === undefined ? {} : { reached }),
    }
  }

  /**
   * Mints the permit of a parcel and makes its order; the headroom is what each book says is new. Of several books a row's
   * is the one whose number stands behind `@` in its remark; `handlers` are their legal persons.
   */
  async order(
    parcel: Parcel,
    book: Book | null | readonly Book[],
    handlers: readonly string[] = [uscc],
  ): Promise<CrossingOrder & { readonly permit: Permit }> {
    const books: readonly Book[] = book === null ? [] : Array.isArray(book) ? book : [book]
    const isGroup = books.length > 1
    const persons = books.map((_, index) => personsOf(numbersOf(parcel, isGroup ? index : null)))
    const bytes = Buffer.concat(rowsOf(parcel))
    const approval = await this.#approve(parcel, isGroup ? { path: 'remark', handlers } : null)
    const { count } = sampleParticulars()
    const none = { ordinary: 0, sensitive: 0 }
    const subject = { ...count.subject!, handlerPath: isGroup ? 'remark' : null }
    const named = books.map(({ id }, index) => ({ handler: handlers[index]!, book: id, newPersons: none }))
    const counted =
      book === null
        ? { ...count, books: [], subject: null, account: null, registers: null, counted: [] }
        : { ...count, books: named, subject }
    const draft = { revision: digestOf(bytes), run: `run-${this.#random.below(2 ** 32)}`, count: counted }
    const mint = (changes: Partial<Particulars>) =>
      mintPermit(approval, sampleParticulars({ ...draft, ...changes, ...parcel.particulars }), this.clock, portSigner)
    const fresh: Persons[] = []
    for (const [index, one] of books.entries()) {
      fresh.push((await one.preview(segmentHead(await mint({})), persons[index]!)).newPersons)
    }
    const ceilings = { ...counted.ceilings, newPersons: sumOf(fresh) }
    const filled = named.map((one, index) => ({ ...one, newPersons: fresh[index]! }))
    const permit = await mint({ count: { ...counted, books: filled, ceilings } })
    const { used: _, clock: __, ...trust } = sampleTrust()
    return {
      permit,
      documents: { permit: writeCanonical(permit), approval: writeCanonical(approval) },
      trust,
      source: sourceOf(rowsOf(parcel)),
      gate: () => lineGate(books.length),
      books: books.map((one, index) => ({ book: one, persons: persons[index]!, mayBecome: null })),
      destination: this.destination(parcel.name),
      destinationRecord: parcel.name,
    }
  }

  random(sizeBytes: number): Uint8Array<ArrayBuffer> {
    return Uint8Array.from({ length: sizeBytes }, () => this.#random.below(256))
  }

  async #approve({ approval }: Parcel, group: Approval['group']): Promise<Approval> {
    const now = this.clock.now()
    const at = (moment: number) => new Date(moment).toISOString()
    const lasting = { notBefore: at(now - 86_400_000), notAfter: at(now + 10 * 86_400_000) }
    const most = { rows: 1_000_000, bytes: 1_000_000_000, newPersons: { ordinary: 1_000_000, sensitive: 0 } }
    const unsigned = { ...(await sampleApproval({ ...lasting, ceilings: most, group, ...approval })), approvals: [] }
    return signApproval(unsigned, { person: 'wang', role: 'compliance', signer: approverSigner }, this.clock)
  }

  async #keep(receipt: Receipt, { permit }: KeptCrossing): Promise<void> {
    const bytes = new TextEncoder().encode(writeReceipt(receipt))
    await writeWhole(this.disk, worldFolders.receipts, `${permit.id.slice(7)}.json`, bytes)
  }
}

/** The bytes of each chunk of a parcel. */
export function rowsOf({ chunks, remarks = {} }: Parcel): readonly Uint8Array<ArrayBuffer>[] {
  let row = 0
  return chunks.map((chunk) => {
    const lines = chunk.map((person) => `${person},${remarks[++row] ?? 'ok'}\n`)
    return new TextEncoder().encode(lines.join(''))
  })
}

/** Persons of the rows of one book; of all where there is but one. */
function numbersOf({ chunks, remarks = {} }: Parcel, book: number | null): readonly number[] {
  return chunks.flat().filter((_, row) => book === null || bookOfRemark(remarks[row + 1] ?? 'ok') === book)
}

function bookOfRemark(remark: string): number {
  return Number(/@(\d)/.exec(remark)?.[1] ?? 0)
}

/** Persons by number, each with a value in the first personal field. */
export function personsOf(numbers: readonly number[]): PersonBatch {
  const persons = [...new Set(numbers)].filter((number) => number !== 0)
  const words = new Int32Array(persons.length * personWords)
  for (const [place, person] of persons.entries()) words.set([person, 7, 7, 7, 1, 0, 0], place * personWords)
  return { count: persons.length, words, linkCount: 0, links: new Int32Array(0), keyless: [] }
}

export function digestOf(bytes: Uint8Array): Digest {
  return `sha256:${createHash('sha256').update(bytes).digest('hex')}`
}

/** Inspects rows of `person,remark`: a remark with `SECRET` stops the crossing. Lets everything else pass as it is. */
function lineGate(books: number): ChunkGate {
  const none = { dropped: {}, masked: {}, held: {}, withoutConsent: 0 }
  let personsSoFar = 0
  const clear = (bytes: Uint8Array, rows: number, persons: readonly PersonBatch[]): ChunkResult => {
    for (const { count } of persons) personsSoFar += count
    return { kind: 'clear', bytes, rowsRead: rows, rowsReleased: rows, persons, personsSoFar, counts: none }
  }
  return {
    take(batch) {
      const lines = new TextDecoder().decode(batch.bytes).split('\n').slice(0, -1)
      const bad = lines.findIndex((line) => line.includes('SECRET'))
      if (bad >= 0) {
        const stop = { code: 'uncleared-value', row: batch.firstRow + bad + 1, column: 2, type: 'cn.resident-id' }
        return { kind: 'stop', stop }
      }
      // Whoever stands in no book is handed on all the same: that is for the crossing to stop.
      const persons = Array.from({ length: Math.max(1, books) }, (_, book) => {
        const own = lines.filter((line) => books < 2 || bookOfRemark(line) === book)
        return personsOf(own.map((line) => Number(line.split(',')[0])))
      })
      return clear(batch.bytes.slice(), lines.length, persons)
    },
    end: () => clear(new Uint8Array(0), 0, []),
  }
}

/** Rows as they lie in memory, a batch each chunk. */
export function sourceOf(chunks: readonly Uint8Array<ArrayBuffer>[]): Source {
  const progress = { bytesRead: 0 }
  let digest: Digest | null = null
  return {
    names: () => ['person', 'remark'],
    async *batches(): AsyncGenerator<RowBatch, void, undefined> {
      let firstRow = 0
      for (const bytes of chunks) {
        progress.bytesRead += bytes.length
        const rows = bytes.filter((byte) => byte === 0x0a).length
        const cells = { starts: new Int32Array(0), ends: new Int32Array(0), classes: new Uint16Array(0) }
        yield { bytes, columns: 2, rows, firstRow, ...cells }
        firstRow += rows
      }
      digest = digestOf(Buffer.concat(chunks))
    },
    progress,
    chunkHashes: null,
    get digest() {
      return digest
    },
  }
}
