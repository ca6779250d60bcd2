import type { Digest } from '@feiyu/core'
import { type Entry, isProven, type ProvenEntry, type Receipt, readEntry } from '@feiyu/evidence'
import { CrossingError } from '../errors.ts'
import { disclosuresOf } from '../permit/permit-entry.ts'
import type { EvidenceLog, Published } from '../ports/log.ts'
import type { CrossingRecord } from './crossing-record.ts'

type EntryOf<K extends Entry['kind']> = Extract<Entry, { readonly kind: K }>

/** An entry of a crossing, with its place in the log. */
export interface Placed<K extends 'permit' | 'outcome'> {
  readonly index: number
  readonly entry: EntryOf<K>
}

/** Publishes an entry; `durable` is told when it can no longer be lost, before others can see it. */
export async function publish(
  log: EvidenceLog,
  entry: Uint8Array<ArrayBuffer>,
  durable?: () => void | Promise<void>,
): Promise<Published> {
  const appended = log.append(entry)
  await appended.durable
  await durable?.()
  return appended.published
}

/** The entries of a crossing that the log has. */
export async function entriesOfCrossing(
  log: EvidenceLog,
  { permit, logSize }: CrossingRecord,
): Promise<{ readonly permit: Placed<'permit'> | undefined; readonly outcome: Placed<'outcome'> | undefined }> {
  const found: { permit?: Placed<'permit'>; outcome?: Placed<'outcome'> } = {}
  let index = logSize
  for await (const bytes of log.entries(logSize, log.size)) {
    const entry = readEntry(bytes)
    if (entry.kind === 'permit' && isOf(entry.body, permit.id)) found.permit ??= { index, entry }
    if (entry.kind === 'outcome' && isOf(entry.body, permit.id)) found.outcome ??= { index, entry }
    index++
  }
  return { permit: found.permit, outcome: found.outcome }
}

/** The receipt of a crossing whose permit and outcome stand at these places: both under one checkpoint, one-sided so far. */
export async function receiptOf(
  log: EvidenceLog,
  { permit, salts }: CrossingRecord,
  places: { readonly permit: number; readonly outcome: number },
): Promise<Receipt> {
  for (;;) {
    const { checkpoint } = log
    const [proven, outcome] = await Promise.all([log.prove(places.permit), log.prove(places.outcome)])
    // Somebody else's entry moved the tree on between the two.
    if (log.checkpoint !== checkpoint) continue
    return {
      permit: ofKind(proven, 'permit'),
      outcome: ofKind(outcome, 'outcome'),
      checkpoint,
      disclosures: disclosuresOf(permit, salts),
      acknowledgement: null,
    }
  }
}

function ofKind<K extends 'permit' | 'outcome'>(proven: ProvenEntry, kind: K): ProvenEntry<EntryOf<K>> {
  if (isProven(proven, kind)) return proven
  throw new CrossingError(
    'FEIYU_CROSSING_ENTRY',
    `entry ${proven.index} of the log is no ${kind}; run \`feiyu log audit\``,
  )
}

function isOf(body: { readonly permit: Digest }, permit: Digest): boolean {
  return body.permit === permit
}
