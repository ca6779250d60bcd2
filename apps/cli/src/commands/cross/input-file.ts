import { constants } from 'node:fs'
import { type FileHandle, open } from 'node:fs/promises'
import { openTable } from '@feiyu/formats'

/**
 * Opens the file once and for all: both passes read these very bytes, whatever becomes of its name.
 *
 * @throws FormatError that says why the file cannot be read as a table
 */
export async function openInput(path: string): Promise<FileHandle> {
  try {
    // Without O_NONBLOCK, opening a named pipe that nobody writes to would wait for ever.
    return await open(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0))
  } catch (error) {
    // The reader of tables knows how to say it.
    await using _table = await openTable(path)
    throw error
  }
}
