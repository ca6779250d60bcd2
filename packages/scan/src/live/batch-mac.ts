/** Words of a code: 128 bits. */
export const codeWords = 4

/**
 * Keyed codes of many messages at once. The gate gives AES-CMAC under the key of a tally's book, so that persons are the
 * same in every crossing of that book; without one they are told apart within one scan only.
 */
export interface BatchMac {
  /**
   * Message `i` is `[offsets[i], offsets[i + 1])` of `messages`; the `codeWords` words of its code go to `out`, from
   * `codeWords * i` on.
   */
  mac(messages: Uint8Array, offsets: Int32Array, count: number, out: Int32Array): void
}
