import type { Column } from '../columns/column.ts'
import { type ColumnPlan, standsForPerson } from '../columns/column-plan.ts'
import { detectors } from '../detectors/detector.ts'
import { isExampleDomain } from '../detectors/placeholders.ts'
import { birthOf } from '../detectors/resident-id.ts'
import type { KeyForms } from '../subjects/key-forms.ts'
import { cardKey, emailKey, keyOfDetector, mobileKey, noKey, phoneKey, residentKey } from '../subjects/key-type.ts'
import { minorBit } from '../subjects/person-count.ts'
import type { ReaderContext, ReaderRole } from './column-reader.ts'

const ignored = 0
const person = 1
const personal = 2

/** Hits in a column that is not of their type: persons of their own where they may be, else something personal in a text. */
export class FoundHits {
  readonly #column: Column
  readonly #role: ReaderRole
  readonly #context: ReaderContext
  /** What to do with a hit, by its detector. */
  readonly #effects: Uint8Array

  constructor(column: Column, plan: ColumnPlan, role: ReaderRole, context: ReaderContext) {
    this.#column = column
    this.#role = role
    this.#context = context
    this.#effects = Uint8Array.from(detectors, ({ strong }, code) => {
      const key = keyOfDetector[code]!
      if (standsForPerson(code, key, plan.found)) return person
      return key === noKey && strong ? personal : ignored
    })
  }

  /** Whether a hit of a detector only has to be counted. */
  ignores(code: number): boolean {
    return this.#effects[code] === ignored
  }

  /** Counts all hits of the cell last scanned, in row `row` of the block, `number` of the table. */
  takeAll(row: number, number: number): void {
    const { hits, from, to } = this.#context.scanner
    for (let index = 0; index < hits.count; index++) {
      const code = hits.codes[index]!
      const start = hits.starts[index]!
      const end = hits.ends[index]!
      this.#column.count(code, start === from && end === to, number)
      this.take(code, start, end, row)
    }
  }

  /** `isListed`: the cell lists it beside others, and the whole row speaks of whoever it is. */
  take(code: number, start: number, end: number, row: number, isListed = false): void {
    const effect = this.#effects[code]!
    if (effect === ignored) return
    const { block, hash, scanner, minorAfter } = this.#context
    const { found } = this.#role
    if (effect === personal) {
      block.bitsLo[row]! |= found.lo
      block.bitsHi[row]! |= found.hi
      return
    }
    const key = keyOfDetector[code]!
    if (!hashHit(hash, key, scanner.source, start, end)) return
    const minor = key === residentKey ? minorBitOf(scanner.source, start, end, minorAfter) : 0
    if (isListed) block.addListed(row, key, minor)
    else block.addFound(row, key, found.lo, found.hi | minor)
    block.foundLo[row]! |= found.lo
    block.foundHi[row]! |= found.hi
  }
}

/** Leaves the key of a hit in the hash, whatever signs it is written with; false where nobody has that value. */
export function hashHit(hash: KeyForms, key: number, bytes: Uint8Array, start: number, end: number): boolean {
  switch (key) {
    case residentKey:
      hash.residentId(key, bytes, start, end)
      return true
    case mobileKey:
      return hash.digits(key, bytes, start, end, 11)
    case phoneKey:
      return hash.digits(key, bytes, start, end, 15)
    case emailKey:
      if (isExampleDomain(bytes, start, end)) return false
      hash.text(key, 0, bytes, start, end)
      return true
    case cardKey:
      if (bytes[start]! < 0x3a) return hash.digits(key, bytes, start, end, 64)
      hash.compact(key, bytes, start, end)
      return true
    default:
      hash.compact(key, bytes, start, end)
      return true
  }
}

/** The bit of a minor when an identity number says that its holder is one. */
export function minorBitOf(bytes: Uint8Array, start: number, end: number, minorAfter: number): number {
  const length = end - start
  if ((length !== 18 && length !== 15) || minorAfter > 99991231) return 0
  if (length === 18 && bytes[start + 6] === 0x31 && minorAfter >= 20000000) return 0
  return birthOf(bytes, start, length) > minorAfter ? minorBit : 0
}
