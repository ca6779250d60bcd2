/**
 * Keyed codes of many messages at once. The gate gives AES-CMAC under the key of a tally's book, so that persons are the
 * same in every crossing of that book; without one they are told apart within one scan only.
 */
export interface BatchMac {
  /**
   * Message `i` is `[offsets[i], offsets[i + 1])` of `messages`; its code goes to `out[2 * i]` (low word) and
   * `out[2 * i + 1]` (high).
   */
  mac(messages: Uint8Array, offsets: Int32Array, count: number, out: Int32Array): void
}
