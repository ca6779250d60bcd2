import type { RowBatch } from '../batch.ts'
import { control, digit, space } from '../byte-class.ts'
import type { CellScanner } from '../cells/cell-scanner.ts'
import type { Column } from '../columns/column.ts'
import { type ColumnPlan, standsForPerson } from '../columns/column-plan.ts'
import { detectors, none } from '../detectors/detector.ts'
import { documentAt } from '../detectors/documents.ts'
import { noMarking } from '../detectors/markings.ts'
import { isExampleDomain, isPlaceholder } from '../detectors/placeholders.ts'
import { birthOf } from '../detectors/resident-id.ts'
import type { KeyHash } from '../subjects/key-hash.ts'
import {
  accountKey,
  cardKey,
  deviceKey,
  documentKey,
  emailKey,
  keyOfDetector,
  mobileKey,
  noKey,
  phoneKey,
  plateKey,
  residentKey,
} from '../subjects/key-type.ts'
import { type ColumnBits, minorBit } from '../subjects/person-count.ts'
import type { PersonSet } from '../subjects/person-set.ts'
import type { KeySlot, RowKeys } from '../subjects/row-keys.ts'
import { latestBirth, wholeNumber } from './cell-dates.ts'
import type { MarkingLog } from './marking-log.ts'

/** Longest word for "no value", in bytes. */
const longestPlaceholder = 16
/** Shortest run of digits that a detector asks about. */
const shortestNumber = 11

/** What all columns of a table share while they are read. */
export interface ReaderContext {
  readonly scanner: CellScanner
  readonly hash: KeyHash
  readonly persons: PersonSet
  readonly block: RowKeys
  readonly markings: MarkingLog
  /** Whoever was born after this day, `yyyymmdd`, is below the age of the class table; 99999999 where it has none. */
  readonly minorAfter: number
  /** That age; 0 where the class table has none. */
  readonly minorAge: number
}

/** How a column takes part in the count of persons. */
export interface ReaderRole {
  /** Bits of the column where it is not empty, and where a text of it holds something personal. */
  readonly filled: ColumnBits
  readonly found: ColumnBits
  readonly slot: KeySlot | null
  /** Keeps registers of account numbers apart. */
  readonly register: number
  /** Column of the person's name beside a vehicle or device, which several persons may use; -1 for none. */
  readonly nameColumn: number
}

/** Reads one column of a batch after the other rows of it: finds, counts, and leaves the keys of persons in its slot. */
export class ColumnReader {
  readonly #column: Column
  readonly #plan: ColumnPlan
  readonly #role: ReaderRole
  readonly #context: ReaderContext
  readonly #accountType: number

  constructor(column: Column, plan: ColumnPlan, role: ReaderRole, context: ReaderContext) {
    this.#column = column
    this.#plan = plan
    this.#role = role
    this.#context = context
    this.#accountType = plan.key === accountKey && role.register > 0 ? accountKey + 1 : plan.key
  }

  /** Reads `rows` rows of the batch from `first` (within the batch) into the block. */
  read(batch: RowBatch, first: number, rows: number): void {
    const { bytes, starts, ends, classes, columns } = batch
    const { scanner, block } = this.#context
    const { filled, slot } = this.#role
    const { isBirthDate, isAge } = this.#plan
    scanner.hint = this.#plan.hint
    const isKeyed = slot !== null
    const lo = filled.lo
    const hi = filled.hi
    let values = 0
    let dropped = 0
    let cell = first * columns + this.#column.index
    for (let row = 0; row < rows; row++, cell += columns) {
      const from = starts[cell]!
      const to = ends[cell]!
      const mask = classes[cell]!
      if (from < 0 || to <= from || isNothing(bytes, from, to, mask)) {
        dropped++
        continue
      }
      values++
      if (isBirthDate || isAge) this.#markMinor(bytes, from, to, row)
      if (mask === digit && to - from < shortestNumber) {
        if (!isKeyed) {
          block.bitsLo[row]! |= lo
          block.bitsHi[row]! |= hi
          continue
        }
        scanner.nothing(bytes, from, to)
      } else scanner.scan(bytes, from, to, mask)
      if (scanner.marking !== noMarking) {
        this.#context.markings.add(scanner.marking, this.#column.index, batch.firstRow + first + row + 1)
      }
      if (isKeyed) {
        if (this.#readKey(slot, batch, cell, row, first)) {
          block.bitsLo[row]! |= lo
          block.bitsHi[row]! |= hi
        } else dropped++
      } else {
        block.bitsLo[row]! |= lo
        block.bitsHi[row]! |= hi
        if (scanner.hits.count > 0) this.#takeHits(row, batch.firstRow + first + row + 1)
      }
    }
    this.#column.values += values
    if (isKeyed) this.#column.dropped += dropped
  }

