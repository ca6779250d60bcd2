import { addYears, type CivilDate, type ClassTable } from '@feiyu/core'
import type { RowBatch } from './batch.ts'
import { CellScanner } from './cells/cell-scanner.ts'
import { Column } from './columns/column.ts'
import { noMarking } from './detectors/markings.ts'
import { ScanError } from './errors.ts'
import { finishTable, type ScanResult } from './finish.ts'
import type { ScanHead, ScanPart } from './lanes/scan-part.ts'
import { MacKeys } from './live/mac-keys.ts'
import type { PersonKeys } from './live/person-keys.ts'
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
  /** Persons are told apart under this instead of `key`: they are the same in every scan under one code. */
  readonly keys?: PersonKeys | undefined
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
 * A scanner that shares its rows with lanes. Once the head is there, a batch may be noted here and read in any lane, or
 * later here; what the lanes found is added before the end. The result is the same as of one scanner for all rows.
 */
export interface SharingScanner extends Scanner {
  /** The head, once, when it is known; null before and after. */
  takeHead(): ScanHead | null
  /** Takes the rows of a batch for seen: another reads them. */
  note(batch: RowBatch): void
  /** Reads the rows of a batch that was noted. */
  read(batch: RowBatch): void
  absorb(part: ScanPart): void
}

/** Reads a share of the rows of a table for the scanner whose head it was given. */
export interface Lane {
  setColumns(names: readonly string[]): void
  read(batch: RowBatch): void
  /** Ends the lane. */
  takePart(): ScanPart
}

/**
 * Makes a scanner for one table.
 *
 * @throws ScanError `FEIYU_SCAN_KEY_SIZE`, `FEIYU_SCAN_SUBJECT_UNKNOWN` (at `finish`)
 */
export function createScanner(options: ScannerOptions): SharingScanner {
  return new TableScanner(options, false)
}

/** Makes a lane for a scan with these options and this head; the names and the file's name were looked at there. */
export function createLane(options: ScannerOptions, head: ScanHead): Lane {
  const lane = new TableScanner({ ...options, names: head.names, fileName: undefined }, true)
  lane.learn(head.batches)
  return lane
}

/** Where a scan leaves the persons that it finds. */
export interface PersonSinks {
  readonly persons: PersonSet
  readonly links: LinkLog
}

/** Within this package: a scan that can be looked into while rows go by. */
export class TableScanner implements SharingScanner, Lane {
  readonly #options: ScannerOptions
  readonly #columns: Column[] = []
  readonly #context: ReaderContext
  readonly #links: LinkLog
  readonly #patterns = new RowPatterns()
  readonly #head = new HeadRows()
  #plan: TablePlan | null = null
  readonly #readers: ColumnReader[] = []
  /** Columns of which more values are wanted before their form is settled. */
  #hungry: Column[] = []
  #rows = 0
  #sharedHead: ScanHead | null = null
  /** Only reads: names, rows and the evidence of columns are the concern of the scanner that shares. */
  readonly #isLane: boolean

  constructor(options: ScannerOptions, isLane: boolean, sinks?: PersonSinks) {
    this.#isLane = isLane
    const isWide = options.keys !== undefined
    this.#links = sinks?.links ?? new LinkLog(isWide)
    if (options.key.length !== keySizeBytes) {
      throw new ScanError(
        'FEIYU_SCAN_KEY_SIZE',
        `the key has ${options.key.length} bytes; give ${keySizeBytes} random ones`,
      )
    }
    this.#options = options
    const age = options.classTable.sensitiveBelowAge
    const persons = sinks?.persons ?? new PersonSet(isWide)
    const hash = options.keys === undefined ? new KeyHash(options.key) : new MacKeys(options.keys)
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
    let first = 0
    if (this.#plan === null) {
      this.#makeColumns(batch)
      first = this.#head.take(batch)
      if (first === batch.rows) {
        this.#rows += first
        return
      }
      this.#endHead()
    }
    this.#note(batch, first)
    this.#readRows(batch, first)
  }

  get columns(): readonly Column[] {
    return this.#columns
  }

  /** Null until the head is read. */
  get plan(): TablePlan | null {
    return this.#plan
  }

  get patterns(): RowPatterns {
    return this.#patterns
  }

  get markings(): MarkingLog {
    return this.#context.markings
  }

