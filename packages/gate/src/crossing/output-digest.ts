import { createHash, type Hash } from 'node:crypto'
import type { Digest } from '@feiyu/core'
import { rootOfHashes } from '@feiyu/evidence'
import { nodeHashing } from '../log/log-files.ts'

type Bytes = Uint8Array<ArrayBuffer>

/** Bytes of a chunk whose hash is a leaf of the chunk tree. */
export const hashedChunkBytes = 8 * 2 ** 20

/** SHA-256 of released bytes, and the RFC 6962 root over their chunks of 8 MiB, by which a part can be proven. */
export class OutputDigest {
  readonly #whole = createHash('sha256')
  #chunk: Hash = leaf()
  #chunkBytes = 0
  readonly #leaves: Bytes[] = []
  #bytes = 0

  get bytes(): number {
    return this.#bytes
  }

  update(bytes: Uint8Array): void {
    this.#whole.update(bytes)
    this.#bytes += bytes.length
    for (let from = 0; from < bytes.length; ) {
      const part = bytes.subarray(from, from + hashedChunkBytes - this.#chunkBytes)
      this.#chunk.update(part)
      this.#chunkBytes += part.length
      from += part.length
      if (this.#chunkBytes === hashedChunkBytes) this.#endChunk()
    }
  }

  /** Digest of everything, and root of the chunk tree. To be asked once. */
  end(): { readonly digest: Digest; readonly chunks: Digest } {
    if (this.#chunkBytes > 0 || this.#leaves.length === 0) this.#endChunk()
    return {
      digest: `sha256:${this.#whole.digest('hex')}`,
      chunks: `sha256:${Buffer.from(nodeHashing(rootOfHashes(this.#leaves))).toString('hex')}`,
    }
  }

  #endChunk(): void {
    this.#leaves.push(new Uint8Array(this.#chunk.digest()))
    this.#chunk = leaf()
    this.#chunkBytes = 0
  }
}

/** Hash of a leaf: SHA-256(0x00 ‖ chunk), RFC 6962 §2.1. */
function leaf(): Hash {
  return createHash('sha256').update(Uint8Array.of(0))
}
