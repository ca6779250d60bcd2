import { detect } from './detect.ts'
import { FileTable } from './file-table.ts'
import { describeHandle, openRegularFile } from './regular-file.ts'
import type { Table, TableOptions } from './table.ts'

/**
 * Opens a file of rows: CSV, NDJSON or one JSON array of objects; format, encoding and dialect are detected where the
 * options do not name them. Throws a FormatError that says what to do when the file cannot be read as a table.
 *
 * @example
 * await using table = await openTable('customers.csv', { header: 'present' })
 * for await (const batch of table.batches()) count += batch.rows
 */
export async function openTable(path: string, options: TableOptions = {}): Promise<Table> {
  const { handle } = options
  const file = handle === undefined ? await openRegularFile(path) : await describeHandle(path, handle)
  const close = async () => {
    if (handle === undefined) await file.handle.close()
  }
  try {
    const table = new FileTable(file, await detect(file, options), options, close)
    await table.readFirstRecord()
    return table
  } catch (error) {
    await close()
    throw error
  }
}
