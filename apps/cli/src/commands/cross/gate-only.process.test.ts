import { spawnSync } from 'node:child_process'
import { chmod, type FileHandle, mkdir, open, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import process from 'node:process'
import { afterAll, beforeEach, expect, test } from 'vitest'
import { type Context, createContext, type Overrides } from '../../context.ts'
import type { HandlerBook } from '../../home/handler-book.ts'
import { type Home, openHome } from '../../home/open-home.ts'
import { readFlags } from '../../options/flag.ts'
import { readLaw } from '../../packs/read-packs.ts'
import {
  flowTo,
  handler,
  openingOf,
  proofs,
  stated,
  writeHidden,
  writePersons,
  writeProofs,
} from '../../testing/crossing-files.ts'
import { homeState } from '../../testing/home-state.ts'
import { residentId, uscc } from '../../testing/people.ts'
import { createSandbox, type Sandbox } from '../../testing/run-cli.ts'
import { silentStreams } from '../../testing/silent-streams.ts'
import { readColumnChanges } from '../check/read-column-changes.ts'
import { readStated } from '../check/stated.ts'
import { crossFlags } from './cross.flags.ts'
import { legalPersons } from './cross.ts'
import { prepare } from './prepare.ts'
import type { Prepared } from './prepared.ts'
import { recordOpening } from './record-opening.ts'
import { release } from './release.ts'

// Between the two passes stands the check. Here it is passed over, or the world changes meanwhile: only the gate is left.

let box: Sandbox
let out: string
const boxes: Sandbox[] = []
const handles: FileHandle[] = []
beforeEach(async () => {
  box = await createSandbox()
  boxes.push(box)
  out = join(box.folder, 'outbox')
  await writeProofs(box.folder)
  await mkdir(out)
})
afterAll(async () => {
  await Promise.all(handles.map((handle) => handle.close()))
  await Promise.all(boxes.map((one) => one[Symbol.asyncDispose]()))
})

/** The first pass of `feiyu cross`, up to where the check would say no. */
async function firstPass(
  name: string,
  words: readonly string[],
  overrides: Overrides = {},
): Promise<{ readonly context: Context; readonly home: Home; readonly prepared: Prepared }> {
  const config = { home: box.home, noColour: true, locale: null, account: 'test' }
  const context = createContext(config, silentStreams(), { language: 'en', json: true, ...overrides })
  const flags = readFlags(found(words), crossFlags)
  const path = join(box.folder, name)
  const law = await readLaw(context)
  const input = await open(path, 'r')
  handles.push(input)
  const said = await readStated(context, law, { ...flags, asOf: undefined, expect: undefined, report: undefined })
  const home = await openHome(context)
  const books: HandlerBook[] = []
  for (const code of await legalPersons(said, flags, path, input))
    books.push(await home.bookOf(code, context.clock.now()))
  const changes = readColumnChanges(flags)
  const judged = await prepare(context, { law, home, stated: said, changes, input, books, path, flags })
  return { context, home, prepared: (await recordOpening(context, judged)).prepared }
}

/** `--some-flag value` as the command line's parser hands it on. */
function found(words: readonly string[]): Readonly<Record<string, readonly string[]>> {
  const values: Record<string, string[]> = {}
  for (let at = 0; at < words.length; at += 2) {
    const key = (words[at] ?? '').slice(2).replaceAll(/-(.)/g, (_, letter: string) => letter.toUpperCase())
    const word = words[at + 1] ?? ''
    values[key] = [...(values[key] ?? []), word.endsWith('.txt') ? join(box.folder, word) : word]
  }
  return values
}

/** Everything that the check found missing, taken as met by nobody: the gate has to hold alone. */
function unchecked(prepared: Prepared): Prepared {
  const conditions = prepared.file.conditions.filter(({ state }) => state !== 'missing')
  return { ...prepared, file: { ...prepared.file, conditions, mayCross: true } }
}

const whole = [...stated, ...proofs, ...handler]
const place = (name: string) => ({ folder: out, name })

async function released(context: Context, prepared: Prepared, name: string, stop = new AbortController()) {
  return (await release(context, prepared, place(name), stop.signal)).result
}

test('the check passed over, the gate stops the hidden number: row, column and kind; the chunk never leaves', async () => {
  const hidden = await writeHidden(join(box.folder, 'parts.csv'), 100_000, 90_000)
  const { context, prepared } = await firstPass('parts.csv', [...flowTo('Acme', out), ...whole, ...openingOf(0)])
  expect(prepared.file.mayCross).toBe(false)
  const result = await released(context, unchecked(prepared), 'parts.csv')
  expect(result).toMatchObject({
    kind: 'stopped',
    stop: { code: 'uncleared-value', row: 90_000, column: 3, type: 'resident_id' },
    outcome: { end: 'stopped', released: { bytes: 0, rows: 0 } },
  })
  expect(JSON.stringify(result)).not.toContain(hidden)
  expect(await readdir(out)).toEqual([])
  expect(await homeState(box.home, uscc.first)).toMatchObject({
    openCrossings: [],
    unsettled: 0,
    upper: { ordinary: 0 },
  })
})

test('headroom for 9 and 20 new persons: stopped before the chunk; 9 new and 11 repeats cross', async () => {
  await writePersons(join(box.folder, 'known.csv'), 0, 11)
  await writePersons(join(box.folder, 'nine.csv'), 11, 9)
  await writePersons(join(box.folder, 'twenty.csv'), 100, 20)
  await writePersons(join(box.folder, 'mixed.csv'), 0, 20)
  const flags = [...flowTo('Acme', out), ...whole]
  const known = await firstPass('known.csv', [...flags, ...openingOf(0)])
  expect((await released(known.context, known.prepared, 'known.csv')).kind).toBe('completed')
  // The permit is for nine persons; what comes through the gate is another file, with twenty.
  const nine = await firstPass('nine.csv', flags)
  const input = await open(join(box.folder, 'twenty.csv'), 'r')
  handles.push(input)
  const stopped = await released(nine.context, { ...nine.prepared, input }, 'twenty.csv')
  expect(stopped).toMatchObject({
    kind: 'stopped',
    stop: { code: 'over-headroom' },
    outcome: { released: { bytes: 0 } },
  })
  expect((await homeState(box.home, uscc.first)).upper).toEqual({ ordinary: 11, sensitive: 0 })
  const mixed = await firstPass('mixed.csv', flags)
  expect(await released(mixed.context, mixed.prepared, 'mixed.csv')).toMatchObject({
    kind: 'completed',
    outcome: { newPersons: { ordinary: 9, sensitive: 0 } },
  })
  expect((await readdir(out)).filter((name) => name.endsWith('.csv'))).toEqual(['known.csv', 'mixed.csv'])
})

test('a file that changed between the scan and the second pass is refused', async () => {
  const path = join(box.folder, 'orders.csv')
  await writePersons(path, 0, 50)
  const { context, prepared } = await firstPass('orders.csv', [...flowTo('Acme', out), ...whole, ...openingOf(0)])
  await writeFile(path, (await readFile(path, 'utf8')).replaceAll('Shanghai', 'Shandong'))
  expect(await released(context, prepared, 'orders.csv')).toMatchObject({
    kind: 'stopped',
    stop: { code: 'other-revision' },
  })
  expect(await readdir(out)).toEqual([])
  expect((await homeState(box.home, uscc.first)).upper).toEqual({ ordinary: 0, sensitive: 0 })
})

test('two that were judged before either crossed do not exceed the scale of their mechanism together', async () => {
  await writePersons(join(box.folder, 'first.csv'), 0, 30)
  await writePersons(join(box.folder, 'a.csv'), 30, 6)
  await writePersons(join(box.folder, 'b.csv'), 36, 6)
  const scc = { kind: 'SCC', number: 'SH-1', recipient: 'Acme', country: 'DE', validFrom: '2026-01-01' }
  const filed = { ...scc, persons: { ordinary: 40, sensitive: 0 } }
  await writeFile(join(box.folder, 'scc.txt'), JSON.stringify(filed))
  const flags = [...flowTo('Acme', out), ...whole, '--mechanism', 'scc.txt']
  const first = await firstPass('first.csv', [...flags, ...openingOf(200_000)])
  expect((await released(first.context, first.prepared, 'first.csv')).kind).toBe('completed')
  const both = [await firstPass('a.csv', flags), await firstPass('b.csv', flags)] as const
  for (const { prepared } of both) expect(prepared.file.mayCross).toBe(true)
  const ended = await Promise.all(
    both.map(({ context, prepared }, index) => released(context, prepared, `${index}.csv`)),
  )
  expect(ended.map(({ kind }) => kind).sort()).toEqual(['completed', 'no-headroom'])
  expect(ended.find(({ kind }) => kind === 'no-headroom')).toMatchObject({ of: 'mechanism' })
  expect(await homeState(box.home, uscc.first)).toMatchObject({ unsettled: 0, upper: { ordinary: 200_036 } })
})

test('the legal persons of a group keep to one scale together, also two crossings at the same moment', async () => {
  const rows = (from: number) =>
    Array.from({ length: 12 }, (_, index) => `${residentId(from + index)},${index < 6 ? uscc.first : uscc.second}`)
  const scc = { kind: 'SCC', number: 'SH-1', recipient: 'Acme', country: 'DE', validFrom: '2026-01-01' }
  const filed = { ...scc, persons: { ordinary: 30, sensitive: 0 } }
  await writeFile(join(box.folder, 'scc.txt'), JSON.stringify(filed))
  for (const [index, name] of ['first', 'a', 'b'].entries()) {
    await writeFile(join(box.folder, `${name}.csv`), `id_number,company\n${rows(index * 12).join('\n')}\n`)
  }
  const opening = ['--count', '200000', '--sensitive', '0', '--source', 'files', '--by', 'Li Lei']
  const flags = [...flowTo('Acme', out), ...whole, '--mechanism', 'scc.txt', '--handler-column', 'company']
  // The home is made by the one who approves here.
  await firstPass('first.csv', flags)
  for (const code of [uscc.first, uscc.second]) await box.run(['tally', 'import', '--uscc', code, ...opening])
  const first = await firstPass('first.csv', flags)
  expect((await released(first.context, first.prepared, 'first.csv')).kind).toBe('completed')
  const both = [await firstPass('a.csv', flags), await firstPass('b.csv', flags)] as const
  const ended = await Promise.all(
    both.map(({ context, prepared }, index) => released(context, prepared, `${index}.csv`)),
  )
  // 12 and 12 and 12 persons, and a scale of 30: never both; where each saw the other on its way, none.
  const done = ended.filter(({ kind }) => kind === 'completed').length
  expect(done).toBeLessThanOrEqual(1)
  for (const result of ended) if (result.kind !== 'completed') expect(result).toMatchObject({ of: 'mechanism' })
  for (const code of [uscc.first, uscc.second]) {
    expect(await homeState(box.home, code)).toMatchObject({ unsettled: 0, upper: { ordinary: 200_006 + 6 * done } })
  }
})

test('23:59:59 on 31 December and 00:00:00 on 1 January in Shanghai fall into two books', async () => {
  await writePersons(join(box.folder, 'orders.csv'), 0, 5)
  const flags = [...flowTo('Acme', out), ...whole, ...openingOf(0)]
  for (const [year, moment] of [
    [2026, '2026-12-31T15:59:58.000Z'],
    [2027, '2026-12-31T16:00:00.000Z'],
  ] as const) {
    const clock = { now: () => Date.parse(moment) }
    const { context, home, prepared } = await firstPass('orders.csv', flags, { clock })
    const result = await released(context, prepared, `${year}.csv`)
    expect(result).toMatchObject({ kind: 'completed', outcome: { newPersons: { ordinary: 5 } } })
    await using book = await home.books.book(uscc.first, year)
    expect((await book.figures()).settled).toEqual({ ordinary: 5, sensitive: 0 })
  }
})

test('a person who stops it: nothing is left, and the outcome says so', async () => {
  await writePersons(join(box.folder, 'orders.csv'), 0, 50)
  const stop = new AbortController()
  const reached: Overrides['reached'] = (point) => {
    if (point === 'chunk-released') stop.abort()
  }
  const { context, prepared } = await firstPass('orders.csv', [...flowTo('Acme', out), ...whole, ...openingOf(0)], {
    reached,
  })
  expect(await released(context, prepared, 'orders.csv', stop)).toMatchObject({
    kind: 'stopped',
    stop: { code: 'operator' },
  })
  expect(await readdir(out)).toEqual([])
})

test.each([
  ['before the first byte', 'permit-published', 0],
  ['after the last one', 'sealed', 50],
] as const)(
  'a destination that vanishes %s: the permit is closed with an outcome that says what may have left',
  async (_, at, stay) => {
    await writePersons(join(box.folder, 'orders.csv'), 0, 50)
    const reached: Overrides['reached'] = async (point) => {
      if (point === at) await rm(out, { recursive: true, force: true })
    }
    const { context, prepared } = await firstPass('orders.csv', [...flowTo('Acme', out), ...whole, ...openingOf(0)], {
      reached,
    })
    expect(await released(context, prepared, 'orders.csv')).toMatchObject({
      kind: 'broken',
      error: { code: 'FEIYU_DISK_GONE' },
      outcome: { end: 'stopped', stop: { code: 'destination-failed' }, newPersons: { ordinary: stay } },
    })
    expect(await homeState(box.home, uscc.first)).toMatchObject({
      faults: [],
      openCrossings: [],
      unsettled: 0,
      upper: { ordinary: stay },
      entries: expect.arrayContaining(['permit', 'outcome']),
    })
  },
)

test('a destination that cannot be written: refused before a permit is spent', async () => {
  await writePersons(join(box.folder, 'orders.csv'), 0, 5)
  const { context, prepared } = await firstPass('orders.csv', [...flowTo('Acme', out), ...whole, ...openingOf(0)])
  await chmod(out, 0o500)
  // To root nothing is forbidden: it becomes `nobody` meanwhile, to whom all of this is given.
  const isRoot = process.geteuid?.() === 0
  if (isRoot) expect(spawnSync('chown', ['-R', '65534:65534', box.folder]).status).toBe(0)
  if (isRoot) process.seteuid?.(65534)
  try {
    await expect(released(context, prepared, 'orders.csv')).rejects.toMatchObject({ code: 'FEIYU_DISK_READ_ONLY' })
  } finally {
    if (isRoot) process.seteuid?.(0)
  }
  await chmod(out, 0o700)
  expect(await readdir(out)).toEqual([])
  expect(await homeState(box.home, uscc.first)).toMatchObject({
    openCrossings: [],
    unsettled: 0,
    upper: { ordinary: 0 },
  })
  expect((await homeState(box.home, uscc.first)).entries).not.toContain('permit')
})
