import type { Bytes } from '../bytes.ts'
import { type Entry, writeEntry } from '../entries/entry.ts'
import type { EntryBody } from '../entries/kinds.ts'
import { entryDigest, signEntry } from '../entries/leaf.ts'
import { idOf, instantOf } from '../entries/values.ts'
import { signCheckpoint } from '../notes/checkpoint.ts'
import { signNote } from '../notes/signed-note.ts'
import { writeVerifierKey } from '../notes/verifier-key.ts'
import { acknowledgementText } from '../receipts/acknowledgement.ts'
import { isProven, proveEntry } from '../receipts/proven-entry.ts'
import type { Acknowledgement, Receipt } from '../receipts/receipt.ts'
import { append, emptyLog, type LogRecord, type LogState, treeRoot } from '../tiles/log-state.ts'
import { nodeHashing } from './hashing.ts'
import { MemoryLog } from './memory-log.ts'
import { disclosures, sampleOutcome, samplePermit } from './samples.ts'
import { logSigner, recipientSigner } from './signer.ts'

const moment = Date.UTC(2026, 10, 23, 8)
export const sampleKey = writeVerifierKey(logSigner.key)

/** A small log whose entries are all genuine: denials, with the permit and the outcome among them. */
export interface SampleLog {
  readonly log: MemoryLog
  readonly state: LogState
  readonly checkpoint: string
}

/** A log of these entries, a second apart, and a signed checkpoint over them. */
export async function logOfEntries(entries: readonly Bytes[]): Promise<SampleLog> {
  const records: LogRecord[] = []
  for (const entry of entries) records.push(await signEntry(entry, logSigner, nodeHashing))
  const appended = nodeHashing(append(emptyLog, records))
  const log = new MemoryLog()
  log.apply(appended)
  const { size } = appended.state
  const checkpoint = await signCheckpoint({ size, root: nodeHashing(treeRoot(appended.state)) }, logSigner)
  return { log, state: appended.state, checkpoint }
}

/** The receipt of a permit and an outcome that stand at these places in a log of `size` entries. */
export async function receiptOf({
  permit = samplePermit,
  outcome = sampleOutcome,
  permitAt = 3,
  outcomeAt = 17,
  size = 21,
  acknowledged = false,
}: {
  readonly permit?: EntryBody<'permit'>
  readonly outcome?: EntryBody<'outcome'>
  readonly permitAt?: number
  readonly outcomeAt?: number
  readonly size?: number
  readonly acknowledged?: boolean
} = {}): Promise<Receipt> {
  const entries = Array.from({ length: size }, (_, index) => denial(index))
  entries[permitAt] = writeEntry('permit', instantOf(moment), permit)
  entries[outcomeAt] = writeEntry('outcome', instantOf(moment + 3000), outcome)
  const { log, checkpoint } = await logOfEntries(entries)
  const proven = await Promise.all([permitAt, outcomeAt].map((index) => proveEntry(log, index, size, nodeHashing)))
  const [first, second] = proven
  if (first === undefined || second === undefined || !isProven(first, 'permit') || !isProven(second, 'outcome')) {
    throw new Error('the sample log has its permit and outcome elsewhere')
  }
  const acknowledgement = acknowledged ? await acknowledge(second.entry) : null
  return { permit: first, outcome: second, checkpoint, disclosures, acknowledgement }
}

/** The recipient's acknowledgement of an outcome. */
export async function acknowledge({
  at,
  body,
}: Extract<Entry, { readonly kind: 'outcome' }>): Promise<Acknowledgement> {
  const text = acknowledgementText(nodeHashing(entryDigest(writeEntry('outcome', at, body))))
  return { key: writeVerifierKey(recipientSigner.key), note: await signNote(text, [recipientSigner]) }
}

/** A denial that differs from every other one. */
export function denial(index: number): Bytes {
  return writeEntry('deny', instantOf(moment + index), {
    input: samplePermit.input,
    reasons: [{ code: idOf('pipia-missing'), row: index }],
    missing: [idOf('pipia')],
  })
}
