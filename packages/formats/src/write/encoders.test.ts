import type { OutgoingBatch, RowBatch } from '@feiyu/scan'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { openTable } from '../open-table.ts'
import { TestFolder } from '../testing/files.ts'
import { readTable } from '../testing/read-table.ts'
import { createEncoder, type EncoderOptions } from './create-encoder.ts'

/** Text with what encoders stumble over. */
const odd = fc.oneof(
  fc.constantFrom(
    '',
    '"',
    "'",
    ',',
    ';',
    '\t',
    '\n',
    '\r\n',
    '\r',
    '\\',
    ' a ',
    '\u0001',
    '\ufeff',
    'a""b',
    '"a"',
    '\u007f',
  ),
  fc.string({ unit: 'binary', maxLength: 8 }).filter((text) => !text.includes('\0')),
  fc.constantFrom('身份证', 'plain', '12', '😀', 'x'.repeat(100)),
)
const cell = fc.oneof(
  odd,
  fc.tuple(odd, odd).map(([left, right]) => left + right),
)
const table = fc.integer({ min: 1, max: 5 }).chain((width) =>
  fc.record({
    names: fc.uniqueArray(
      cell.filter((name) => name.trim() !== ''),
      { minLength: width, maxLength: width },
    ),
    rows: fc.array(fc.array(cell, { minLength: width, maxLength: width }), { minLength: 1, maxLength: 12 }),
    order: fc.shuffledSubarray([...Array(width).keys()], { minLength: width, maxLength: width }),
  }),
)
const dialects: readonly EncoderOptions[] = [
  { format: 'csv', delimiter: ',', quote: '"' },
  { format: 'csv', delimiter: '\t', quote: '"' },
  { format: 'csv', delimiter: ';', quote: "'" },
  { format: 'csv', delimiter: '|', quote: '"' },
  { format: 'ndjson', delimiter: null, quote: null },
  { format: 'json', delimiter: null, quote: null },
]

/** Options of a table that is read as it was written. */
function asWritten({ format, delimiter, quote }: EncoderOptions) {
  const csv = format === 'csv' ? ({ header: 'present', delimiter: delimiter!, quote: quote! } as const) : {}
  return { format, encoding: 'utf-8', ...csv } as const
}

/** All columns of a batch, in an order. */
function outgoing(batch: RowBatch, order: readonly number[], withheld: Uint8Array | null = null): OutgoingBatch {
  const { bytes, starts, ends, classes, bare, columns, rows } = batch
  const column = (first: number) =>
    first < columns ? { bytes, starts, ends, classes, bare, first, step: columns } : null
  return { rows, columns: order.map(column), withheld }
}

/** Copies a file through an encoder, batch by batch. */
async function copy(path: string, read: object, order: readonly number[], options: EncoderOptions): Promise<Buffer> {
  const { names } = await readTable(path, read)
  await using source = await openTable(path, { ...read, chunkBytes: 64 })
  const encoder = createEncoder(options)
  encoder.begin(order.map((index) => names[index]!))
  const parts: Buffer[] = []
  for await (const batch of source.batches()) {
    encoder.add(outgoing(batch, order))
    parts.push(Buffer.from(encoder.take()))
  }
  encoder.end()
  parts.push(Buffer.from(encoder.take()))
  return Buffer.concat(parts)
}

test('what is written and read again has the same names and cells, from any format to any, columns in any order', async () => {
  using folder = new TestFolder()
  await fc.assert(
    fc.asyncProperty(
      table,
      fc.constantFrom(...dialects),
      fc.constantFrom(...dialects),
      async ({ names, rows, order }, first, second) => {
        const json = rows.map((row) =>
          JSON.stringify(Object.fromEntries(names.map((name, at) => [`k${at}${name}`, row[at]]))),
        )
        const start = folder.write(`${json.join('\n')}\n`)
        const known = await readTable(start, { format: 'ndjson', encoding: 'utf-8' })
        const same = [...known.names.keys()]
        const once = folder.write(await copy(start, { format: 'ndjson', encoding: 'utf-8' }, same, first))
        const twice = folder.write(await copy(once, asWritten(first), order, second))
        const { names: found, rows: cells } = await readTable(twice, asWritten(second))
        expect(found).toEqual(order.map((index) => known.names[index]))
        expect(cells).toEqual(known.rows.map((row) => order.map((index) => row[index] ?? '')))
      },
    ),
    { seed: 11, numRuns: 120 },
  )
}, 30_000)

test('rows that stay behind are not written, and what would need no change is written as it was', async () => {
  using folder = new TestFolder()
  const text = 'a,b\n1,"x, y"\n2,z\n3,\n'
  const path = folder.write(text)
  expect((await copy(path, {}, [0, 1], dialects[0]!)).toString()).toBe(text)
  await using source = await openTable(path, {})
  const encoder = createEncoder(source as EncoderOptions)
  encoder.begin(['b'])
  for await (const batch of source.batches()) encoder.add(outgoing(batch, [1], Uint8Array.of(0, 1, 0)))
  expect(Buffer.from(encoder.take()).toString()).toBe('b\n"x, y"\n""\n')
  expect(encoder.take().length).toBe(0)
})

test('a cell that a row does not have is left out of an object and empty in CSV', async () => {
  using folder = new TestFolder()
  const path = folder.write('{"a":"1","b":""}\n{"b":"2"}\n{}\n')
  expect((await copy(path, {}, [0, 1], dialects[4]!)).toString()).toBe('{"a":"1","b":""}\n{"b":"2"}\n{}\n')
  expect((await copy(path, {}, [0, 1], dialects[0]!)).toString()).toBe('a,b\n1,\n,2\n,\n')
  expect(JSON.parse((await copy(path, {}, [0, 1], dialects[5]!)).toString())).toEqual([
    { a: '1', b: '' },
    { b: '2' },
    {},
  ])
})

test('numbers, truths and nulls of flat JSON stay what they were, in lines and in an array', async () => {
  using folder = new TestFolder()
  const value = fc.oneof(
    odd,
    fc.integer(),
    fc.double({ noNaN: true, noDefaultInfinity: true }),
    fc.boolean(),
    fc.constant(null),
  )
  const records = fc.array(fc.dictionary(fc.constantFrom('a', 'b', 'c', 'd'), value, { minKeys: 1 }), {
    minLength: 1,
    maxLength: 12,
  })
  await fc.assert(
    fc.asyncProperty(records, async (objects) => {
      const path = folder.write(`${objects.map((object) => JSON.stringify(object)).join('\n')}\n`)
      const read = { format: 'ndjson', encoding: 'utf-8' } as const
      const { names } = await readTable(path, read)
      const order = [...names.keys()]
      const lines = (await copy(path, read, order, dialects[4]!)).toString().trimEnd().split('\n')
      const same = JSON.parse(JSON.stringify(objects))
      expect(lines.map((line): unknown => JSON.parse(line))).toEqual(same)
      expect(JSON.parse((await copy(path, read, order, dialects[5]!)).toString())).toEqual(same)
    }),
    { seed: 12, numRuns: 40 },
  )
  const long = folder.write('{"n":12345678901234567890,"m":1.50,"list":[1,2],"one":[7]}\n')
  const kept = '{"n":12345678901234567890,"m":1.50,"list[]":"1\\n2","one[]":7}\n'
  expect((await copy(long, {}, [0, 1, 2, 3], dialects[4]!)).toString()).toBe(kept)
})
