import type { Digest } from '@feiyu/core'
import type { RowBatch } from '@feiyu/scan'

/** The rows of one crossing, once, in order. A table of `@feiyu/formats` is one; a stream and a query will be others. */
export interface Source {
  /** Names of the columns so far; rows longer than the header, and new members of JSON objects, add to them. */
  names(): readonly string[]
  /** A batch is lent until the next one is asked for. It may have fewer columns than `names()`. */
  batches(): AsyncIterable<RowBatch>
  /** Bytes of the source that were read so far. */
  readonly progress: { readonly bytesRead: number }
  /** SHA-256 of all bytes of the source, once they were read; null where it has no end. */
  readonly digest: Digest | null
  /** Hashes of its chunks of 8 MiB (RFC 6962 leaves), once they were read; null where the source makes none. */
  readonly chunkHashes: readonly Uint8Array<ArrayBuffer>[] | null
}
