import type { FileHandle } from 'node:fs/promises'
import { basename } from 'node:path'
import type { CivilDate } from '@feiyu/core'
import { createFileScanner, openTable, type Table, type TableOptions } from '@feiyu/formats'
import { rowsOfOthers, undecodableColumns, withUncounted } from '@feiyu/gate'
import { compileClassTable, type Law } from '@feiyu/law'
import type { PersonKeys, Profile, RowBatch, ScanResult } from '@feiyu/scan'
import type { Context } from '../context.ts'
import { UsageError } from '../errors.ts'
import { startProgress } from '../output/progress.ts'
import type { FileReport, FileWarning } from './file-report.ts'

const delimiters = { comma: ',', tab: '\t', semicolon: ';', pipe: '|' } as const

/** What a person says of the form of a file. */
export interface ReadingFlags {
  readonly encoding?: 'utf-8' | 'gb18030' | 'utf-16le' | 'utf-16be' | undefined
  readonly delimiter?: keyof typeof delimiters | undefined
  readonly header?: 'auto' | 'present' | 'absent' | undefined
}

export interface ScanOptions extends ReadingFlags {
  readonly asOf: CivilDate
  /** Column that tells persons apart. */
  readonly subject?: string | undefined
  /** Read only so many rows. */
  readonly sample?: number | undefined
  /** The file, held open by the caller: the same bytes can be read again. */
  readonly handle?: FileHandle | undefined
  /** Persons are told apart under the key of a book, so that they can be compared with it. */
  readonly keys?: PersonKeys | undefined
  /** Only the persons of these rows count: those with this code in this column. All rows are inspected. */
  readonly rowsOf?: { readonly column: string; readonly uscc: string } | undefined
}

/** A scanned file: what was found, and fields and persons again after a change of columns, exact. */
export interface ScannedFile extends Pick<ScanResult, 'recount' | 'counted' | 'persons'> {
  readonly report: FileReport
  /** By column of the file, where it stands in its records. May hold values of persons, and is shown to nobody. */
  readonly paths: readonly string[]
  /** How the file was read, so that it is read the same way again. */
  readonly reading: TableOptions
}

/**
 * Scans one file from its first byte to its last (or a sample of it) under a key that nobody keeps.
 *
 * @throws FormatError of `@feiyu/formats`, ScanError of `@feiyu/scan`
 */
export async function scanFile(context: Context, law: Law, path: string, options: ScanOptions): Promise<ScannedFile> {
  const { rowsOf } = options
  const classTable = await compileClassTable(law, options.asOf)
  await using table = await openTable(path, tableOptions(options))
  refuseUnknownSubject(table, options.subject)
  await using scanner = createFileScanner(
    {
      // Names that nobody wrote say nothing.
      names: table.header || table.format !== 'csv' ? table.names() : null,
      key: context.random(16),
      keys: options.keys,
      classTable,
      asOf: options.asOf,
      subject: options.subject,
      fileName: basename(path),
      sampled: options.sample !== undefined,
    },
    // What does not count is known here alone: no lane is told of it.
    { sizeBytes: options.sample === undefined && rowsOf === undefined ? table.progress.bytesTotal : 0 },
  )
  const progress = startProgress(context.out, context.say, context.clock, context.say.scan.reading(basename(path)))
  const undecodable = new Map<number, { count: number; row: number }>()
  try {
    let known = table.names().length
    for await (const batch of table.batches()) {
      // Rows longer than the header and new members of JSON objects bring columns of their own.
      if (table.names().length > known) scanner.setColumns(table.names())
      known = table.names().length
      noteUndecodable(undecodable, batch)
      scanner.add(rowsOf === undefined ? batch : ownRows(batch, table.names().indexOf(rowsOf.column), rowsOf.uscc))
      progress.update(table.progress.bytesRead, table.progress.bytesTotal)
    }
  } finally {
    progress.end()
  }
  const { profile, recount, counted, persons } = await scanner.finish()
  // A sample that came to the end of the file first is none.
  const sampled = options.sample !== undefined && table.rows >= options.sample
  return {
    report: reportOf(table, profile, { sampled, headerless: options.header === 'absent', undecodable }),
    paths: [...table.paths()],
    reading: readingOf(table),
    recount,
    counted,
    persons,
  }
}

