import type { ColumnFate, OutgoingBatch, RowEncoder } from '@feiyu/scan'
import type { BatchShape } from '../batch-shape.ts'
import { CellBatch } from '../cell-batch.ts'
import type { Encoding } from '../encodings.ts'
import { noBytes, type TableShape } from '../table-shape.ts'
import { type OutputEncoder, outputEncoder } from './encode.ts'
import { Output } from './output.ts'

/** A batch of a table that keeps its shape. */
export type ShapedBatch = CellBatch & { readonly shape: BatchShape }

/** What an encoder has to know of the table whose rows it writes. */
export interface ShapedTable {
  readonly encoding: Encoding
  readonly byteOrderMark: boolean
  readonly shape: Readonly<TableShape>
  names(): readonly string[]
}

/**
 * Writes records as they were read, with what stood between them. A record that stays behind takes what stands before it
 * with it; before the first record that leaves stands what stood before the first one of all.
 */
export abstract class ShapeEncoder implements RowEncoder {
  protected readonly output = new Output()
  protected readonly table: ShapedTable
  /** What stands before the first row; null while none was read. */
  #lead: Uint8Array | null = null
  #hasLeft = false
  #encoder: OutputEncoder | null = null

  constructor(table: ShapedTable) {
    this.table = table
  }

  /** Writes the header, if there is one, with what stands before it, and says whether there is one. */
  protected abstract header(names: readonly (string | null)[]): boolean

  /** Writes one record with what becomes of its columns. */
  protected abstract row(batch: ShapedBatch, row: number, columns: readonly ColumnFate[]): void

  /** Where ends what is written of `[from, to)`, the text between two records or after the last one. */
  protected betweenEnd(_bytes: Uint8Array, _from: number, to: number): number {
    return to
  }

  /** Whether a batch of which nothing changes may be copied as it stands. */
  protected mayCopy(): boolean {
    return true
  }

  /** Whether what stands around the rows is more than line ends, and stands there without rows, too. */
  protected abstract readonly hasFrame: boolean

  begin(names: readonly (string | null)[]): void {
    if (this.table.byteOrderMark) this.write(byteOrderMark)
    this.#hasLeft = this.header(names)
  }

  add({ source, columns, withheld }: OutgoingBatch): void {
    // A batch without rows holds nothing to be written, whoever made it.
    if (source.rows === 0) return
    const batch = shaped(source)
    const { rows, shape } = batch
    if (batch.firstRow === 0) this.#lead = batch.bytes.slice(shape.gaps[0], batch.records[0])
    if (withheld === null && columns.every((fate) => fate === 'pass') && this.mayCopy()) {
      this.#copyAll(batch)
      return
    }
    for (let row = 0; row < rows; row++) {
      if (withheld !== null && withheld[row] === 1) continue
      this.#before(batch, row)
      this.row(batch, row, columns)
    }
  }

  end(): void {
    const { tail } = this.table.shape
    if (this.#lead !== null && !this.#hasLeft) {
      if (!this.hasFrame) return
      this.write(this.#lead)
    }
    this.write(tail.subarray(0, this.betweenEnd(tail, 0, tail.length)))
  }

  take(): Uint8Array {
    const { encoding } = this.table
    const text = this.output.take()
    if (encoding === 'utf-8') return text
    this.#encoder ??= outputEncoder(encoding)
    return this.#encoder(text)
  }

  protected write(bytes: Uint8Array): void {
    this.output.reserve(bytes.length)
    this.output.copy(bytes, 0, bytes.length)
  }

  /** Writes what stands before a record that leaves. */
  #before({ bytes, records, shape }: ShapedBatch, row: number): void {
    if (this.#hasLeft) {
      const from = shape.gaps[row]!
      const to = this.betweenEnd(bytes, from, records[row]!)
      this.output.reserve(to - from)
      this.output.copy(bytes, from, to)
    } else {
      this.write(this.#lead ?? noBytes)
      this.#hasLeft = true
    }
  }

  /** Writes a batch of which nothing changes: records and what is between them stand one after another. */
  #copyAll(batch: ShapedBatch): void {
    const { bytes, records, rows, shape } = batch
    const { output } = this
    this.#before(batch, 0)
    let from = records[0]!
    const to = shape.ends[rows - 1]!
    output.reserve(to - from)
    for (let row = 0; row < rows; row++) {
      const copy = shape.copies[row]!
      if (copy < 0) continue
      const record = records[row]!
      const length = shape.ends[row]! - record
      output.copy(bytes, from, record)
      output.copy(shape.kept, copy, copy + length)
      from = record + length
    }
    output.copy(bytes, from, to)
  }
}

const byteOrderMark = new TextEncoder().encode('\ufeff')

function shaped(batch: OutgoingBatch['source']): ShapedBatch {
  if (batch instanceof CellBatch && isShaped(batch)) return batch
  throw new TypeError('an encoder writes the batches of its own table, opened with `shape`')
}

function isShaped(batch: CellBatch): batch is ShapedBatch {
  return batch.shape !== null
}
