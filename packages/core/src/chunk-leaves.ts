/** Bytes of a chunk whose hash is a leaf: the same for what is read and for what is released. */
export const leafChunkBytes = 8 * 1024 * 1024

/** A SHA-256 that takes bytes piece by piece. */
export interface RunningHash {
  update(bytes: Uint8Array): unknown
  digest(): Uint8Array
}

/**
 * Hashes of the chunks of 8 MiB of some bytes, as leaves of a Merkle tree: SHA-256(0x00 ‖ chunk), RFC 6962 §2.1. With
 * them a part of the bytes can be proven.
 */
export class ChunkLeaves {
  readonly hashes: Uint8Array<ArrayBuffer>[] = []
  readonly #newHash: () => RunningHash
  #chunk: RunningHash
  #filled = 0

  constructor(newHash: () => RunningHash) {
    this.#newHash = newHash
    this.#chunk = this.#leaf()
  }

  update(bytes: Uint8Array): void {
    for (let from = 0; from < bytes.length; ) {
      const part = bytes.subarray(from, from + leafChunkBytes - this.#filled)
      this.#chunk.update(part)
      this.#filled += part.length
      from += part.length
      if (this.#filled === leafChunkBytes) this.#endChunk()
    }
  }

  /** Ends the last chunk; bytes that are none are one empty chunk. To be called once. */
  end(): void {
    if (this.#filled > 0 || this.hashes.length === 0) this.#endChunk()
  }

  #endChunk(): void {
    this.hashes.push(new Uint8Array(this.#chunk.digest()))
    this.#chunk = this.#leaf()
    this.#filled = 0
  }

  #leaf(): RunningHash {
    const hash = this.#newHash()
    hash.update(Uint8Array.of(0))
    return hash
  }
}
