import type { WarningLog } from './warnings.ts'

/** The names of a table's columns, each one unique and not empty, in the order in which the columns came. */
export class ColumnNames {
  readonly list: string[] = []
  /** By column, its name before a number told it from others of the same name. */
  readonly paths: string[] = []
  readonly #taken = new Set<string>()
  readonly #warnings: WarningLog
  /** Numbers already given to a name, so that many columns of one name do not cost a search each. */
  readonly #numbers = new Map<string, number>()

  constructor(warnings: WarningLog) {
    this.#warnings = warnings
  }

  /** Adds a column that the file itself names. */
  add(name: string): void {
    if (name.trim() === '') {
      this.#warnings.add('empty-names', 0)
      this.addUnnamed()
      return
    }
    if (this.#taken.has(name)) this.#warnings.add('duplicate-names', 0)
    this.#push(name)
  }

  /** Adds a column that has no name: `column_N`, N from 1. */
  addUnnamed(): void {
    this.#push(`column_${this.list.length + 1}`)
  }

  #push(name: string): void {
    let unique = name
    let number = this.#numbers.get(name) ?? 1
    while (this.#taken.has(unique)) {
      number++
      unique = `${name} (${number})`
    }
    this.#numbers.set(name, number)
    this.#taken.add(unique)
    this.list.push(unique)
    this.paths.push(name)
  }
}
