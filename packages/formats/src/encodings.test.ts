import { createHash } from 'node:crypto'
import fc from 'fast-check'
import iconv from 'iconv-lite'
import { afterAll, describe, expect, test } from 'vitest'
import { TestFolder } from './testing/files.ts'
import { readTable } from './testing/read-table.ts'

const folder = new TestFolder()
afterAll(() => folder[Symbol.dispose]())

const text = '姓名,地址,id\n王小明,"上海市浦东新区, 临港",1\n欧阳娜娜,北京市朝阳区,2\n'
const rows = [
  ['王小明', '上海市浦东新区, 临港', '1'],
  ['欧阳娜娜', '北京市朝阳区', '2'],
]
const encoded: readonly (readonly [encoding: string, name: string, mark: boolean])[] = [
  ['utf-8', 'utf8', false],
  ['utf-8', 'utf8', true],
  ['utf-16le', 'utf16-le', false],
  ['utf-16le', 'utf16-le', true],
  ['utf-16be', 'utf16-be', false],
  ['utf-16be', 'utf16-be', true],
  ['gb18030', 'gb18030', false],
  ['gb18030', 'gb18030', true],
]

describe('the encoding of a file', () => {
  test.each(encoded)('is told for %s (%s), mark %s', async (encoding, name, mark) => {
    const bytes = iconv.encode(mark ? `\ufeff${text}` : text, name)
    const path = folder.write(bytes)
    for (const chunkBytes of [1, 3, 10, 4096]) {
      const read = await readTable(path, { header: 'present', chunkBytes })
      expect(read.table.encoding).toBe(encoding)
      expect(read.table.byteOrderMark).toBe(mark)
      expect(read.names).toEqual(['姓名', '地址', 'id'])
      expect(read.rows).toEqual(rows)
      expect(read.table.digest).toBe(`sha256:${createHash('sha256').update(bytes).digest('hex')}`)
      expect(read.table.warnings).toEqual([])
    }
  })

  test.each(encoded)(
    '%s (%s, mark %s) is transcoded whatever the text and however it is cut',
    async (encoding, name, mark) => {
      const character = fc.oneof(
        fc.constantFrom('a', '1', ',', '\n', 'é', '中', '丂', '€', '😀', '𠀀', 'ÿ', 'ก', '\u2028', '上'),
        fc.integer({ min: 0xa1, max: 0xd7ff }).map((code) => String.fromCodePoint(code)),
      )
      const content = fc.array(character, { minLength: 1, maxLength: 40 }).map((characters) => characters.join(''))
      await fc.assert(
        fc.asyncProperty(content, fc.integer({ min: 1, max: 30 }), async (value, chunkBytes) => {
          const bytes = iconv.encode(`${mark ? '\ufeff' : ''}a,b\n${value},x\n`, name)
          const written = iconv.decode(bytes, name).replace(/^\ufeff/, '')
          const path = folder.write(bytes, 'random.csv')
          const options = { encoding, header: 'absent', delimiter: ',', quote: '"', chunkBytes } as const
          const read = await readTable(path, { ...options, encoding: encodingOf(encoding) })
          const cells = read.rows.map((row) => row.filter((cell) => cell !== null))
          expect(cells.flat().join('|')).toBe(
            written
              .split(/[\n\r]+/)
              .filter((line) => line !== '')
              .join(',')
              .replaceAll(',', '|'),
          )
        }),
        { seed: 7, numRuns: 80 },
      )
    },
  )

  test('is decided by the first byte outside ASCII, however late it comes', async () => {
    const ascii = `a,b\n${'12345,abcde\n'.repeat(30_000)}`
    const late = '赵六,上海市徐汇区\n'
    for (const [encoding, name] of [
      ['gb18030', 'gb18030'],
      ['utf-8', 'utf8'],
    ] as const) {
      const bytes = iconv.encode(ascii + late + ascii + late, name)
      const first = bytes.findIndex((byte) => byte >= 0x80)
      // The last sizes cut the first character after its first, second and third byte.
      for (const chunkBytes of [1 << 16, 1 << 20, first + 1, first + 2, first + 3]) {
        const read = await readTable(folder.write(bytes, 'late.csv'), { header: 'present', delimiter: ',', chunkBytes })
        expect(read.table.encoding).toBe(encoding)
        expect(read.rows[30_000]).toEqual(['赵六', '上海市徐汇区'])
        expect(read.rows.at(-1)).toEqual(['赵六', '上海市徐汇区'])
        expect(read.rows.length).toBe(60_003)
        expect(read.table.warnings).toEqual([])
      }
    }
  })

  test('is not called GB 18030 for a Western text in one byte a letter: it passes as it is, counted', async () => {
    const { table } = await readTable(folder.write(iconv.encode('name;city\nMüller;Köln\nGrößer;Zürich\n', 'latin1')))
    expect(table.encoding).toBe('utf-8')
    expect(table.warnings.map(({ code, count, row, offset }) => [code, count, row, offset])).toEqual([
      ['invalid-utf8', 5, 1, 11],
    ])
  })

  test('is told of a text that is damaged in one place', async () => {
    const long = `${text}${'欧阳娜娜,"上海市浦东新区",3\n'.repeat(40)}`
    for (const [encoding, name, code] of [
      ['utf-8', 'utf8', 'invalid-utf8'],
      ['gb18030', 'gb18030', 'replaced-characters'],
    ] as const) {
      const bytes = iconv.encode(long, name)
      bytes[bytes.lastIndexOf(',') + 1] = 0xff
      const { table, rows: read } = await readTable(folder.write(bytes), { header: 'present' })
      expect(table.encoding).toBe(encoding)
      expect(read.slice(0, 2)).toEqual(rows)
      expect(table.warnings).toMatchObject([{ code, count: 1, row: 42 }])
    }
  })

  test('counts what does not exist in it, with the byte in the file', async () => {
    const cases = [
      [
        'gb18030',
        Buffer.concat([iconv.encode('名,b\n王,x\n', 'gb18030'), Buffer.from([0xff, 0x2c, 0x81, 0x0a])]),
        10,
        2,
      ],
      ['gb18030', Buffer.concat([iconv.encode('名,b\n王,x\n', 'gb18030'), Buffer.from([0x61, 0x2c, 0x81])]), 12, 1],
      [
        'utf-16le',
        Buffer.concat([iconv.encode('名,b\n王,x\n', 'utf16-le'), Buffer.from([0x00, 0xd8, 0x2c, 0, 0x2c])]),
        16,
        2,
      ],
      [
        'utf-16be',
        Buffer.concat([iconv.encode('名,b\n王,x\n', 'utf16-be'), Buffer.from([0xdc, 0x00, 0, 0x2c])]),
        16,
        1,
      ],
    ] as const
    for (const [encoding, bytes, offset, count] of cases) {
      const path = folder.write(bytes)
      for (const chunkBytes of [1, 2, 5, 1024]) {
        const { table } = await readTable(path, { encoding, header: 'present', delimiter: ',', chunkBytes })
        expect(table.warnings[0]).toMatchObject({ code: 'replaced-characters', count, row: 2, offset })
      }
    }
  })

  test('finds the row of what it counts wherever the chunks cut', async () => {
    const lines = (count: number) => Array.from({ length: count }, (_, index) => `${index},上`).join('\n')
    for (const [encoding, name, bad] of [
      ['utf-8', 'utf8', [0xff]],
      ['gb18030', 'gb18030', [0xff]],
      ['utf-16le', 'utf16-le', [0, 0xd8]],
    ] as const) {
      const before = iconv.encode(`a,b\n${lines(40)}\nx`, name)
      const path = folder.write(Buffer.concat([before, Buffer.from(bad), iconv.encode(`,y\n${lines(40)}\n`, name)]))
      for (let chunkBytes = 20; chunkBytes < 150; chunkBytes++) {
        const { table } = await readTable(path, { encoding, header: 'present', delimiter: ',', chunkBytes })
        expect(table.warnings).toMatchObject([{ count: 1, row: 41, offset: before.length }])
      }
    }
  })

  test('finds NUL characters in it, with the byte in the file', async () => {
    for (const [encoding, name, offset] of [
      ['utf-16le', 'utf16-le', 14],
      ['utf-16be', 'utf16-be', 14],
      ['gb18030', 'gb18030', 9],
    ] as const) {
      const path = folder.write(iconv.encode('名,b\n上,x\0\0\n', name))
      for (const chunkBytes of [1, 3, 1024]) {
        const { table } = await readTable(path, { encoding, header: 'present', delimiter: ',', chunkBytes })
        expect(table.warnings).toMatchObject([{ code: 'nul-bytes', count: 2, row: 1, offset }])
      }
    }
  })

  test('may not contradict the mark', async () => {
    await expect(readTable(folder.write(`\ufeff${text}`), { encoding: 'gb18030' })).rejects.toMatchObject({
      code: 'FEIYU_FORMAT_ENCODING',
    })
  })
})

function encodingOf(name: string): 'utf-8' | 'utf-16le' | 'utf-16be' | 'gb18030' {
  if (name === 'utf-8' || name === 'utf-16le' || name === 'utf-16be' || name === 'gb18030') return name
  throw new Error(name)
}
