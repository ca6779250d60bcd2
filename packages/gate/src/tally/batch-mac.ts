import { createCipheriv } from 'node:crypto'
import { type BatchMac, codeWords } from '@feiyu/scan'

/** Bytes of a key under which persons are told apart. */
export const bookKeyBytes = 16
/** Bits of the keys of persons in a book: the whole code (tally T2). */
export const keyBits = 128
const blockBytes = 16
/** Messages of one call into the cipher: enough that the call costs nothing beside them, few enough for the cache. */
const mostMessages = 4096

/**
 * AES-CMAC (RFC 4493) under a key of 16 bytes: codes of 128 bits, as words of which the first byte is the lowest. All
 * messages of a call go through the cipher together, block by block: most keys of persons are one block, so that one
 * call makes them all.
 *
 * @example bookKeyMac(key).mac(messages, Int32Array.of(0, 11, 22), 2, new Int32Array(2 * codeWords))
 */
export function bookKeyMac(key: Uint8Array): BatchMac {
  return new CmacBatch(key)
}

class CmacBatch implements BatchMac {
  readonly #cipher
  /** Subkeys of RFC 4493 as words: added to a last block that is full, and to one that was padded. */
  readonly #full: Int32Array
  readonly #padded: Int32Array
  /** Blocks that go into the cipher, as bytes and as words. */
  readonly #bytes = new Uint8Array(mostMessages * blockBytes)
  readonly #words = new Int32Array(this.#bytes.buffer)
  /** Messages of the blocks. */
  readonly #waiting = new Int32Array(mostMessages)

  constructor(key: Uint8Array) {
    if (key.length !== bookKeyBytes) {
      throw new RangeError(`a key of AES-CMAC has ${bookKeyBytes} bytes, not ${key.length}`)
    }
    this.#cipher = createCipheriv('aes-128-ecb', key, null).setAutoPadding(false)
    const full = doubled(Uint8Array.from(this.#cipher.update(new Uint8Array(blockBytes))))
    this.#full = new Int32Array(full.buffer)
    this.#padded = new Int32Array(doubled(full).buffer)
  }

  mac(messages: Uint8Array, offsets: Int32Array, count: number, out: Int32Array): void {
    for (let from = 0; from < count; from += mostMessages) {
      this.#some(messages, offsets, from, Math.min(count, from + mostMessages), out)
    }
  }

  #some(messages: Uint8Array, offsets: Int32Array, from: number, to: number, out: Int32Array): void {
    let waiting = to - from
    for (let index = 0; index < waiting; index++) {
      this.#waiting[index] = from + index
      this.#words.fill(0, index * 4, index * 4 + 4)
    }
    for (let round = 0; waiting > 0; round++) {
      for (let index = 0; index < waiting; index++) {
        const message = this.#waiting[index]!
        this.#addBlock(messages, offsets[message]! + round * blockBytes, offsets[message + 1]!, index)
      }
      const sealed = this.#cipher.update(this.#bytes.subarray(0, waiting * blockBytes))
      const words = new DataView(sealed.buffer, sealed.byteOffset, sealed.byteLength)
      let left = 0
      for (let index = 0; index < waiting; index++) {
        const message = this.#waiting[index]!
        const at = index * blockBytes
        if (offsets[message]! + (round + 1) * blockBytes >= offsets[message + 1]!) {
          const to = message * codeWords
          for (let word = 0; word < codeWords; word++) out[to + word] = words.getInt32(at + word * 4, true)
          continue
        }
        this.#waiting[left] = message
        this.#bytes.set(sealed.subarray(at, at + blockBytes), left * blockBytes)
        left++
      }
      waiting = left
    }
  }

  /** Adds the block of a message that begins at `at` to what the cipher gave for those before it. */
  #addBlock(messages: Uint8Array, at: number, end: number, index: number): void {
    const bytes = this.#bytes
    const first = index * blockBytes
    const size = Math.min(blockBytes, end - at)
    for (let byte = 0; byte < size; byte++) bytes[first + byte]! ^= messages[at + byte]!
    if (at + blockBytes < end) return
    if (size < blockBytes) bytes[first + size]! ^= 0x80
    const subkey = size === blockBytes ? this.#full : this.#padded
    for (let word = 0; word < 4; word++) this.#words[index * 4 + word]! ^= subkey[word]!
  }
}

/** Doubles in the field of 2^128 elements: a shift to the left, and the polynomial where a bit fell out. */
function doubled(block: Uint8Array): Uint8Array<ArrayBuffer> {
  const result = new Uint8Array(blockBytes)
  for (let index = 0; index < blockBytes; index++) {
    result[index] = (block[index]! << 1) | ((block[index + 1] ?? 0) >> 7)
  }
  if (block[0]! >> 7 === 1) result[blockBytes - 1]! ^= 0x87
  return result
}
