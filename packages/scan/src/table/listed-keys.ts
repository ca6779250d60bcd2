import { byteClass, digit } from '../byte-class.ts'
import { digitClaim } from '../cells/digit-claims.ts'
import type { Column } from '../columns/column.ts'
import type { ColumnPlan } from '../columns/column-plan.ts'
import { none } from '../detectors/detector.ts'
import { documentAt } from '../detectors/documents.ts'
import { noMarking } from '../detectors/markings.ts'
import { isPlaceholder } from '../detectors/placeholders.ts'
import type { KeySlot } from '../subjects/key-slot.ts'
import { cardKey, documentKey, keyOfDetector, noKey, residentKey } from '../subjects/key-type.ts'
import { isAlphanumeric, isCode, isZero, lineEnd, shortestNumber } from './cell-tests.ts'
import type { ReaderContext } from './column-reader.ts'
import { type FoundHits, hashHit, minorBitOf } from './found-hits.ts'

export interface ListedKeysParts {
  readonly column: Column
  readonly plan: ColumnPlan
  readonly slot: KeySlot
  readonly context: ReaderContext
  readonly found: FoundHits
  /** Kind of key of numbers of the column's register. */
  readonly accountType: number
}

/** Cells of a column of keys that list several: arrays of JSON, and texts of several lines. */
export class ListedKeys {
  readonly #column: Column
  readonly #plan: ColumnPlan
  readonly #slot: KeySlot
  readonly #context: ReaderContext
  readonly #found: FoundHits
  readonly #accountType: number

  constructor({ column, plan, slot, context, found, accountType }: ListedKeysParts) {
    this.#column = column
    this.#plan = plan
    this.#slot = slot
    this.#context = context
    this.#found = found
    this.#accountType = accountType
  }

  /**
   * A cell with several values, a line feed between them, as an array of JSON has them: each that is a key is a person of
   * its own. None of them is the row's, so that none is joined to what stands beside the list.
   */
  take(bytes: Uint8Array, from: number, to: number, row: number, number: number): void {
    let values = 0
    let keys = 0
    for (let start = from; start < to; ) {
      const end = lineEnd(bytes, start, to)
      if (end > start) values++
      if (this.#takeListed(bytes, start, end, row, number)) keys++
      start = end + 1
    }
    this.#context.block.noteList(row, values, keys)
    if (keys > 0) this.#slot.putList(row, keys)
  }

  /** One value of a list; false where it is no key. */
  #takeListed(bytes: Uint8Array, from: number, to: number, row: number, number: number): boolean {
    const { scanner } = this.#context
    let mask = 0
    for (let index = from; index < to; index++) mask |= byteClass[bytes[index]!]!
    let code = none
    if (mask === digit && to - from >= shortestNumber)
      code = digitClaim(bytes, from, to, this.#plan.hint, scanner.today)
    if (code !== none) {
      scanner.nothing(bytes, from, to)
      this.#column.count(code, false, number)
      if (this.#takeListedHit(code, from, to, row)) return true
    } else {
      scanner.scan(bytes, from, to, mask)
      if (scanner.marking !== noMarking) this.#context.markings.add(scanner.marking, this.#column.index, number)
      const { hits } = scanner
      let isKey = false
      for (let index = 0; index < hits.count; index++) {
        const hit = hits.codes[index]!
        this.#column.count(hit, false, number)
        if (this.#takeListedHit(hit, hits.starts[index]!, hits.ends[index]!, row)) isKey = true
      }
      if (isKey) return true
    }
    return this.#listed(scanner.source, scanner.from, scanner.to, row)
  }

  /** A hit in a value of a list; whether it is a key such as the column holds. */
  #takeListedHit(code: number, start: number, end: number, row: number): boolean {
    const { scanner, hash, block, minorAfter } = this.#context
    const key = keyOfDetector[code]!
    if (key === noKey || (this.#plan.accepts & (1 << key)) === 0) {
      this.#found.take(code, start, end, row, true)
      return false
    }
    if (!hashHit(hash, key, scanner.source, start, end)) return false
    const minor = key === residentKey ? minorBitOf(scanner.source, start, end, minorAfter) : 0
    block.addListed(row, key, minor)
    return true
  }

  /** A value of a list that no detector knows, as the column's own kind of key; false where it is none. */
  #listed(bytes: Uint8Array, from: number, to: number, row: number): boolean {
    const { hash, block } = this.#context
    let [start, end] = [from, to]
    while (start < end && bytes[start]! <= 0x20) start++
    while (end > start && bytes[end - 1]! <= 0x20) end--
    if (start === end || isZero(bytes, start, end) || isPlaceholder(bytes, start, end)) return false
    switch (this.#plan.wholeKey) {
      case 'text':
        hash.text(this.#accountType, this.#slot.options.register, bytes, start, end)
        block.addListed(row, this.#accountType)
        return true
      case 'number':
        if (!isCode(bytes, start, end, 12) || !hashHit(hash, cardKey, bytes, start, end)) return false
        block.addListed(row, cardKey)
        return true
      case 'compact':
        if (!isCode(bytes, start, end, 7) || !hashHit(hash, documentKey, bytes, start, end)) return false
        block.addListed(row, documentKey)
        return true
      case 'document':
        if (documentAt(bytes, start, end, this.#plan.document) === none || !isAlphanumeric(bytes, start, end))
          return false
        if (!hashHit(hash, documentKey, bytes, start, end)) return false
        block.addListed(row, documentKey)
        return true
      case 'none':
        return false
      default:
        return this.#plan.wholeKey satisfies never
    }
  }
}
