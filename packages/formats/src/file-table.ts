import type { Digest } from '@feiyu/core'
import { looksLikeHeader, type RowBatch } from '@feiyu/scan'
import { BatchShape } from './batch-shape.ts'
import { CellBatch, type RecordParser } from './cell-batch.ts'
import { ChunkReader } from './chunk-reader.ts'
import { ColumnNames } from './column-names.ts'
import { CsvParser } from './csv-parser.ts'
import { CsvRecord } from './csv-record.ts'
import type { DetectedFormat, Format } from './detect.ts'
import type { Encoding } from './encodings.ts'
import { readTwiceError } from './errors.ts'
import { JsonParser } from './json-parser.ts'
import { emptyError, type RegularFile } from './regular-file.ts'
import type { Table, TableOptions } from './table.ts'
import { noBytes, type TableShape } from './table-shape.ts'
import { type Finding, TextWindow } from './text-window.ts'
import { type FormatWarning, WarningLog } from './warnings.ts'

const usualChunkBytes = 1024 * 1024

/** A table in an open file, read with the format that was detected. */
export class FileTable implements Table {
  readonly path: string
  readonly format: Format
  readonly byteOrderMark: boolean
  readonly delimiter: string | null
  readonly quote: string | null
  readonly header: boolean
  readonly shape: TableShape | null
  rows = 0
  readonly #file: RegularFile
  readonly #close: () => Promise<void>
  readonly #reader: ChunkReader
  readonly #window: TextWindow
  readonly #parser: RecordParser
  readonly #log = new WarningLog()
  readonly #names = new ColumnNames(this.#log)
  readonly #batch: CellBatch
  readonly #maxRows: number
  /** Columns of a row that is neither short nor long; 0 for JSON, whose columns the parser knows. */
  #columns = 0
  /** The batch holds the first row, which was read to learn how many columns a file without a header has. */
  #firstRowRead = false
  #begun = false
  /** How many of each finding are in the log. */
  readonly #logged = new Map<Finding['code'], number>()

  /** `close` is called when the table is disposed of. */
  constructor(file: RegularFile, detected: DetectedFormat, options: TableOptions, close: () => Promise<void>) {
    const { dialect } = detected
    this.path = file.path
    this.format = detected.format
    this.byteOrderMark = detected.markBytes > 0
    this.delimiter = dialect?.delimiter ?? null
    this.quote = dialect?.quote ?? null
    this.header = dialect !== null && hasHeader(detected, options)
    this.shape = options.shape === true ? { lead: noBytes, header: null, width: 0, tail: noBytes } : null
    this.#batch = new CellBatch(undefined, this.shape === null ? null : new BatchShape())
    this.#file = file
    this.#close = close
    this.#maxRows = options.maxRows ?? Number.POSITIVE_INFINITY
    this.#reader = new ChunkReader(file, options.chunkBytes ?? usualChunkBytes, options.digest ?? true)
    this.#window = new TextWindow(this.#reader, detected.encoding, detected.markBytes)
    this.#parser =
      dialect === null
        ? new JsonParser(detected.format === 'json' ? 'array' : 'lines', this.#names, this.#log, file.path, this.#batch)
        : new CsvParser(dialect, this.#log, file.path)
  }

  get encoding(): Encoding {
    return this.#window.encoding
  }

  get digest(): Digest | null {
    return this.#reader.digest
  }

  get chunkHashes(): readonly Uint8Array<ArrayBuffer>[] | null {
    return this.#reader.chunkHashes
  }

  get progress(): { readonly bytesRead: number; readonly bytesTotal: number } {
    return { bytesRead: this.#reader.bytesRead, bytesTotal: this.#file.sizeBytes }
  }

  get warnings(): readonly FormatWarning[] {
    return this.#log.list()
  }

  names(): readonly string[] {
    return this.#names.list
  }

  paths(): readonly string[] {
    return this.#names.paths
  }

  /** Learns the columns of a CSV file from its first record; to be called once, before the batches. */
  async readFirstRecord(): Promise<void> {
    if (this.delimiter === null) return
    const batch = this.#batch
    batch.firstRow = this.header ? -1 : 0
    while (this.#parser.fill(this.#window, batch, 0, 1) && batch.rows === 0) {
      if (this.#window.last) throw emptyError(this.path)
      await this.#advance()
    }
    this.#columns = batch.columns
    const decoder = new TextDecoder()
    for (let cell = 0; cell < batch.columns; cell++) {
      if (this.header) this.#names.add(decoder.decode(batch.bytes.subarray(batch.starts[cell], batch.ends[cell])))
      else this.#names.addUnnamed()
    }
    this.#firstRowRead = !this.header
    if (this.header) this.#logFindings()
    this.#keepHeader()
  }

  async *batches(): AsyncGenerator<RowBatch, void, undefined> {
    if (this.#begun) throw readTwiceError(this.path)
    this.#begun = true
    const batch = this.#batch
    let exhausted = false
    if (this.#firstRowRead) yield* this.#handOut()
    while (this.rows < this.#maxRows) {
      if (exhausted) {
        if (this.#window.last) return this.#keepTail()
        await this.#advance()
      }
      batch.firstRow = this.rows
      exhausted = this.#parser.fill(this.#window, batch, this.#columns, this.#maxRows - this.rows)
      yield* this.#handOut()
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#reader.settle()
    await this.#close()
  }

  *#handOut(): Generator<RowBatch, void, undefined> {
    const batch = this.#batch
    this.#logFindings()
    if (batch.rows === 0) return
    while (this.#names.list.length < batch.columns) this.#names.addUnnamed()
    this.rows += batch.rows
    yield batch
  }

  async #advance(): Promise<void> {
    const parser = this.#parser
    const ahead = parser.position - parser.gap
    parser.gap = await this.#window.advance(parser.gap)
    parser.position = parser.gap + ahead
  }

  #keepHeader(): void {
    const { shape } = this
    if (shape === null || this.quote === null) return
    const batch = this.#batch
    shape.width = batch.columns
    if (!this.header) return
    const record = new CsvRecord(this.quote)
    record.read(batch, 0)
    shape.lead = batch.bytes.slice(batch.shape!.gaps[0], batch.records[0])
    shape.header = Array.from({ length: batch.columns }, (_, column) =>
      record.bytes.slice(record.start(column), record.end(column)),
    )
  }

  #keepTail(): void {
    if (this.shape !== null) this.shape.tail = this.#window.bytes.slice(this.#parser.gap, this.#window.end)
  }

  /** Gives what was met in the text its row, as soon as that row has been read. */
  #logFindings(): void {
    for (const finding of this.#window.findings) {
      const position = finding.textOffset - this.#window.base
      const logged = this.#logged.get(finding.code) ?? 0
      if (finding.count === logged || (logged === 0 && position >= this.#parser.position)) continue
      const row = logged === 0 ? this.#batch.rowAt(position) + 1 : null
      this.#log.add(finding.code, row, finding.fileOffset, finding.count - logged)
      this.#logged.set(finding.code, finding.count)
    }
  }
}

function hasHeader(detected: DetectedFormat, options: TableOptions): boolean {
  const { header = 'auto' } = options
  if (header !== 'auto') return header === 'present'
  const [first, ...next] = detected.rows
  return first === undefined || looksLikeHeader(first, next)
}
