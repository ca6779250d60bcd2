import type { Digest } from '@feiyu/core'
import type { Bytes, ProvenEntry, VerifierKey } from '@feiyu/evidence'

/** An entry that a signed checkpoint covers. */
export interface Published {
  /** Position of its leaf, from 0. */
  readonly index: number
  /** Name of the entry: `entryDigest`. */
  readonly digest: Digest
}

/** The evidence log, open for writing: one writer at a time. */
export interface EvidenceLog extends AsyncDisposable {
  readonly key: VerifierKey
  /** Leaves under the newest checkpoint. */
  readonly size: number
  /** The newest checkpoint: a signed note. */
  readonly checkpoint: string
  /**
   * Signs an entry (bytes of `writeEntry`) and appends it. `durable` resolves once it survives a crash, `published` once a
   * signed checkpoint covers it. Calls at the same time share one fsync and one checkpoint.
   */
  append(entry: Bytes): { readonly durable: Promise<void>; readonly published: Promise<Published> }
  /** The entry with its leaf and its proof under the newest checkpoint. */
  prove(index: number): Promise<ProvenEntry>
  /** Entries from `from` up to `to`, in order. */
  entries(from: number, to: number): AsyncIterable<Bytes>
}
