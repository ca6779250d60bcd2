import { constants } from 'node:fs'
import { type FileHandle, open } from 'node:fs/promises'
import { FormatError } from './errors.ts'

/** An open file with the size and time it had when it was opened: what is read later must be the same file. */
export interface RegularFile {
  readonly path: string
  readonly handle: FileHandle
  readonly sizeBytes: number
  readonly modifiedNs: bigint
}

/** Opens a regular file for reading, or says in one sentence why it cannot be read. */
export async function openRegularFile(path: string): Promise<RegularFile> {
  // Without O_NONBLOCK, opening a named pipe that nobody writes to would wait for ever.
  const handle = await open(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0)).catch((error: unknown) => {
    throw openError(path, error)
  })
  try {
    return await describeHandle(path, handle)
  } catch (error) {
    await handle.close()
    throw error
  }
}

/** Describes a file that the caller holds open. The caller closes it. */
export async function describeHandle(path: string, handle: FileHandle): Promise<RegularFile> {
  const stat = await handle.stat({ bigint: true })
  if (stat.isDirectory()) throw directoryError(path)
  if (!stat.isFile()) throw notAFileError(path)
  if (stat.size === 0n) throw emptyError(path)
  return { path, handle, sizeBytes: Number(stat.size), modifiedNs: stat.mtimeNs }
}

/** Fails when the file is no longer what it was when it was opened. */
export async function assertUnchanged(file: RegularFile, bytesRead: number): Promise<void> {
  const stat = await file.handle.stat({ bigint: true })
  if (stat.size === BigInt(bytesRead) && bytesRead === file.sizeBytes && stat.mtimeNs === file.modifiedNs) return
  const how =
    stat.size > BigInt(file.sizeBytes) ? 'grew' : stat.size < BigInt(file.sizeBytes) ? 'shrank' : 'was written to'
  throw new FormatError(
    'FEIYU_FORMAT_CHANGED',
    `\`${file.path}\` ${how} while it was read; wait until nobody writes to it, or work on a copy`,
    { at: file.path },
  )
}

/** A file without a single byte of text. */
export function emptyError(path: string): FormatError {
  return new FormatError('FEIYU_FORMAT_EMPTY', `\`${path}\` is empty; give a file that holds at least a header row`, {
    at: path,
  })
}

function openError(path: string, error: unknown): FormatError {
  const options = { at: path, cause: error }
  const code = error instanceof Error && 'code' in error ? error.code : undefined
  switch (code) {
    case 'ENOENT':
    case 'ENOTDIR':
      return new FormatError('FEIYU_FORMAT_MISSING', `no file \`${path}\`; check the path`, options)
    case 'EACCES':
    case 'EPERM':
      return new FormatError(
        'FEIYU_FORMAT_UNREADABLE',
        `no permission to read \`${path}\`; ask its owner for read access`,
        options,
      )
    case 'EISDIR':
      return directoryError(path)
    case 'ENXIO':
      return notAFileError(path)
    default:
      return new FormatError(
        'FEIYU_FORMAT_READ',
        `cannot open \`${path}\` (${String(code)}); check the disk and the path`,
        options,
      )
  }
}

function directoryError(path: string): FormatError {
  return new FormatError('FEIYU_FORMAT_DIRECTORY', `\`${path}\` is a directory; name the files in it`, { at: path })
}

function notAFileError(path: string): FormatError {
  return new FormatError(
    'FEIYU_FORMAT_NOT_A_FILE',
    `\`${path}\` is a pipe, a socket or a device; write what it gives to a file and name that file`,
    { at: path },
  )
}