  get cells(): CellScanner {
    return this.#context.scanner
  }

  /** Reads the head as soon as it is full, or now where no more rows come: then every row handed in is read. */
  settleHead(isEnd: boolean): void {
    if (this.#plan === null && (isEnd || this.#head.isFull)) this.#endHead()
  }

  takeHead(): ScanHead | null {
    const head = this.#sharedHead
    this.#sharedHead = null
    return head
  }

  note(batch: RowBatch): void {
    this.#note(batch, 0)
  }

  read(batch: RowBatch): void {
    this.#makeColumns(batch)
    this.#readRows(batch, 0)
  }

  /** Makes a lane's plan from the rows that the sharing scanner made its own from, and reads none of them. */
  learn(head: readonly RowBatch[]): void {
    this.#planFrom(head)
  }

  takePart(): ScanPart {
    const { persons, markings } = this.#context
    const keyless: ScanPart['keyless'][number][] = []
    this.#patterns.forEach((lo, hi, rows) => {
      keyless.push({ lo, hi, rows })
    })
    return {
      columns: this.#columns.map(({ counts }) => counts),
      markings: markings.entries,
      owners: this.#plan!.roles.map(({ slot }) => slot?.persons ?? 0),
      persons: persons.memory,
      links: this.#links.memory,
      keyless,
    }
  }

  absorb({ columns, markings, owners, persons, links, keyless }: ScanPart): void {
    const { roles } = this.#plan!
    for (const [index, counts] of columns.entries()) this.#columns[index]!.addCounts(counts)
    for (const { code, column, row, count } of markings) this.#context.markings.add(code, column, row, count)
    for (const [index, rows] of owners.entries()) {
      const slot = roles[index]!.slot
      if (slot !== null) slot.persons += rows
    }
    this.#links.addAll(links, this.#context.persons.addAll(persons))
    for (const { lo, hi, rows } of keyless) this.#patterns.add(lo, hi, rows)
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
    const { batches } = this.#head
    const plan = this.#planFrom(batches)
    this.#hungry = this.#columns.filter(({ evidence }) => !evidence.isFull)
    this.#sharedHead = { names: this.#columns.map(({ rawName }) => rawName), batches: [...batches] }
    for (const batch of batches) this.#readRows(batch, 0)
    this.#head.clear()
    return plan
  }

  #planFrom(head: readonly RowBatch[]): TablePlan {
    for (const batch of head) sampleEvidence(this.#columns, this.#context.scanner, batch, 0)
    const plan = new TablePlan(this.#columns, this.#options.classTable, this.#options.subject)
    this.#plan = plan
    for (const column of this.#columns) this.#addReader(column, plan)
    return plan
  }

  #note(batch: RowBatch, first: number): void {
    this.#makeColumns(batch)
    this.#rows += batch.rows
    if (this.#hungry.length === 0) return
    sampleEvidence(this.#hungry, this.#context.scanner, batch, first)
    this.#hungry = this.#hungry.filter(({ evidence }) => !evidence.isFull)
  }

  #makeColumns(batch: RowBatch): void {
    while (this.#columns.length < batch.columns) this.#addColumn(`column_${this.#columns.length + 1}`)
  }

  #readRows(batch: RowBatch, first: number): void {
    const { block } = this.#context
    const parties = this.#plan!.parties
    const { bytes } = batch
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length)
    for (let row = first; row < batch.rows; row += blockRows) {
      const rows = Math.min(blockRows, batch.rows - row)
      for (let column = 0; column < batch.columns; column++) this.#readers[column]!.read(batch, view, row, rows)
      block.settle(parties, rows, bytes, view, batch.uncounted, row)
    }
  }

  #addColumn(name: string): void {
    const index = this.#columns.length
    const column = new Column(index, name)
    this.#columns.push(column)
    if (!this.#isLane) this.#readMarking(name, index)
    if (this.#plan === null) return
    this.#plan.add(column)
    this.#addReader(column, this.#plan)
    this.#hungry.push(column)
  }

  #addReader(column: Column, plan: TablePlan): void {
    const { index, name } = column
    const { slot } = plan.roles[index]!
    const { hash } = this.#context
    if (hash instanceof MacKeys && slot !== null && plan.plans[index]!.wholeKey === 'text') {
      hash.nameRegister(slot.options.register, name.register)
    }
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
