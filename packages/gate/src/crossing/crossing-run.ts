import { type EntryBody, instantOf, type Receipt, writeEntry } from '@feiyu/evidence'
import type { RowBatch } from '@feiyu/scan'
import type { ChunkGate, ChunkResult, Stop } from '../chunk/chunk-gate.ts'
import { CrossingError } from '../errors.ts'
import type { Permit } from '../permit/permit.ts'
import { drawSalts, permitEntry } from '../permit/permit-entry.ts'
import { permitRefusal } from '../permit/permit-refusal.ts'
import type { Persons, Segment } from '../ports/book.ts'
import type { Published } from '../ports/log.ts'
import type { Sink } from '../ports/sink.ts'
import type { CrossingContext, CrossingOrder, CrossingResult } from './crossing-context.ts'
import type { CrossingFolders, OpenCrossing } from './crossing-folders.ts'
import type { CrossingEvent, CrossingState } from './crossing-state.ts'
import { CrossingFigures, stopEntry, stopOf } from './figures.ts'
import { publish, receiptOf } from './log-entries.ts'
import { isOver, overPermit } from './meter.ts'
import { OutputDigest } from './output-digest.ts'
import { segmentHead } from './segment-head.ts'

type Clear = Extract<ChunkResult, { kind: 'clear' }>

/** An outcome, and the bytes of its entry. */
interface Outcome {
  readonly body: EntryBody<'outcome'>
  readonly bytes: Uint8Array<ArrayBuffer>
}

const nobody: Persons = { ordinary: 0, sensitive: 0 }

