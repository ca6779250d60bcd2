import { readdir, rename, rm, stat, writeFile } from 'node:fs/promises'
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

test('a home that lost its key or its log begins no new one', async () => {
  await box.run(cross('a'))
  await rename(join(box.home, 'keys/port'), join(box.home, 'port'))
  expect((await box.run(cross('b'))).stdout).toContain('FEIYU_HOME_KEY_LOST')
  await rename(join(box.home, 'port'), join(box.home, 'keys/port'))
  await rm(join(box.home, 'log'), { recursive: true })
  const ran = await box.run(cross('c'))
  expect({ code: ran.code, stdout: ran.stdout }).toMatchObject({
    code: 1,
    stdout: expect.stringContaining('FEIYU_HOME_LOG_LOST'),
  })
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
