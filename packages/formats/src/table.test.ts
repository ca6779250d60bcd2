import { createHash } from 'node:crypto'
import { appendFileSync, readFileSync, truncateSync, utimesSync, writeFileSync } from 'node:fs'
import { open } from 'node:fs/promises'
import process from 'node:process'
import { afterAll, describe, expect, test } from 'vitest'
import { openTable } from './index.ts'
import { TestFolder } from './testing/files.ts'
import { readTable } from './testing/read-table.ts'

const folder = new TestFolder()
afterAll(() => folder[Symbol.dispose]())

const csv = (rows: number) =>
  `id,name\n${Array.from({ length: rows }, (_, row) => `${row},"name ""${row}"""\n`).join('')}`
const digestOf = (path: string) => `sha256:${createHash('sha256').update(readFileSync(path)).digest('hex')}`

describe('a table', () => {
  test('has the digest of the file as it is on disk, however it is cut', async () => {
    const path = folder.write(csv(500))
    for (const chunkBytes of [7, 1000, 1 << 20]) {
      const { table } = await readTable(path, { chunkBytes })
      expect(table.digest).toBe(digestOf(path))
      expect(table.progress).toEqual({ bytesRead: readFileSync(path).length, bytesTotal: readFileSync(path).length })
      expect(table.rows).toBe(500)
    }
    expect((await readTable(path, { digest: false })).table.digest).toBe(null)
  })

  test('ends after so many rows, without a digest', async () => {
    const path = folder.write(csv(500))
    for (const header of ['present', 'absent'] as const) {
      for (const maxRows of [1, 2, 77]) {
        const { table, rows } = await readTable(path, { maxRows, chunkBytes: 512, header })
        expect([rows.length, table.rows, table.digest]).toEqual([maxRows, maxRows, null])
      }
    }
    const { table } = await readTable(path, { maxRows: 501 })
    expect(table.digest).toBe(digestOf(path))
  })

  test('can be left early', async () => {
    const path = folder.write(csv(500))
    const table = await openTable(path, { chunkBytes: 64 })
    for await (const batch of table.batches()) {
      expect(batch.rows).toBeGreaterThan(0)
      break
    }
    await table[Symbol.asyncDispose]()
    expect(table.digest).toBe(null)
  })

  test('hands its rows out once', async () => {
    await using table = await openTable(folder.write(csv(1)))
    for await (const batch of table.batches()) expect(batch.rows).toBe(1)
    await expect(table.batches().next()).rejects.toMatchObject({ code: 'FEIYU_FORMAT_READ_TWICE' })
  })

  test('reads an open file again and again from its beginning, and leaves it open', async () => {
    const path = folder.write(csv(300))
    const handle = await open(path)
    await handle.read(Buffer.alloc(100))
    const first = await readTable(path, { handle })
    const second = await readTable(path, { handle, chunkBytes: 100 })
    expect(second.rows).toEqual(first.rows)
    expect(second.table.digest).toBe(first.table.digest)
    expect((await handle.stat()).size).toBe(first.table.progress.bytesTotal)
    await handle.close()
  })

  test.each([
    ['grew', (path: string) => appendFileSync(path, '9,x\n')],
    ['shrank', (path: string) => truncateSync(path, 2000)],
    ['was written to', (path: string) => utimesSync(path, 1, 1)],
  ])('is refused when the file %s while it was read', async (how, change) => {
    const path = folder.write(csv(500))
    await using table = await openTable(path, { chunkBytes: 512 })
    const read = async () => {
      for await (const batch of table.batches()) if (batch.firstRow < 20) change(path)
    }
    await expect(read()).rejects.toMatchObject({
      code: 'FEIYU_FORMAT_CHANGED',
      message: `\`${path}\` ${how} while it was read; wait until nobody writes to it, or work on a copy`,
    })
    expect(table.digest).toBe(null)
  })

  test('needs no more memory for a large file than for a small one', async () => {
    const path = folder.write('')
    const peak = async (rows: number) => {
      writeFileSync(path, csv(rows))
      let most = 0
      await using table = await openTable(path, { chunkBytes: 1 << 16 })
      for await (const batch of table.batches()) {
        expect(batch.rows).toBeGreaterThan(0)
        most = Math.max(most, process.memoryUsage().arrayBuffers)
      }
      return most
    }
    await peak(20_000)
    const small = await peak(20_000)
    const large = await peak(1_000_000)
    expect(large).toBeLessThan(small + (4 << 20))
  })
})
