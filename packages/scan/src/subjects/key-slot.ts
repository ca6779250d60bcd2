import { noKey } from './key-type.ts'
import type { ColumnBits } from './person-count.ts'

/** Rows that are taken together: enough to overlap the waits for memory, few enough to stay in the cache. */
export const blockRows = 256

/** What is known of a column of keys before its rows are read. */
export interface SlotOptions {
  /** Bits of the column itself. */
  readonly bits: ColumnBits
  /** Strongest kind of key that the column may hold. */
  readonly least: number
  /** The caller named this column as the person's: it goes before all others, and all others are joined to it. */
  readonly isSubject: boolean
  /** Whether name and values agree on what the column is, so that a link may rest on it. */
  readonly isStrong: boolean
  /** A vehicle or a device: shared by several persons, so a key only where nothing else tells the person. */
  readonly isThing: boolean
  /** Keeps registers of account numbers apart. */
  readonly register: number
}

/** A column whose cells are keys of persons, for one block of rows. */
export class KeySlot {
  readonly options: SlotOptions
  /** Kind of key by row; `noKey` where the cell holds none. */
  readonly types: Uint8Array = new Uint8Array(blockRows).fill(noKey)
  /** The canonical value by row, as bytes of the batch; -1 where its hash is in `lo` and `hi` already. */
  readonly starts: Int32Array = new Int32Array(blockRows)
  readonly ends: Int32Array = new Int32Array(blockRows)
  readonly lo: Int32Array = new Int32Array(blockRows)
  readonly hi: Int32Array = new Int32Array(blockRows)
  /** The other half of a key of 128 bits; 0 where keys have 64. */
  readonly lo2: Int32Array = new Int32Array(blockRows)
  readonly hi2: Int32Array = new Int32Array(blockRows)
  /** For a vehicle or a device, the name beside it by row. */
  readonly nameStarts: Int32Array = new Int32Array(blockRows)
  readonly nameEnds: Int32Array = new Int32Array(blockRows)
  /** By row: 1 where the cell lists several keys, which are in the block and not here. */
  readonly lists: Uint8Array = new Uint8Array(blockRows)
  #hasLists = false
  /** Rows whose person this column gave, and persons that its cells list. */
  persons = 0

  constructor(options: SlotOptions) {
    this.options = options
  }

  /** The cell of a row is a key that stands in its canonical form in `[start, end)` of the batch. */
  put(row: number, type: number, start: number, end: number): void {
    this.types[row] = type
    this.starts[row] = start
    this.ends[row] = end
  }

  /** The cell of a row lists so many keys. */
  putList(row: number, keys: number): void {
    this.lists[row] = 1
    this.#hasLists = true
    this.persons += keys
  }

  /** Forgets the first `rows` rows. */
  clear(rows: number): void {
    this.types.fill(noKey, 0, rows)
    if (this.#hasLists) this.lists.fill(0, 0, rows)
    this.#hasLists = false
  }

  /** The cell of a row is a key whose hash is known. */
  putHash(row: number, type: number, lo: number, hi: number): void {
    this.types[row] = type
    this.starts[row] = -1
    this.lo[row] = lo
    this.hi[row] = hi
  }
}
