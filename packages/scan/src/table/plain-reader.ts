import type { RowBatch } from '../batch.ts'
import { digit } from '../byte-class.ts'
import type { Column } from '../columns/column.ts'
import type { ColumnPlan } from '../columns/column-plan.ts'
import { noMarking } from '../detectors/markings.ts'
import { minorBit } from '../subjects/person-count.ts'
import { latestBirth, wholeNumber } from './cell-dates.ts'
import { isNothing, shortestNumber } from './cell-tests.ts'
import type { ColumnReader, ReaderContext, ReaderRole } from './column-reader.ts'
import { FoundHits } from './found-hits.ts'

/** Reads a column whose cells are no keys: what its texts hold, and who in it is a minor. */
export class PlainReader implements ColumnReader {
  readonly #column: Column
  readonly #plan: ColumnPlan
  readonly #role: ReaderRole
  readonly #context: ReaderContext
  readonly #found: FoundHits

  constructor(column: Column, plan: ColumnPlan, role: ReaderRole, context: ReaderContext) {
    this.#column = column
    this.#plan = plan
    this.#role = role
    this.#context = context
    this.#found = new FoundHits(column, plan, role, context)
  }

  read(batch: RowBatch, first: number, rows: number): void {
    if (this.#plan.isBirthDate || this.#plan.isAge) this.#markMinors(batch, first, rows)
    const { bytes, starts, ends, classes, columns } = batch
    const { scanner, block } = this.#context
    const { hits } = scanner
    const { lo, hi } = this.#role.filled
    const bits = lo === 0 ? block.bitsHi : block.bitsLo
    const filled = lo | hi
    const number = batch.firstRow + first + 1
    scanner.hint = this.#plan.hint
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
      if (mask === digit && to - from < shortestNumber) continue
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
