import type { FileHandle } from 'node:fs/promises'
import type { Digest } from '@feiyu/core'
import type { RowBatch } from '@feiyu/scan'
import type { Format, KnownFormat } from './detect.ts'
import type { Encoding } from './encodings.ts'
import type { TableShape } from './table-shape.ts'
import type { FormatWarning } from './warnings.ts'

export interface TableOptions extends KnownFormat {
  /** Whether the first record of a CSV file holds the names; `auto` (the default) looks at it. */
  readonly header?: 'auto' | 'present' | 'absent' | undefined
  /** Stop after so many rows; the digest is then null unless the file ended there. */
  readonly maxRows?: number | undefined
  /** False: no digest of the file is made. `tree`: also the hashes of its chunks, by which a part can be proven. */
  readonly digest?: boolean | 'tree' | undefined
  /** How much is read at once; 1 MiB unless told. */
  readonly chunkBytes?: number | undefined
  /** Keep of each record how it stands in the file, so that `createEncoder` can write it so again; false unless told. */
  readonly shape?: boolean | undefined
  /** An open file to read from its beginning, whatever its position; the caller closes it. */
  readonly handle?: FileHandle | undefined
}

export interface Table {
  readonly path: string
  readonly format: Format
  /** What the file is read as. A file of ASCII alone is called UTF-8 until a byte outside ASCII tells otherwise. */
  readonly encoding: Encoding
  readonly byteOrderMark: boolean
  /** Null for JSON. */
  readonly delimiter: string | null
  /** Null for JSON. */
  readonly quote: string | null
  /** Whether the names come from the file. */
  readonly header: boolean
  /** Names of the columns so far. Rows longer than the header, and new JSON members, add to them. */
  names(): readonly string[]
  /** The names before a number told equal ones apart: two columns `a.b` and `a.b (2)` of JSON have one path. */
  paths(): readonly string[]
  /**
   * The rows, once. A batch is lent until the next one is asked for. It may have fewer columns than `names()`: then its
   * rows have no cells in the others.
   */
  batches(): AsyncGenerator<RowBatch, void, undefined>
  readonly progress: { readonly bytesRead: number; readonly bytesTotal: number }
  /** SHA-256 of the file's bytes, once all of them were read. */
  readonly digest: Digest | null
  /** Hashes of the file's chunks of 8 MiB as leaves of a tree (RFC 6962), where they were asked for and all was read. */
  readonly chunkHashes: readonly Uint8Array<ArrayBuffer>[] | null
  /** What of the file is no row; null unless the shape was asked for. */
  readonly shape: Readonly<TableShape> | null
  /** Data rows handed out so far. */
  readonly rows: number
  /** What was met so far that a person should look at. */
  readonly warnings: readonly FormatWarning[]
  [Symbol.asyncDispose](): Promise<void>
}
