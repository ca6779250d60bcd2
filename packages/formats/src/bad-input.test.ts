import { execFileSync } from 'node:child_process'
import { chmodSync } from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'
import process from 'node:process'
import { afterAll, describe, expect, test } from 'vitest'
import type { TableOptions } from './table.ts'
import { TestFolder } from './testing/files.ts'
import { readTable } from './testing/read-table.ts'

const folder = new TestFolder()
afterAll(() => folder[Symbol.dispose]())

const refused = (path: string, code: string, message: string, options: TableOptions = {}) =>
  expect(readTable(path, options)).rejects.toMatchObject({
    name: 'FormatError',
    code: `FEIYU_FORMAT_${code}`,
    message: expect.stringContaining(message),
    at: expect.stringContaining(path),
  })

describe('what is not a file of text is refused:', () => {
  test('no such file', async () => {
    await refused(join(folder.path, 'none.csv'), 'MISSING', 'check the path')
    await refused(join(folder.write('a'), 'none.csv'), 'MISSING', 'check the path')
  })

  test('a directory', () => refused(folder.path, 'DIRECTORY', 'name the files in it'))

  test('an empty file', () => refused(folder.write(''), 'EMPTY', 'is empty'))

  test('a file without permission', async () => {
    const path = folder.write('a,b\n')
    chmodSync(path, 0)
    chmodSync(folder.path, 0o755)
    // Nothing is forbidden to root; so another user asks.
    const root = process.geteuid?.() === 0
    if (root) process.seteuid?.(65534)
    try {
      await refused(path, 'UNREADABLE', 'ask its owner for read access')
    } finally {
      if (root) process.seteuid?.(0)
    }
  })

  test('a device', () => refused('/dev/null', 'NOT_A_FILE', 'write what it gives to a file'))

  test('a named pipe that nobody writes to', async () => {
    const path = join(folder.path, 'pipe')
    execFileSync('mkfifo', [path])
    await refused(path, 'NOT_A_FILE', 'is a pipe, a socket or a device')
  })

  test('a socket', async () => {
    const path = join(folder.path, 'socket')
    const server = createServer()
    await new Promise<void>((resolve) => server.listen(path, resolve))
    await refused(path, 'NOT_A_FILE', 'is a pipe, a socket or a device')
    await new Promise((resolve) => server.close(resolve))
  })

  const zip = (inside: string) => `PK\x03\x04\x14\0\0\0\0\0${'\0'.repeat(16)}${inside}`
  test.each([
    ['an Excel workbook; save the sheet as CSV', zip('xl/workbook.xml')],
    [
      'an OpenDocument spreadsheet; save the sheet as CSV',
      zip('mimetypeapplication/vnd.oasis.opendocument.spreadsheet'),
    ],
    ['a Word document', zip('word/document.xml')],
    ['a zip archive; unpack it', zip('data.csv')],
    ['an old Excel workbook', '\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1\0\0'],
    ['a Parquet file; export the table as CSV', 'PAR1\x15\x04\x15\x10'],
    ['a gzip archive; unpack it', '\x1f\x8b\x08\0\0'],
    ['a zstd archive; unpack it', '\x28\xb5\x2f\xfd\x04'],
    ['a bzip2 archive; unpack it', 'BZh91AY&SY\x94\x02'],
    ['an xz archive; unpack it', '\xfd7zXZ\0\0'],
    ['a PDF document', '%PDF-1.7\n'],
    ['an SQLite database', 'SQLite format 3\0\x10\0'],
    ['a tar archive', `a.csv${'\0'.repeat(252)}ustar\x0000`],
    ['a PNG picture', '\x89PNG\r\n\x1a\n'],
    ['a binary file', Array.from({ length: 300 }, (_, index) => String.fromCharCode((index * 7919) % 256)).join('')],
  ])('%s', (what, bytes) => refused(folder.write(Buffer.from(bytes, 'latin1')), 'BINARY', `is ${what}`))

  test('but not a CSV whose first name begins like a binary format', async () => {
    for (const name of ['PAR1', 'ORCID', 'id,name,DUCK', 'PK']) {
      expect((await readTable(folder.write(`${name},x\n1,2\n`), { header: 'present' })).table.rows).toBe(1)
    }
  })
})

describe('a record without an end', () => {
  const message = 'is larger than 16 MiB'

  test('is refused as a line', async () => {
    const path = folder.write(`a,b\n1,2\n${'x'.repeat(40 << 20)}`)
    await refused(path, 'RECORD_TOO_LARGE', `row 2, from line 3 on, ${message}`)
  })

  test('is refused as a header', async () => {
    await refused(folder.write('x'.repeat(17 << 20)), 'RECORD_TOO_LARGE', `the header, from line 1 on, ${message}`, {
      header: 'present',
    })
  })

  test('names the quote that was left open', async () => {
    const path = folder.write(`a,b\n1,2\n"x\ny","z${'1,2\n'.repeat(5 << 20)}`)
    await refused(path, 'RECORD_TOO_LARGE', `row 2, from line 3 on, ${message}; a quote opened in line 4 is not closed`)
  })

  test('is refused as JSON', async () => {
    await refused(
      folder.write(`{"a":1}\n{"a":"${'x'.repeat(17 << 20)}"}\n`),
      'RECORD_TOO_LARGE',
      `row 2, from line 2 on, ${message}`,
    )
  })

  test('is refused whatever the size of the chunks', async () => {
    const path = folder.write(`a,b\n${'x'.repeat((16 << 20) + 1)},1\n1,2\n`)
    for (const chunkBytes of [3 << 20, 64 << 20]) {
      const read = readTable(path, { header: 'present', delimiter: ',', chunkBytes })
      await expect(read).rejects.toMatchObject({ code: 'FEIYU_FORMAT_RECORD_TOO_LARGE' })
    }
  })

  test('just below the limit is a record', async () => {
    const path = folder.write(`a,b\n${'x'.repeat((16 << 20) - 3)},1\n1,2\n`)
    const { rows } = await readTable(path, { header: 'present', delimiter: ',' })
    expect(rows.map((cells) => cells.map((cell) => cell?.length))).toEqual([
      [(16 << 20) - 3, 1],
      [1, 1],
    ])
  })
})
