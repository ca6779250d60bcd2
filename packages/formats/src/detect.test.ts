import { afterAll, describe, expect, test } from 'vitest'
import { TestFolder } from './testing/files.ts'
import { readTable } from './testing/read-table.ts'

const folder = new TestFolder()
afterAll(() => folder[Symbol.dispose]())

const dialects: readonly (readonly [what: string, text: string, delimiter: string, quote: string, columns: number])[] =
  [
    ['commas', 'a,b,c\n1,2,3\n', ',', '"', 3],
    ['semicolons beside decimal commas', 'a;b;c\n1,5;2,5;3,5\n2,5;1;2\n', ';', '"', 3],
    ['tabs beside commas in every row', 'a\tb, c\n1\t2, 3\n', '\t', '"', 2],
    ['bars', 'a|b|c\n1|2, or 3|x\n1|2|x\n', '|', '"', 3],
    ['commas beside semicolons within quotes', 'a,b\n"1;2;3",x\n"4;5;6",y\n', ',', '"', 2],
    ['line ends within quotes', 'a,b\n"1\n;2\n\n3",x\n4,y\n', ',', '"', 2],
    ['ragged rows', 'a,b,c\n1,2,3\n1,2\n1,2,3\n1,2,3,4\n1,2,3\n', ',', '"', 3],
    ['a header that knows it better than the rows', 'a;b;c\n1,2;x;y\n3,4;x\n5,6;x\n', ';', '"', 3],
    ['one column', 'name\nAnna\nOtto\n', ',', '"', 1],
    ['one column of sentences', 'remark\nyes, it is\nno\nwell, no, yes\n', ',', '"', 1],
    ['apostrophes as quotes', "a,b\n'x,y','1'\n'z','2'\n", ',', "'", 2],
    ['apostrophes as letters', "a,b\n'tis,o'clock\nx,'n'\n", ',', '"', 2],
    ['empty columns', 'a,b,c\n,,\n,,\n', ',', '"', 3],
    ['one record without a line end', 'a;b;c', ';', '"', 3],
  ]

describe('the dialect of a CSV file', () => {
  test.each(dialects)('is told from %s', async (_what, text, delimiter, quote, columns) => {
    const { table, names } = await readTable(folder.write(text), { header: 'present' })
    expect([table.format, table.delimiter, table.quote]).toEqual(['csv', delimiter, quote])
    expect(names.length).toBeGreaterThanOrEqual(columns)
  })

  test('is what the caller says', async () => {
    const path = folder.write('a,b;c\n"1,2";3\n')
    expect((await readTable(path, { delimiter: ',', quote: "'" })).rows).toEqual([['"1', '2";3']])
    expect((await readTable(path, { delimiter: ';' })).rows).toEqual([['1,2', '3']])
  })

  test('is found in a header longer than the first sample', async () => {
    const names = Array.from({ length: 9_000 }, (_, index) => `column ${'with a long name '.repeat(6)}${index}`)
    const path = folder.write(`${names.join(';')}\n${names.map((_, index) => index).join(';')}\n`)
    const read = await readTable(path, { header: 'present' })
    expect(read.table.delimiter).toBe(';')
    expect(read.names).toEqual(names)
    expect(read.rows.length).toBe(1)
  })

  test.each([
    { delimiter: ',,' },
    { delimiter: 'é' },
    { delimiter: '\n' },
    { quote: '' },
    { delimiter: '"', quote: '"' },
  ])('cannot be %o', async (options) => {
    await expect(readTable(folder.write('a,b\n'), options)).rejects.toMatchObject({ code: 'FEIYU_FORMAT_OPTION' })
  })
})

describe('the header of a CSV file', () => {
  test('is told from the first record and those after it', async () => {
    const present = await readTable(folder.write('name,城市\n1,2\n"3\n",4\n'))
    const absent = await readTable(folder.write('1,2\n"3\n",4\n'))
    expect([present.table.header, present.names, present.rows.length]).toEqual([true, ['name', '城市'], 2])
    expect([absent.table.header, absent.names, absent.rows.length]).toEqual([false, ['column_1', 'column_2'], 2])
  })

  test('is not judged when the caller knows', async () => {
    const path = folder.write('"x ""1""",y\n1,2\n')
    expect((await readTable(path, { header: 'present' })).rows).toEqual([['1', '2']])
    const absent = await readTable(path, { header: 'absent', chunkBytes: 1 })
    expect(absent.rows).toEqual([
      ['x "1"', 'y'],
      ['1', '2'],
    ])
  })
})
