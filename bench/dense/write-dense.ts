/** `node bench/dense/write-dense.ts PATH BYTES PEOPLE [all]`: writes whole rows until the file has that many bytes. */
import { createWriteStream } from 'node:fs'
import { rename } from 'node:fs/promises'
import process from 'node:process'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { denseLines } from './dense-rows.ts'

const [path, size, people, all] = process.argv.slice(2)
const target = Number(size)
if (path === undefined || !(target > 0)) throw new RangeError('usage: write-dense.ts PATH BYTES PEOPLE [all]')

const unfinished = `${path}.${process.pid}`
await pipeline(Readable.from(chunks()), createWriteStream(unfinished))
await rename(unfinished, path)

function* chunks(): Iterable<Buffer> {
  let written = 0
  let text = ''
  for (const line of denseLines({ count: Number(people), allAtFirst: all === 'all' })) {
    text += line
    if (text.length < 2 ** 20) continue
    const chunk = Buffer.from(text)
    yield chunk
    written += chunk.length
    text = ''
    if (written >= target) return
  }
}
