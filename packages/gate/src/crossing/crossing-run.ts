import { type EntryBody, instantOf, type Receipt, writeEntry } from '@feiyu/evidence'
import type { RowBatch } from '@feiyu/scan'
import type { ChunkGate, ChunkResult, Stop } from '../chunk/chunk-gate.ts'
import { DiskError } from '../errors.ts'
import type { Permit } from '../permit/permit.ts'
import type { Persons } from '../ports/book.ts'
import type { Sink, Withdrawn } from '../ports/sink.ts'
import type { CrossingContext, CrossingOrder, CrossingResult } from './crossing-context.ts'
import { codeOf, isLost, leftOpen, outOfOrder } from './crossing-faults.ts'
import type { CrossingFolders, OpenCrossing } from './crossing-folders.ts'
import { type Held, openCrossing, type RefusedCrossing } from './crossing-opening.ts'
import { completedOutcome, type OutcomeParts, personsIn, stoppedOutcome } from './crossing-outcome.ts'
import type { CrossingEvent, CrossingState } from './crossing-state.ts'
import { CrossingFigures, stopEntry, stopOf } from './figures.ts'
import { publish, receiptOf } from './log-entries.ts'
import { nobody, overPermit, sumOf, withinPermit } from './meter.ts'
import { OutputDigest } from './output-digest.ts'
import { settleBooks } from './settle-books.ts'

type Clear = Extract<ChunkResult, { kind: 'clear' }>

/** An outcome, and the bytes of its entry. */
interface Outcome {
  readonly body: EntryBody<'outcome'>
  readonly bytes: Uint8Array<ArrayBuffer>
}

/** The effects of one crossing, state by state. */
export class CrossingRun implements AsyncDisposable {
  readonly #context: CrossingContext
  readonly #order: CrossingOrder
  readonly #folders: CrossingFolders
  readonly #permit: Permit
  readonly #gate: ChunkGate
  readonly #batches: AsyncIterator<RowBatch>
  readonly #figures = new CrossingFigures()
  readonly #digest = new OutputDigest()
  readonly #held: Held = { publishedAt: 0, segments: [] }
  /** The chunk on its way, and whether it is the last one. */
  #chunk: Clear | undefined
  #last = false
  #hasTaken = false
  #meteredAt = 0
  /** From here on an error leaves it open whether the destination shows everything. */
  #committing = false
  #stop: Stop | undefined
  /** What broke, to be told once the crossing is closed. */
  #failure: { readonly error: unknown } | undefined
  #refused: RefusedCrossing | undefined
  /** What is left at the destination of a crossing that was stopped, and who of it stays counted. */
  #left: Withdrawn = 'nothing'
  #settled: Persons = nobody
  /** The outcome as it was written before the commit. */
  #ready: Outcome | undefined
  #closed: { readonly receipt: Receipt; readonly outcome: EntryBody<'outcome'> } | undefined

  constructor(context: CrossingContext, order: CrossingOrder, folders: CrossingFolders, permit: Permit) {
    this.#context = context
    this.#order = order
    this.#folders = folders
    this.#permit = permit
    this.#gate = order.gate(permit)
    this.#batches = order.source.batches()[Symbol.asyncIterator]()
  }

  /** Does what a state is for, and says what happened. */
  async enter(state: Exclude<CrossingState, 'closed'>): Promise<CrossingEvent> {
    switch (state) {
      case 'open':
        return this.#orStop('failed', () => this.#open())
      case 'inspect':
        return this.#orStop('source-failed', () => this.#inspect())
      case 'transform':
        return this.#transform()
      case 'count':
        return this.#orStop('failed', () => this.#count())
      case 'meter':
        return this.#meter()
      case 'hash':
        this.#digest.update(this.#theChunk.bytes)
        return 'hashed'
      case 'release':
        return this.#orStop('destination-failed', () => this.#release())
      case 'commit':
        return this.#orStop('destination-failed', () => this.#commit())
      case 'abort':
        return this.#orOpen(() => this.#abort())
      case 'settle':
        return this.#orOpen(() => this.#settle())
      case 'close':
        return this.#orOpen(() => this.#close())
      default:
        return state satisfies never
    }
  }

  /** Tells the caller how far it is. */
  tell(state: CrossingState): void {
    const { rowsRead, rowsReleased, bytesReleased } = this.#figures
    const { bytesRead } = this.#order.source.progress
    this.#order.on?.({ state, bytesRead, rowsRead, rowsReleased, bytesReleased })
  }

