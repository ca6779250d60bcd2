import fc from 'fast-check'
import { afterAll, describe, expect, test } from 'vitest'
import { TestFolder } from './testing/files.ts'
import { headerless, naiveCsv } from './testing/naive.ts'
import { readTable } from './testing/read-table.ts'
import { readVectors } from './testing/vectors.ts'

const folder = new TestFolder()
afterAll(() => folder[Symbol.dispose]())

describe('a CSV file', () => {
  test.each(readVectors('csv_valid'))('%s', async (_name, text, names, rows) => {
    const path = folder.write(JSON.parse(text!))
    for (const chunkBytes of [1, 2, 3, 5, 1024]) {
      const read = await readTable(path, { format: 'csv', delimiter: ',', header: 'present', chunkBytes })
      expect({ names: read.names, rows: read.rows }).toEqual({ names: JSON.parse(names!), rows: JSON.parse(rows!) })
    }
  })

  test.each(readVectors('csv_invalid'))('is refused: %s', async (_name, text, code, message) => {
    const path = folder.write(JSON.parse(text!))
    for (const chunkBytes of [1, 2, 7, 1024]) {
      await expect(readTable(path, { delimiter: ',', header: 'present', chunkBytes })).rejects.toMatchObject({
        code: `FEIYU_FORMAT_${code}`,
        message: expect.stringContaining(message!),
      })
    }
  })

  test('gives the cells of a naive parser, whatever the text and however it is cut', async () => {
    const piece = fc.constantFrom(
      'a',
      'b1',
      '"',
      '""',
      ',',
      ',',
      '\n',
      '\r',
      '\r\n',
      'é',
      '中文',
      '😀',
      ' ',
      ';',
      "'",
      '\t',
    )
    const cell = fc.oneof(
      fc.array(piece, { maxLength: 6 }).map((pieces) => pieces.join('')),
      fc.array(piece, { maxLength: 6 }).map((pieces) => `"${pieces.join('').replaceAll('"', '""')}"`),
    )
    const record = fc.array(cell, { minLength: 1, maxLength: 5 }).map((cells) => cells.join(','))
    const text = fc.array(record, { minLength: 1, maxLength: 12 }).map((records) => records.join('\n'))
    const chunkBytes = fc.oneof(fc.integer({ min: 1, max: 40 }), fc.integer({ min: 41, max: 65536 }))
    const delimiter = fc.constantFrom(',', ';', '\t')
    await fc.assert(
      fc.asyncProperty(text, chunkBytes, delimiter, fc.constantFrom('"', "'"), async (content, chunk, comma, quote) => {
        const path = folder.write(content, 'random.csv')
        const options = { format: 'csv', encoding: 'utf-8', header: 'absent', quote } as const
        const read = readTable(path, { ...options, delimiter: comma, chunkBytes: chunk })
        const expected = naiveCsv(content, comma, quote)
        if (content === '' || expected?.length === 0) {
          await expect(read).rejects.toMatchObject({ code: 'FEIYU_FORMAT_EMPTY' })
        } else if (expected === undefined) {
          await expect(read).rejects.toMatchObject({ code: 'FEIYU_FORMAT_QUOTE_OPEN' })
        } else {
          const { names, rows } = await read
          expect({ names, rows }).toEqual(headerless(expected))
        }
      }),
      { seed: 20261123, numRuns: 600 },
    )
  })

  test('counts what it read past and says where each was met first', async () => {
    const bytes = Buffer.from(
      [
        'a,b,a,',
        '1,2,3,4',
        '1,2',
        '1"x,"y"z,3,4',
        '1,2,3,4,5',
        '1,\xff\xfe,3,4',
        '1,\0\0,3,4',
        '1',
        '"5""",2\0,3,4',
      ].join('\n'),
      'latin1',
    )
    const path = folder.write(bytes)
    for (const chunkBytes of [1, 4, 9, 1024]) {
      const { table } = await readTable(path, { header: 'present', encoding: 'utf-8', delimiter: ',', chunkBytes })
      const found = table.warnings.map(({ code, count, row, offset }) => [code, count, row, offset])
      expect(found.sort()).toEqual([
        ['duplicate-names', 1, 0, null],
        ['empty-names', 1, 0, null],
        ['invalid-utf8', 2, 5, bytes.indexOf(0xff)],
        ['long-rows', 1, 4, null],
        ['nul-bytes', 3, 6, bytes.indexOf(0)],
        ['short-rows', 2, 2, null],
        ['stray-quotes', 1, 3, null],
        ['text-after-quote', 1, 3, null],
      ])
      for (const warning of table.warnings)
        expect(warning.message).toMatch(/^\d+ .*, first in (the header|row \d)( at byte \d+)?$/)
    }
  })

  test('passes invalid UTF-8 on as it is', async () => {
    const path = folder.write(Buffer.from('a,b\n1,\xe4\xb8\n', 'latin1'))
    const { table } = await readTable(path, { header: 'present', encoding: 'utf-8' })
    expect(table.rows).toBe(1)
    const bytes: number[] = []
    const { openTable } = await import('./index.ts')
    await using again = await openTable(path, { header: 'present', encoding: 'utf-8' })
    for await (const batch of again.batches()) bytes.push(...batch.bytes.subarray(batch.starts[1], batch.ends[1]))
    expect(bytes).toEqual([0xe4, 0xb8])
  })

  test('may have 10,000 columns, all of one name', async () => {
    const row = (value: string) => Array(10_000).fill(value).join(',')
    const path = folder.write(`${row('x')}\n${row('1')}\n${row('2')}\n${row('3')}\n`)
    const { names, rows } = await readTable(path, { header: 'present' })
    expect(names.length).toBe(10_000)
    expect(new Set(names).size).toBe(10_000)
    expect(rows.map((cells) => [cells.length, cells[9_999]])).toEqual([
      [10_000, '1'],
      [10_000, '2'],
      [10_000, '3'],
    ])
  })

  test('may not have more columns than a table can have', async () => {
    const path = folder.write(`a,b\n1,2\n${','.repeat(10_000)}\n`)
    await expect(readTable(path, { header: 'present' })).rejects.toMatchObject({
      code: 'FEIYU_FORMAT_TOO_MANY_COLUMNS',
      message: expect.stringContaining('row 2 has more than 10000 columns'),
    })
  })

  test('goes on after one row far longer than the header', async () => {
    const rows = Array.from({ length: 100 }, (_, index) =>
      index === 50 ? `${index}${',x'.repeat(7_000)}` : `${index},y`,
    )
    const path = folder.write(`a,b\n${rows.join('\n')}\n`)
    const { names, rows: read } = await readTable(path, { header: 'present', chunkBytes: 8192, delimiter: ',' })
    expect(names.length).toBe(7_001)
    expect(read.map((cells) => cells[0])).toEqual(rows.map((_, index) => String(index)))
    expect(read[50]!.filter((cell) => cell === 'x').length).toBe(7_000)
    expect(read[51]!.filter((cell) => cell !== null)).toEqual(['51', 'y'])
  })
})
