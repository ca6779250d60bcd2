import type { Category } from '@feiyu/core'
import type { RowBatch } from '../batch.ts'
import type { Column } from '../columns/column.ts'
import { type ColumnType, decideType } from '../columns/typing.ts'
import { detectors, none } from '../detectors/detector.ts'
import { type MarkingKind, markingOf, type SecrecyLevel } from '../detectors/markings.ts'
import { type CountedPart, countedParts, withTracks } from '../finish.ts'
import { type ScannerOptions, TableScanner } from '../scanner.ts'
import { keyTypes } from '../subjects/key-type.ts'
import type { PersonBatch } from '../subjects/person-batch.ts'
import { classify, personalParts, type TypedField } from '../table/field-class.ts'
import { publicNames } from '../table/field-names.ts'
import type { TypeId } from '../vocabulary/value-types.ts'
import { LiveLinks } from './live-links.ts'
import { LivePatterns } from './live-patterns.ts'
import { LivePersons } from './live-persons.ts'
import { batchOf } from './person-batch-of.ts'

/** What is done to a column, by its index, as far as the count of persons depends on it. */
export type ActionOf = (column: number) => 'pass' | 'drop' | 'token'

/** Hits of one detector in one column so far. */
export interface LiveHits {
  /** Index of the column. */
  readonly column: number
  /** `Detector.id`. */
  readonly detector: string
  readonly count: number
  /** First row with a hit, from 1. */
  readonly firstRow: number
}

/** A secrecy marking that was met. */
export interface LiveMarking {
  readonly kind: MarkingKind
  readonly level: SecrecyLevel
  /** Index of the column. */
  readonly column: number
  /** From 1; 0 for the column's name. */
  readonly row: number
}

/** What a column's values say it is. */
export interface LiveClass {
  readonly type: TypeId
  readonly category: Category
  readonly confidence: number
  /** Enough values were looked at for a sure answer. */
  readonly isFull: boolean
}

/** A scan that is looked into while its rows go by, for whoever releases them. */
export interface LiveScan {
  /** Names under which the columns so far may be shown, as in a profile. */
  readonly names: readonly string[]
  /** Every row handed in has been inspected; until the head of the table is complete, none has. */
  readonly isSettled: boolean
  /** Rows handed in. */
  readonly rows: number
  /** Keys that stand for persons, and rows without a key, so far: no fewer than there are persons. */
  readonly persons: number
  setColumns(names: readonly string[]): void
  add(batch: RowBatch): void
  /** No more rows come: inspects what was held back. */
  end(): void
  /** Visits the columns and detectors with hits. */
  forEachHit(visit: (hits: LiveHits) => void): void
  markings(): readonly LiveMarking[]
  /** Values of a column so far. */
  values(column: number): number
  /** What the columns are, when those are left out that do not cross. */
  classes(actionOf: ActionOf): readonly LiveClass[]
  /** What is personal in the columns that cross, with its bits: the same as for a finished scan of the same rows. */
  counted(actionOf: ActionOf): readonly CountedPart[]
  /** Persons who came or changed, links and keyless rows, since the last call. */
  drain(): PersonBatch
}

/** Makes a scan for one table that can be looked into. Options as for a scanner; figures are the tally's. */
export function createLiveScan(options: ScannerOptions): LiveScan {
  return new Live(options)
}

class Live implements LiveScan {
  rows = 0
  readonly #options: ScannerOptions
  readonly #scanner: TableScanner
  readonly #persons: LivePersons
  readonly #links: LiveLinks
  readonly #patterns = new LivePatterns()
  #names: readonly string[] = []

  constructor(options: ScannerOptions) {
    this.#options = options
    this.#persons = new LivePersons(options.keys !== undefined)
    const bitsOf = (type: number) => this.#scanner.plan!.bitsOfKeys(keyTypes.length)[type]!
    this.#links = new LiveLinks(this.#persons, options.subject === undefined ? bitsOf : null)
    this.#scanner = new TableScanner(options, false, { persons: this.#persons, links: this.#links })
  }

  get names(): readonly string[] {
    const { columns, cells } = this.#scanner
    if (columns.length !== this.#names.length) this.#names = publicNames(columns, cells)
    return this.#names
  }

  get isSettled(): boolean {
    return this.#scanner.plan !== null
  }

  get persons(): number {
    let persons = this.#persons.count
    this.#scanner.patterns.forEach((_lo, _hi, rows) => {
      persons += rows
    })
    return persons
  }

  setColumns(names: readonly string[]): void {
    this.#scanner.setColumns(names)
  }

  add(batch: RowBatch): void {
    this.rows += batch.rows
    this.#scanner.add(batch)
    this.#scanner.settleHead(false)
  }

  end(): void {
    this.#scanner.settleHead(true)
  }

  forEachHit(visit: (hits: LiveHits) => void): void {
    for (const column of this.#scanner.columns) {
      if (!column.hasHits) continue
      for (let code = none + 1; code < detectors.length; code++) {
        const count = column.hits(code)
        if (count === 0) continue
        visit({ column: column.index, detector: detectors[code]!.id, count, firstRow: column.firstRow(code) })
      }
    }
  }

  markings(): readonly LiveMarking[] {
    return this.#scanner.markings.entries.map(({ code, column, row }) => ({ ...markingOf(code), column, row }))
  }

  values(column: number): number {
    return this.#scanner.columns[column]!.values
  }

  classes(actionOf: ActionOf): readonly LiveClass[] {
    const fields = this.#fields(actionOf)
    return classify(fields, this.#options.classTable).map(({ type, category }, index) => ({
      type,
      category,
      confidence: fields[index]!.type.isUnverified ? 0 : fields[index]!.type.confidence,
      isFull: fields[index]!.column.evidence.isFull,
    }))
  }

  counted(actionOf: ActionOf): readonly CountedPart[] {
    const { names } = this
    const fields = this.#fields(actionOf)
    const { classTable } = this.#options
    return countedParts(personalParts(fields, classify(fields, classTable), classTable), names)
  }

  drain(): PersonBatch {
    const keyless = this.#patterns.drain(this.#scanner.patterns)
    return batchOf(this.#persons.drain(), this.#links.drain(), keyless)
  }

  #fields(actionOf: ActionOf): TypedField[] {
    const { columns, plan } = this.#scanner
    if (plan === null) return []
    const types = withTracks(columns.map(typeOf), this.rows, this.#persons.count)
    return columns.map((column, index) => ({
      column,
      plan: plan.plans[index]!,
      role: plan.roles[index]!,
      type: types[index]!,
      action: actionOf(index),
    }))
  }
}

function typeOf(column: Column): ColumnType {
  return decideType(column.name, column, column.evidence)
}
