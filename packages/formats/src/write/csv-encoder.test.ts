import fc from 'fast-check'
import { afterAll, describe, expect, test } from 'vitest'
import { TestFolder } from '../testing/files.ts'
import { naiveCsv } from '../testing/naive.ts'
import { type Fate, rewrite } from '../testing/rewrite.ts'

const folder = new TestFolder()
afterAll(() => folder[Symbol.dispose]())

const odd: Fate = (value) => `${value}"\n, \r`
const text = async (content: string, fates: Readonly<Record<string, Fate>>, stays?: (row: number) => boolean) =>
  (await rewrite(folder.write(content), { header: 'present', delimiter: ',' }, fates, stays)).bytes.toString()

describe('CSV of which something changes', () => {
  test('a column is cut with its name; what stays keeps its quotes and line ends', async () => {
    const file = '"a",b,"c"\r\n"1",2,"3"\r\n\r\n4,"5 ""x""",6'
    expect(await text(file, { b: 'cut' })).toBe('"a","c"\r\n"1","3"\r\n\r\n4,6')
    expect(await text(file, { a: 'cut', c: 'cut' })).toBe('b\r\n2\r\n"5 ""x"""')
  })

  test('a changed cell is in quotes where it was, or where it must be', async () => {
    const file = 'a,b\n"1",2\n3,"4"\n'
    expect(await text(file, { a: () => 't', b: () => 'u' })).toBe('a,b\n"t",u\nt,"u"\n')
    expect(await text(file, { a: odd })).toBe('a,b\n"1""\n, \r",2\n"3""\n, \r","4"\n')
  })

  test('a short row stays short, a long one long', async () => {
    const file = 'a,b,c\n1\n1,2,3,4\n1,2\n'
    expect(await text(file, { b: 'cut' })).toBe('a,c\n1\n1,3,4\n1\n')
    expect(await text(file, { column_4: 'cut' })).toBe('a,b,c\n1\n1,2,3\n1,2\n')
    expect(await text(file, { column_4: () => 'x', a: () => 'y' })).toBe('a,b,c\ny\ny,2,3,x\ny,2\n')
  })

  test('a row of which only an empty cell stays, or none, is not an empty line', async () => {
    expect(await text('a,b\n1\n1,\n1,2\n', { a: 'cut' })).toBe('b\n""\n""\n2\n')
    expect(await text('a\n1\n\n2\n', { a: () => '' })).toBe('a\n""\n\n""\n')
    expect(await text('a,\n1,2,3\n', { a: 'cut', column_2: 'cut' })).toBe('""\n3\n')
  })

  test('where one column stays, empty lines between the rows do not: they would be rows', async () => {
    const file = '\na,b\r\n\r\n1,2\n\n\n3,4\r\r'
    expect(await text(file, { b: 'cut' })).toBe('\na\r\n1\n3\r')
    expect(await text('a\n\n1\n\n', { a: (value) => value })).toBe('a\n\n1\n\n')
  })

  test('the same where the first row that leaves is a short one', async () => {
    const options = { format: 'csv', header: 'absent', delimiter: ',', quote: '"', chunkBytes: 6 } as const
    const path = folder.write('1,2,3\n4\n\n5\n\n6\n\n\n7\n8\n\n9\n')
    const { bytes } = await rewrite(path, options, {}, (row) => row === 0)
    expect(bytes.toString()).toBe('4\n5\n6\n7\n8\n9\n')
  })

  test('a quote at the end of a record is not that of the next one', async () => {
    const file = 'a,b\n1,"2 ""x"""\n3,"4 ""y"""\n5"5,"6 """\n'
    expect(await text(file, { b: (value) => value })).toBe(file)
  })

  test('rows that stay behind take what stands before them with them', async () => {
    const file = 'a,b\n\n1,2\n\n\n3,4\r\n5,6'
    expect(await text(file, {}, (row) => row === 1)).toBe('a,b\n\n1,2\r\n5,6')
    expect(await text(file, {}, (row) => row !== 1)).toBe('a,b\n\n\n3,4')
    expect(await text(file, {}, () => true)).toBe('a,b')
    const headless = await rewrite(folder.write('\n1,2\n3,4\n'), { header: 'absent' }, {}, (row) => row === 0)
    expect(headless.bytes.toString()).toBe('\n3,4\n')
    const none = await rewrite(folder.write('\n1,2\n3,4\n'), { header: 'absent' }, {}, () => true)
    expect(none.bytes.toString()).toBe('')
  })

  test('what comes first is never taken for a byte order mark', async () => {
    expect(await text('a,\ufeffb,c\n1,2,3\n', { a: 'cut' })).toBe('"\ufeffb",c\n2,3\n')
    expect(await text('a,"\ufeffb"\n1,2\n', { a: 'cut' })).toBe('"\ufeffb"\n2\n')
    expect(await text('\ufeffa,\ufeffb\n1,2\n', { a: 'cut' })).toBe('\ufeff\ufeffb\n2\n')
    const headless = async (fate: Fate) =>
      (
        await rewrite(folder.write('1,\ufeff2,3\n4,\ufeff5,6\n'), { header: 'absent' }, { column_1: fate })
      ).bytes.toString()
    expect(await headless('cut')).toBe('"\ufeff2",3\n\ufeff5,6\n')
    expect(await headless(() => '\ufeffx')).toBe('"\ufeffx",\ufeff2,3\n\ufeffx,\ufeff5,6\n')
  })

  test('a name that is not the one in the file is written in its place', async () => {
    const { bytes } = await rewrite(folder.write('a,b\n1,2\n'), { header: 'present' }, { b: 'cut' })
    expect(bytes.toString()).toBe('a\n1\n')
  })
})

