import { basename, extname } from 'node:path'
import type { Readable } from 'node:stream'
import { readCsv, type TableRecord, writeCsv } from '@feiyu/law/packs'
import { UsageError } from '../../../errors.ts'
import { readBytes, readText } from '../../../inputs/read-file.ts'

/** The bytes of a table in the format that the name of its file asks for. */
export async function tableBytes(path: string, rows: readonly (readonly string[])[]): Promise<string | Buffer> {
  if (formatOf(path) === 'csv') return writeCsv(rows)
  const { writeXlsx } = await import('./workbook.ts')
  return writeXlsx('rules', rows)
}

/**
 * The records of a table, CSV or XLSX by the name of its file.
 *
 * @throws PackError with file and line, InputError where the file cannot be read
 */
export async function readTable(path: string, stdin: Readable): Promise<readonly TableRecord[]> {
  if (formatOf(path) === 'csv') return readCsv(basename(path), await readText(path, stdin))
  const { readXlsx } = await import('./workbook.ts')
  return readXlsx(basename(path), await readBytes(path))
}

/** @throws UsageError for another kind of file */
export function formatOf(path: string): 'csv' | 'xlsx' {
  const extension = extname(path).toLowerCase()
  if (extension === '.csv') return 'csv'
  if (extension === '.xlsx') return 'xlsx'
  throw new UsageError('FEIYU_USAGE_TABLE_KIND', `\`${path}\` is neither .csv nor .xlsx; name a file that ends so`)
}
