import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { cp, mkdir, readdir, rename, rm, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import process from 'node:process'
import { fileURLToPath } from 'node:url'
import { type CrossingPoint, diskError } from '@feiyu/gate'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Context } from '../../context.ts'
import { flowTo, handler, openingOf, proofs, stated, writePersons, writeProofs } from '../../testing/crossing-files.ts'
import { homeState } from '../../testing/home-state.ts'
import { uscc } from '../../testing/people.ts'
import { createSandbox, type Sandbox } from '../../testing/run-cli.ts'

const killedAt = fileURLToPath(new URL('../../testing/killed-at.ts', import.meta.url))
const persons = 2_000

let box: Sandbox
let out: string
beforeEach(async () => {
  box = await createSandbox()
  out = join(box.folder, 'outbox')
  await writeProofs(box.folder)
  await writePersons(join(box.folder, 'orders.csv'), 0, persons)
})
afterEach(() => box[Symbol.asyncDispose]())

const flags = () => ['cross', 'orders.csv', ...flowTo('Acme', out), ...stated, ...proofs, ...handler, ...openingOf(0)]

/** Does something the first time that a point is reached. */
function once(at: CrossingPoint, act: () => Promise<unknown>): Context['reached'] {
  let done = false
  return async (point) => {
    if (point !== at || done) return
    done = true
    await act()
  }
}

/** Does something each time that one of the points is reached. */
function everyTime(at: readonly CrossingPoint[], act: () => Promise<unknown>): Context['reached'] {
  return async (point) => {
    if (at.includes(point)) await act()
  }
}

/** Without the breaks of lines. */
const flat = (text: string) => text.replaceAll(/\s+/g, '')

const move = () => rename(out, `${out}-moved`)
const carry = async () => {
  await cp(out, `${out}-stick`, { recursive: true })
  await rm(out, { recursive: true })
}

test.each([
  [
    'en',
    'BROKEN OFF: nothing has left',
    'is gone, or was moved',
    'nothing of this crossing is under the final name',
    'Next',
  ],
  ['zh', '过闸中断：没有任何数据出境', '已不在，或已被移走', '之下没有本次过闸的任何内容', '下一步'],
] as const)('a folder that is moved while a file crosses: taken back, and said (%s)', async (language, ...words) => {
  const ran = await box.run([...flags(), '--lang', language], { reached: once('chunk-released', move) })
  expect(ran.code).toBe(1)
  for (const word of [...words, out, join(out, 'orders.csv'), 'receipts/'])
    expect(flat(ran.stdout)).toContain(flat(word))
  expect(ran.stdout).not.toContain('.feiyu-')
  expect(ran.stderr).toContain('FEIYU_DISK_GONE')
  const [part = ''] = await readdir(`${out}-moved`)
  expect((await stat(join(`${out}-moved`, part))).size).toBe(0)
  expect(await homeState(box.home, uscc.first)).toMatchObject({
    openCrossings: [],
    unsettled: 0,
    upper: { ordinary: 0 },
  })
})

test('a crossing that broke is one document, with what every other stop has', async () => {
  const { code, document } = await box.json(flags(), { reached: once('chunk-released', move) })
  expect({ code, document }).toMatchObject({
    code: 1,
    document: {
      crossed: false,
      mayHaveLeft: false,
      path: null,
      destination: { folder: out, name: 'orders.csv' },
      error: { code: 'FEIYU_DISK_GONE', message: expect.stringContaining(out) },
      stop: { code: 'destination-failed' },
      next: expect.stringContaining(out),
      outcome: { end: 'stopped', released: { bytes: 0 } },
      entries: { permit: expect.any(Number), outcome: expect.any(Number) },
      receipt: expect.stringContaining('receipts'),
      exit: 1,
    },
  })
  const receipt = String(document.receipt)
  expect((await box.run(['verify', receipt, '--key', join(box.home, 'log/key')])).code).toBe(0)
})

