/** The last result, two words of 32 bits: one for all calls, so that none allocates. */
export const result = new Int32Array(2)

/** State of the hash before the first block, for a key of 8 bytes read as two little-endian words. */
export function initialState(key0: number, key1: number): Int32Array {
  return Int32Array.of(key0, key1 ^ 0xee, 0x6c796765 ^ key0, 0x74656462 ^ key1)
}

/** State after `blocks`, so that a prefix common to many messages is hashed once. */
export function stateAfter(state: Int32Array, blocks: readonly number[]): Int32Array {
  let [v0, v1, v2, v3] = [state[0]!, state[1]!, state[2]!, state[3]!]
  for (const block of blocks) {
    v3 ^= block
    for (let round = 0; round < 2; round++) {
      v0 = (v0 + v1) | 0
      v1 = ((v1 << 5) | (v1 >>> 27)) ^ v0
      v0 = (v0 << 16) | (v0 >>> 16)
      v2 = (v2 + v3) | 0
      v3 = ((v3 << 8) | (v3 >>> 24)) ^ v2
      v0 = (v0 + v3) | 0
      v3 = ((v3 << 7) | (v3 >>> 25)) ^ v0
      v2 = (v2 + v1) | 0
      v1 = ((v1 << 13) | (v1 >>> 19)) ^ v2
      v2 = (v2 << 16) | (v2 >>> 16)
    }
    v0 ^= block
  }
  return Int32Array.of(v0, v1, v2, v3)
}

/**
 * HalfSipHash-2-4 with 64-bit output (Aumasson and Bernstein, SipHash) on words of 32 bits: from `state`, `count`
 * blocks of `blocks`, then `last`, which holds the bytes left over and in its highest byte the length of the whole
 * message modulo 256. The hash goes to `result`.
 *
 * The round is written out each time: a function of four words would have to return four.
 */
export function halfSipHash(state: Int32Array, blocks: Int32Array, count: number, last: number): void {
  let v0 = state[0]!
  let v1 = state[1]!
  let v2 = state[2]!
  let v3 = state[3]!
  for (let index = 0; index <= count; index++) {
    const block = index < count ? blocks[index]! : last
    v3 ^= block
    for (let round = 0; round < 2; round++) {
      v0 = (v0 + v1) | 0
      v1 = ((v1 << 5) | (v1 >>> 27)) ^ v0
      v0 = (v0 << 16) | (v0 >>> 16)
      v2 = (v2 + v3) | 0
      v3 = ((v3 << 8) | (v3 >>> 24)) ^ v2
      v0 = (v0 + v3) | 0
      v3 = ((v3 << 7) | (v3 >>> 25)) ^ v0
      v2 = (v2 + v1) | 0
      v1 = ((v1 << 13) | (v1 >>> 19)) ^ v2
      v2 = (v2 << 16) | (v2 >>> 16)
    }
    v0 ^= block
  }
  v2 ^= 0xee
  for (let round = 0; round < 4; round++) {
    v0 = (v0 + v1) | 0
    v1 = ((v1 << 5) | (v1 >>> 27)) ^ v0
    v0 = (v0 << 16) | (v0 >>> 16)
    v2 = (v2 + v3) | 0
    v3 = ((v3 << 8) | (v3 >>> 24)) ^ v2
    v0 = (v0 + v3) | 0
    v3 = ((v3 << 7) | (v3 >>> 25)) ^ v0
    v2 = (v2 + v1) | 0
    v1 = ((v1 << 13) | (v1 >>> 19)) ^ v2
    v2 = (v2 << 16) | (v2 >>> 16)
  }
  result[0] = v1 ^ v3
  v1 ^= 0xdd
  for (let round = 0; round < 4; round++) {
    v0 = (v0 + v1) | 0
    v1 = ((v1 << 5) | (v1 >>> 27)) ^ v0
    v0 = (v0 << 16) | (v0 >>> 16)
    v2 = (v2 + v3) | 0
    v3 = ((v3 << 8) | (v3 >>> 24)) ^ v2
    v0 = (v0 + v3) | 0
    v3 = ((v3 << 7) | (v3 >>> 25)) ^ v0
    v2 = (v2 + v1) | 0
    v1 = ((v1 << 13) | (v1 >>> 19)) ^ v2
    v2 = (v2 << 16) | (v2 >>> 16)
  }
  result[1] = v1 ^ v3
}
