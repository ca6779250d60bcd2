import fc from 'fast-check'
import { afterAll, describe, expect, test } from 'vitest'
import { TestFolder } from './testing/files.ts'
import { naiveJson } from './testing/naive.ts'
import { readTable } from './testing/read-table.ts'
import { readVectors } from './testing/vectors.ts'

const folder = new TestFolder()
afterAll(() => folder[Symbol.dispose]())

/** The layout that a vector's text begins with. */
const formatOf = (text: string) => (text.trimStart().startsWith('[') ? 'json' : 'ndjson')

describe('a file of JSON objects', () => {
  test.each(readVectors('json_valid'))('%s', async (_name, text, names, rows) => {
    const content: string = JSON.parse(text!)
    const path = folder.write(content)
    for (const chunkBytes of [1, 2, 3, 5, 1024]) {
      const read = await readTable(path, { format: formatOf(content), chunkBytes })
      expect({ names: read.names, rows: read.rows }).toEqual({ names: JSON.parse(names!), rows: JSON.parse(rows!) })
    }
  })

  test.each(readVectors('json_invalid'))('is refused: %s', async (_name, text, code, message) => {
    const content: string = JSON.parse(text!)
    const path = folder.write(content)
    for (const chunkBytes of [1, 2, 7, 1024]) {
      await expect(readTable(path, { format: formatOf(content), chunkBytes })).rejects.toMatchObject({
        code: `FEIYU_FORMAT_${code}`,
        message: expect.stringContaining(message!),
      })
    }
  })

  test('gives the values of JSON.parse, whatever the records and however they are cut', async () => {
    const name = fc.constantFrom('a', 'b', 'id', '名', 'x"y', 'a\\', 'n\n')
    const text = fc.array(fc.constantFrom('a', '0', '"', '\\', '\n', '\u0001', 'é', '中', '😀', '/'), { maxLength: 5 })
    const scalar = fc.oneof(
      text.map((pieces) => pieces.join('')),
      fc.integer(),
      fc.double({ noNaN: true, noDefaultInfinity: true }),
      fc.boolean(),
      fc.constant(null),
    )
    const { record } = fc.letrec((tie) => ({
      value: fc.oneof({ depthSize: 'small', withCrossShrink: true }, scalar, tie('list'), tie('record')),
      list: fc.array(tie('value'), { maxLength: 3 }),
      record: fc
        .uniqueArray(fc.tuple(name, tie('value')), { selector: ([key]) => key, maxLength: 4 })
        .map((members) => Object.fromEntries(members)),
    }))
    const written = fc.record({
      records: fc.array(record, { minLength: 1, maxLength: 8 }),
      escapeAll: fc.boolean(),
      layout: fc.constantFrom('lines', 'array', 'pretty'),
    })
    const chunkBytes = fc.oneof(fc.integer({ min: 1, max: 40 }), fc.integer({ min: 41, max: 65536 }))
    await fc.assert(
      fc.asyncProperty(written, chunkBytes, async ({ records, escapeAll, layout }, chunk) => {
        const content =
          layout === 'lines'
            ? records.map((value) => JSON.stringify(value)).join('\n')
            : JSON.stringify(records, null, layout === 'pretty' ? 2 : 0)
        const path = folder.write(escapeAll ? escaped(content) : content, 'random.json')
        const read = await readTable(path, { format: layout === 'lines' ? 'ndjson' : 'json', chunkBytes: chunk })
        expect({ names: read.names, rows: read.rows }).toEqual(naiveJson(records))
      }),
      { seed: 20261123, numRuns: 600 },
    )
  })

  test('is told from CSV by its beginning', async () => {
    const format = async (text: string) => (await readTable(folder.write(text), { header: 'present' })).table.format
    expect(await format('{"a":1}\n')).toBe('ndjson')
    expect(await format(' \n{ }\n')).toBe('ndjson')
    expect(await format('[{"a":1}]')).toBe('json')
    expect(await format('\ufeff[\n]')).toBe('json')
    expect(await format('{a},b\n1,2\n')).toBe('csv')
    expect(await format('[x],b\n1,2\n')).toBe('csv')
  })

  test('gets a column for each member that appears later, in batches of their own', async () => {
    const lines = Array.from({ length: 3000 }, (_, index) =>
      index === 2000 ? `{"a":${index},"late":"x"}` : `{"a":${index}}`,
    )
    const { names, rows } = await readTable(folder.write(lines.join('\n')), { chunkBytes: 65536 })
    expect(names).toEqual(['a', 'late'])
    expect(rows.map(([a]) => a)).toEqual(lines.map((_, index) => String(index)))
    expect(rows.flatMap(([a, late]) => (late === null ? [] : [a]))).toEqual(['2000'])
  })

  test('is refused when its member names are data', async () => {
    const lines = Array.from(
      { length: 11 },
      (_, line) => `{${Array.from({ length: 10_000 }, (_, index) => `"k${line}_${index}":1`).join(',')}}`,
    )
    await expect(readTable(folder.write(lines.join('\n')))).rejects.toMatchObject({
      code: 'FEIYU_FORMAT_TOO_MANY_COLUMNS',
    })
  })

  test('may be 64 deep', async () => {
    const { names } = await readTable(folder.write(`{"a":${'['.repeat(63)}1${']'.repeat(63)}}\n`))
    expect(names).toEqual([`a${'[]'.repeat(63)}`])
  })

  test('counts escapes that are half a pair, and numbered names', async () => {
    const { table } = await readTable(folder.write('{"a":{"b":1},"c":"x"}\n{"a.b":2,"c":"\\ud800\\udc00\\udc00"}\n'))
    expect(table.warnings.map(({ code, count, row }) => [code, count, row])).toEqual([
      ['duplicate-names', 1, 0],
      ['lone-surrogates', 1, 2],
    ])
  })

  test('never shows a value in an error', async () => {
    const secret = '110101199003077715'
    for (const line of [`{"${secret}":"${secret}" "x"}`, `"${secret}"`, `{"a":${secret}x}`, `${secret}`]) {
      const error: unknown = await readTable(folder.write(`{"a":1}\n${line}\n`), { format: 'ndjson' }).catch(
        (thrown: unknown) => thrown,
      )
      expect(error).toBeInstanceOf(Error)
      expect(String(error)).not.toContain(secret.slice(0, 6))
    }
  })
})

/** Every character within strings as an escape. */
function escaped(json: string): string {
  return json.replace(/"((?:[^"\\]|\\.)*)"/g, (string) => {
    const value: string = JSON.parse(string)
    let result = ''
    for (let at = 0; at < value.length; at++) result += `\\u${value.charCodeAt(at).toString(16).padStart(4, '0')}`
    return `"${result}"`
  })
}
