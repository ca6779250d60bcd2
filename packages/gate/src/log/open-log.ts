import { resumeLog, type Signer, writeVerifierKey } from '@feiyu/evidence'
import type { Disk } from '../disk/disk.ts'
import { DiskError, LogWriteError } from '../errors.ts'
import type { EvidenceLog } from '../ports/log.ts'
import { FileLog } from './file-log.ts'
import { LogFolder, logFiles, nodeHashing } from './log-files.ts'
import { type LogHead, readHead } from './log-head.ts'
import { firstCheckpoint, Publisher } from './publisher.ts'
import { checkNewest } from './read-log.ts'
import type { RecordSigner } from './signing-thread.ts'
import { outgrownFolders } from './sweep.ts'
import { readBatches } from './write-ahead.ts'

/** How long another writer of the same log is waited for. */
const lockWaitMs = 30_000

/** Whether there is a log in the folder, or what is left of one. */
export async function hasLog(disk: Disk, folder: string): Promise<boolean> {
  const names = await disk.list(folder)
  return names.includes(logFiles.checkpoint) || names.includes('tile') || names.includes(logFiles.writeAhead)
}

/**
 * Makes a log without entries in a folder. Its origin is the name of the signer's key. Refused where there is a log or
 * what is left of one: a log that begins anew would hide the one before.
 *
 * @throws LogWriteError, DiskError
 */
export async function createLog(disk: Disk, folder: string, signer: Signer): Promise<void> {
  const place = new LogFolder(disk, folder)
  await disk.makeFolder(folder)
  await using _lock = await lockLog(place, lockWaitMs)
  if (await hasLog(disk, folder)) {
    throw new LogWriteError('FEIYU_LOG_EXISTS', `\`${folder}\` holds a log already; open that one`, { at: folder })
  }
  await syncAbove(disk, folder)
  await place.write([{ path: logFiles.key, bytes: new TextEncoder().encode(`${writeVerifierKey(signer.key)}\n`) }])
  const checkpoint = await firstCheckpoint(signer)
  await place.replace(logFiles.checkpoint, logFiles.nextCheckpoint, new TextEncoder().encode(checkpoint))
}

/**
 * Opens a log for writing, alone: waits for another writer at most `waitMs`. What is durable and not yet under a
 * checkpoint is published first, with the same bytes at the same place. A log that is behind its checkpoint, or whose
 * checkpoint or key is another one, is not opened.
 *
 * @throws LogWriteError, LogError, DiskError
 */
export async function openLog(
  disk: Disk,
  folder: string,
  signer: Signer | RecordSigner,
  { waitMs = lockWaitMs }: { readonly waitMs?: number } = {},
): Promise<EvidenceLog> {
  const place = new LogFolder(disk, folder)
  // The lock would make a file; a folder without a log is left as it is.
  if (!(await hasLog(disk, folder))) await readHead(place)
  const lock = await lockLog(place, waitMs)
  try {
    return await openLocked(place, signer, lock)
  } catch (error) {
    await lock[Symbol.asyncDispose]()
    throw error
  }
}

async function openLocked(
  place: LogFolder,
  signer: Signer | RecordSigner,
  lock: AsyncDisposable,
): Promise<EvidenceLog> {
  const head = await readHead(place)
  if (writeVerifierKey(head.key) !== writeVerifierKey(signer.key)) {
    throw new LogWriteError(
      'FEIYU_LOG_OTHER_KEY',
      `the log is signed by \`${head.key.name}\` with another key than the one at hand; put that key back`,
    )
  }
  const state = await resumeLog(place, head.tree, nodeHashing)
  await checkNewest(place, head.tree)
  const publisher = new Publisher(place, signer, state, head.checkpoint)
  const writeAhead = await place.disk.open(place.path(logFiles.writeAhead), 'append')
  try {
    await place.removeFolders(await outgrownFolders(place, head.tree.size))
    // Before the name is durable nothing may be acknowledged; before the content is, no checkpoint may be signed over it.
    await writeAhead.sync()
    await place.disk.syncFolder(place.path('.'))
    await recover(place, head, publisher)
    if (writeAhead.sizeBytes > 0) await writeAhead.truncate(0)
    return new FileLog({ folder: place, signer, publisher, writeAhead, lock })
  } catch (error) {
    await writeAhead[Symbol.asyncDispose]()
    throw error
  }
}

/** Publishes what is durable beyond the checkpoint. */
async function recover(place: LogFolder, { tree }: LogHead, publisher: Publisher): Promise<void> {
  const path = place.path(logFiles.writeAhead)
  const records = readBatches((await place.read(logFiles.writeAhead)) ?? new Uint8Array(0), tree.size, path)
  const first = records[0]?.index ?? tree.size
  if (first > tree.size) {
    throw new LogWriteError(
      'FEIYU_LOG_BEHIND',
      `the checkpoint covers \`${tree.size}\` entries, but \`${path}\` goes on after \`${first}\`; the log was put back to an older copy: restore the newest one`,
      { at: path },
    )
  }
  const missing = records.filter(({ index }) => index >= tree.size)
  if (missing.length === 0) return
  await publisher.publish(missing)
  await publisher.tidy()
}

async function lockLog(place: LogFolder, waitMs: number): Promise<AsyncDisposable> {
  try {
    return await place.disk.lock(place.path(logFiles.lock), waitMs)
  } catch (error) {
    if (!(error instanceof DiskError) || error.code !== 'FEIYU_DISK_LOCKED') throw error
    throw new LogWriteError(
      'FEIYU_LOG_HELD',
      `another process writes the log in \`${place.path('.')}\`; wait for it to end`,
      { cause: error },
    )
  }
}

/** Makes the names of a folder and of those above it durable. */
async function syncAbove(disk: Disk, folder: string): Promise<void> {
  const names = folder === '.' ? [] : folder.split('/')
  for (let depth = 0; depth < names.length; depth++) await disk.syncFolder(names.slice(0, depth).join('/') || '.')
}
