import { detectors, none } from '../detectors/detector.ts'
import { type ColumnName, readColumnName } from './column-name.ts'
import { Evidence } from './evidence.ts'
import { familyOf } from './type-families.ts'

const noHits = new Float64Array(detectors.length)

/** What was counted of a column in a share of the rows. */
export interface ColumnCounts {
  readonly values: number
  readonly dropped: number
  readonly whole: Float64Array
  readonly parts: Float64Array
  /** By detector, the first row with a hit; 0 where there was none. */
  readonly rows: Float64Array
}

/** What is counted of one column while rows go by. */
export class Column {
  readonly index: number
  readonly rawName: string
  readonly name: ColumnName
  readonly evidence: Evidence
  /** Cells with something in them; words for "no value" are not among them. */
  values = 0
  /** Cells without a key among the columns that hold keys: empty, a word for "no value", or a number that nobody has. */
  dropped = 0
  /** Hits by detector that were a whole value, hits inside one, and the first row of either; made at the first hit. */
  #whole: Float64Array = noHits
  #parts: Float64Array = noHits
  #rows: Float64Array = noHits

  constructor(index: number, rawName: string) {
    this.index = index
    this.rawName = rawName
    this.name = readColumnName(rawName)
    this.evidence = new Evidence(this.name.hint === null ? null : familyOf(this.name.hint.type))
  }

  get whole(): ArrayLike<number> {
    return this.#whole
  }

  /** Counts a hit that is a whole value, of a detector that hit so before; false, and nothing counted, where none did. */
  countAgain(code: number): boolean {
    const before = this.#whole[code]!
    if (before === 0) return false
    this.#whole[code] = before + 1
    return true
  }

  /** Counts a hit in `row` (from 1). */
  count(code: number, isWhole: boolean, row: number): void {
    if (this.#rows === noHits) this.#makeRoom()
    if (isWhole) this.#whole[code]!++
    else this.#parts[code]!++
    const first = this.#rows[code]!
    // Rows that lanes left over are read after later ones.
    if (first === 0 || row < first) this.#rows[code] = row
  }

  /** Whether any detector hit. */
  get hasHits(): boolean {
    return this.#rows !== noHits
  }

  /** All hits of a detector. */
  hits(code: number): number {
    return this.#whole[code]! + this.#parts[code]!
  }

  /** Codes of the detectors that hit, in the order of the list. */
  codes(): number[] {
    const codes: number[] = []
    for (let code = none + 1; code < detectors.length; code++) if (this.hits(code) > 0) codes.push(code)
    return codes
  }

  firstRow(code: number): number {
    return this.#rows[code]!
  }

  get counts(): ColumnCounts {
    return { values: this.values, dropped: this.dropped, whole: this.#whole, parts: this.#parts, rows: this.#rows }
  }

  /** Adds what was counted in other rows. */
  addCounts({ values, dropped, whole, parts, rows }: ColumnCounts): void {
    this.values += values
    this.dropped += dropped
    for (const [code, row] of rows.entries()) {
      if (row === 0) continue
      if (this.#rows === noHits) this.#makeRoom()
      this.#whole[code]! += whole[code]!
      this.#parts[code]! += parts[code]!
      const known = this.#rows[code]!
      this.#rows[code] = known === 0 ? row : Math.min(known, row)
    }
  }

  #makeRoom(): void {
    this.#whole = new Float64Array(detectors.length)
    this.#parts = new Float64Array(detectors.length)
    this.#rows = new Float64Array(detectors.length)
  }
}
