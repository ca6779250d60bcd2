import fc from 'fast-check'
import iconv from 'iconv-lite'
import { afterAll, describe, expect, test } from 'vitest'
import { openTable } from '../open-table.ts'
import { TestFolder } from '../testing/files.ts'
import { rewrite } from '../testing/rewrite.ts'
import { createEncoder } from './create-encoder.ts'

const folder = new TestFolder()
afterAll(() => folder[Symbol.dispose]())

const encodings = [
  ['utf-8', 'utf8'],
  ['gb18030', 'gb18030'],
  ['utf-16le', 'utf16-le'],
  ['utf-16be', 'utf16-be'],
] as const

/** Files that are not quite what a book says CSV is. */
const csvFiles: readonly (readonly [what: string, text: string])[] = [
  ['plain', 'a,b\n1,2\n3,4\n'],
  ['CRLF', 'a,b\r\n1,2\r\n3,4\r\n'],
  ['CR alone', 'a,b\r1,2\r3,4\r'],
  ['line ends of every kind', 'a,b\n1,2\r\n3,4\r5,6\n'],
  ['no line end at the end', 'a,b\r\n1,2\r\n3,4'],
  ['blank lines before, between and after', '\n\r\na,b\n\n\n1,2\r\n\r\n\n3,4\n\n\n'],
  ['quotes that were not needed', '"a",b\n"1",2\n3,"4"\n'],
  ['doubled quotes, line ends and delimiters in cells', 'a,b\n"1 ""x""","2\r\n3, 4\n"\n"""",""\n'],
  ['stray quotes and text after a quote', 'a,b\n1"x,"2"y\n"3" ,4\n'],
  ['ragged rows', 'a,b,c\n1\n1,2\n1,2,3\n1,2,3,4,5\n,,\n'],
  ['a header with names twice and without a name', 'name,name,\n1,2,3\n4,5,6\n'],
  ['no header', '1,2\n3,4\n5,6'],
  ['semicolons', 'a;b\n1,5;2\n3;4,5\n'],
  ['tabs', 'a\tb\n1\t2\n"3\t"\t4\n'],
  ['apostrophes as quotes', "a,b\n'x,y','1'\n'z''','2'\n"],
  ['one column, with empty lines that are rows', 'name\nAnna\n\n""\nOtto\n'],
  ['Chinese', '姓名,地址\r\n王小明,"上海市浦东新区, ""临港"""\r\n欧阳娜娜,\r\n'],
]
const jsonFiles: readonly (readonly [what: string, text: string])[] = [
  ['nested', '{"a":{"b":[1,2,{"c":"x"}]},"a.b":null}\n{"a":{}}\n{}\n'],
  ['blanks everywhere', ' { "a" : [ 1 , { "b" : "x\\ny" } ] , "c":true } \r\n\r\n\t{"a":[ ]}  '],
  ['numbers in their own digits', '{"n":12345678901234567890,"m":1.50,"e":-0.0E+07}\n'],
  ['escapes in texts and names', '{"\\u0061":"\\u4e2d\\/\\"","\\ud83d\\ude00":["a\\n","b"]}\n'],
  ['members twice', '{"a":1,"a":[2,3],"a":{"b":4}}\n'],
  ['an array', '[{"a":1},\n  {"a":"x\\ty"} , {"a":[1,2]}\n]\n'],
  ['an array without objects', '[ ]\n'],
  ['arrays of arrays', '{"a":[[1,[2]],[],[[]]]}\n'],
  ['Chinese', '{"姓名":"王小明","地址":["上海","北\\u4eac"]}\n'],
]