function ownRows(batch: RowBatch, column: number, uscc: string): RowBatch {
  return withUncounted(batch, rowsOfOthers(batch, column, uscc))
}

/** How a table is opened. */
export function tableOptions(options: ReadingFlags & Pick<ScanOptions, 'sample' | 'handle'>): TableOptions {
  return {
    encoding: options.encoding,
    delimiter: options.delimiter === undefined ? undefined : delimiters[options.delimiter],
    header: options.header,
    maxRows: options.sample,
    handle: options.handle,
  }
}

/** Everything that was found out about the form of the file, said outright. */
function readingOf({ format, encoding, delimiter, quote, header }: Table): TableOptions {
  if (format !== 'csv') return { format, encoding }
  return {
    format,
    encoding,
    delimiter: delimiter ?? undefined,
    quote: quote ?? undefined,
    header: header ? 'present' : 'absent',
  }
}

/** A name that is not there is told before a long scan; JSON shows its columns only while it is read. */
function refuseUnknownSubject(table: Table, subject: string | undefined): void {
  if (subject === undefined || table.format !== 'csv' || table.names().includes(subject)) return
  throw new UsageError('FEIYU_USAGE_SUBJECT', `no column \`${subject}\`; \`feiyu scan FILE\` lists the columns`)
}

/** Rows with text that cannot be read for certain, by column. */
type Undecodable = Map<number, { count: number; row: number }>

function noteUndecodable(undecodable: Undecodable, batch: RowBatch): void {
  for (const [column, { rows, firstRow }] of undecodableColumns(batch)) {
    const { count, row } = undecodable.get(column) ?? { count: 0, row: batch.firstRow + firstRow + 1 }
    undecodable.set(column, { count: count + rows, row })
  }
}

function reportOf(
  table: Table,
  profile: Profile,
  {
    sampled,
    headerless,
    undecodable,
  }: { readonly sampled: boolean; readonly headerless: boolean; readonly undecodable: Undecodable },
): FileReport {
  return {
    path: table.path,
    format: table.format,
    encoding: table.encoding,
    bytes: table.progress.bytesTotal,
    rows: profile.rows,
    digest: sampled ? null : table.digest,
    fields: profile.fields,
    markings: profile.markings,
    candidates: profile.candidates,
    subjects: profile.subjects,
    classTable: profile.classTable,
    warnings: [
      ...(table.format === 'csv' && !table.header && !headerless ? [scanWarning('no-header', null)] : []),
      ...table.warnings.map(
        ({ code, message, count, row }): FileWarning => ({ code, message, count, row, column: null }),
      ),
      ...[...undecodable].map(
        ([column, { count, row }]): FileWarning => ({
          ...scanWarning('undecodable', profile.fields[column]?.name ?? null),
          count,
          row,
        }),
      ),
      ...profile.warnings
        .filter(({ code }) => code !== 'sampled' || sampled)
        .map(({ code, column }) => scanWarning(code, column)),
    ],
  }
}

const sentences: Readonly<Record<Profile['warnings'][number]['code'] | 'no-header' | 'undecodable', string>> = {
  undecodable: 'text that cannot be read for certain, which no gate lets pass; name its encoding, or save it as UTF-8',
  'no-header': 'the first row looks like data, so the columns are numbered; say `--header present` if it names them',
  sampled: 'only the first rows were read: good for planning, it cannot clear the file',
  'no-rows': 'the file has no rows',
  'columns-grouped': 'more than 63 columns about persons: some are counted together, never too few',
  'name-holds-value': 'the name of the column holds a value of a person and is masked',
  'unreadable-name': 'the name of the column cannot be read for certain, and is shown by its number',
  'unverified-values': 'the name of the column says what it is, the values do not show it',
  'masked-values': 'many values are masked (***): persons may be counted twice',
  'damaged-values': 'long numbers were written in scientific notation and are damaged',
}

function scanWarning(code: keyof typeof sentences, column: string | null): FileWarning {
  return { code, message: sentences[code], count: 1, row: null, column }
}
