import fc from 'fast-check'
import { expect, test } from 'vitest'
import { Gb18030Transcoder } from './gb18030.ts'

test('GB 18030 is transcoded as the platform decodes it, broken or not', () => {
  const interesting = fc.constantFrom(
    0x0a,
    0x30,
    0x39,
    0x41,
    0x7f,
    0x80,
    0x81,
    0x84,
    0x90,
    0xa2,
    0xb0,
    0xe3,
    0xfe,
    0xff,
  )
  const transcoder = new Gb18030Transcoder()
  const output = new Uint8Array(64)
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 12 }), fc.array(interesting, { maxLength: 12 }), (random, chosen) => {
      for (const bytes of [random, Uint8Array.from(chosen)]) {
        transcoder.transcode(bytes, 0, bytes.length, true, output, 0)
        const text = new TextDecoder('utf-8', { ignoreBOM: true }).decode(output.subarray(0, transcoder.written))
        expect(text).toBe(new TextDecoder('gb18030', { ignoreBOM: true }).decode(bytes))
      }
    }),
    { seed: 3, numRuns: 3000 },
  )
})
