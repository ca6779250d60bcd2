import { createHmac } from 'node:crypto'
import { type BatchMac, codeWords } from '../live/batch-mac.ts'
import type { PersonKeys } from '../live/person-keys.ts'

/** A keyed code for tests: one HMAC a message. */
export const testMac: BatchMac = macOf((code) => code)

/** A keyed code whose first 64 bits are the same for every message, so that the other 64 have to tell all keys apart. */
export const halfMac: BatchMac = macOf((code) => code.fill(7, 0, 8))

function macOf(change: (code: Buffer) => Buffer): BatchMac {
  return {
    mac(messages, offsets, count, out) {
      for (let index = 0; index < count; index++) {
        const message = messages.subarray(offsets[index], offsets[index + 1])
        const code = change(createHmac('sha256', 'test').update(message).digest())
        for (let word = 0; word < codeWords; word++) out[index * codeWords + word] = code.readInt32LE(word * 4)
      }
    },
  }
}

/** Keys of one system. */
export const testKeys: PersonKeys = { mac: testMac, scope: 'system shop' }
/** The same, by codes that agree in their first half. */
export const halfKeys: PersonKeys = { mac: halfMac, scope: 'system shop' }
