import { type MarkingKind, markingOf, type SecrecyLevel } from '../detectors/markings.ts'

/** A secrecy marking, at the first place where it was met. */
export interface Marking {
  /** `mark`: the statutory form, a hard stop. `label`: the word alone, for a person to judge. */
  readonly kind: MarkingKind
  readonly level: SecrecyLevel
  /** Row from 1, 0 for the header; null for the name of the file. */
  readonly row: number | null
  /** Name of the column; null for the name of the file. */
  readonly column: string | null
  /** Cells of this column with this marking. */
  readonly count: number
}

/** A marking in a column (by its index; -1 for the name of the file), its first row, and how often it came. */
export interface MarkingEntry {
  readonly code: number
  readonly column: number
  row: number
  count: number
}

/** Counts markings by place and level: one entry a column and level, however many cells have it. */
export class MarkingLog {
  readonly #entries = new Map<string, MarkingEntry>()

  /** @param column index of the column; -1 for the name of the file */
  add(code: number, column: number, row: number, count = 1): void {
    const key = `${column}:${code}`
    const entry = this.#entries.get(key)
    if (entry === undefined) {
      this.#entries.set(key, { code, column, row, count })
      return
    }
    entry.row = Math.min(entry.row, row)
    entry.count += count
  }

  get entries(): readonly MarkingEntry[] {
    return [...this.#entries.values()]
  }

  list(nameOf: (column: number) => string): Marking[] {
    return [...this.#entries.values()]
      .sort((left, right) => right.code - left.code || left.column - right.column)
      .map(({ code, column, row, count }) => ({
        ...markingOf(code),
        row: column < 0 ? null : row,
        column: column < 0 ? null : nameOf(column),
        count,
      }))
  }
}