describe.each(encodings)('in %s, what nobody changes is written byte for byte', (encoding, name) => {
  test.each([...csvFiles, ...jsonFiles])('%s', async (_what, text) => {
    for (const mark of ['', '\ufeff']) {
      const bytes = iconv.encode(mark + text, name)
      const path = folder.write(bytes)
      for (const chunkBytes of [1, 2, 7, 4096]) {
        const read = { encoding, chunkBytes } as const
        expect((await rewrite(path, read)).bytes.toString('hex')).toBe(bytes.toString('hex'))
        if (!/^\s*[{[]/.test(text)) {
          expect((await rewrite(path, { ...read, header: 'present' })).bytes.equals(bytes)).toBe(true)
          expect((await rewrite(path, { ...read, header: 'absent' })).bytes.equals(bytes)).toBe(true)
        }
      }
    }
  })
})

test('an encoder takes a batch without rows from anybody, and rows from its own table alone', async () => {
  await using table = await openTable(folder.write('\r\na,"b"\r\n'), { header: 'present', shape: true })
  const encoder = createEncoder(table)
  encoder.begin(['a', 'b'])
  const none = new Int32Array(0)
  const batch = {
    bytes: Buffer.from('x'),
    columns: 2,
    firstRow: 0,
    starts: none,
    ends: none,
    classes: new Uint16Array(0),
  }
  encoder.add({ source: { ...batch, rows: 0 }, columns: ['pass', 'pass'], withheld: null })
  expect(() => encoder.add({ source: { ...batch, rows: 1 }, columns: ['pass', 'pass'], withheld: null })).toThrow(
    TypeError,
  )
  for await (const own of table.batches()) encoder.add({ source: own, columns: ['pass', 'pass'], withheld: null })
  encoder.end()
  expect(Buffer.from(encoder.take()).toString()).toBe('\r\na,"b"\r\n')
  await using plain = await openTable(folder.write('a,b\n1,2\n'))
  expect(() => createEncoder(plain)).toThrow(TypeError)
})

const pieces = fc.constantFrom('a', '1', ',', ',', '\n', '\n', '\r\n', '\r', '"', '"', '""', ' ', '中', '😀', 'x,y\n')

test('any text that can be read as CSV is written again byte for byte, wherever it is cut', async () => {
  const text = fc.array(pieces, { minLength: 1, maxLength: 60 }).map((parts) => parts.join(''))
  const header = fc.constantFrom('present', 'absent')
  let read = 0
  await fc.assert(
    fc.asyncProperty(
      text,
      header,
      fc.constantFrom(...encodings),
      fc.integer({ min: 1, max: 40 }),
      async (value, kind, [encoding, name], chunkBytes) => {
        const bytes = iconv.encode(value, name)
        const path = folder.write(bytes, 'random.csv')
        const options = { format: 'csv', header: kind, encoding, delimiter: ',', quote: '"', chunkBytes } as const
        const again = await rewrite(path, options).catch((error: { readonly code?: string }) => error.code)
        if (typeof again === 'string') {
          expect(['FEIYU_FORMAT_QUOTE_OPEN', 'FEIYU_FORMAT_EMPTY']).toContain(again)
          return
        }
        read++
        expect(again?.bytes.toString()).toBe(bytes.toString())
      },
    ),
    { seed: 21, numRuns: 500 },
  )
  expect(read).toBeGreaterThan(150)
}, 30_000)

describe('GB 18030', () => {
  test('gives every character that it reads the bytes it had', async () => {
    const sequences: number[][] = []
    for (let lead = 0x81; lead <= 0xfe; lead++) {
      for (let trail = 0x40; trail <= 0xfe; trail++) if (trail !== 0x7f) sequences.push([lead, trail])
    }
    // All planes; of the planes beyond the first, one in 97.
    for (let pointer = 0; pointer < 39_420 + 1_048_576; pointer += pointer < 39_420 ? 1 : 97) {
      const place = pointer < 39_420 ? pointer : pointer - 39_420 + 189_000
      const row = Math.floor(place / 10)
      const plane = Math.floor(row / 126)
      sequences.push([0x81 + Math.floor(plane / 10), 0x30 + (plane % 10), 0x81 + (row % 126), 0x30 + (place % 10)])
    }
    const decoder = new TextDecoder('gb18030')
    const known = sequences.filter((bytes) => !decoder.decode(Uint8Array.from(bytes)).includes('\ufffd'))
    const lines = known.map((bytes) => Buffer.from([...bytes, 0x2c, 0x78, 0x0a]))
    const file = Buffer.concat([Buffer.from('a,b\n'), ...lines])
    const read = { encoding: 'gb18030', header: 'present', delimiter: ',', quote: '"' } as const
    const { bytes, warnings } = await rewrite(folder.write(file), read)
    expect(decoder.decode(bytes)).toBe(decoder.decode(file))
    const written = linesOf(bytes)
    const others = linesOf(file).filter((line, index) => line !== written[index])
    expect(others.length).toBe(19)
    // The ideographic space is everywhere; its second form is nowhere but in such a table.
    expect(others).not.toContain('\xa1\xa1,x')
    expect(warnings).toMatchObject([{ code: 'second-forms', count: 19 }])
  })

  test('says where the first character in a second form is', async () => {
    const bytes = Buffer.concat([iconv.encode('名,b\n上,', 'gb18030'), Buffer.of(0x80), Buffer.from('\n')])
    for (const chunkBytes of [1, 5, 100]) {
      const again = await rewrite(folder.write(bytes), { encoding: 'gb18030', header: 'present', chunkBytes })
      expect(again.warnings).toMatchObject([{ code: 'second-forms', count: 1, row: 1, offset: 8 }])
      expect(iconv.decode(again.bytes, 'gb18030')).toBe('名,b\n上,€\n')
    }
  })

  test('cannot write a private character that only an escape can hold, and says so', async () => {
    const path = folder.write(iconv.encode('{"名":"\\ue5e5"}\n', 'gb18030'))
    const same = await rewrite(path, { encoding: 'gb18030' })
    expect(same.bytes.includes('\\ue5e5')).toBe(true)
    await expect(rewrite(path, { encoding: 'gb18030' }, { 名: (value) => value })).rejects.toMatchObject({
      code: 'FEIYU_FORMAT_CHARACTER',
    })
  })
})

function linesOf(bytes: Buffer): string[] {
  return bytes.toString('latin1').split('\n')
}
