import { mkdir, readdir, rename, rm, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import process from 'node:process'
import { afterAll, beforeEach, expect, test } from 'vitest'
import { flowTo, stated } from '../testing/crossing-files.ts'
import { homeState } from '../testing/home-state.ts'
import { uscc } from '../testing/people.ts'
import { createSandbox, type Sandbox } from '../testing/run-cli.ts'

let box: Sandbox
const boxes: Sandbox[] = []
beforeEach(async () => {
  box = await createSandbox()
  boxes.push(box)
  await writeFile(join(box.folder, 'parts.csv'), 'part,pieces\nbolt,10\n')
})
afterAll(() => Promise.all(boxes.map((one) => one[Symbol.asyncDispose]())))

const cross = (out: string) => ['cross', 'parts.csv', ...flowTo('Acme', join(box.folder, out)), ...stated, '--json']

test('commands that begin a home at the same moment end up with one key and one log', async () => {
  const ran = await Promise.all(['a', 'b', 'c'].map((out) => box.spawn(cross(out))))
  expect(ran.map(({ code }) => code)).toEqual([0, 0, 0])
  expect(ran.filter(({ stderr }) => stderr.includes('New keys were made'))).toHaveLength(1)
  const state = await homeState(box.home, uscc.first)
  expect(state.faults).toEqual([])
  expect(state.entries.toSorted()).toEqual(['outcome', 'outcome', 'outcome', 'permit', 'permit', 'permit'])
  expect((await readdir(join(box.home, 'keys'))).filter((name) => name.startsWith('port'))).toEqual(['port'])
})

test.skipIf(process.platform === 'win32')('everything in the home is for its owner alone', async () => {
  await box.run(cross('a'))
  const files = await readdir(box.home, { recursive: true })
  for (const name of files)
    expect({ name, mode: (await stat(join(box.home, name))).mode & 0o077 }).toEqual({ name, mode: 0 })
})

test.each([
  { lost: ['keys/port'], code: 'FEIYU_HOME_KEY_LOST' },
  { lost: ['log'], code: 'FEIYU_HOME_LOG_LOST' },
  { lost: ['log', 'books'], code: 'FEIYU_HOME_LOG_LOST' },
  // What is left of it: closed crossings and decisions.
  { lost: ['log', 'books', 'keys'], code: 'FEIYU_HOME_LOG_LOST' },
  { lost: ['log', 'books', 'keys', 'crossings'], code: 'FEIYU_HOME_LOG_LOST' },
  { lost: ['log', 'books', 'keys', 'decisions', 'denials'], code: 'FEIYU_HOME_LOG_LOST' },
  { lost: ['log/tile'], code: 'FEIYU_LOG_FILE_MISSING' },
])('a home that lost $lost is neither begun anew nor praised: cross, check, tally and doctor say so', async (how) => {
  await box.run(cross('a'))
  for (const part of how.lost) await rm(join(box.home, part), { recursive: true, force: true })
  const before = (await readdir(box.home, { recursive: true })).toSorted()
  const commands = [
    cross('b'),
    ['check', 'parts.csv', '--to', 'DE', ...stated, '--json'],
    ['tally', 'show', '--json'],
    ['doctor', '--json'],
  ]
  for (const args of commands) {
    const { code, stdout } = await box.run(args)
    expect({ args, code, stdout }).toEqual({ args, code: 1, stdout: expect.stringContaining(how.code) })
  }
  expect((await readdir(box.home, { recursive: true })).toSorted()).toEqual(before)
})

test('a home that was never begun is whole, and so is one whose beginning was cut off', async () => {
  const check = ['check', 'parts.csv', '--to', 'DE', ...stated, '--json']
  expect((await box.run(check)).code).toBe(0)
  await box.run(cross('a'))
  // As it lies where the process died before the log was made.
  const fresh = await createSandbox()
  boxes.push(fresh)
  await mkdir(join(fresh.home, 'keys'), { recursive: true, mode: 0o700 })
  await rename(join(box.home, 'keys/port'), join(fresh.home, 'keys/port.next'))
  await mkdir(join(fresh.home, 'crossings'), { mode: 0o700 })
  expect((await fresh.run(['doctor'])).code).toBe(0)
  expect((await fresh.run(['tally', 'show'])).code).toBe(0)
})

test('a key that cannot be read is named, and nothing of it is shown', async () => {
  await box.run(cross('a'))
  await writeFile(join(box.home, 'keys/port'), 'name: feiyu.home/x\nmy secret words\n')
  const ran = await box.run(cross('b'))
  expect(ran.stdout).toContain('FEIYU_HOME_KEY_BROKEN')
  expect(ran.stdout + ran.stderr).not.toContain('secret')
})

test('an approver who was never enrolled opens nothing', async () => {
  await box.run(cross('a'))
  await writeFile(
    join(box.home, 'keys/approvers/local.yaml'),
    'person: somebody else\nkey: example.com/x+00000000+AQ==\n',
  )
  const other = await box.run(cross('b'))
  expect(other.code).not.toBe(0)
  await rm(join(box.home, 'keys/approvers/local.yaml'))
  const none = await box.run(cross('c'))
  expect({ code: none.code, stdout: none.stdout }).toMatchObject({
    code: 3,
    stdout: expect.stringContaining('unknown-approver'),
  })
})
