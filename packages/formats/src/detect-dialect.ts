import { CellBatch } from './cell-batch.ts'
import { type CsvDialect, CsvParser } from './csv-parser.ts'
import { FormatError } from './errors.ts'
import { tailroomBytes } from './text-window.ts'
import { type WarningCode, WarningLog } from './warnings.ts'

/** In the order of preference when several fit equally: commas and semicolons also occur within cells. */
const delimiters = ['\t', ';', '|', ','] as const
const quotes = ['"', "'"] as const
const sampleRecords = 1000
const quoteWarnings: readonly WarningCode[] = ['stray-quotes', 'text-after-quote']
const lineFeed = 0x0a
const carriageReturn = 0x0d
const doubleQuote = 0x22
const singleQuote = 0x27
/** Share of records of one width, weighed, below which a delimiter is taken for a part of the text. */
const leastScore = 0.3

/** First records of a sample as text; for looking at, not for scanning. */
export type SampleRows = readonly (readonly string[])[]

export interface DialectGuess {
  readonly dialect: CsvDialect
  readonly rows: SampleRows
}

/**
 * The delimiter and quote under which most records of a sample (UTF-8) have the width of the first one, more than 1.
 * `whole` says that the sample is all there is. What the caller knows is kept.
 */
export function guessDialect(sample: Uint8Array, whole: boolean, known: Partial<CsvDialect> = {}): DialectGuess {
  let best: { readonly score: number; readonly guess: DialectGuess } | undefined
  for (const quote of known.quote === undefined ? quotes : [known.quote]) {
    for (const delimiter of known.delimiter === undefined ? delimiters : [known.delimiter]) {
      if (quote === delimiter) continue
      const dialect = { delimiter, quote }
      const log = new WarningLog()
      // An apostrophe is far more often a letter than a quote: it must enclose cells without any exception.
      const doubtful = known.quote === undefined && quote === "'"
      if (doubtful && !singleQuotesOpenCells(sample, delimiter)) continue
      const rows = sampleRows(sample, whole, dialect, log)
      if (doubtful && (rows.length === 0 || log.list().some(({ code }) => quoteWarnings.includes(code)))) continue
      const score = scoreOf(rows) + (doubtful ? 0.01 : 0)
      if (best === undefined || score > best.score + 0.005) best = { score, guess: { dialect, rows } }
    }
  }
  if (best !== undefined && (best.score >= leastScore || known.delimiter !== undefined)) return best.guess
  const dialect = { delimiter: known.delimiter ?? ',', quote: known.quote ?? '"' }
  return { dialect, rows: sampleRows(sample, whole, dialect, new WarningLog()) }
}

/** The first whole records of a sample; none when its quotes do not fit. */
function sampleRows(sample: Uint8Array, whole: boolean, dialect: CsvDialect, log: WarningLog): SampleRows {
  const rows = readRows(sample, whole, dialect, log)
  // A sample within one long record: its beginning is better than nothing.
  return rows.length > 0 || whole ? rows : readRows(sample, true, dialect, log)
}

function readRows(sample: Uint8Array, whole: boolean, dialect: CsvDialect, log: WarningLog): SampleRows {
  const bytes = new Uint8Array(sample.length + tailroomBytes)
  bytes.set(sample)
  const batch = new CellBatch(1024)
  const parser = new CsvParser(dialect, log, '')
  const text = { bytes, end: sample.length, last: whole }
  const decoder = new TextDecoder()
  const rows: string[][] = []
  try {
    while (rows.length < sampleRecords) {
      const exhausted = parser.fill(text, batch, 0, 1)
      if (batch.rows === 1) {
        const row: string[] = []
        for (let cell = 0; cell < batch.columns; cell++) {
          row.push(decoder.decode(bytes.subarray(batch.starts[cell], batch.ends[cell])))
        }
        rows.push(row)
      }
      if (exhausted) break
    }
  } catch (error) {
    // The reading of the file itself says what is wrong, with its line; here the dialect merely does not fit.
    if (error instanceof FormatError) return []
    throw error
  }
  return rows
}

function scoreOf(rows: SampleRows): number {
  const widths = new Map<number, number>()
  for (const row of rows) widths.set(row.length, (widths.get(row.length) ?? 0) + 1)
  let usual = 0
  for (const [width, count] of widths) if (count > (widths.get(usual) ?? 0)) usual = width
  if (usual < 2) return 0
  const share = widths.get(usual)! / rows.length
  return rows[0]!.length === usual ? share : share / 2
}

/** Whether single quotes open cells of the sample, at least two, and double ones none. */
function singleQuotesOpenCells(sample: Uint8Array, delimiter: string): boolean {
  let singles = 0
  let before = lineFeed
  for (const byte of sample) {
    if (before === lineFeed || before === carriageReturn || before === delimiter.charCodeAt(0)) {
      if (byte === doubleQuote) return false
      if (byte === singleQuote) singles++
    }
    before = byte
  }
  return singles >= 2
}
