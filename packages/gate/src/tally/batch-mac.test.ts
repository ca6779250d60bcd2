import { createHmac } from 'node:crypto'
import { codeWords } from '@feiyu/scan'
import { describe, expect, it, test } from 'vitest'
import { bookKeyMac } from './batch-mac.ts'

const key = Buffer.from('2b7e151628aed2a6abf7158809cf4f3c', 'hex')
const text = Buffer.from(
  '6bc1bee22e409f96e93d7e117393172aae2d8a571e03ac9c9eb76fac45af8e5130c81c46a35ce411e5fbc1191a0a52eff69f2445df4f9b17ad2b417be66c3710',
  'hex',
)
/** RFC 4493, section 4: length of the message and its code. */
const vectors = [
  [0, 'bb1d6929e95937287fa37d129b756746'],
  [16, '070a16b46b4d4144f79bdd9dd04a287c'],
  [40, 'dfa66747de9ae63030ca32611497c827'],
  [64, '51f0bebf7e3b9d92fc49741779363cfe'],
] as const

function codes(messages: readonly Uint8Array[]): string[] {
  const offsets = new Int32Array(messages.length + 1)
  for (const [index, { length }] of messages.entries()) offsets[index + 1] = offsets[index]! + length
  const out = new Int32Array(messages.length * codeWords)
  bookKeyMac(key).mac(Buffer.concat(messages), offsets, messages.length, out)
  return messages.map((_, index) => Buffer.from(out.buffer, index * 16, 16).toString('hex'))
}

describe('AES-CMAC of many messages at once', () => {
  it('gives all 128 bits of the vectors of RFC 4493, alone and all together', () => {
    const expected = vectors.map(([, code]) => code)
    expect(vectors.map(([size]) => codes([text.subarray(0, size)])[0])).toEqual(expected)
    expect(codes(vectors.map(([size]) => text.subarray(0, size)))).toEqual(expected)
  })

  it('gives each message the same code whatever stands beside it, over the bounds of a call', () => {
    const messages = Array.from({ length: 9_001 }, (_, index) => {
      const noise = createHmac('sha256', 'messages').update(String(index)).digest()
      return Buffer.concat([noise, noise]).subarray(0, index % 50)
    })
    const together = codes(messages)
    for (const index of [0, 1, 15, 16, 17, 31, 32, 33, 49, 4_095, 4_096, 4_097, 8_191, 8_192, 9_000]) {
      expect(together[index]).toBe(codes([messages[index]!])[0])
    }
  })

  test('a key of another size is refused', () => {
    expect(() => bookKeyMac(new Uint8Array(15))).toThrow(RangeError)
  })
})
