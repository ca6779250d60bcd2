import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { mobile, residentId } from '../../testing/people.ts'
import { createSandbox, type Sandbox } from '../../testing/run-cli.ts'

let box: Sandbox
const write = (name: string, content: string | Uint8Array) => writeFile(join(box.folder, name), content)
beforeAll(async () => {
  box = await createSandbox()
  const rows = Array.from({ length: 40 }, (_, index) => `${index},${mobile(index)},note`)
  await write('people.csv', `order_no,phone,remark\n${rows.join('\n')}\n`)
  await write('machine.csv', `ts,torque\n2026-01-01T00:00:00Z,1.5\n2026-01-01T00:00:01Z,1.6\n`)
  await write('hidden.csv', `order_no,remark\n1,ok\n2,id ${residentId(7)} copied\n`)
  await write(
    'headless.csv',
    Array.from({ length: 20 }, (_, index) => `${residentId(index)},${mobile(index)}`).join('\n'),
  )
  await write('empty.csv', '')
  await write('binary.csv', new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 1]))
  await write('quote.csv', 'a,b\n1,"never closed\n2,3\n')
  await write('secret.csv', 'name,note\nplan,机密★10年\n')
  await mkdir(join(box.folder, 'folder'))
})
afterAll(() => box[Symbol.asyncDispose]())

interface Scanned {
  readonly files: readonly {
    readonly path: string
    readonly error?: { readonly code: string }
    readonly fields: readonly {
      readonly name: string
      readonly type: string
      readonly category: string
      readonly detectors: readonly { readonly id: string }[]
    }[]
    readonly subjects: { readonly ordinary: number; readonly upper: number; readonly method: string }
    readonly markings: readonly { readonly kind: string }[]
    readonly digest: string | null
    readonly warnings: readonly { readonly code: string }[]
  }[]
}

async function scan(
  ...args: string[]
): Promise<{ readonly code: number | null; readonly files: Scanned['files']; readonly text: string }> {
  const ran = await box.spawn(['scan', ...args, '--json'])
  const document: Scanned = JSON.parse(ran.stdout)
  return { code: ran.code, files: document.files, text: ran.stdout }
}

test('the document has the members of the contract, in their order', async () => {
  const { code, files } = await scan('people.csv')
  expect(code).toBe(0)
  const [file] = files
  expect(Object.keys(file ?? {})).toEqual([
    'path',
    'format',
    'encoding',
    'bytes',
    'rows',
    'digest',
    'fields',
    'markings',
    'candidates',
    'subjects',
    'classTable',
    'warnings',
  ])
  expect(file?.fields.map((one) => one.name)).toEqual(['order_no', 'phone', 'remark'])
  expect(file?.subjects).toMatchObject({ ordinary: 40, upper: 40, method: 'exact-one-key' })
})

test('machine data holds no person, and one identity number in a remark is found', async () => {
  const { files } = await scan('machine.csv', 'hidden.csv')
  expect(files[0]?.subjects.upper).toBe(0)
  expect(files[1]?.subjects.upper).toBe(1)
  expect(files[1]?.fields[1]?.detectors.map((one) => one.id)).toEqual(['resident_id'])
})

test('no value of a person is in any output, and a first row of data is not taken for names', async () => {
  for (const name of ['people.csv', 'hidden.csv', 'headless.csv']) {
    for (const output of [
      (await scan(name)).text,
      (await box.run(['scan', name])).stdout,
      (await box.run(['scan', name, '--header', 'present', '--full'])).stdout,
    ]) {
      expect(output).not.toMatch(/\d{17}[\dX]/)
      expect(output).not.toMatch(/1391\d{7}/)
    }
  }
  const { files } = await scan('headless.csv')
  expect(files[0]?.subjects.upper).toBe(20)
  expect(files[0]?.warnings.map((one) => one.code)).toContain('no-header')
  expect(files[0]?.fields.map((one) => one.name)).toEqual(['column_1', 'column_2'])
})

test('a sample says that it cannot clear, and has no digest', async () => {
  const { files } = await scan('people.csv', '--sample', '5')
  expect(files[0]?.digest).toBeNull()
  expect(files[0]?.warnings.map((one) => one.code)).toContain('sampled')
  expect((await scan('people.csv', '--sample', '5000')).files[0]?.warnings.map((one) => one.code)).not.toContain(
    'sampled',
  )
})

test('a mark of secrecy is reported with its place', async () => {
  const { files } = await scan('secret.csv')
  expect(files[0]?.markings).toEqual([{ kind: 'mark', level: 'secret', row: 1, column: 'note', count: 1 }])
  expect((await box.run(['scan', 'secret.csv', '--lang', 'zh'])).stdout).toContain('机密★')
})

test('one bad file among several: the others are reported, exit 2', async () => {
  const { code, files } = await scan('people.csv', 'empty.csv', 'machine.csv')
  expect(code).toBe(2)
  expect(files.map((one) => one.error?.code)).toEqual([undefined, 'FEIYU_FORMAT_EMPTY', undefined])
})

test.each([
  ['a missing file', 'none.csv', 'FEIYU_FORMAT_MISSING'],
  ['an empty file', 'empty.csv', 'FEIYU_FORMAT_EMPTY'],
  ['a folder', 'folder', 'FEIYU_FORMAT_DIRECTORY'],
  ['a binary file', 'binary.csv', /FEIYU_FORMAT_(BINARY|UNSUPPORTED)/],
  ['a quote that is never closed', 'quote.csv', 'FEIYU_FORMAT_QUOTE_OPEN'],
])('%s is one clear error in both languages, exit 2', async (_name, path, code) => {
  const json = await box.run(['scan', path, '--json'])
  expect(json.code).toBe(2)
  expect(JSON.parse(json.stdout)).toMatchObject({
    error: { code: typeof code === 'string' ? code : expect.stringMatching(code) },
  })
  const zh = await box.run(['scan', path, '--lang', 'zh'])
  expect(zh).toMatchObject({ code: 2, stdout: '' })
  expect(zh.stderr).toMatch(/\p{Script=Han}/u)
  expect(zh.stderr).not.toContain('    at ')
})

test('a subject column that is not there is told at once', async () => {
  expect(await box.json(['scan', 'people.csv', '--subject', 'nobody'])).toMatchObject({
    code: 2,
    document: { error: { code: 'FEIYU_USAGE_SUBJECT' } },
  })
})

test('a file name with a control character reaches the terminal as text', async () => {
  await write('a\u001B[2Jb.csv', 'a,b\n1,2\n')
  const { stdout } = await box.run(['scan', 'a\u001B[2Jb.csv'])
  expect(stdout).not.toContain('\u001B')
})

test('the reader may close the pipe early', async () => {
  const { spawn } = await import('node:child_process')
  const process = await import('node:process')
  const bin = new URL('../../../bin/feiyu.js', import.meta.url).pathname
  const child = spawn(process.execPath, [bin, 'packs', 'show', 'cn', '--json'], {
    cwd: box.folder,
    env: { HOME: box.folder, FEIYU_HOME: box.home },
  })
  let stderr = ''
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    stderr += text
  })
  // Closed before the first byte: every write meets a pipe without a reader.
  child.stdout.destroy()
  const code = await new Promise((resolve) => child.on('close', resolve))
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
})
