import { createHash } from 'node:crypto'
import { createWriteStream } from 'node:fs'
import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { clients } from './clients.ts'
import { drivers } from './drivers.ts'
import { type LineWriter, lineWriter, type SampleFormat } from './encode.ts'
import { orders } from './orders.ts'
import type { Sample, SampleName, SampleParameters } from './sample.ts'
import { telemetry } from './telemetry.ts'
import { type RowTruth, TruthCounter } from './truth.ts'

export const samples: Readonly<Record<SampleName, Sample>> = { telemetry, drivers, orders, clients }

export interface SampleOptions extends SampleParameters {
  readonly folder: string
  readonly format: SampleFormat
}

/** The truth beside a sample, `NAME.truth.json`. */
export interface SampleTruth extends RowTruth {
  readonly note: string
  readonly sample: SampleName
  readonly seed: number
  readonly lang: SampleParameters['lang']
  readonly format: SampleFormat
  readonly encoding: LineWriter['encoding']
  readonly bytes: number
  readonly digest: `sha256:${string}`
}

/** Where a sample stands, and what is true of it. */
export interface WrittenSample {
  readonly path: string
  readonly truthPath: string
  readonly truth: SampleTruth
}

const note =
  'Generated. Every person, vehicle and order is fictitious; numbers are well formed, so one may by chance be somebody’s.'

/** Writes `NAME.csv` or `NAME.ndjson` and its truth into the folder, streaming: memory does not grow with the rows. */
export async function writeSample(name: SampleName, options: SampleOptions): Promise<WrittenSample> {
  const { folder, format, rows, seed, lang } = options
  const sample = samples[name]
  const counter = new TruthCounter(sample, options)
  const names = sample.columns.map((column) => column[lang])
  const writer = lineWriter(format, names)
  const path = join(folder, `${name}.${writer.ending}`)
  const truthPath = join(folder, `${name}.truth.json`)

  await mkdir(folder, { recursive: true })
  const hash = createHash('sha256')
  let bytes = 0
  const encode = await encoderFor(writer.encoding)
  async function* chunks(): AsyncIterable<Buffer> {
    for (const text of texts(sample, { rows, seed, lang }, writer, counter)) {
      const chunk = encode(text)
      hash.update(chunk)
      bytes += chunk.length
      yield chunk
    }
  }
  await pipeline(Readable.from(chunks()), createWriteStream(path))
  const digest: SampleTruth['digest'] = `sha256:${hash.digest('hex')}`
  const origin = { note, sample: name, seed, lang, format, encoding: writer.encoding, bytes, digest }
  const truth: SampleTruth = { ...origin, ...counter.result() }
  await writeFile(truthPath, `${JSON.stringify(truth, null, 2)}\n`)
  return { path, truthPath, truth }
}

const chunkCharacters = 256 * 1024

function* texts(
  sample: Sample,
  parameters: SampleParameters,
  writer: LineWriter,
  counter: TruthCounter,
): Iterable<string> {
  let text = writer.header
  for (const row of sample.rows(parameters)) {
    counter.add(row)
    text += writer.line(row.cells)
    if (text.length < chunkCharacters) continue
    yield text
    text = ''
  }
  if (text !== '') yield text
}

async function encoderFor(encoding: LineWriter['encoding']): Promise<(text: string) => Buffer> {
  if (encoding === 'utf-8') return (text) => Buffer.from(text, 'utf8')
  const { default: iconv } = await import('iconv-lite')
  return (text) => iconv.encode(text, 'gb18030')
}