test.each([
  ['en', 'BROKEN OFF: what was written may have left', 'their persons stay counted', 'destroy'],
  ['zh', '过闸中断：已写出的数据可能已出境', '其人数继续计入', '销毁'],
] as const)(
  'a folder that is carried away with what was written: its persons stay, and it is said (%s)',
  async (language, ...words) => {
    const ran = await box.run([...flags(), '--lang', language], { reached: once('sealed', carry) })
    expect(ran.code).toBe(1)
    for (const word of [...words, '.feiyu-']) expect(ran.stdout).toContain(word)
    expect(ran.stdout).not.toMatch(/nothing has left|没有任何数据出境/)
    const [part = ''] = await readdir(`${out}-stick`)
    expect((await stat(join(`${out}-stick`, part))).size).toBeGreaterThan(persons)
    expect(await homeState(box.home, uscc.first)).toMatchObject({
      openCrossings: [],
      unsettled: 0,
      upper: { ordinary: persons },
    })
  },
)

test.each([
  ['en', 'all of it may have left; its persons stay counted'],
  ['zh', '可能已全部出境；其人数继续计入'],
] as const)(
  'killed, and the folder moved before the next command: its persons stay, and that command says so (%s)',
  async (language, words) => {
    const env = { PATH: '/usr/bin:/bin', HOME: box.folder, FEIYU_HOME: box.home, LANG: 'C' }
    const killed = spawnSync(process.execPath, [killedAt, 'sealed', 'SIGKILL', ...flags()], { cwd: box.folder, env })
    expect(killed.signal).toBe('SIGKILL')
    await rename(out, `${out}-moved`)
    const [part = ''] = await readdir(`${out}-moved`)
    expect((await stat(join(`${out}-moved`, part))).size).toBeGreaterThan(persons)
    await writeFile(join(box.folder, 'parts.csv'), 'part,pieces\nbolt,10\n')
    const next = await box.run(['cross', 'parts.csv', ...flowTo('Acme', out), ...stated, '--lang', language])
    expect(next).toMatchObject({ code: 0, stderr: expect.stringContaining(words) })
    expect(await homeState(box.home, uscc.first)).toMatchObject({ openCrossings: [], upper: { ordinary: persons } })
    const recorded = await box.json(['log', 'show'])
    expect(JSON.stringify(recorded.document)).toContain('destination-lost')
  },
)

test.each([
  [
    'en',
    'BROKEN OFF: what was written may have left',
    'no space left to write',
    'make room on the disk of',
    'run `feiyu cross` again',
    'its persons stay counted',
  ],
  ['zh', '过闸中断：已写出的数据可能已出境', '没有空间写入', '腾出空间', '再运行一次 `feiyu cross`', '其人数继续计入'],
] as const)(
  'the disk of the home is full and the crossing stays open: why, what may have left, what to do (%s)',
  async (language, ...words) => {
    // As the log says it when its disk has no room for the outcome.
    const full = async () => {
      throw diskError('FEIYU_DISK_FULL', 'log/write-ahead')
    }
    const open = await box.run([...flags(), '--lang', language], { reached: everyTime(['sealed', 'aborted'], full) })
    expect(open.code).toBe(1)
    for (const word of [...words, out, box.home, 'FEIYU_DISK_FULL']) expect(flat(open.stdout)).toContain(flat(word))
    expect(open.stdout).not.toMatch(/nothing has left|没有任何数据出境/)
    expect(open.stderr).toContain('FEIYU_CROSSING_OPEN')
  },
)

test('a crossing that stays open is one document: not crossed, perhaps left, with its cause; the next one closes it', async () => {
  const full = async () => {
    throw diskError('FEIYU_DISK_FULL', 'log/write-ahead')
  }
  expect(await box.json(flags(), { reached: everyTime(['settled'], full) })).toMatchObject({
    code: 1,
    document: {
      crossed: false,
      mayHaveLeft: true,
      destination: { folder: out, name: 'orders.csv' },
      error: { code: 'FEIYU_CROSSING_OPEN', cause: { code: 'FEIYU_DISK_FULL' } },
      next: expect.stringContaining('make room'),
      exit: 1,
    },
  })
  expect(await homeState(box.home, uscc.first)).toMatchObject({ openCrossings: [expect.any(String)] })
  await writeFile(join(box.folder, 'parts.csv'), 'part,pieces\nbolt,10\n')
  expect((await box.run(['cross', 'parts.csv', ...flowTo('Acme', out), ...stated])).code).toBe(0)
  expect(await homeState(box.home, uscc.first)).toMatchObject({ openCrossings: [], upper: { ordinary: persons } })
})