  /** Counts the hits of a cell in a column that holds no keys; keys among them are persons of their own. */
  #takeHits(row: number, number: number): void {
    const { hits, from, to } = this.#context.scanner
    for (let index = 0; index < hits.count; index++) {
      const code = hits.codes[index]!
      const isWhole = hits.starts[index] === from && hits.ends[index] === to
      this.#column.count(code, isWhole, number)
      this.#takeFound(code, hits.starts[index]!, hits.ends[index]!, row)
    }
  }

  #takeFound(code: number, start: number, end: number, row: number): void {
    const { block, persons, hash } = this.#context
    const { found } = this.#role
    const key = keyOfDetector[code]!
    if (standsForPerson(code, key, this.#plan.found)) {
      if (!this.#hashHit(code, key, start, end)) return
      persons.add(hash.lo, hash.hi, key, found.lo, found.hi | this.#minorOf(key, start, end))
      block.foundLo[row]! |= found.lo
      block.foundHi[row]! |= found.hi
    } else if (key === noKey && detectors[code]!.strong) {
      block.bitsLo[row]! |= found.lo
      block.bitsHi[row]! |= found.hi
    }
  }

  /** Puts the key of a cell into the slot. False where the cell holds a number that nobody has: as good as empty. */
  #readKey(slot: KeySlot, batch: RowBatch, cell: number, row: number, first: number): boolean {
    const { scanner, hash } = this.#context
    const { hits } = scanner
    const number = batch.firstRow + first + row + 1
    let isTest = false
    let hasKey = false
    for (let index = 0; index < hits.count; index++) {
      const code = hits.codes[index]!
      const start = hits.starts[index]!
      const end = hits.ends[index]!
      const isWhole = start === scanner.from && end === scanner.to
      this.#column.count(code, isWhole, number)
      const key = keyOfDetector[code]!
      if (!isWhole || key === noKey || (this.#plan.accepts & (1 << key)) === 0) {
        if (this.#plan.accepts !== 0 || !isWhole) this.#takeFound(code, start, end, row)
        continue
      }
      if (key === plateKey || key === deviceKey) hasKey = this.#hashThing(batch, cell, key, start, end)
      else hasKey = this.#hashHit(code, key, start, end)
      isTest = !hasKey
      if (!hasKey) continue
      slot.types[row] = key
      const minor = this.#minorOf(key, start, end)
      if (minor !== 0) this.#context.block.bitsHi[row]! |= minor
    }
    if (!hasKey && !isTest) {
      const key = this.#wholeKey(number)
      if (key === noKey) return true
      if (key < 0) return false
      slot.types[row] = key
      hasKey = true
    }
    if (!hasKey) return false
    slot.lo[row] = hash.lo
    slot.hi[row] = hash.hi
    return true
  }

  /** Key of a cell as a whole, for what no detector tells. `noKey`: it has none; -1: nobody has that number. */
  #wholeKey(row: number): number {
    const { scanner, hash } = this.#context
    const { source, from, to } = scanner
    switch (this.#plan.wholeKey) {
      case 'text': {
        if (isZero(source, from, to)) return -1
        hash.text(hash.stateOf(this.#accountType, this.#role.register), source, from, to, false)
        return this.#accountType
      }
      case 'compact': {
        if (!isCode(source, from, to, 7)) return noKey
        hash.compact(hash.stateOf(documentKey), source, from, to)
        return documentKey
      }
      case 'number': {
        if (!isCode(source, from, to, 12)) return noKey
        return hash.digits(hash.stateOf(cardKey), source, from, to, 64) ? cardKey : -1
      }
      case 'document': {
        const code = documentAt(source, from, to, this.#plan.document)
        if (code === none) return noKey
        this.#column.count(code, true, row)
        hash.compact(hash.stateOf(documentKey), source, from, to)
        return documentKey
      }
      case 'none':
        return noKey
      default:
        return this.#plan.wholeKey satisfies never
    }
  }

  /** Leaves the key of a hit in the hash; false where nobody has that value. */
  #hashHit(code: number, key: number, start: number, end: number): boolean {
    const { scanner, hash } = this.#context
    const { source } = scanner
    const state = hash.stateOf(key)
    if (key === residentKey) hash.residentId(state, source, start, end)
    else if (key === mobileKey) return hash.digits(state, source, start, end, 11)
    else if (key === phoneKey) return hash.digits(state, source, start, end, 15)
    else if (key === emailKey) {
      if (isExampleDomain(source, source.indexOf(0x40, start) + 1, end)) return false
      hash.text(state, source, start, end, true)
    } else if (key === cardKey && source[start]! < 0x3a) return hash.digits(state, source, start, end, 64)
    else hash.compact(state, source, start, end)
    return code !== none
  }

  /** A vehicle or a device stands for the person together with the name beside it. */
  #hashThing(batch: RowBatch, cell: number, key: number, start: number, end: number): boolean {
    const { scanner, hash } = this.#context
    const { nameColumn } = this.#role
    const name = cell - this.#column.index + nameColumn
    const isNamed = nameColumn >= 0 && nameColumn < batch.columns && batch.ends[name]! > batch.starts[name]!
    hash.compact(hash.stateOf(key), scanner.source, start, end)
    if (isNamed) hash.extend(batch.bytes, batch.starts[name]!, batch.ends[name]!)
    return true
  }

  #minorOf(key: number, start: number, end: number): number {
    if (key !== residentKey || (end - start !== 18 && end - start !== 15)) return 0
    return birthOf(this.#context.scanner.source, start, end - start) > this.#context.minorAfter ? minorBit : 0
  }

  #markMinor(bytes: Uint8Array, from: number, to: number, row: number): void {
    const isMinor = this.#plan.isAge
      ? isBelow(wholeNumber(bytes, from, to), this.#context.minorAge)
      : latestBirth(bytes, from, to) > this.#context.minorAfter
    if (isMinor) this.#context.block.bitsHi[row]! |= minorBit
  }
}

/** Spaces alone, or a word for "no value". */
function isNothing(bytes: Uint8Array, from: number, to: number, mask: number): boolean {
  if ((mask & digit) !== 0 || to - from > longestPlaceholder) return false
  return (mask & ~(space | control)) === 0 || isPlaceholder(bytes, from, to)
}

function isBelow(age: number, limit: number): boolean {
  return age >= 0 && age < limit
}

function isZero(bytes: Uint8Array, from: number, to: number): boolean {
  if (to - from === 2 && bytes[from] === 0x2d && bytes[from + 1] === 0x31) return true
  for (let index = from; index < to; index++) if (bytes[index] !== 0x30) return false
  return true
}

/** Letters, digits and signs between them, with at least so many digits; nothing hidden by `*`. */
function isCode(bytes: Uint8Array, from: number, to: number, leastDigits: number): boolean {
  let digits = 0
  for (let index = from; index < to; index++) {
    const byte = bytes[index]!
    const letter = byte & 0xdf
    if (byte >= 0x30 && byte <= 0x39) digits++
    else if ((letter < 0x41 || letter > 0x5a) && byte !== 0x20 && byte !== 0x2d && byte !== 0x2e) return false
  }
  return digits >= leastDigits && to - from <= 40
}
