import { createHash } from 'node:crypto'
import { ChunkLeaves, type Digest } from '@feiyu/core'
import { rootOfHashes } from '@feiyu/evidence'
import { nodeHashing } from '../log/log-files.ts'

/** SHA-256 of released bytes, and the RFC 6962 root over their chunks of 8 MiB, by which a part can be proven. */
export class OutputDigest {
  readonly #whole = createHash('sha256')
  readonly #leaves = new ChunkLeaves(() => createHash('sha256'))
  #bytes = 0

  get bytes(): number {
    return this.#bytes
  }

  update(bytes: Uint8Array): void {
    this.#whole.update(bytes)
    this.#leaves.update(bytes)
    this.#bytes += bytes.length
  }

  /** Digest of everything, and root of the chunk tree. To be asked once. */
  end(): { readonly digest: Digest; readonly chunks: Digest } {
    this.#leaves.end()
    return { digest: `sha256:${this.#whole.digest('hex')}`, chunks: chunkRoot(this.#leaves.hashes) }
  }
}

/** Root of the tree over the hashes of chunks. */
export function chunkRoot(leaves: readonly Uint8Array<ArrayBuffer>[]): Digest {
  return `sha256:${Buffer.from(nodeHashing(rootOfHashes(leaves))).toString('hex')}`
}
