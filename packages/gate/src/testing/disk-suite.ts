import { expect, test } from 'vitest'
import type { Disk } from '../disk/disk.ts'

/** What every disk must do; `make` gives an empty one. */
export function diskSuite(name: string, make: () => Promise<Disk>): void {
  test(`${name}: what was appended is read, whole and in ranges, and a truncated file goes on at its end`, async () => {
    const disk = await make()
    await write(disk, 'file', 'hello')
    await using file = await disk.open('file', 'append')
    expect(file.sizeBytes).toBe(5)
    await file.append(bytes(' world'))
    expect(await text(disk, 'file')).toBe('hello world')
    await file.truncate(7)
    expect(file.sizeBytes).toBe(7)
    await file.append(bytes('!'))
    await file.sync()
    expect(await text(disk, 'file')).toBe('hello w!')
    expect(new TextDecoder().decode(await disk.readRange('file', 6, 100))).toBe('w!')
    expect(await disk.readRange('file', 100, 200)).toHaveLength(0)
  })

  test(`${name}: a file or folder that is not there is undefined or empty, and removing it is nothing`, async () => {
    const disk = await make()
    expect(await disk.read('nothing')).toBeUndefined()
    expect(await disk.read('no/folder')).toBeUndefined()
    expect(await disk.list('nothing')).toEqual([])
    await disk.remove('nothing')
    await disk.remove('no/folder')
    await disk.removeFolder('nothing')
    await expect(disk.readRange('nothing', 0, 1)).rejects.toMatchObject({ code: 'FEIYU_DISK_GONE' })
    await expect(disk.open('no/folder', 'append')).rejects.toMatchObject({ code: 'FEIYU_DISK_GONE' })
    await expect(disk.rename('nothing', 'other')).rejects.toMatchObject({ code: 'FEIYU_DISK_GONE' })
    await expect(disk.syncFolder('nothing')).rejects.toMatchObject({ code: 'FEIYU_DISK_GONE' })
  })

  test(`${name}: a new file does not take a name that is taken`, async () => {
    const disk = await make()
    await write(disk, 'file', 'first')
    await expect(disk.open('file', 'new')).rejects.toMatchObject({ code: 'FEIYU_DISK_EXISTS' })
    expect(await text(disk, 'file')).toBe('first')
  })

  test(`${name}: a file is the same under all its names, and another that takes its name is not`, async () => {
    const disk = await make()
    expect(await disk.identity('file')).toBeNull()
    await write(disk, 'file', 'first')
    await using file = await disk.open('file', 'existing')
    const first = await file.identity()
    await disk.link('file', 'second')
    await disk.rename('file', 'moved')
    await file.append(bytes(' and more'))
    await file.sync()
    expect([await disk.identity('second'), await disk.identity('moved')]).toEqual([first, first])
    await write(disk, 'file', 'another')
    expect(await disk.identity('file')).not.toBe(first)
    await disk.remove('second')
    await disk.remove('moved')
    expect(await file.identity()).toBe(first)
  })

  test(`${name}: a file that is to exist is not made, and an open file knows its names whatever becomes of them`, async () => {
    const disk = await make()
    await expect(disk.open('file', 'existing')).rejects.toMatchObject({ code: 'FEIYU_DISK_GONE' })
    expect(await disk.names('file')).toBe(0)
    await disk.makeFolder('a')
    await write(disk, 'a/file', 'content')
    await using file = await disk.open('a/file', 'existing')
    expect([file.sizeBytes, await file.names()]).toEqual([7, 1])
    await disk.link('a/file', 'second')
    expect(await file.names()).toBe(2)
    await disk.rename('a', 'b')
    await file.truncate(0)
    await file.sync()
    expect([await text(disk, 'b/file'), await text(disk, 'second')]).toEqual(['', ''])
    await disk.remove('second')
    await disk.remove('b/file')
    expect(await file.names()).toBe(0)
  })

  test(`${name}: folders nest, list sorted, and go with all in them`, async () => {
    const disk = await make()
    await disk.makeFolder('a/b/c')
    await disk.makeFolder('a/b')
    await write(disk, 'a/b/z', '')
    await write(disk, 'a/b/y', '')
    await write(disk, 'a/b/c/x', '')
    expect(await disk.list('a/b')).toEqual(['c', 'y', 'z'])
    await disk.syncFolder('a/b')
    await disk.syncFolder('.')
    await disk.removeFolder('a/b')
    expect(await disk.list('a')).toEqual([])
  })

  test(`${name}: a rename replaces, and goes from folder to folder`, async () => {
    const disk = await make()
    await disk.makeFolder('a')
    await write(disk, 'one', '1')
    await write(disk, 'two', '2')
    await disk.rename('one', 'two')
    await disk.rename('two', 'a/three')
    expect(await disk.list('.')).toEqual(['a'])
    expect(await text(disk, 'a/three')).toBe('1')
  })

  test(`${name}: a file takes a second name that is free, and keeps the other when one goes`, async () => {
    const disk = await make()
    await disk.makeFolder('a')
    await write(disk, 'one', '1')
    await write(disk, 'taken', 'old')
    expect(await disk.link('one', 'taken')).toBe(false)
    expect(await text(disk, 'taken')).toBe('old')
    expect(await disk.names('one')).toBe(1)
    expect(await disk.link('one', 'a/two')).toBe(true)
    expect([await disk.names('one'), await disk.names('a/two'), await disk.names('nothing')]).toEqual([2, 2, 0])
    await disk.remove('one')
    expect([await disk.names('a/two'), await text(disk, 'a/two')]).toEqual([1, '1'])
    await expect(disk.link('nothing', 'other')).rejects.toMatchObject({ code: 'FEIYU_DISK_GONE' })
  })

  test(`${name}: no path leads out of the root`, async () => {
    const disk = await make()
    for (const path of ['../x', 'a/../../x', '/etc/hosts', '', 'a//b', './a', 'a/.', 'a\\b', 'a\0b']) {
      await expect(disk.read(path), path).rejects.toMatchObject({ code: 'FEIYU_DISK_PATH' })
      await expect(disk.open(path, 'new'), path).rejects.toMatchObject({ code: 'FEIYU_DISK_PATH' })
    }
  })

  test(`${name}: a lock has one holder, and whoever waits gets it next`, async () => {
    const disk = await make()
    const first = await disk.lock('lock', 0)
    await expect(disk.lock('lock', 0)).rejects.toMatchObject({ code: 'FEIYU_DISK_LOCKED' })
    await expect(disk.lock('lock', 25)).rejects.toMatchObject({ code: 'FEIYU_DISK_LOCKED' })
    await using _other = await disk.lock('other', 0)
    const waiting = disk.lock('lock', 10_000)
    await first[Symbol.asyncDispose]()
    await using _second = await waiting
    await expect(disk.lock('lock', 0)).rejects.toMatchObject({ code: 'FEIYU_DISK_LOCKED' })
  })
}

async function write(disk: Disk, path: string, content: string): Promise<void> {
  await using file = await disk.open(path, 'new')
  await file.append(bytes(content))
}

async function text(disk: Disk, path: string): Promise<string> {
  return new TextDecoder().decode(await disk.read(path))
}

function bytes(content: string): Uint8Array {
  return new TextEncoder().encode(content)
}