  /** How it ended; throws what broke before there was a permit to be closed. */
  result(): CrossingResult {
    const [closed, failure, permit] = [this.#closed, this.#failure, this.#permit]
    if (failure !== undefined && closed === undefined) throw failure.error
    if (this.#refused !== undefined) return this.#refused
    if (closed === undefined) throw outOfOrder('a crossing without an end')
    const stop = this.#stop ?? stopOf('failed')
    if (failure !== undefined) return { kind: 'broken', permit, ...closed, stop, error: failure.error }
    return this.#stop === undefined
      ? { kind: 'completed', permit, ...closed }
      : { kind: 'stopped', permit, ...closed, stop }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#batches.return?.()
    await this.#held.sink?.[Symbol.asyncDispose]()
    await this.#closeSegments()
    await this.#held.crossing?.[Symbol.asyncDispose]()
  }

  async #open(): Promise<CrossingEvent> {
    this.#refused = await openCrossing(this.#context, this.#order, this.#permit, this.#folders, this.#held)
    return this.#refused === undefined ? 'opened' : 'stopped'
  }

  async #inspect(): Promise<CrossingEvent> {
    if (this.#order.signal?.aborted === true) return this.#stopped(stopOf('operator'))
    const { source } = this.#order
    const batch = await this.#batches.next()
    // A table without a row has columns all the same, and the gate wants to see them.
    const isEmpty = batch.done === true && !this.#hasTaken
    this.#last = batch.done === true && !isEmpty
    this.#hasTaken = true
    const rows = batch.done === true ? noRows(source.names().length) : batch.value
    const taken = this.#last ? this.#gate.end() : this.#gate.take(rows, source.names())
    if (taken.kind === 'stop') return this.#stopped(taken.stop)
    this.#chunk = taken
    await this.#reach('chunk-inspected')
    return 'cleared'
  }

  #transform(): CrossingEvent {
    this.#figures.transformed(this.#theChunk)
    return 'transformed'
  }

