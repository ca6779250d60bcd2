import {
  chmodSync,
  existsSync,
  linkSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import type { Disk } from '../disk/disk.ts'
import { nodeDisk } from '../disk/node-disk.ts'
import { asNobody } from '../testing/as-nobody.ts'
import { type DestinationPlace, destinationSuite } from '../testing/destination-suite.ts'
import { digestOfText } from '../testing/sample-permit.ts'
import { SimulatedDisk } from '../testing/simulated-disk.ts'
import { fileDestination } from './file-destination.ts'

const root = mkdtempSync(join(tmpdir(), 'feiyu-sink-'))
let count = 0
afterAll(() => rmSync(root, { recursive: true, force: true }))
const permit = digestOfText('permit')
const x = new TextEncoder().encode('x')

destinationSuite('file on this machine', async () => placeOn(nodeDisk(newFolder()), '.'))
destinationSuite('file on a simulated disk', async () => {
  const disk = new SimulatedDisk(1)
  await disk.makeFolder('out')
  return placeOn(disk, 'out')
})
destinationSuite(
  'file where files have one name each',
  async () => placeOn(oneNameEach(nodeDisk(newFolder())), '.'),
  // Such a file system only lets one look, then rename.
  { racing: false },
)

test('a power cut at any operation leaves the whole file under its name or nothing, and says rightly which', async () => {
  const left = { nothing: 0, all: 0, unknown: 0 }
  for (let seed = 0; seed < 400; seed++) {
    const start = new SimulatedDisk(seed)
    await start.makeFolder('out')
    await start.syncFolder('.')
    const disk = start.crash({ crashAt: 4 + (seed % 16) })
    const sealed = await crossing(disk).catch(() => disk.off)
    const after = disk.crash()
    const destination = fileDestination(after, 'out', 'file')
    // Before the seal was confirmed nobody asks what left.
    const said = sealed === 'sealed' ? await destination.left(permit, null) : 'nothing'
    await destination.tidy(permit, null)
    left[said]++
    const content = await after.read('out/file')
    expect([seed, said, content === undefined ? undefined : Buffer.from(content).toString()]).toEqual([
      seed,
      said,
      said === 'all' ? 'hello' : undefined,
    ])
    expect(await after.list('out')).toEqual(said === 'all' ? ['file'] : [])
  }
  expect(left.nothing).toBeGreaterThan(50)
  expect(left.all).toBeGreaterThan(50)
})

test('a folder that is not there is said, and so is one that went away', async () => {
  const folder = newFolder()
  const missing = fileDestination(nodeDisk(folder), 'nowhere', 'file')
  await expect(missing.open(permit)).rejects.toMatchObject({ code: 'FEIYU_DISK_GONE' })
  const destination = fileDestination(nodeDisk(folder), '.', 'file')
  const sink = await destination.open(permit)
  await sink.write(x)
  renameSync(folder, `${folder}-away`)
  await expect(sink.seal()).rejects.toMatchObject({ code: 'FEIYU_DISK_GONE' })
  await sink.abort()
  expect([await destination.left(permit, null), await destination.withdraw(permit, null)]).toEqual([
    'unknown',
    'unknown',
  ])
  renameSync(`${folder}-away`, folder)
  expect([await destination.left(permit, null), await destination.withdraw(permit, null)]).toEqual([
    'nothing',
    'nothing',
  ])
  await destination.tidy(permit, null)
  expect(readdirSync(folder)).toEqual([])
})

test.each([
  ['moved', (part: string) => renameSync(part, `${part}-away`)],
  // Its inode is free, and the next file may get it.
  ['carried to another disk', (part: string) => rmSync(part)],
])(
  'a part that was %s, with an empty file in its place: nobody knows what left, and that file stays',
  async (_, take) => {
    const folder = newFolder()
    const destination = fileDestination(nodeDisk(folder), '.', 'file')
    const cut = await destination.open(permit)
    await cut.write(x)
    await cut[Symbol.asyncDispose]()
    const part = join(folder, `.feiyu-${permit.slice(7)}.part`)
    take(part)
    writeFileSync(part, '')
    expect(await destination.left(permit, cut.identity)).toBe('unknown')
    expect(await destination.withdraw(permit, cut.identity)).toBe('unknown')
    await destination.tidy(permit, cut.identity)
    expect(existsSync(part)).toBe(true)
  },
)

test('a part that is replaced once the final name was given: all has left', async () => {
  const folder = newFolder()
  const destination = fileDestination(nodeDisk(folder), '.', 'file')
  const cut = await destination.open(permit)
  await cut.write(x)
  const part = join(folder, `.feiyu-${permit.slice(7)}.part`)
  linkSync(part, join(folder, 'file'))
  renameSync(part, `${part}-away`)
  writeFileSync(part, '')
  await cut[Symbol.asyncDispose]()
  expect(await destination.left(permit, cut.identity)).toBe('all')
})

test('a part that is replaced while rows go by: no more is written, nothing shown, and what was written taken back', async () => {
  for (const next of ['write', 'commit'] as const) {
    const folder = newFolder()
    const sink = await fileDestination(nodeDisk(folder), '.', 'file').open(permit)
    await sink.write(x)
    const part = join(folder, `.feiyu-${permit.slice(7)}.part`)
    renameSync(part, join(folder, 'away'))
    writeFileSync(part, 'of others')
    const going = next === 'write' ? sink.write(x) : sink.commit()
    await expect(going).rejects.toMatchObject({ code: 'FEIYU_DISK_GONE' })
    expect(await sink.withdraw()).toBe('nothing')
    await sink.abort()
    expect([statSync(join(folder, 'away')).size, statSync(part).size]).toEqual([0, 9])
    expect(readdirSync(folder)).not.toContain('file')
  }
})

test('a folder that may not be written is said before anything is', async () => {
  const folder = newFolder()
  chmodSync(folder, 0o500)
  const destination = fileDestination(nodeDisk(folder), '.', 'file')
  await asNobody(folder, () => expect(destination.open(permit)).rejects.toMatchObject({ code: 'FEIYU_DISK_READ_ONLY' }))
  chmodSync(folder, 0o700)
  expect(readdirSync(folder)).toEqual([])
})

test('a full destination is said, and leaves nothing', async () => {
  const disk = new SimulatedDisk(1, { capacityBytes: 3 })
  await disk.makeFolder('out')
  const sink = await fileDestination(disk, 'out', 'file').open(permit)
  await expect(sink.write(new Uint8Array(10))).rejects.toMatchObject({ code: 'FEIYU_DISK_FULL' })
  await sink.abort()
  expect(await disk.list('out')).toEqual([])
})

test('when the disk does not confirm the final name, it is in doubt and nothing is taken away', async () => {
  // Syncs: the folder with the temporary name, the content, the folder once more, and then with the final name.
  const disk = new SimulatedDisk(1, { failSyncAt: 4 })
  await disk.makeFolder('out')
  const sink = await fileDestination(disk, 'out', 'file').open(permit)
  await sink.write(x)
  await sink.seal()
  await expect(sink.commit()).rejects.toMatchObject({ code: 'FEIYU_SINK_IN_DOUBT' })
  await sink.abort()
  expect(await disk.names('out/file')).toBe(2)
})

test('the file is for its owner alone, and its temporary name holds the permit', async () => {
  const folder = newFolder()
  const sink = await fileDestination(nodeDisk(folder), '.', 'file').open(permit)
  expect(readdirSync(folder)).toEqual([`.feiyu-${permit.slice(7)}.part`])
  await sink.seal()
  await sink.commit()
  expect((statSync(join(folder, 'file')).mode & 0o777).toString(8)).toBe('600')
})

async function crossing(disk: Disk): Promise<'sealed' | false> {
  const sink = await fileDestination(disk, 'out', 'file').open(permit)
  await sink.write(new TextEncoder().encode('hello'))
  await sink.seal()
  await sink.commit().catch(() => {})
  return 'sealed'
}

function placeOn(disk: Disk, folder: string): DestinationPlace {
  const final = folder === '.' ? 'file' : `${folder}/file`
  return {
    destination: fileDestination(disk, folder, 'file'),
    async seen() {
      const bytes = await disk.read(final)
      return bytes === undefined ? undefined : Buffer.from(bytes).toString()
    },
    isTidy: async () => (await disk.list(folder)).every((name) => name === 'file'),
    async take() {
      await using file = await disk.open(final, 'new')
      await file.append(new TextEncoder().encode('of others'))
    },
  }
}

/** As on exFAT: a second name is given by taking the first. */
function oneNameEach(disk: Disk): Disk {
  return {
    ...disk,
    async link(from, to) {
      if ((await disk.names(to)) > 0) return false
      await disk.rename(from, to)
      return true
    },
  }
}

function newFolder(): string {
  const folder = join(root, String(count++))
  mkdirSync(folder)
  return folder
}

test('another file, put in place between the last look and the link, does not keep the final name', async () => {
  const folder = newFolder()
  const disk = nodeDisk(folder)
  const part = `.feiyu-${permit.slice('sha256:'.length)}.part`
  const sly: Disk = {
    ...disk,
    link: async (from, to) => {
      renameSync(join(folder, from), join(folder, 'moved'))
      writeFileSync(join(folder, part), 'of others')
      return await disk.link(from, to)
    },
  }
  const sink = await fileDestination(sly, '.', 'out.csv').open(permit)
  await sink.write(x)
  await sink.seal()
  await expect(sink.commit()).rejects.toMatchObject({ code: 'FEIYU_DISK_GONE' })
  expect(existsSync(join(folder, 'out.csv'))).toBe(false)
  // What was written is taken back wherever it is by now.
  expect(await sink.withdraw()).toBe('nothing')
  expect(statSync(join(folder, 'moved')).size).toBe(0)
  await sink.abort()
})

test('where the disk cannot say which file got the name, the commit is in doubt and nothing is taken back', async () => {
  const disk = nodeDisk(newFolder())
  let linked = false
  const mute: Disk = {
    ...disk,
    link: async (from, to) => {
      linked = await disk.link(from, to)
      return linked
    },
    identity: (path) => (linked ? Promise.reject(new Error('no answer')) : disk.identity(path)),
  }
  await using sink = await fileDestination(mute, '.', 'out.csv').open(permit)
  await sink.write(x)
  await sink.seal()
  await expect(sink.commit()).rejects.toMatchObject({ code: 'FEIYU_SINK_IN_DOUBT' })
})
