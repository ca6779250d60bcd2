import { stat } from 'node:fs/promises'
import { availableParallelism } from 'node:os'
import { detect } from './detect.ts'
import { FileTable } from './file-table.ts'
import { describeHandle, openRegularFile } from './regular-file.ts'
import type { Table, TableOptions } from './table.ts'
import type { ThreadTask } from './thread/messages.ts'
import { openThreadedTable } from './thread/threaded-table.ts'

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
  if (await onThread(path, options)) return openThreadedTable(threadTask(path, options))
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

/** A thread costs some 50 ms to start: less than it saves from about this size on. */
const threadBytes = 8 * 1024 * 1024

async function onThread(path: string, options: TableOptions): Promise<boolean> {
  if (options.handle !== undefined || options.maxRows !== undefined || options.thread === false) return false
  if (options.thread === true) return true
  if (availableParallelism() < 2) return false
  // A file that cannot be looked at is refused where it is opened.
  return stat(path).then(
    (found) => found.isFile() && found.size >= threadBytes,
    () => false,
  )
}

function threadTask(path: string, { handle: _handle, thread: _thread, ...options }: TableOptions): ThreadTask {
  return { path, options }
}
