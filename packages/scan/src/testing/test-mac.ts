import { createHmac } from 'node:crypto'
import type { BatchMac } from '../live/batch-mac.ts'
import type { PersonKeys } from '../live/person-keys.ts'

/** A keyed code for tests: one HMAC a message. */
export const testMac: BatchMac = {
  mac(messages, offsets, count, out) {
    for (let index = 0; index < count; index++) {
      const code = createHmac('sha256', 'test')
        .update(messages.subarray(offsets[index], offsets[index + 1]))
        .digest()
      out[index * 2] = code.readInt32LE(0)
      out[index * 2 + 1] = code.readInt32LE(4)
    }
  },
}

/** Keys of one system. */
export const testKeys: PersonKeys = { mac: testMac, scope: 'system shop' }
