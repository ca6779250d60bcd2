import {
  type Bytes,
  LogError,
  type LogReader,
  leafHash,
  type ProvenEntry,
  proveEntry,
  readEntries,
  type Tree,
  type VerifierKey,
  verifyInclusion,
  writeLeaf,
} from '@feiyu/evidence'
import type { Disk } from '../disk/disk.ts'
import { LogFolder, nodeHashing } from './log-files.ts'
import { readHead } from './log-head.ts'

/** A log open for reading, as it was under one checkpoint: no private key, no lock, nothing is changed. */
export interface LogView {
  readonly key: VerifierKey
  /** A signed note, verified. */
  readonly checkpoint: string
  readonly tree: Tree
  readonly reader: LogReader
  /** The entry with its leaf and its proof under the checkpoint. */
  prove(index: number): Promise<ProvenEntry>
  /** Entries from `from` up to, and without, `to`, in order. */
  entries(from: number, to: number): AsyncIterable<Bytes>
}

const bundleWidth = 256

/** Opens a log for reading by the verifier key that stands in its folder. Whoever does not trust the folder compares the key. */
export async function openLogForReading(disk: Disk, folder: string): Promise<LogView> {
  const reader = new LogFolder(disk, folder)
  const { key, checkpoint, tree } = await readHead(reader)
  return {
    key,
    checkpoint,
    tree,
    reader,
    prove: (index) => proveEntry(reader, index, tree.size, nodeHashing),
    entries: (from, to) => entriesOf(reader, from, to, tree.size),
  }
}

/** Entries `[from, to)` of a log of `size` entries. */
export async function* entriesOf(reader: LogReader, from: number, to: number, size: number): AsyncGenerator<Bytes> {
  if (!Number.isSafeInteger(from) || !Number.isSafeInteger(to) || from < 0 || from > to || to > size) {
    throw new LogError(
      'FEIYU_LOG_OUT_OF_RANGE',
      `no entries from \`${from}\` to \`${to}\` in a log of \`${size}\`; entries count from 0`,
    )
  }
  for (let at = from; at < to; ) {
    const bundle = Math.floor(at / bundleWidth)
    const end = Math.min(to, (bundle + 1) * bundleWidth)
    const entries = await readEntries(reader, bundle, size)
    yield* entries.slice(at - bundle * bundleWidth, end - bundle * bundleWidth)
    at = end
  }
}

/** The newest entry is there, whole, and leads to the root: a log whose last files are gone is not gone on with. */
export async function checkNewest(reader: LogReader, tree: Tree): Promise<void> {
  if (tree.size === 0) return
  const index = tree.size - 1
  const { leaf, hashes } = await proveEntry(reader, index, tree.size, nodeHashing)
  const proof = { index, size: tree.size, hashes }
  if (nodeHashing(verifyInclusion(proof, nodeHashing(leafHash(writeLeaf(leaf))), tree.root))) return
  throw new LogError(
    'FEIYU_LOG_ROOT_DIFFERS',
    `entry \`${index}\` does not lead to the root that the checkpoint signs; restore the log from a copy`,
  )
}
