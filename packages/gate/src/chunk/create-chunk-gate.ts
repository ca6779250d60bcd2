import type { ClassTable } from '@feiyu/core'
import {
  type BatchMac,
  type ColumnFate,
  createLiveScan,
  type LiveScan,
  type PersonKeys,
  type RowBatch,
  type RowEncoder,
} from '@feiyu/scan'
import { ConsentCheck, type OpenRegister } from '../consent/consent-check.ts'
import { PermitError } from '../errors.ts'
import type { Permit } from '../permit/permit.ts'
import { BookCounters } from './book-counters.ts'
import type { ChunkGate, ChunkResult, Stop } from './chunk-gate.ts'
import { ColumnMap } from './column-map.ts'
import { Inspection } from './inspection.ts'
import { firstUndecodable } from './undecodable.ts'
import { ValueCounts } from './value-counts.ts'

/** What a chunk gate works with, apart from the permit. */
export interface ChunkGateOptions {
  /** The one that the permit names by its digest. */
  readonly classTable: ClassTable
  /** The codes of the books in which the persons are counted, in the order of the permit; none where it counts none. */
  readonly macs: readonly BatchMac[]
  /** Writes the rows that leave; used by this gate alone. */
  readonly encoder: RowEncoder
  /** The code of a delivery key, by the `keyId` of a field; never the book's. */
  readonly tokens: (keyId: string) => BatchMac
  /** The register that the permit names, and the key of its tokens; null where it names none. */
  readonly consent: OpenRegister | null
  /** Column that the scan before the permit was told to take for the person's; without it, none was named. */
  readonly subject?: string | undefined
}

/**
 * Makes the gate for the rows of one crossing. It goes by the permit and the bytes alone: whatever an earlier scan said,
 * each row is inspected again before the chunk that holds it gives bytes.
 *
 * @throws PermitError `FEIYU_GATE_CLASS_TABLE`, `FEIYU_GATE_BOOK_KEY`, `FEIYU_GATE_REGISTERS`,
 * `FEIYU_GATE_CONSENT`, `FEIYU_GATE_FIELD_TWICE`
 */
export function createChunkGate(permit: Permit, options: ChunkGateOptions): ChunkGate {
  return new RowGate(permit, options)
}

const noBytes = new Uint8Array(0)
/** Keys that nobody sees: where no person is counted, they are compared within one scan and forgotten. */
const noKey = new Uint8Array(16)

class RowGate implements ChunkGate {
  readonly #permit: Permit
  readonly #live: LiveScan
  readonly #counters: BookCounters
  readonly #map: ColumnMap
  readonly #inspection: Inspection
  readonly #encoder: RowEncoder
  readonly #consent: ConsentCheck | null
  readonly #counts = new ValueCounts()
  #isBegun = false
  /** Rows that were encoded and not released yet. */
  #waiting = 0
  /** What stopped the crossing: nothing passes after it. */
  #stop: Stop | null = null

  constructor(permit: Permit, { classTable, macs, encoder, tokens, consent, subject }: ChunkGateOptions) {
    assertFits(permit, classTable, macs, consent)
    this.#permit = permit
    const scanWith = (keys: PersonKeys | undefined) =>
      createLiveScan({ names: null, key: noKey, keys, classTable, asOf: permit.ground.asOf, subject })
    this.#counters = new BookCounters(permit, macs, scanWith)
    this.#live = this.#counters.inspected
    this.#map = new ColumnMap(permit, tokens)
    this.#inspection = new Inspection(permit, this.#live, this.#map, classTable)
    this.#encoder = encoder
    this.#consent = permit.consent === null ? null : new ConsentCheck(permit.consent, consent)
  }

  take(batch: RowBatch, names: readonly string[]): ChunkResult {
    this.#stop ??= this.#read(batch, names)
    return this.#answer(batch.rows)
  }

  end(): ChunkResult {
    this.#stop ??= this.#finish()
    return this.#answer(0)
  }

  /** Inspects the rows, and encodes them for the moment when they may leave. */
  #read(batch: RowBatch, names: readonly string[]): Stop | null {
    const live = this.#live
    const counters = this.#counters
    counters.setColumns(names)
    for (let column = live.names.length; column < batch.columns; column++) {
      counters.setColumns([...live.names, `column_${column + 1}`])
    }
    const drift = this.#map.extend(live.names) ?? this.#credentialColumn() ?? this.#map.unfitName(names, live.names)
    if (drift !== null) return drift
    const withheld = this.#withheld(batch)
    if (withheld !== null && 'code' in withheld) return withheld
    const unknown = counters.add(batch, withheld)
    if (unknown !== null) return unknown
    const stop = (live.isSettled ? this.#inspection.judge(false) : null) ?? this.#undecodable(batch, withheld)
    return stop ?? this.#encode(batch, withheld)
  }

