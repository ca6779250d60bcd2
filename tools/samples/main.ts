/** `node tools/run.mjs tools/samples/main.ts NAME --out DIR --rows N --seed S --lang zh|en`: writes one sample. */
import process from 'node:process'
import { parseArgs } from 'node:util'
import type { SampleFormat } from './encode.ts'
import type { SampleName } from './sample.ts'
import { samples, writeSample } from './write-sample.ts'

const names = ['telemetry', 'drivers', 'orders', 'clients'] as const satisfies readonly SampleName[]
const formats = ['csv', 'csv-gb18030', 'ndjson'] as const satisfies readonly SampleFormat[]
const usage = `usage: main.ts ${names.join('|')} --out DIR [--rows 5000] [--seed 1] [--lang zh|en] [--format ${formats.join('|')}]`

try {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      out: { type: 'string' },
      rows: { type: 'string', default: '5000' },
      seed: { type: 'string', default: '1' },
      lang: { type: 'string', default: 'zh' },
      format: { type: 'string' },
    },
  })
  const name = oneOf('NAME', names, positionals[0])
  const { path, truthPath, truth } = await writeSample(name, {
    folder: values.out ?? missing('--out'),
    rows: whole('--rows', values.rows),
    seed: whole('--seed', values.seed),
    lang: oneOf('--lang', ['zh', 'en'], values.lang),
    format: oneOf('--format', formats, values.format ?? (name === 'telemetry' ? 'ndjson' : 'csv')),
  })
  const { rows, bytes, persons, digest } = truth
  console.log(`${path}: ${rows} rows of ${samples[name].columns.length} columns, ${bytes} bytes, ${digest}`)
  console.log(`${truthPath}: ${persons.distinct} distinct persons`)
} catch (error) {
  console.error(error instanceof Error ? error.message : error)
  process.exitCode = 2
}

function oneOf<T extends string>(flag: string, allowed: readonly T[], found: string | undefined): T {
  const value = allowed.find((one) => one === found)
  if (value === undefined) throw new RangeError(`${flag} is one of ${allowed.join(', ')}\n${usage}`)
  return value
}

function whole(flag: string, text: string): number {
  if (!/^\d{1,10}$/.test(text)) throw new RangeError(`${flag} is a whole number\n${usage}`)
  return Number(text)
}

function missing(flag: string): never {
  throw new RangeError(`${flag} is missing\n${usage}`)
}
