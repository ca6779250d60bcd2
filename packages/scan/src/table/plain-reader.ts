import type { RowBatch } from '../batch.ts'
import { at, control, digit, dot, high, lower, upper } from '../byte-class.ts'
import { mayHoldHan } from '../cells/text-sieve.ts'
import type { Column } from '../columns/column.ts'
import type { ColumnPlan } from '../columns/column-plan.ts'
import { ipAddress, none, vin } from '../detectors/detector.ts'
import { mayMark, noMarking } from '../detectors/markings.ts'
import { isIpv4 } from '../detectors/network.ts'
import { isVinShaped } from '../detectors/vehicle.ts'
import { minorBit } from '../subjects/person-count.ts'
import { latestBirth, wholeNumber } from './cell-dates.ts'
import { countLines, hasLines, isNothing, shortestNumber } from './cell-tests.ts'
import type { ColumnReader, ReaderContext, ReaderRole } from './column-reader.ts'
import { FoundHits } from './found-hits.ts'

/** Classes of the bytes of which something may be found. */
const telling = digit | at | high
const decimal = digit | dot
const word = digit | upper | lower

/** Reads a column whose cells are no keys: what its texts hold, and who in it is a minor. */
export class PlainReader implements ColumnReader {
  readonly #column: Column
  readonly #plan: ColumnPlan
  readonly #role: ReaderRole
  readonly #context: ReaderContext
  readonly #found: FoundHits
  /** Whether each value of a list is another person. */
  readonly #isName: boolean
  /** Detector whose whole hits are only counted here, or none. */
  readonly #quick: number

  constructor(column: Column, plan: ColumnPlan, role: ReaderRole, context: ReaderContext) {
    this.#column = column
    this.#plan = plan
    this.#role = role
    this.#context = context
    this.#found = new FoundHits(column, plan, role, context)
    this.#isName = plan.type.type === 'person_name'
    const expected = plan.type.type === 'ip_address' ? ipAddress : plan.hint
    this.#quick = this.#found.ignores(expected) ? expected : none
  }

  read(batch: RowBatch, view: DataView, first: number, rows: number): void {
    if (this.#plan.isBirthDate || this.#plan.isAge) this.#markMinors(batch, first, rows)
    const { bytes, starts, ends, classes, columns } = batch
    const { scanner, block } = this.#context
    const { hits } = scanner
    const { lo, hi } = this.#role.filled
    const bits = lo === 0 ? block.bitsHi : block.bitsLo
    const filled = lo | hi
    const number = batch.firstRow + first + 1
    scanner.hint = this.#plan.hint
    const quick = this.#quick
    const column = this.#column
    let values = 0
    let cell = first * columns + this.#column.index
    for (let row = 0; row < rows; row++, cell += columns) {
      const from = starts[cell]!
      const to = ends[cell]!
      if (from < 0 || to <= from) continue
      const mask = classes[cell]!
      if ((mask & digit) === 0 && isNothing(bytes, from, to, mask)) continue
      values++
      bits[row]! |= filled
      if (this.#isName && (mask & control) !== 0 && hasLines(bytes, from, to))
        block.noteList(row, countLines(bytes, from, to), 0)
      if (mask === digit) {
        if (to - from < shortestNumber) continue
      } else if ((mask & telling) === 0) {
        if (!mayMark(bytes[from]!)) continue
      } else if (mask === high) {
        if (!mayHoldHan(view, from, to)) continue
      } else if ((mask & ~decimal) === 0) {
        if (isDecimal(bytes, from, to)) continue
        if (quick === ipAddress && mask === decimal && isIpv4(bytes, from, to) && column.countAgain(ipAddress)) continue
      } else if (quick === vin && to - from === 17 && (mask & ~word) === 0) {
        if (isVinShaped(bytes, from) && column.countAgain(vin)) continue
      }
      scanner.scan(bytes, from, to, mask)
      if (hits.count > 0) this.#found.takeAll(row, number + row)
      if (scanner.marking !== noMarking) this.#context.markings.add(scanner.marking, this.#column.index, number + row)
    }
    this.#column.values += values
  }

  #markMinors({ bytes, starts, ends, columns }: RowBatch, first: number, rows: number): void {
    const { block, minorAfter, minorAge } = this.#context
    let cell = first * columns + this.#column.index
    for (let row = 0; row < rows; row++, cell += columns) {
      const from = starts[cell]!
      const to = ends[cell]!
      if (from < 0 || to <= from) continue
      const age = this.#plan.isAge ? wholeNumber(bytes, from, to) : -1
      const isMinor = this.#plan.isAge ? age >= 0 && age < minorAge : latestBirth(bytes, from, to) > minorAfter
      if (isMinor) block.bitsHi[row]! |= minorBit
    }
  }
}

/**
 * Whether digits and dots are an amount of one or two decimals, or too short for anything: no other dot stands as near
 * to the last one as in an address.
 */
function isDecimal(bytes: Uint8Array, from: number, to: number): boolean {
  const length = to - from
  if (length < 7) return true
  if (length > 12) return false
  const last = bytes[to - 3] === 0x2e ? to - 3 : to - 2
  if (bytes[last] !== 0x2e) return false
  return bytes[last - 2] !== 0x2e && bytes[last - 3] !== 0x2e && bytes[last - 4] !== 0x2e
}
