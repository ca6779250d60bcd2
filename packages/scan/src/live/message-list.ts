import { type BatchMac, codeWords } from './batch-mac.ts'

/** Messages that wait for their codes, one after another. */
export class MessageList {
  count = 0
  bytes: Uint8Array = new Uint8Array(1 << 13)
  /** Where the next message begins; `close` ends it. */
  end = 0
  /** Codes of the messages that `code` was called for, `codeWords` words each. */
  codes: Int32Array = new Int32Array(codeWords << 10)
  #offsets: Int32Array = new Int32Array(1 << 10)

  /** Makes room for a message of at most so many bytes. */
  reserve(size: number): void {
    if (this.end + size > this.bytes.length) {
      const larger = new Uint8Array(Math.max(this.bytes.length * 2, this.end + size))
      larger.set(this.bytes.subarray(0, this.end))
      this.bytes = larger
    }
    if (this.count + 2 <= this.#offsets.length) return
    const offsets = new Int32Array(this.#offsets.length * 2)
    offsets.set(this.#offsets)
    this.#offsets = offsets
    this.codes = new Int32Array(offsets.length * codeWords)
  }

  /** Ends the message at hand, whose last byte lies before `end`; gives its number. */
  close(end: number): number {
    this.end = end
    this.#offsets[++this.count] = end
    return this.count - 1
  }

  /** A sum over the bytes of a message: it tells messages apart where nothing hangs on it but work saved. */
  sumOf(message: number): number {
    let sum = 0x811c9dc5
    for (let at = this.#offsets[message]!; at < this.#offsets[message + 1]!; at++) {
      sum = Math.imul(sum ^ this.bytes[at]!, 0x01000193)
    }
    return sum
  }

  code(mac: BatchMac): void {
    if (this.count > 0) mac.mac(this.bytes, this.#offsets, this.count, this.codes)
  }

  clear(): void {
    this.count = 0
    this.end = 0
  }
}