test('whatever the file, the cells that leave are those that stay and were changed, and no others', async () => {
  const piece = fc.constantFrom('a', 'b', '1', ',', ',', ',', '\n', '\n', '\r\n', '"', '"x"', '""', '中', '\ufeff')
  const file = fc.array(piece, { minLength: 1, maxLength: 60 }).map((parts) => `x,${parts.join('')}`)
  const fate = fc.constantFrom<readonly Fate[]>(['cut'], [odd], [(value) => value], [])
  const fates = fc.array(fate, { minLength: 6, maxLength: 6 })
  const stays = fc.array(fc.boolean(), { minLength: 4, maxLength: 4 })
  let read = 0
  await fc.assert(
    fc.asyncProperty(file, fates, stays, fc.integer({ min: 1, max: 40 }), async (content, chosen, gone, chunkBytes) => {
      const records = naiveCsv(content, ',', '"')
      if (records === undefined) return
      read++
      const options = { format: 'csv', encoding: 'utf-8', header: 'absent', delimiter: ',', quote: '"' } as const
      const named = Object.fromEntries(
        chosen.flatMap((one, index) => one.map((each) => [`column_${index + 1}`, each] as const)),
      )
      const isGone = (row: number) => gone[row % gone.length]!
      const path = folder.write(content, 'random.csv')
      const { bytes } = await rewrite(path, { ...options, chunkBytes }, named, isGone)
      const expected = records.flatMap((record, row) => {
        if (isGone(row)) return []
        const cells = record.flatMap((cell, column) => {
          const one = named[`column_${column + 1}`]
          return one === 'cut' ? [] : [one === undefined ? cell : one(cell)]
        })
        return [cells.length === 0 ? [''] : cells]
      })
      const written = bytes.toString()
      // Rows of one column would be read as rows even where nothing stands in them: there are none here that did not.
      expect(naiveCsv(written, ',', '"')?.filter((record) => record.length > 0)).toEqual(expected)
    }),
    { seed: 22, numRuns: 500 },
  )
  expect(read).toBeGreaterThan(150)
}, 30_000)
