const firstBytes = 1 << 18
/** Shorter pieces are copied byte by byte: a call into the engine costs more. */
const shortPiece = 40

/** Bytes that are written one after another and taken now and then; the buffer is used again after that. */
export class Output {
  bytes: Uint8Array = new Uint8Array(firstBytes)
  end = 0
  #isTaken = false

  /** Bytes that were written and not taken. */
  get length(): number {
    return this.#isTaken ? 0 : this.end
  }

  /** Makes room for so many bytes more, and lets go of what was taken. */
  reserve(size: number): void {
    if (this.#isTaken) {
      this.#isTaken = false
      this.end = 0
    }
    if (this.end + size <= this.bytes.length) return
    const larger = new Uint8Array(Math.max(this.bytes.length * 2, this.end + size))
    larger.set(this.bytes.subarray(0, this.end))
    this.bytes = larger
  }

  /** Writes one byte, for which there is room. */
  put(byte: number): void {
    this.bytes[this.end++] = byte
  }

  /** Writes a piece of other bytes, for which there is room. */
  copy(from: Uint8Array, start: number, stop: number): void {
    const { bytes } = this
    let { end } = this
    if (stop - start < shortPiece) for (let at = start; at < stop; at++) bytes[end++] = from[at]!
    else {
      bytes.set(from.subarray(start, stop), end)
      end += stop - start
    }
    this.end = end
  }

  /** All that was written since the last call, lent until the next `reserve`. */
  take(): Uint8Array {
    if (this.#isTaken) return this.bytes.subarray(0, 0)
    this.#isTaken = true
    return this.bytes.subarray(0, this.end)
  }
}
