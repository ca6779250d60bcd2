import { createHash } from 'node:crypto'
import { leafChunkBytes } from '@feiyu/core'
import { expect, test } from 'vitest'
import { OutputDigest } from './output-digest.ts'

test.each([0, 1, leafChunkBytes, leafChunkBytes + 1, 2 * leafChunkBytes + 7])(
  'digest and chunk root of %i bytes are those of the whole, however it came',
  (sizeBytes) => {
    const whole = Buffer.alloc(sizeBytes, 'the quick brown fox ')
    for (const pieceBytes of [leafChunkBytes - 3, 1_000_003, 2 * leafChunkBytes + 1]) {
      const digest = new OutputDigest()
      for (let from = 0; from < sizeBytes; from += pieceBytes) digest.update(whole.subarray(from, from + pieceBytes))
      expect(digest.bytes).toBe(sizeBytes)
      const chunks = Array.from({ length: Math.max(1, Math.ceil(sizeBytes / leafChunkBytes)) }, (_, index) =>
        whole.subarray(index * leafChunkBytes, (index + 1) * leafChunkBytes),
      )
      expect(digest.end()).toEqual({
        digest: `sha256:${sha256(whole).toString('hex')}`,
        chunks: `sha256:${rootOf(chunks).toString('hex')}`,
      })
    }
  },
)

/** RFC 6962 §2.1, by its definition. */
function rootOf(chunks: readonly Buffer[]): Buffer {
  if (chunks.length === 1) return sha256(Buffer.concat([Buffer.of(0), chunks[0]!]))
  let left = 1
  while (left * 2 < chunks.length) left *= 2
  return sha256(Buffer.concat([Buffer.of(1), rootOf(chunks.slice(0, left)), rootOf(chunks.slice(left))]))
}

function sha256(bytes: Buffer): Buffer {
  return createHash('sha256').update(bytes).digest()
}
