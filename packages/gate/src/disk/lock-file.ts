import { chmodSync } from 'node:fs'
import { DatabaseSync } from 'node:sqlite'
import { setTimeout as sleep } from 'node:timers/promises'
import { diskError } from './disk-errors.ts'

/** SQLITE_BUSY, SQLITE_FULL, SQLITE_READONLY, SQLITE_CANTOPEN. */
const [busy, full, readOnly, cannotOpen] = [5, 13, 8, 14]
const pollMs = 10
/** Whoever waits longer wants to know what for. */
const quietMs = 1000

/**
 * Holds a file by the lock that SQLite puts on an empty database in an exclusive transaction: the kernel's own, so it ends
 * with the process, however that ends; and SQLite keeps two holders inside one process apart, which the kernel would not.
 * Node has no other way to a file lock. `onWait` is told once where another has held it for a second.
 *
 * @NOTE Nobody may open and close that file otherwise: POSIX takes all locks of a process when it closes any descriptor.
 */
export async function lockFile(
  file: string,
  path: string,
  waitMs: number,
  onWait: (path: string) => void,
): Promise<AsyncDisposable> {
  for (let waited = 0; ; waited += pollMs) {
    if (waited === quietMs) onWait(path)
    const database = tryToHold(file, path)
    if (database !== undefined) return { [Symbol.asyncDispose]: async () => database.close() }
    if (waited >= waitMs) throw diskError('FEIYU_DISK_LOCKED', path)
    await sleep(pollMs)
  }
}

function tryToHold(file: string, path: string): DatabaseSync | undefined {
  let database: DatabaseSync | undefined
  try {
    database = new DatabaseSync(file, { timeout: 0 })
    database.exec('BEGIN EXCLUSIVE')
    chmodSync(file, 0o600)
    return database
  } catch (error) {
    database?.close()
    const errcode = error instanceof Error && 'errcode' in error ? Number(error.errcode) & 0xff : undefined
    if (errcode === busy) return undefined
    if (errcode === full) throw diskError('FEIYU_DISK_FULL', path, error)
    if (errcode === readOnly) throw diskError('FEIYU_DISK_READ_ONLY', path, error)
    if (errcode === cannotOpen) throw diskError('FEIYU_DISK_READ_ONLY', path, error)
    if (errcode !== undefined) throw diskError('FEIYU_DISK_BROKEN', path, error)
    throw error
  }
}
