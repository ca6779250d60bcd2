import type { RowBatch } from '../batch.ts'
import { at, colon, control, digit, high, lower, slash, space, upper } from '../byte-class.ts'
import { digitClaim } from '../cells/digit-claims.ts'
import { isMail } from '../cells/mail-claims.ts'
import type { Column } from '../columns/column.ts'
import type { ColumnPlan } from '../columns/column-plan.ts'
import { cardAt } from '../detectors/card.ts'
import { email, mobile, none, plate, residentId } from '../detectors/detector.ts'
import { documentAt } from '../detectors/documents.ts'
import { noMarking } from '../detectors/markings.ts'
import { mobileAt } from '../detectors/phone.ts'
import { isExampleDomain, isTestNumber } from '../detectors/placeholders.ts'
import { residentIdAt } from '../detectors/resident-id.ts'
import { plateAt } from '../detectors/vehicle.ts'
import type { KeySlot } from '../subjects/key-slot.ts'
import {
  accountKey,
  cardKey,
  deviceKey,
  documentKey,
  emailKey,
  keyOfDetector,
  mobileKey,
  noKey,
  otherAccountKey,
  plateKey,
  residentKey,
} from '../subjects/key-type.ts'
import { hasLines, isAlphanumeric, isCode, isNothing, isZero, shortestNumber } from './cell-tests.ts'
import type { ColumnReader, ReaderContext, ReaderRole } from './column-reader.ts'
import { FoundHits, hashHit, minorBitOf } from './found-hits.ts'
import { ListedKeys } from './listed-keys.ts'

/** Classes that make an e-mail column's cell more than a plain address. */
const beyondMail = colon | slash | space | high
/** Classes of a short code, and the shortest text of them in which a detector finds something. */
const plainWord = digit | upper | lower
const leastClaim = 8

/** Reads a column whose cells are keys of persons, and leaves the keys in its slot. */
export class KeyedReader implements ColumnReader {
  readonly #column: Column
  readonly #plan: ColumnPlan
  readonly #role: ReaderRole
  readonly #slot: KeySlot
  readonly #context: ReaderContext
  readonly #found: FoundHits
  readonly #lists: ListedKeys
  /** Kind of key of numbers of the column's register. */
  readonly #accountType: number
  /** The cell at hand holds a value that nobody has: as good as empty. */
  #isDropped = false

  constructor(column: Column, plan: ColumnPlan, role: ReaderRole, slot: KeySlot, context: ReaderContext) {
    this.#column = column
    this.#plan = plan
    this.#role = role
    this.#slot = slot
    this.#context = context
    this.#found = new FoundHits(column, plan, role, context)
    this.#accountType = plan.key === accountKey && slot.options.register > 0 ? otherAccountKey : plan.key
    this.#lists = new ListedKeys({ column, plan, slot, context, found: this.#found, accountType: this.#accountType })
  }