test('a home that is full before the permit is published: nothing has left, and it is said why', async () => {
  const full = async () => {
    throw diskError('FEIYU_DISK_FULL', 'books/x')
  }
  const ran = await box.run(flags(), { reached: everyTime(['reserved'], full) })
  expect(ran).toMatchObject({ code: 1, stderr: expect.stringContaining('FEIYU_DISK_FULL') })
  for (const word of ['BROKEN OFF: nothing has left', 'make room on that disk; then run `feiyu cross` again'])
    expect(flat(ran.stdout)).toContain(flat(word))
  expect(await box.json(flags(), { reached: everyTime(['reserved'], full) })).toMatchObject({
    code: 1,
    document: { crossed: false, mayHaveLeft: false, error: { code: 'FEIYU_DISK_FULL' }, exit: 1 },
  })
  expect(await readdir(out)).toEqual([])
  expect(await homeState(box.home, uscc.first)).toMatchObject({ openCrossings: [], upper: { ordinary: 0 } })
})

test('killed, the part moved away and an empty file put in its place: the name is not believed, its persons stay', async () => {
  const env = { PATH: '/usr/bin:/bin', HOME: box.folder, FEIYU_HOME: box.home, LANG: 'C' }
  spawnSync(process.execPath, [killedAt, 'sealed', 'SIGKILL', ...flags()], { cwd: box.folder, env })
  const [part = ''] = await readdir(out)
  await rename(join(out, part), join(box.folder, 'away'))
  await writeFile(join(out, part), '')
  await writeFile(join(box.folder, 'parts.csv'), 'part,pieces\nbolt,10\n')
  const next = await box.run(['cross', 'parts.csv', ...flowTo('Acme', out), ...stated])
  expect(next).toMatchObject({ code: 0, stderr: expect.stringContaining('its persons stay counted') })
  expect((await stat(join(box.folder, 'away'))).size).toBeGreaterThan(persons)
  expect(await homeState(box.home, uscc.first)).toMatchObject({ openCrossings: [], upper: { ordinary: persons } })
})

test.skipIf(process.platform === 'win32').each(['SIGINT', 'SIGTERM', 'SIGHUP'])(
  '%s stops cleanly: exit 3, nothing is left',
  async (signal) => {
    const env = { PATH: '/usr/bin:/bin', HOME: box.folder, FEIYU_HOME: box.home, LANG: 'C' }
    const ran = spawnSync(process.execPath, [killedAt, 'chunk-released', signal, ...flags()], { cwd: box.folder, env })
    expect({ code: ran.status, text: String(ran.stdout) }).toMatchObject({
      code: 3,
      text: expect.stringContaining('STOPPED BY YOU: nothing has left'),
    })
    expect(await readdir(out)).toEqual([])
  },
)

test('what cannot be a folder is said at once, and nothing is made for a file that does not cross', async () => {
  await writeFile(join(box.folder, 'taken'), '')
  const cannot = ['/proc/x', '/proc/x/y', join(box.folder, 'taken'), join(box.folder, 'taken', 'below')]
  for (const folder of process.platform === 'linux' ? cannot : cannot.slice(2)) {
    const { code, document } = await box.json(['cross', 'orders.csv', ...flowTo('Acme', folder)])
    expect({ folder, code, document }).toMatchObject({ code: 2, document: { error: { code: 'FEIYU_USAGE_OUT' } } })
  }
  expect((await box.json(['cross', 'orders.csv', ...flowTo('Acme', join(out, 'deep'))])).code).toBe(4)
  expect(existsSync(out)).toBe(false)
  await mkdir(join(box.folder, 'data'))
  expect(await box.json(['cross', 'data', ...flowTo('Acme', out)])).toMatchObject({
    code: 2,
    document: { error: { code: 'FEIYU_FORMAT_DIRECTORY' } },
  })
  const deep = [...flags().slice(0, 2), ...flowTo('Acme', join(out, 'deep')), ...flags().slice(10)]
  expect((await box.json(deep)).code).toBe(0)
  expect(await readdir(join(out, 'deep'))).toEqual(['orders.csv', 'orders.csv.receipt.json'])
})
