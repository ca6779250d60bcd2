import { appendFileSync } from 'node:fs'
import { afterAll, describe, expect, test } from 'vitest'
import { openTable } from '../open-table.ts'
import { TestFolder } from '../testing/files.ts'
import { readTable } from '../testing/read-table.ts'

const folder = new TestFolder()
afterAll(() => folder[Symbol.dispose]())

/** Rows of every kind of cell: plain, quoted, empty, short, Chinese; more than one batch of them. */
function manyRows(rows: number): string {
  const lines = ['id,name,note,extra']
  for (let row = 0; row < rows; row++) {
    lines.push(
      row % 7 === 0
        ? `${row},"张""三"`
        : `${row},n${row % 100},"a, b\n${'文'.repeat(row % 50)}",${row % 3 === 0 ? '' : 'x'}`,
    )
  }
  return `${lines.join('\n')}\n`
}

describe('a table read on a thread of its own', () => {
  test('hands out the same cells, names, digest and warnings as one read here', async () => {
    const path = folder.write(manyRows(60_000))
    const here = await readTable(path, { thread: false })
    const there = await readTable(path, { thread: true })
    expect(there.names).toEqual(here.names)
    expect(there.rows).toEqual(here.rows)
    expect(there.table.digest).toBe(here.table.digest)
    expect(there.table.digest).toMatch(/^sha256:/)
    expect(there.table.warnings).toEqual(here.table.warnings)
    expect(there.table.warnings.length).toBeGreaterThan(0)
    expect([there.table.rows, there.table.encoding, there.table.progress]).toEqual([
      here.table.rows,
      here.table.encoding,
      here.table.progress,
    ])
  })

  test('grows its columns with the members of JSON', async () => {
    const lines = Array.from({ length: 5_000 }, (_, row) => JSON.stringify({ a: row, [`m${row % 9}`]: `值${row}` }))
    const path = folder.write(lines.join('\n'))
    const here = await readTable(path, { thread: false })
    const there = await readTable(path, { thread: true })
    expect([there.names, there.rows]).toEqual([here.names, here.rows])
  })

  test.each([
    ['a file that is not there', () => `${folder.write('a\n1\n')}.missing`, 'FEIYU_FORMAT_MISSING'],
    ['a quote that is never closed', () => folder.write('a,b\n1,"2\n'), 'FEIYU_FORMAT_QUOTE_OPEN'],
  ])('fails as one read here does: %s', async (_, path, code) => {
    const where = path()
    const [here, there] = await Promise.all(
      [false, true].map((thread) => readTable(where, { thread }).catch((error: unknown) => error)),
    )
    expect(there).toMatchObject({ name: 'FormatError', code })
    expect(there).toMatchObject({ message: (here as Error).message })
  })

  test('notices a file that grows while it is read', async () => {
    const path = folder.write(manyRows(200_000))
    await using table = await openTable(path, { thread: true })
    await expect(async () => {
      for await (const batch of table.batches()) if (batch.firstRow === 0) appendFileSync(path, '1,2,3,4\n')
    }).rejects.toMatchObject({ code: 'FEIYU_FORMAT_CHANGED' })
  })

  test('can be left in the middle, and is handed out once', async () => {
    const path = folder.write(manyRows(60_000))
    const table = await openTable(path, { thread: true })
    for await (const batch of table.batches()) {
      expect(batch.rows).toBeGreaterThan(0)
      break
    }
    await expect(table.batches().next()).rejects.toMatchObject({ code: 'FEIYU_FORMAT_READ_TWICE' })
    await table[Symbol.asyncDispose]()
  })
})
