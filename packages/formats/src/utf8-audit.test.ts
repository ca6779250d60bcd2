import { isUtf8 } from 'node:buffer'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { invalidUtf8 } from './utf8-audit.ts'

test('a place that is not UTF-8 is what a decoder replaces by one U+FFFD', () => {
  const interesting = fc.constantFrom(
    0x41,
    0x80,
    0x9f,
    0xa0,
    0xbf,
    0xc1,
    0xc2,
    0xe0,
    0xe4,
    0xed,
    0xf0,
    0xf4,
    0xf5,
    0xff,
  )
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 12 }), fc.array(interesting, { maxLength: 12 }), (random, chosen) => {
      for (const bytes of [random, Uint8Array.from(chosen)]) {
        const { count, first } = invalidUtf8(bytes)
        expect(count).toBe([...new TextDecoder().decode(bytes)].filter((character) => character === '\ufffd').length)
        expect(first === -1).toBe(isUtf8(bytes))
        if (first >= 0) expect(isUtf8(bytes.subarray(0, first))).toBe(true)
      }
    }),
    { seed: 3, numRuns: 3000 },
  )
})
