import { expect, test } from 'vitest'
import { halfSipHash, initialState, result, stateAfter } from './half-sip-hash.ts'

/** HalfSipHash-2-4-64 of the bytes 00 01 02 …, under the key 00 … 07: from the authors' reference vectors. */
const vectors = [
  '218d1f59b9b83cc8',
  'be552412f8387315',
  '064f39ef7c50eb57',
  'ce0f1a45f7060679',
  'd5e78a175be52ea1',
  'cb9d7c3f2f3db580',
  'ce3e91358aa2bc25',
]

test('agrees with the reference vectors of HalfSipHash-2-4 with 64 bits', () => {
  for (const [length, expected] of vectors.entries()) {
    const bytes = Uint8Array.from({ length }, (_, index) => index)
    expect(hexOf(bytes), `${length} bytes`).toBe(expected)
  }
})

test('agrees with a plain one on bigints, whatever part of the message was hashed before', () => {
  for (let length = 0; length < 40; length++) {
    const bytes = Uint8Array.from({ length }, (_, index) => (index * 37 + length) & 255)
    for (let before = 0; before * 4 <= length; before++) expect(hexOf(bytes, before)).toBe(plainHex(bytes))
  }
})

/** Our hash of a message; the first `before` blocks go through `stateAfter`. */
function hexOf(bytes: Uint8Array, before = 0): string {
  const blocks = Int32Array.from({ length: bytes.length >> 2 }, (_, block) => word(bytes, block * 4, 4))
  const state = stateAfter(initialState(0x03020100, 0x07060504), [...blocks.slice(0, before)])
  const rest = blocks.slice(before)
  const left = bytes.length & 3
  halfSipHash(state, rest, rest.length, word(bytes, bytes.length - left, left) | (bytes.length << 24))
  return [...result].map((half) => littleEndian(half >>> 0)).join('')
}

/** The definition of the paper, on bigints. */
function plainHex(bytes: Uint8Array): string {
  const mask = 0xffffffffn
  const rotate = (value: bigint, by: bigint) => ((value << by) | (value >> (32n - by))) & mask
  const [key0, key1] = [0x03020100n, 0x07060504n]
  let [v0, v1, v2, v3] = [key0, key1 ^ 0xeen, 0x6c796765n ^ key0, 0x74656462n ^ key1]
  const rounds = (count: number) => {
    for (let round = 0; round < count; round++) {
      v0 = (v0 + v1) & mask
      v1 = rotate(v1, 5n) ^ v0
      v0 = rotate(v0, 16n)
      v2 = (v2 + v3) & mask
      v3 = rotate(v3, 8n) ^ v2
      v0 = (v0 + v3) & mask
      v3 = rotate(v3, 7n) ^ v0
      v2 = (v2 + v1) & mask
      v1 = rotate(v1, 13n) ^ v2
      v2 = rotate(v2, 16n)
    }
  }
  const padded = [...bytes, ...new Array<number>(3 - (bytes.length & 3)).fill(0), bytes.length & 255]
  for (let at = 0; at < padded.length; at += 4) {
    const block = BigInt(word(Uint8Array.from(padded), at, 4) >>> 0)
    v3 ^= block
    rounds(2)
    v0 ^= block
  }
  v2 ^= 0xeen
  rounds(4)
  const first = v1 ^ v3
  v1 ^= 0xddn
  rounds(4)
  return littleEndian(Number(first)) + littleEndian(Number(v1 ^ v3))
}

function word(bytes: Uint8Array, at: number, length: number): number {
  let value = 0
  for (let index = 0; index < length; index++) value |= bytes[at + index]! << (index * 8)
  return value
}

function littleEndian(value: number): string {
  return [0, 8, 16, 24].map((shift) => ((value >>> shift) & 255).toString(16).padStart(2, '0')).join('')
}