  #finish(): Stop | null {
    this.#counters.end()
    const stop = this.#map.missing() ?? this.#inspection.judge(true)
    if (stop !== null) return stop
    this.#begin()
    this.#encoder.end()
    return null
  }

  #answer(rowsRead: number): ChunkResult {
    if (this.#stop !== null) return { kind: 'stop', stop: this.#stop }
    if (!this.#live.isSettled) {
      const counts = { dropped: {}, masked: {}, held: {}, withoutConsent: 0 }
      return { kind: 'clear', bytes: noBytes, rowsRead, rowsReleased: 0, persons: [], personsSoFar: 0, counts }
    }
    const rowsReleased = this.#waiting
    this.#waiting = 0
    const bytes = this.#encoder.take()
    return {
      kind: 'clear',
      bytes,
      rowsRead,
      rowsReleased,
      persons: this.#counters.drain(),
      personsSoFar: this.#counters.persons,
      counts: this.#counts.take(),
    }
  }

  /** Rows that stay behind for want of consent, or the stop where such rows hold the chunk. */
  #withheld(batch: RowBatch): Uint8Array | Stop | null {
    const check = this.#consent
    if (check === null) return null
    const column = this.#live.names.indexOf(check.path)
    const missing = check.look(batch, column)
    if (missing === 0) return null
    const { missing: withheld } = check
    if (this.#permit.consent?.onMissing === 'hold') {
      const row = batch.firstRow + withheld.indexOf(1) + 1
      return { code: 'consent-missing', row, column: column < 0 ? null : column + 1, type: null }
    }
    this.#counts.withoutConsent(missing)
    return withheld
  }

  /** A column of secrets leaves under no permit. */
  #credentialColumn(): Stop | null {
    const index = this.#map.columns.findIndex(({ field, leaves }) => leaves && field?.category === 'credential')
    if (index < 0) return null
    return { code: 'credential', row: null, column: index + 1, type: this.#map.columns[index]!.field!.type }
  }

  #undecodable(batch: RowBatch, withheld: Uint8Array | null): Stop | null {
    const { columns } = this.#map
    const place = firstUndecodable(batch, (column) => columns[column]!.leaves, withheld)
    if (place === null) return null
    const row = batch.firstRow + place.row + 1
    return { code: 'undecodable', row, column: place.column + 1, type: columns[place.column]!.field!.type }
  }

  #encode(batch: RowBatch, withheld: Uint8Array | null): Stop | null {
    this.#begin()
    const { columns, rows } = batch
    const fates: ColumnFate[] = []
    for (const [index, { field, isCut, transform, leaves }] of this.#map.columns.entries()) {
      if (!leaves && isCut) this.#counts.drop(field?.type, batch, index)
      fates.push(isCut ? 'cut' : 'pass')
      if (index >= columns || field === null || isCut) continue
      if (withheld !== null) this.#counts.hold(field.type, batch, index, withheld)
      if (transform === null) continue
      const { column, changed, unreadable } = transform.apply(batch, index, withheld)
      if (unreadable >= 0) {
        return { code: 'unreadable', row: batch.firstRow + unreadable + 1, column: index + 1, type: field.type }
      }
      this.#counts.mask(field.type, changed)
      fates[index] = column
    }
    this.#encoder.add({ source: batch, columns: fates, withheld })
    this.#waiting += rows - (withheld === null ? 0 : onesIn(withheld, rows))
    return null
  }

  #begin(): void {
    const { names } = this.#live
    if (!this.#isBegun) this.#encoder.begin(this.#map.columns.map(({ isCut }, index) => (isCut ? null : names[index]!)))
    this.#isBegun = true
  }
}

function assertFits(
  { ground, count, consent }: Permit,
  classTable: ClassTable,
  macs: readonly BatchMac[],
  register: OpenRegister | null,
): void {
  if (classTable.digest !== ground.classTable) {
    throw new PermitError(
      'FEIYU_GATE_CLASS_TABLE',
      'the class table is not the one of the permit; compile it from the packs that the permit names',
    )
  }
  if (count.books.length !== macs.length) {
    throw new PermitError(
      'FEIYU_GATE_BOOK_KEY',
      'the permit counts persons in a book; open the book of each legal person that it names, and give its code',
    )
  }
  if (count.books.length > 0 && count.registers === null) {
    throw new PermitError(
      'FEIYU_GATE_REGISTERS',
      'the permit does not say with which account numbers those of the file are compared; mint one that does',
    )
  }
  if (consent?.source.kind !== 'register') return
  if (register === null || register.register.digest !== consent.source.digest) {
    throw new PermitError('FEIYU_GATE_CONSENT', 'the register of consents is not the one of the permit; read that one')
  }
}

function onesIn(flags: Uint8Array, rows: number): number {
  let count = 0
  for (let row = 0; row < rows; row++) count += flags[row]!
  return count
}
