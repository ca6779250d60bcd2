import { statSync } from 'node:fs'
import { join } from 'node:path'
import { canonicalJson } from '@feiyu/core'
import {
  type Checkpoint,
  isProven,
  type LogReader,
  openCheckpoint,
  proveEntry,
  type Receipt,
  sigstoreBundles,
  type VerifierKey,
  writeReceipt,
} from '@feiyu/evidence'
import type { Random } from '../../samples/random.ts'
import type { Targets } from './flips.ts'
import { folderReader, hashing, type WrittenLog } from './log-writer.ts'
import { makeProofs } from './proofs.ts'

/** What is taken out of a log for others to check. */
export interface Material extends Targets {
  readonly reader: LogReader
  /** Of all signed checkpoints, the newest last. */
  readonly trees: readonly Checkpoint[]
  readonly tree: Checkpoint
}

/** Proofs, receipts and bundles from random places of a log. */
export async function takeMaterial(
  log: WrittenLog,
  key: VerifierKey,
  random: Random,
  counts: { readonly proofs: number; readonly receipts: number },
): Promise<Material> {
  const reader = folderReader(log.folder)
  const checkpoint = log.checkpoints[log.checkpoints.length - 1]!
  const trees: Checkpoint[] = []
  for (const note of log.checkpoints) {
    const opened = await openCheckpoint(note, key)
    if (opened.kind === 'refused') throw new Error(`our own checkpoint is refused: ${opened.problem}`)
    trees.push(opened.checkpoint)
  }
  const edges = [0, 255, 256, 65_535, 65_536, log.size - 1].filter((index) => index < log.size)
  const indexes = [...edges, ...Array.from({ length: counts.proofs }, () => random.below(log.size))]
  const receipts: string[] = []
  const bundles: string[] = []
  while (receipts.length < counts.receipts) {
    const receipt = await receiptAt(reader, 2 * random.below(Math.floor(log.size / 2)), log.size, checkpoint)
    if (receipt === undefined) continue
    receipts.push(writeReceipt(receipt))
    const { permit, outcome } = await sigstoreBundles(receipt, key)
    bundles.push(canonicalJson(permit), canonicalJson(outcome))
  }
  return {
    reader,
    trees,
    tree: trees[trees.length - 1]!,
    checkpoint,
    files: new Map(log.paths.map((path) => [path, statSync(join(log.folder, path)).size])),
    proofs: await makeProofs(reader, indexes, trees),
    receipts,
    bundles,
  }
}

/** The receipt of the crossing whose permit stands at the place, or `undefined` where another pair of entries stands. */
async function receiptAt(
  reader: LogReader,
  index: number,
  size: number,
  checkpoint: string,
): Promise<Receipt | undefined> {
  const [permit, outcome] = await Promise.all(
    [index, index + 1].map((place) => proveEntry(reader, place, size, hashing)),
  )
  if (permit === undefined || outcome === undefined || !isProven(permit, 'permit') || !isProven(outcome, 'outcome')) {
    return undefined
  }
  return { permit, outcome, checkpoint, disclosures: [], acknowledgement: null }
}
