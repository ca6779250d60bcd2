import type { RowBatch } from '@feiyu/scan'

/** Batches on their way: enough that a lane never waits for the thread that parses, few enough to stay in the cache. */
const parcels = 4
/** What fits a parcel; a batch of longer rows or more cells is read by the thread that has it. */
const parcelBytes = 1_600_000
const parcelCells = 1 << 16
const parcelSizeBytes = parcelBytes + parcelCells * (4 + 4 + 2)

// Words of the control block; after them one word a parcel: 1 while its batch is not read.
const bell = 0
const ready = 1
const next = 2
const closed = 3
const firstBusy = 4

/** Figures of a parcel: bytes, columns, rows, first row, columns known when it was sent. */
const figures = 5

/** The memory that the threads of one scan share. */
export interface SharedRing {
  readonly control: SharedArrayBuffer
  readonly figures: SharedArrayBuffer
  readonly data: SharedArrayBuffer
}

/** A batch in a ring, and how many columns were known when it was sent. */
export interface Parcel {
  readonly batch: RowBatch
  readonly columns: number
  /** Gives the parcel back. */
  release(): void
}

/** Makes the memory of a ring. */
export function newRing(): SharedRing {
  return {
    control: new SharedArrayBuffer((firstBusy + parcels) * 4),
    figures: new SharedArrayBuffer(parcels * figures * 8),
    data: new SharedArrayBuffer(parcels * parcelSizeBytes),
  }
}

/**
 * Copies of batches in a ring of shared memory. One thread puts them in; every thread takes them out, each batch once, in
 * order. Copying a batch costs a fiftieth of reading it, and leaves the parser its buffers.
 */
export class LaneRing {
  readonly #control: Int32Array
  readonly #figures: Float64Array
  readonly #data: SharedArrayBuffer

  constructor({ control, figures: numbers, data }: SharedRing) {
    this.#control = new Int32Array(control)
    this.#figures = new Float64Array(numbers)
    this.#data = data
  }

  /** Puts a copy of the batch in; false when there is no room for it now. */
  put(batch: RowBatch, columns: number): boolean {
    const control = this.#control
    const cells = batch.rows * batch.columns
    const ticket = control[ready]!
    const place = ticket % parcels
    if (cells > parcelCells || batch.bytes.length > parcelBytes) return false
    if (Atomics.load(control, firstBusy + place) === 1) return false
    const { bytes, starts, ends, classes } = this.#viewsOf(place, batch.bytes.length, cells)
    bytes.set(batch.bytes)
    starts.set(batch.starts.subarray(0, cells))
    ends.set(batch.ends.subarray(0, cells))
    classes.set(batch.classes.subarray(0, cells))
    this.#figures.set([batch.bytes.length, batch.columns, batch.rows, batch.firstRow, columns], place * figures)
    Atomics.store(control, firstBusy + place, 1)
    Atomics.store(control, ready, ticket + 1)
    this.#ring()
    return true
  }

  /** The next batch that nobody has taken; null when there is none now. */
  take(): Parcel | null {
    const control = this.#control
    for (;;) {
      const ticket = Atomics.load(control, next)
      if (ticket === Atomics.load(control, ready)) return null
      if (Atomics.compareExchange(control, next, ticket, ticket + 1) === ticket) return this.#open(ticket % parcels)
    }
  }

  /** The next batch, waiting for it; null when the ring is closed and empty. Blocks the thread. */
  wait(): Parcel | null {
    const control = this.#control
    for (;;) {
      const rung = Atomics.load(control, bell)
      const parcel = this.take()
      if (parcel !== null) return parcel
      if (Atomics.load(control, closed) === 1) return null
      Atomics.wait(control, bell, rung)
    }
  }

  /** No more batches will come. */
  close(): void {
    Atomics.store(this.#control, closed, 1)
    this.#ring()
  }

  #ring(): void {
    Atomics.add(this.#control, bell, 1)
    Atomics.notify(this.#control, bell)
  }

  #open(place: number): Parcel {
    const [sizeBytes = 0, columns = 0, rows = 0, firstRow = 0, known = 0] = this.#figures.subarray(place * figures)
    return {
      batch: { ...this.#viewsOf(place, sizeBytes, rows * columns), columns, rows, firstRow },
      columns: known,
      release: () => Atomics.store(this.#control, firstBusy + place, 0),
    }
  }

  #viewsOf(place: number, sizeBytes: number, cells: number) {
    const start = place * parcelSizeBytes
    const starts = start + parcelBytes
    return {
      bytes: new Uint8Array(this.#data, start, sizeBytes),
      starts: new Int32Array(this.#data, starts, cells),
      ends: new Int32Array(this.#data, starts + parcelCells * 4, cells),
      classes: new Uint16Array(this.#data, starts + parcelCells * 8, cells),
    }
  }
}
