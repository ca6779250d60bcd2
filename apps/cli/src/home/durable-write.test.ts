import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { makePrivateFolder, writeDurably } from './durable-write.ts'

let folder = ''
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'feiyu-write-'))
})
afterAll(() => rm(folder, { recursive: true }))

test('a new folder and a new file are for their owner alone', async () => {
  const home = join(folder, 'a', 'b')
  await makePrivateFolder(home)
  expect(await writeDurably(join(home, 'x.yaml'), 'one\n', { replace: false })).toBe(true)
  expect((await stat(home)).mode & 0o777).toBe(0o700)
  expect((await stat(join(home, 'x.yaml'))).mode & 0o777).toBe(0o600)
})

test('without replace an existing file is left as it is, and no temporary file stays', async () => {
  const path = join(folder, 'kept.yaml')
  await writeFile(path, 'mine\n')
  expect(await writeDurably(path, 'other\n', { replace: false })).toBe(false)
  expect(await readFile(path, 'utf8')).toBe('mine\n')
  expect(await writeDurably(path, 'other\n', { replace: true })).toBe(true)
  expect(await readFile(path, 'utf8')).toBe('other\n')
  expect((await readdir(folder)).filter((name) => name.endsWith('.tmp'))).toEqual([])
})

test('of many writers at once exactly one makes the file', async () => {
  const path = join(folder, 'race.yaml')
  const won = await Promise.all(
    Array.from({ length: 20 }, (_, index) => writeDurably(path, `${index}\n`, { replace: false })),
  )
  expect(won.filter(Boolean)).toHaveLength(1)
  expect(await readFile(path, 'utf8')).toBe(`${won.indexOf(true)}\n`)
})

test('a folder that is a file is a clear error', async () => {
  await writeFile(join(folder, 'plain'), '')
  await expect(makePrivateFolder(join(folder, 'plain', 'home'))).rejects.toMatchObject({ code: 'FEIYU_HOME_UNUSABLE' })
  await expect(writeDurably(join(folder, 'nowhere', 'x'), '', { replace: true })).rejects.toMatchObject({
    code: 'FEIYU_HOME_WRITE',
  })
})