  async #count(): Promise<CrossingEvent> {
    const { persons } = this.#theChunk
    // A chunk that comes too late is nobody's: the book of another year would refuse it as a fault.
    const late = this.#over({ rows: 0, bytes: 0 })
    if (late !== null) return this.#stopped(late)
    for (const [index, batch] of persons.entries()) {
      if (batch.count === 0 && batch.linkCount === 0 && batch.keyless.length === 0) continue
      const segment = this.#held.segments[index]
      // A permit that knows of no persons has no book to count them in.
      if (segment === undefined) return this.#stopped(stopOf('uncounted-persons'))
      const { kind } = await segment.admit(batch)
      if (kind === 'over') return this.#stopped(stopOf('over-headroom'))
    }
    await this.#reach('chunk-counted')
    return 'counted'
  }

  #meter(): CrossingEvent {
    const { bytes, rowsReleased } = this.#theChunk
    // The moment that is judged is the one that the outcome states: between two looks a clock may be put back.
    this.#meteredAt = this.#context.clock.now()
    const over = this.#over({ rows: rowsReleased, bytes: bytes.length }, this.#meteredAt)
    return over === null ? 'within' : this.#stopped(over)
  }

  async #release(): Promise<CrossingEvent> {
    const { bytes, rowsReleased } = this.#theChunk
    // Once it is handed over it may have left, even where the write fails half way.
    this.#figures.released(rowsReleased, bytes.length, this.#meteredAt)
    if (bytes.length > 0) await this.#theSink.write(bytes)
    await this.#reach('chunk-released')
    return this.#last ? 'ended' : 'released'
  }

  async #commit(): Promise<CrossingEvent> {
    if (this.#order.source.digest !== this.#permit.what.revision) return this.#stopped(stopOf('other-revision'))
    await this.#reach('input-compared')
    await this.#theSink.seal()
    await this.#reach('sealed')
    const now = this.#context.clock.now()
    const over = this.#over({ rows: 0, bytes: 0 }, now)
    if (over !== null) return this.#stopped(over)
    if (this.#order.signal?.aborted === true) return this.#stopped(stopOf('operator'))
    const body = completedOutcome(this.#parts, { digest: this.#digest, newPersons: sumOf(this.#newPersons), now })
    this.#ready = { body, bytes: writeEntry('outcome', this.#at(now), body) }
    this.#committing = true
    await this.#theCrossing.writeReady(this.#ready.bytes)
    await this.#reach('ready')
    try {
      await this.#theSink.commit()
    } catch (error) {
      // Unless the destination says otherwise, nothing is to be seen there, and the crossing can be stopped as before.
      this.#committing = codeOf(error) === 'FEIYU_SINK_IN_DOUBT'
      throw error
    }
    await this.#reach('committed')
    return 'committed'
  }

  async #abort(): Promise<CrossingEvent> {
    if (this.#ready !== undefined) await this.#theCrossing.dropReady()
    this.#ready = undefined
    const { sink } = this.#held
    delete this.#held.sink
    if (sink !== undefined) await this.#takeBack(sink)
    await this.#reach('aborted')
    return 'aborted'
  }

  async #takeBack(sink: Sink): Promise<void> {
    this.#left = await sink.withdraw()
    await this.#reach('withdrawn')
    if (this.#left === 'nothing') {
      await this.#theCrossing.writeWithdrawn()
      return sink.abort()
    }
    try {
      await sink.abort()
    } catch (error) {
      // A destination that is out of reach is not tidied. What may have left is counted, and the outcome says so.
      if (!(error instanceof DiskError) || isLost(error)) throw error
    }
  }

  async #settle(): Promise<CrossingEvent> {
    await this.#closeSegments()
    // A crossing that never began has nothing in the books; what is there under this permit is another's.
    if (this.#held.crossing !== undefined) {
      const released = this.#ready === undefined && this.#left === 'nothing' ? 'nothing' : 'all'
      this.#settled = await settleBooks(
        this.#order.books.map(({ book }) => book),
        this.#permit.id,
        released,
      )
    }
    await this.#reach('settled')
    return 'settled'
  }

  async #close(): Promise<CrossingEvent> {
    const { published } = this.#held
    if (published === undefined) {
      // No permit was published: there is nothing that an outcome could close.
      await this.#held.crossing?.forget()
      return 'outcome-published'
    }
    const { record } = this.#theCrossing
    const end = this.#end()
    const { receipt, index } = await this.#publishEnd(published.index, end.bytes)
    await this.#reach('outcome-published')
    await this.#context.keepReceipt(receipt, { permit: this.#permit, destination: record.destination })
    await this.#reach('receipt-kept')
    await this.#theCrossing.close({ end: end.body.end, outcome: index })
    await this.#reach('closed')
    this.#closed = { receipt, outcome: end.body }
    return 'outcome-published'
  }

  async #publishEnd(permit: number, entry: Uint8Array<ArrayBuffer>) {
    await using log = await this.#context.openLog()
    const { index } = await publish(log, entry)
    return { index, receipt: await receiptOf(log, this.#theCrossing.record, { permit, outcome: index }) }
  }

  #end(): Outcome {
    if (this.#ready !== undefined) return this.#ready
    const stop = stopEntry(this.#stop ?? stopOf('failed'))
    const body = stoppedOutcome(this.#parts, {
      stop,
      left: this.#left,
      newPersons: withinPermit(this.#permit, this.#settled),
    })
    return { body, bytes: writeEntry('outcome', this.#at(this.#context.clock.now()), body) }
  }

  get #parts(): OutcomeParts {
    const { source, books } = this.#order
    const persons = books.reduce((sum, { persons: batch }) => sum + personsIn(batch), 0)
    return { permit: this.#permit.id, source, persons, figures: this.#figures, context: this.#context }
  }

  /** What of the permit would be exceeded if so much more were released now. */
  #over(more: { readonly rows: number; readonly bytes: number }, now = this.#context.clock.now()): Stop | null {
    const { rowsReleased, bytesReleased } = this.#figures
    const newPersons = this.#newPersons
    return overPermit(this.#permit, {
      rows: rowsReleased + more.rows,
      bytes: bytesReleased + more.bytes,
      newPersons,
      now,
    })
  }

  /** A clock that was put back makes no outcome older than its permit. */
  #at(now: number) {
    return instantOf(Math.max(now, this.#held.publishedAt))
  }

  #stopped(stop: Stop): CrossingEvent {
    this.#stop = stop
    return 'stopped'
  }

  /** An error before the commit stops the crossing, and is told once it is closed. */
  async #orStop(code: string, effect: () => Promise<CrossingEvent>): Promise<CrossingEvent> {
    try {
      return await effect()
    } catch (error) {
      const atDestination = code === 'destination-failed' && !this.#committing
      if (this.#committing || (isLost(error) && !atDestination)) throw leftOpen(error, this.#failure)
      this.#failure = { error }
      return this.#stopped(stopOf(code))
    }
  }

  /** An error on the way to the end leaves the crossing open for recovery. */
  async #orOpen(effect: () => Promise<CrossingEvent>): Promise<CrossingEvent> {
    try {
      return await effect()
    } catch (error) {
      throw leftOpen(error, this.#failure)
    }
  }

  /** New persons so far, book by book. */
  get #newPersons(): readonly Persons[] {
    return this.#held.segments.map(({ newPersons }) => newPersons)
  }

  async #closeSegments(): Promise<void> {
    for (const segment of this.#held.segments) await segment[Symbol.asyncDispose]()
  }

  get #theChunk(): Clear {
    return this.#chunk ?? fault('a chunk')
  }

  get #theSink(): Sink {
    return this.#held.sink ?? fault('a sink')
  }

  get #theCrossing(): OpenCrossing {
    return this.#held.crossing ?? fault('a record')
  }

  async #reach(point: Parameters<NonNullable<CrossingContext['reached']>>[0]): Promise<void> {
    await this.#context.reached?.(point)
  }
}

function noRows(columns: number): RowBatch {
  const cells = { starts: new Int32Array(0), ends: new Int32Array(0), classes: new Uint16Array(0) }
  return { bytes: new Uint8Array(0), rows: 0, columns, firstRow: 0, ...cells }
}

function fault(what: string): never {
  throw outOfOrder(`a state without ${what}`)
}