  read(batch: RowBatch, _view: DataView, first: number, rows: number): void {
    const { bytes, starts, ends, classes, columns } = batch
    const { scanner, block } = this.#context
    const { lo, hi } = this.#role.filled
    const bits = lo === 0 ? block.bitsHi : block.bitsLo
    const filled = lo | hi
    const number = batch.firstRow + first + 1
    scanner.hint = this.#plan.hint
    let values = 0
    let dropped = 0
    let cell = first * columns + this.#column.index
    for (let row = 0; row < rows; row++, cell += columns) {
      const from = starts[cell]!
      const to = ends[cell]!
      const mask = classes[cell]!
      if (from < 0 || to <= from || ((mask & digit) === 0 && isNothing(bytes, from, to, mask))) {
        dropped++
        continue
      }
      values++
      if (this.#takeQuickly(batch, cell, mask, row)) {
        bits[row]! |= filled
        continue
      }
      this.#isDropped = false
      this.#takeRow(batch, cell, row, number + row)
      if (this.#isDropped) dropped++
      else bits[row]! |= filled
    }
    this.#column.values += values
    this.#column.dropped += dropped
  }

  /**
   * The quick way for what most cells of a column are: the value expected and nothing else. It claims as the cell
   * scanner does; all else, and the first hit of its kind, it leaves to the way that does everything.
   */
  #takeQuickly(batch: RowBatch, cell: number, mask: number, row: number): boolean {
    const { bytes } = batch
    const from = batch.starts[cell]!
    const to = batch.ends[cell]!
    const { key } = this.#plan
    if (mask === digit) return this.#takeNumber(bytes, from, to, row)
    if (key === emailKey) {
      if ((mask & at) === 0 || (mask & beyondMail) !== 0 || !isMail(bytes, from, to)) return false
      if (isExampleDomain(bytes, from, to) || !this.#column.countAgain(email)) return false
      this.#slot.put(row, emailKey, from, to)
      return true
    }
    if (key === plateKey) {
      if ((mask & high) === 0 || plateAt(bytes, from, to) === none || !this.#column.countAgain(plate)) return false
      this.#takeThing(plateKey, from, to, batch, cell, row)
      return true
    }
    if (this.#plan.wholeKey !== 'text' || to - from >= leastClaim || (mask & ~plainWord) !== 0) return false
    if (isZero(bytes, from, to)) return false
    this.#slot.put(row, this.#accountType, from, to)
    return true
  }

  /** The same for digits alone. */
  #takeNumber(bytes: Uint8Array, from: number, to: number, row: number): boolean {
    const { key } = this.#plan
    const length = to - from
    if (key === mobileKey) {
      if (length !== 11 || mobileAt(bytes, from) === none || mayBeTest(bytes, from)) return false
      if (!this.#column.countAgain(mobile)) return false
      this.#slot.put(row, mobileKey, from, to)
      return true
    }
    if (key === residentKey) {
      if (length !== 18 || residentIdAt(bytes, from, this.#context.scanner.today) !== residentId) return false
      if (!this.#column.countAgain(residentId)) return false
      const minor = minorBitOf(bytes, from, to, this.#context.minorAfter)
      if (minor !== 0) this.#context.block.bitsHi[row]! |= minor
      this.#slot.put(row, residentKey, from, from + 17)
      return true
    }
    if (key !== cardKey || length === 18 || length < 16 || length > 19 || mayBeTest(bytes, from)) return false
    const code = cardAt(bytes, from, to)
    if (code === none || isIccidPrefix(bytes, from) || !this.#column.countAgain(code)) return false
    this.#slot.put(row, cardKey, from, to)
    return true
  }

  #takeRow(batch: RowBatch, cell: number, row: number, number: number): void {
    const { bytes } = batch
    const from = batch.starts[cell]!
    const to = batch.ends[cell]!
    const mask = batch.classes[cell]!
    const { scanner } = this.#context
    const { hint, key } = this.#plan
    if ((mask & control) !== 0 && hasLines(bytes, from, to)) {
      this.#lists.take(bytes, from, to, row, number)
      return
    }
    let code = none
    if (mask === digit) code = to - from < shortestNumber ? none : digitClaim(bytes, from, to, hint, scanner.today)
    else if (key === emailKey && (mask & at) !== 0 && (mask & beyondMail) === 0 && isMail(bytes, from, to)) code = email
    if (code !== none) {
      this.#column.count(code, true, number)
      if (this.#takeWhole(code, bytes, from, to, batch, cell, row)) return
    }
    if (code !== none || mask === digit) scanner.nothing(bytes, from, to)
    else {
      scanner.scan(bytes, from, to, mask)
      if (scanner.marking !== noMarking) this.#context.markings.add(scanner.marking, this.#column.index, number)
      if (scanner.hits.count > 0 && this.#takeHits(batch, cell, row, number)) return
    }
    this.#takeCell(bytes, row, number)
  }

  /** Counts the hits of the cell; true when one of them was the cell's key, or a value that nobody has. */
  #takeHits(batch: RowBatch, cell: number, row: number, number: number): boolean {
    const { hits, source, from, to } = this.#context.scanner
    let isTaken = false
    for (let index = 0; index < hits.count; index++) {
      const code = hits.codes[index]!
      const start = hits.starts[index]!
      const end = hits.ends[index]!
      const isWhole = start === from && end === to
      this.#column.count(code, isWhole, number)
      if (isWhole && this.#takeWhole(code, source, start, end, batch, cell, row)) isTaken = true
      else if (!isWhole) this.#found.take(code, start, end, row)
    }
    return isTaken
  }

  /** Takes a hit that is a whole cell for its key, if the column holds keys of that kind; else as found in a text. */
  #takeWhole(
    code: number,
    bytes: Uint8Array,
    start: number,
    end: number,
    batch: RowBatch,
    cell: number,
    row: number,
  ): boolean {
    const key = keyOfDetector[code]!
    if (key === noKey || (this.#plan.accepts & (1 << key)) === 0) {
      if (this.#plan.accepts !== 0) this.#takeForeign(code, bytes, start, end, row)
      return false
    }
    if (bytes !== batch.bytes) this.#hashed(key, bytes, start, end, row)
    else if (key === plateKey || key === deviceKey) this.#takeThing(key, start, end, batch, cell, row)
    else if (key === residentKey && end - start === 18) this.#slot.put(row, key, start, start + 17)
    else if (key === mobileKey && isDigits(bytes, end - 11, end, start)) this.#number(key, bytes, end - 11, end, row)
    else if (key === emailKey && !isExampleDomain(bytes, start, end)) this.#slot.put(row, key, start, end)
    else if (key === cardKey && isDigits(bytes, start, end, start)) this.#number(key, bytes, start, end, row)
    else this.#hashed(key, bytes, start, end, row)
    if (key === residentKey) this.#context.block.bitsHi[row]! |= minorBitOf(bytes, start, end, this.#context.minorAfter)
    return true
  }

  /** A whole cell that is a value of another kind. */
  #takeForeign(code: number, bytes: Uint8Array, start: number, end: number, row: number): void {
    const { scanner } = this.#context
    if (scanner.source !== bytes) scanner.nothing(bytes, start, end)
    this.#found.take(code, start, end, row)
  }

  #number(key: number, bytes: Uint8Array, from: number, to: number, row: number): void {
    if (isTestNumber(bytes, from, to)) this.#isDropped = true
    else this.#slot.put(row, key, from, to)
  }

  #hashed(key: number, bytes: Uint8Array, start: number, end: number, row: number): void {
    const { hash } = this.#context
    if (hashHit(hash, key, bytes, start, end)) this.#slot.putHash(row, key, hash.lo, hash.hi)
    else this.#isDropped = true
  }

  /** A vehicle or a device stands for the person together with the name beside it. */
  #takeThing(key: number, start: number, end: number, batch: RowBatch, cell: number, row: number): void {
    const { nameColumn } = this.#role
    const name = cell - this.#column.index + nameColumn
    const isNamed = nameColumn >= 0 && nameColumn < batch.columns && batch.ends[name]! > batch.starts[name]!
    this.#slot.put(row, key, start, end)
    this.#slot.nameStarts[row] = isNamed ? batch.starts[name]! : 0
    this.#slot.nameEnds[row] = isNamed ? batch.ends[name]! : 0
  }

  /** Key of a cell as a whole, for what no detector tells. */
  #takeCell(bytes: Uint8Array, row: number, number: number): void {
    const { scanner, hash } = this.#context
    const { source, from, to } = scanner
    if (this.#plan.wholeKey !== 'text' && isDigits(source, from, to, from) && isTestNumber(source, from, to)) {
      this.#isDropped = true
      return
    }
    switch (this.#plan.wholeKey) {
      case 'text':
        if (isZero(source, from, to)) this.#isDropped = true
        else if (source === bytes) this.#slot.put(row, this.#accountType, from, to)
        else {
          hash.text(this.#accountType, this.#slot.options.register, source, from, to)
          this.#slot.putHash(row, this.#accountType, hash.lo, hash.hi)
        }
        return
      case 'number':
        if (isCode(source, from, to, 12)) this.#hashed(cardKey, source, from, to, row)
        return
      case 'compact':
        if (isCode(source, from, to, 7)) this.#hashed(documentKey, source, from, to, row)
        return
      case 'document': {
        const code = documentAt(source, from, to, this.#plan.document)
        if (code === none || !isAlphanumeric(source, from, to)) return
        this.#column.count(code, true, number)
        this.#hashed(documentKey, source, from, to, row)
        return
      }
      case 'none':
        return
      default:
        this.#plan.wholeKey satisfies never
    }
  }
}

/** Whether `[from, to)` lies in what begins at `least` and is digits alone. */
function isDigits(bytes: Uint8Array, from: number, to: number, least: number): boolean {
  if (from < least) return false
  for (let index = from; index < to; index++) if (bytes[index]! < 0x30 || bytes[index]! > 0x39) return false
  return true
}

/**
 * Whether the number may be one that nobody has: even steps in the middle, or the digits that 13800138000 begins with.
 * Cheap to ask; `isTestNumber` decides.
 */
function mayBeTest(bytes: Uint8Array, from: number): boolean {
  const step = bytes[from + 7]! - bytes[from + 6]!
  const next = bytes[from + 8]! - bytes[from + 7]!
  return (
    step === next ||
    step > 8 ||
    step < -8 ||
    next > 8 ||
    next < -8 ||
    (bytes[from + 3] === 0x30 && bytes[from + 2] === 0x38)
  )
}

/** 8986 begins the number of a SIM card, which goes before a card's. */
function isIccidPrefix(bytes: Uint8Array, from: number): boolean {
  return bytes[from] === 0x38
}
