import { addYears, type CivilDate, type ClassTable } from '@feiyu/core'
import type { RowBatch } from './batch.ts'
import { CellScanner } from './cells/cell-scanner.ts'
import { Column } from './columns/column.ts'
import { noMarking } from './detectors/markings.ts'
import { ScanError } from './errors.ts'
import { finishTable, type ScanResult } from './finish.ts'
import { KeyHash, keySizeBytes } from './subjects/key-hash.ts'
import { blockRows } from './subjects/key-slot.ts'
import { LinkLog } from './subjects/link-log.ts'
import { PersonSet } from './subjects/person-set.ts'
import { RowKeys } from './subjects/row-keys.ts'
import { RowPatterns } from './subjects/row-patterns.ts'
import { chooseReader } from './table/choose-reader.ts'
import type { ColumnReader, ReaderContext } from './table/column-reader.ts'
import { sampleEvidence } from './table/evidence-sampler.ts'
import { scanText } from './table/field-names.ts'
import { HeadRows } from './table/head-rows.ts'
import { MarkingLog } from './table/marking-log.ts'
import { TablePlan } from './table/table-plan.ts'

export interface ScannerOptions {
  /** Names of the columns; null where the file has none, or where they come with `setColumns`. */
  readonly names: readonly string[] | null
  /** 16 random bytes of the caller: under them persons are told apart. Two scans under one key could be compared. */
  readonly key: Uint8Array
  readonly classTable: ClassTable
  /** The legal day of the scan: ages are counted on it, and no birth date lies after it. */
  readonly asOf: CivilDate
  /** Name of the column that tells the persons apart, where the caller knows it. */
  readonly subject?: string | undefined
  /** Name of the file, in which a marking may stand. */
  readonly fileName?: string | undefined
  /** Not all rows are fed: the profile says so. */
  readonly sampled?: boolean | undefined
}

/** Reads a table in batches and says what it holds. Memory grows with the number of persons, never with the rows. */
export interface Scanner {
  /** Names the columns; a later call may add more at the end. */
  setColumns(names: readonly string[]): void
  /** Reads the rows of a batch. Nothing of it is kept after the call. */
  add(batch: RowBatch): void
  /** Ends the scan. */
  finish(): ScanResult
}

/**
 * Makes a scanner for one table.
 *
 * @throws ScanError `FEIYU_SCAN_KEY_SIZE`, `FEIYU_SCAN_SUBJECT_UNKNOWN` (at `finish`)
 */
export function createScanner(options: ScannerOptions): Scanner {
  return new TableScanner(options)
}

class TableScanner implements Scanner {
  readonly #options: ScannerOptions
  readonly #columns: Column[] = []
  readonly #context: ReaderContext
  readonly #links = new LinkLog()
  readonly #patterns = new RowPatterns()
  readonly #head = new HeadRows()
  #plan: TablePlan | null = null
  readonly #readers: ColumnReader[] = []
  /** Columns of which more values are wanted before their form is settled. */
  #hungry: Column[] = []
  #rows = 0

  constructor(options: ScannerOptions) {
    if (options.key.length !== keySizeBytes) {
      throw new ScanError(
        'FEIYU_SCAN_KEY_SIZE',
        `the key has ${options.key.length} bytes; give ${keySizeBytes} random ones`,
      )
    }
    this.#options = options
    const age = options.classTable.sensitiveBelowAge
    const persons = new PersonSet()
    const hash = new KeyHash(options.key)
    this.#context = {
      scanner: new CellScanner(dayNumber(options.asOf)),
      hash,
      persons,
      block: new RowKeys(persons, this.#links, this.#patterns, hash),
      markings: new MarkingLog(),
      minorAfter: age === null ? 99999999 : dayNumber(addYears(options.asOf, -age)),
      minorAge: age ?? 0,
    }
    if (options.fileName !== undefined) this.#readMarking(options.fileName, -1)
    if (options.names !== null) this.setColumns(options.names)
  }

  setColumns(names: readonly string[]): void {
    for (const name of names.slice(this.#columns.length)) this.#addColumn(name)
  }

  add(batch: RowBatch): void {
    while (this.#columns.length < batch.columns) this.#addColumn(`column_${this.#columns.length + 1}`)
    this.#rows += batch.rows
    let first = 0
    if (this.#plan === null) {
      first = this.#head.take(batch)
      if (first === batch.rows) return
      this.#endHead()
    }
    this.#read(batch, first)
  }

  finish(): ScanResult {
    const plan = this.#plan ?? this.#endHead()
    const { persons, markings, scanner } = this.#context
    return finishTable({
      rows: this.#rows,
      columns: this.#columns,
      plan,
      persons,
      links: this.#links,
      patterns: this.#patterns,
      markings,
      scanner,
      classTable: this.#options.classTable,
      subject: this.#options.subject,
      isSampled: this.#options.sampled === true,
    })
  }

  /** The first rows are in: looks at them to see what the columns are, then reads them like the rest. */
  #endHead(): TablePlan {
    for (const batch of this.#head.batches) sampleEvidence(this.#columns, this.#context.scanner, batch, 0)
    const plan = new TablePlan(this.#columns, this.#options.classTable, this.#options.subject)
    this.#plan = plan
    for (const column of this.#columns) this.#addReader(column, plan)
    this.#hungry = this.#columns.filter(({ evidence }) => !evidence.isFull)
    for (const batch of this.#head.batches) this.#readRows(batch, 0)
    this.#head.clear()
    return plan
  }

  #read(batch: RowBatch, first: number): void {
    if (this.#hungry.length > 0) {
      sampleEvidence(this.#hungry, this.#context.scanner, batch, first)
      this.#hungry = this.#hungry.filter(({ evidence }) => !evidence.isFull)
    }
    this.#readRows(batch, first)
  }

  #readRows(batch: RowBatch, first: number): void {
    const { block } = this.#context
    const parties = this.#plan!.parties
    const { bytes } = batch
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length)
    for (let row = first; row < batch.rows; row += blockRows) {
      const rows = Math.min(blockRows, batch.rows - row)
      for (let column = 0; column < batch.columns; column++) this.#readers[column]!.read(batch, view, row, rows)
      block.settle(parties, rows, bytes, view)
    }
  }

  #addColumn(name: string): void {
    const index = this.#columns.length
    const column = new Column(index, name)
    this.#columns.push(column)
    this.#readMarking(name, index)
    if (this.#plan === null) return
    this.#plan.add(column)
    this.#addReader(column, this.#plan)
    this.#hungry.push(column)
  }

  #addReader(column: Column, plan: TablePlan): void {
    const { index } = column
    this.#readers[index] = chooseReader(column, plan.plans[index]!, plan.roles[index]!, this.#context)
  }

  /** A marking in the name of a column or of the file. */
  #readMarking(text: string, column: number): void {
    const { scanner, markings } = this.#context
    scanText(scanner, text)
    if (scanner.marking !== noMarking) markings.add(scanner.marking, column, 0)
  }
}

/** `yyyymmdd`. */
function dayNumber(date: CivilDate): number {
  return Number(date.replaceAll('-', ''))
}
