import { createHash } from 'node:crypto'
import { constants } from 'node:fs'
import { type FileHandle, open } from 'node:fs/promises'
import type { Digest } from '@feiyu/core'
import { openTable } from '@feiyu/formats'

/**
 * Opens the file once and for all: both passes read these very bytes, whatever becomes of its name.
 *
 * @throws FormatError that says why the file cannot be read as a table
 */
export async function openInput(path: string): Promise<FileHandle> {
  // Without O_NONBLOCK, opening a named pipe that nobody writes to would wait for ever.
  const file = await open(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0)).catch((error: unknown) =>
    explain(path, error),
  )
  await using opened = new AsyncDisposableStack()
  opened.use(file)
  // A folder can be opened as well, and is no table.
  if (!(await file.stat()).isFile()) await explain(path, new TypeError('no file'))
  opened.move()
  return file
}

/** Throws what the reader of tables says of a path, or else the error. */
async function explain(path: string, error: unknown): Promise<never> {
  await using _table = await openTable(path)
  throw error
}

/** SHA-256 of an open file, from its first byte to its last. */
export async function digestOfInput(file: FileHandle): Promise<Digest> {
  const hash = createHash('sha256')
  const buffer = new Uint8Array(1024 * 1024)
  for (let at = 0; ; ) {
    const { bytesRead } = await file.read(buffer, 0, buffer.length, at)
    if (bytesRead === 0) return `sha256:${hash.digest('hex')}`
    hash.update(buffer.subarray(0, bytesRead))
    at += bytesRead
  }
}
