import { createHash, type Hash } from 'node:crypto'
import { ChunkLeaves, type Digest } from '@feiyu/core'
import { FormatError } from './errors.ts'
import { assertUnchanged, type RegularFile } from './regular-file.ts'

/** Room before a chunk, where the beginning of a cut record is put; and after it, for what ends a parser's loops. */
const headroomBytes = 64 * 1024
const tailroomBytes = 8

/** A chunk of the file in a buffer with room on both sides. */
export interface Slab {
  readonly bytes: Uint8Array
  readonly from: number
  to: number
}

type Outcome = { readonly read: number } | { readonly error: unknown }

/**
 * Reads a file chunk by chunk from the beginning to the size it had when it was opened, hashes exactly these bytes, and
 * fails when the file changes meanwhile. The next chunk is read while the caller works on the one it has.
 */
export class ChunkReader {
  /** SHA-256 of the file, once the last chunk was taken; null before, and when no digest was asked for. */
  digest: Digest | null = null
  /** Bytes taken so far. */
  bytesRead = 0
  readonly #file: RegularFile
  readonly #chunkBytes: number
  readonly #hash: Hash | null
  readonly #leaves: ChunkLeaves | null
  #ahead: { readonly slab: Slab; readonly outcome: Promise<Outcome> } | null = null

  constructor(file: RegularFile, chunkBytes: number, digest: boolean | 'tree') {
    this.#file = file
    this.#chunkBytes = chunkBytes
    this.#hash = digest === false ? null : createHash('sha256')
    this.#leaves = digest === 'tree' ? new ChunkLeaves(() => createHash('sha256')) : null
  }

  /** Hashes of the chunks of a tree; null before all was taken, and where they were not asked for. */
  get chunkHashes(): readonly Uint8Array<ArrayBuffer>[] | null {
    return this.digest === null || this.#leaves === null ? null : this.#leaves.hashes
  }

  get finished(): boolean {
    return this.bytesRead === this.#file.sizeBytes
  }

  newSlab(headroom = headroomBytes): Slab {
    return { bytes: new Uint8Array(headroom + this.#chunkBytes + tailroomBytes), from: headroom, to: headroom }
  }

  /** Starts to read the next chunk into a slab that nobody uses any more. */
  readAhead(slab: Slab): void {
    if (this.finished) return
    const length = Math.min(this.#chunkBytes, this.#file.sizeBytes - this.bytesRead)
    // Held as a value, so that a failed read of a file that nobody reads on is not an unhandled rejection.
    const outcome = this.#file.handle.read(slab.bytes, slab.from, length, this.bytesRead).then(
      ({ bytesRead }): Outcome => ({ read: bytesRead }),
      (error: unknown): Outcome => ({ error }),
    )
    this.#ahead = { slab, outcome }
  }

  /** The chunk read ahead. After the last one the file has been checked to be what it was at the beginning. */
  async take(): Promise<Slab> {
    if (this.#ahead === null) throw readError(this.#file.path, undefined)
    const { slab, outcome } = this.#ahead
    this.#ahead = null
    const result = await outcome
    if ('error' in result) throw readError(this.#file.path, result.error)
    slab.to = slab.from + result.read
    this.bytesRead += result.read
    // A file cut short gives no more bytes before its end; the check below says so.
    if (result.read === 0 || this.finished) await assertUnchanged(this.#file, this.bytesRead)
    return slab
  }

  /** Adds a taken chunk to the digest; apart from `take` so that the next read runs meanwhile. */
  hash(slab: Slab): void {
    if (this.#hash === null) return
    const bytes = slab.bytes.subarray(slab.from, slab.to)
    this.#hash.update(bytes)
    this.#leaves?.update(bytes)
    if (!this.finished) return
    this.#leaves?.end()
    this.digest = `sha256:${this.#hash.digest('hex')}`
  }

  /** Waits for a read that is under way, so that the file can be closed. */
  async settle(): Promise<void> {
    await this.#ahead?.outcome
  }
}

function readError(path: string, cause: unknown): FormatError {
  const code = cause instanceof Error && 'code' in cause ? String(cause.code) : 'past its end'
  return new FormatError('FEIYU_FORMAT_READ', `reading \`${path}\` failed (${code}); check the disk`, {
    at: path,
    cause,
  })
}