/** Errors after which nobody knows what a disk holds: nothing more is written, and recovery closes the crossing. */
const lostDisk = new Set(['FEIYU_DISK_SYNC', 'FEIYU_LOG_STOPPED', 'FEIYU_SINK_IN_DOUBT'])

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
  #crossing: OpenCrossing | undefined
  #segment: Segment | undefined
  #sink: Sink | undefined
  #published: Published | undefined
  #publishedAt = 0
  /** The chunk on its way, and whether it is the last one. */
  #chunk: Clear | undefined
  #last = false
  /** From here on an error leaves it open whether the destination shows everything. */
  #committing = false
  #stop: Stop | undefined
  /** What broke, to be thrown once the crossing is closed. */
  #failure: { readonly error: unknown } | undefined
  #refused: Extract<CrossingResult, { kind: 'refused' | 'no-headroom' }> | undefined
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

  /** How it ended; throws what broke. */
  result(): CrossingResult {
    if (this.#failure !== undefined) throw this.#failure.error
    if (this.#refused !== undefined) return this.#refused
    const closed = this.#closed
    if (closed === undefined) throw order('a crossing without an end')
    const permit = this.#permit
    return this.#stop === undefined
      ? { kind: 'completed', permit, ...closed }
      : { kind: 'stopped', permit, ...closed, stop: this.#stop }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#batches.return?.()
    if (!this.#committing) await this.#sink?.[Symbol.asyncDispose]()
    await this.#segment?.[Symbol.asyncDispose]()
    await this.#crossing?.[Symbol.asyncDispose]()
  }

  async #open(): Promise<CrossingEvent> {
    const { clock, random } = this.#context
    const { book, destination, destinationRecord } = this.#order
    const salts = drawSalts(random)
    const logSize = await this.#logSize()
    this.#crossing = await this.#folders.begin({
      permit: this.#permit,
      salts,
      destination: destinationRecord,
      logSize,
    })
    if (this.#crossing === undefined) {
      this.#refused = { kind: 'refused', refusals: [permitRefusal('used')] }
      return 'stopped'
    }
    await this.#reach('recorded')
    if (book !== null && !(await this.#reserve())) return 'stopped'
    this.#sink = await destination.open(this.#permit.id)
    await this.#reach('sink-opened')
    this.#publishedAt = clock.now()
    const over = overPermit(this.#permit, { rows: 0, bytes: 0, newPersons: nobody, now: this.#publishedAt })
    if (over !== null) {
      // The time went by, or the clock was put back, since the permit was judged.
      this.#refused = { kind: 'refused', refusals: [permitRefusal('not-valid-any-more')] }
      return 'stopped'
    }
    const entry = writeEntry('permit', instantOf(this.#publishedAt), await permitEntry(this.#permit, salts))
    await using log = await this.#context.openLog()
    this.#published = await publish(log, entry, () => this.#reach('permit-durable'))
    await this.#reach('permit-published')
    return 'opened'
  }

  /** Takes the headroom that the permit names; false where there is less of it by now. */
  async #reserve(): Promise<boolean> {
    const { book, persons, mayBecome } = this.#order
    if (book === null) return true
    if (book.id !== this.#permit.count.book) throw order('a book that the permit does not name')
    const head = segmentHead(this.#permit)
    const { kind, newPersons, upper } = await book.reserve({ head, persons, most: null, mayBecome })
    if (kind === 'refused' || isOver(newPersons, this.#permit.count.ceilings.newPersons)) {
      this.#refused = { kind: 'no-headroom', newPersons, upper }
      return false
    }
    await this.#reach('reserved')
    this.#segment = await book.open(this.#permit.id)
    return true
  }

  async #inspect(): Promise<CrossingEvent> {
    if (this.#order.signal?.aborted === true) return this.#stopped(stopOf('operator'))
    const batch = await this.#batches.next()
    this.#last = batch.done === true
    const taken = batch.done === true ? this.#gate.end() : this.#gate.take(batch.value, this.#order.source.names())
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
    if (persons.count > 0 || persons.linkCount > 0 || persons.keyless.length > 0) {
      // A permit that knows of no persons has no book to count them in.
      if (this.#segment === undefined) return this.#stopped(stopOf('uncounted-persons'))
      const { kind } = await this.#segment.admit(persons)
      if (kind === 'over') return this.#stopped(stopOf('over-headroom'))
    }
    await this.#reach('chunk-counted')
    return 'counted'
  }

  #meter(): CrossingEvent {
    const { bytes, rowsReleased } = this.#theChunk
    const over = overPermit(this.#permit, {
      rows: this.#figures.rowsReleased + rowsReleased,
      bytes: this.#figures.bytesReleased + bytes.length,
      newPersons: this.#newPersons,
      now: this.#context.clock.now(),
    })
    return over === null ? 'within' : this.#stopped(over)
  }

  async #release(): Promise<CrossingEvent> {
    const { bytes, rowsReleased } = this.#theChunk
    const at = this.#context.clock.now()
    if (bytes.length > 0) await this.#theSink.write(bytes)
    this.#figures.released(rowsReleased, bytes.length, at)
    await this.#reach('chunk-released')
    return this.#last ? 'ended' : 'released'
  }

  async #commit(): Promise<CrossingEvent> {
    if (this.#order.source.digest !== this.#permit.what.revision) return this.#stopped(stopOf('other-revision'))
    await this.#reach('input-compared')
    await this.#theSink.seal()
    await this.#reach('sealed')
    const now = this.#context.clock.now()
    const { rowsReleased: rows, bytesReleased: bytes } = this.#figures
    const over = overPermit(this.#permit, { rows, bytes, newPersons: this.#newPersons, now })
    if (over !== null) return this.#stopped(over)
    if (this.#order.signal?.aborted === true) return this.#stopped(stopOf('operator'))
    const body = this.#outcome({ end: 'completed' }, now)
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
    const sink = this.#sink
    this.#sink = undefined
    await sink?.abort()
    await this.#reach('aborted')
    return 'aborted'
  }

  async #settle(): Promise<CrossingEvent> {
    await this.#segment?.[Symbol.asyncDispose]()
    const { book } = this.#order
    // A crossing that never began has nothing in the book; what is there under this permit is another's.
    const begun = this.#crossing !== undefined
    if (begun && book !== null && (await book.unsettled()).includes(this.#permit.id)) {
      await book.settle(this.#permit.id, this.#ready === undefined ? 'nothing' : 'all')
    }
    await this.#reach('settled')
    return 'settled'
  }

  async #close(): Promise<CrossingEvent> {
    const published = this.#published
    if (published === undefined) {
      // No permit was published: there is nothing that an outcome could close.
      await this.#crossing?.forget()
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
    const now = this.#context.clock.now()
    const body = this.#outcome({ end: 'stopped', stop: stopEntry(this.#stop ?? stopOf('failed')) }, now)
    return { body, bytes: writeEntry('outcome', this.#at(now), body) }
  }

  /** What the log will say: of a stopped crossing that nothing left. */
  #outcome(end: Pick<EntryBody<'outcome'>, 'end' | 'stop'>, now: number): EntryBody<'outcome'> {
    const { source } = this.#order
    const figures = this.#figures
    const all = end.end === 'completed'
    return {
      permit: this.#permit.id,
      ...end,
      read: {
        ...(source.digest === null ? {} : { digest: source.digest }),
        bytes: source.progress.bytesRead,
        rows: figures.rowsRead,
      },
      released: all
        ? { ...this.#digest.end(), bytes: figures.bytesReleased, rows: figures.rowsReleased }
        : { bytes: 0, rows: 0 },
      newPersons: all ? this.#newPersons : nobody,
      ...figures.counts(),
      ...(all && figures.firstRelease !== undefined
        ? { firstRelease: instantOf(figures.firstRelease), lastRelease: instantOf(now) }
        : {}),
      gateway: this.#context.gateway,
      clock: this.#context.clockName,
    }
  }

  /** A clock that was put back makes no outcome older than its permit. */
  #at(now: number) {
    return instantOf(Math.max(now, this.#publishedAt))
  }

  #stopped(stop: Stop): CrossingEvent {
    this.#stop = stop
    return 'stopped'
  }

  /** An error before the commit stops the crossing, and is thrown once it is closed. */
  async #orStop(code: string, effect: () => Promise<CrossingEvent>): Promise<CrossingEvent> {
    try {
      return await effect()
    } catch (error) {
      const atDestination = code === 'destination-failed' && !this.#committing
      if (this.#committing || (isLost(error) && !atDestination)) throw this.#leftOpen(error)
      this.#failure = { error }
      return this.#stopped(stopOf(code))
    }
  }

  /** An error on the way to the end leaves the crossing open for recovery. */
  async #orOpen(effect: () => Promise<CrossingEvent>): Promise<CrossingEvent> {
    try {
      return await effect()
    } catch (error) {
      throw this.#leftOpen(error)
    }
  }

  #leftOpen(error: unknown): CrossingError {
    return new CrossingError(
      'FEIYU_CROSSING_OPEN',
      'the crossing broke and could not be closed; run any command on this home again, which closes it',
      { cause: this.#failure === undefined ? error : new AggregateError([this.#failure.error, error]) },
    )
  }

  async #logSize(): Promise<number> {
    await using log = await this.#context.openLog()
    return log.size
  }

  get #newPersons(): Persons {
    return this.#segment?.newPersons ?? nobody
  }

  get #theChunk(): Clear {
    return this.#chunk ?? fault('a chunk')
  }

  get #theSink(): Sink {
    return this.#sink ?? fault('a sink')
  }

  get #theCrossing(): OpenCrossing {
    return this.#crossing ?? fault('a record')
  }

  async #reach(point: Parameters<NonNullable<CrossingContext['reached']>>[0]): Promise<void> {
    await this.#context.reached?.(point)
  }
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : ''
}

/** Whether a disk was lost, however often the error was wrapped on its way. */
function isLost(error: unknown): boolean {
  if (error instanceof AggregateError) return error.errors.some(isLost)
  if (error instanceof SuppressedError) return isLost(error.error) || isLost(error.suppressed)
  return error instanceof Error && (lostDisk.has(codeOf(error)) || isLost(error.cause))
}

function order(what: string): CrossingError {
  return new CrossingError('FEIYU_CROSSING_ORDER', `the crossing met ${what}; please report this`)
}

function fault(what: string): never {
  throw order(`a state without ${what}`)
}
