import { openCheckpoint, readVerifierKey, type Tree, type VerifierKey } from '@feiyu/evidence'
import { LogWriteError } from '../errors.ts'
import { type LogFolder, logFiles, nodeHashing } from './log-files.ts'

/** What stands at the top of a log: its key, its newest checkpoint, and the tree that this signs. */
export interface LogHead {
  readonly key: VerifierKey
  readonly checkpoint: string
  readonly tree: Tree
}

/** Reads the top of a log and verifies it. Refuses a folder without a log and a checkpoint that does not hold. */
export async function readHead(folder: LogFolder): Promise<LogHead> {
  const [keyBytes, checkpointBytes] = await Promise.all([folder.read(logFiles.key), folder.read(logFiles.checkpoint)])
  if (keyBytes === undefined && checkpointBytes === undefined) {
    throw new LogWriteError('FEIYU_LOG_NONE', `no log in \`${folder.path('.')}\`; it is made by the first crossing`)
  }
  if (keyBytes === undefined) throw missing(folder, logFiles.key)
  if (checkpointBytes === undefined) throw missing(folder, logFiles.checkpoint)
  const key = nodeHashing(readVerifierKey(textOf(keyBytes).trim()))
  const opened = await openCheckpoint(checkpointBytes, key)
  if (opened.kind === 'refused') {
    throw new LogWriteError(
      'FEIYU_LOG_CHECKPOINT',
      `the checkpoint \`${folder.path(logFiles.checkpoint)}\` does not hold under the log's key (\`${opened.problem}\`); restore the log from a copy`,
      { at: folder.path(logFiles.checkpoint) },
    )
  }
  return { key, checkpoint: textOf(checkpointBytes), tree: opened.checkpoint }
}

function missing(folder: LogFolder, name: string): LogWriteError {
  const path = folder.path(name)
  return new LogWriteError('FEIYU_LOG_INCOMPLETE', `the log has no \`${path}\`; restore the log from a copy`, {
    at: path,
  })
}

function textOf(bytes: Uint8Array): string {
  return new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes)
}
