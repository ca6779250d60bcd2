import { spawn } from 'node:child_process'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import process from 'node:process'
import { fileURLToPath } from 'node:url'
import { crossingPoints } from '@feiyu/gate'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { flowTo, handler, openingOf, proofs, stated, writePersons, writeProofs } from '../../testing/crossing-files.ts'
import { homeState } from '../../testing/home-state.ts'
import { uscc } from '../../testing/people.ts'
import { createSandbox, type Sandbox } from '../../testing/run-cli.ts'

const rows = 400
/** More of them belong to `npm run soak`. */
const randomKills = 5
const killedAt = fileURLToPath(new URL('../../testing/killed-at.ts', import.meta.url))

let box: Sandbox
let out: string
/** Files of crossings that were begun, each of new persons. */
const begun: string[] = []
beforeAll(async () => {
  box = await createSandbox()
  out = join(box.folder, 'outbox')
  await writeProofs(box.folder)
  await writePersons(join(box.folder, 'first.csv'), 0, 1)
  const { code } = await box.json(['cross', 'first.csv', ...flowTo('Acme', out), ...whole, ...openingOf(0)])
  expect(code).toBe(0)
})
afterAll(() => box[Symbol.asyncDispose]())

const whole = [...stated, ...proofs, ...handler]

/** Starts a crossing of new persons, killed at a point, or after some milliseconds. Says whether it was. */
async function killed(name: string, kill: { readonly point: string } | { readonly afterMs: number }): Promise<boolean> {
  await writePersons(join(box.folder, name), 10_000 + begun.length * rows, rows)
  begun.push(name)
  const point = 'point' in kill ? kill.point : 'none'
  const env = { PATH: '/usr/bin:/bin', HOME: box.folder, FEIYU_HOME: box.home, LANG: 'C' }
  const args = [killedAt, point, '1', 'cross', name, ...flowTo('Acme', out), ...whole]
  const child = spawn(process.execPath, args, { cwd: box.folder, env, stdio: 'ignore' })
  const timer = 'afterMs' in kill ? setTimeout(() => child.kill('SIGKILL'), kill.afterMs) : undefined
  const signal = await new Promise((resolve) => child.on('close', (_code, by) => resolve(by)))
  clearTimeout(timer)
  return signal === 'SIGKILL'
}

/** Persons of all files that are there: what the tally may never be below. */
async function truth(): Promise<number> {
  const names = await readdir(out)
  return 1 + rows * begun.filter((name) => names.includes(name)).length
}

/** What holds at any moment, also before anybody has closed what was killed. */
async function holdsNow(): Promise<void> {
  const state = await homeState(box.home, uscc.first)
  expect(state.faults).toEqual([])
  expect(state.upper?.ordinary).toBeGreaterThanOrEqual(await truth())
  // The command before closed whatever was open; only the last one may be.
  expect(state.openCrossings.length).toBeLessThanOrEqual(1)
}

test.each(crossingPoints.filter((point) => point !== 'aborted'))('killed at the point %s', async (point) => {
  expect(await killed(`${point}.csv`, { point })).toBe(true)
  await holdsNow()
})

test('killed at random moments', async () => {
  for (let time = 0; time < randomKills; time++) {
    await killed(`random-${time}.csv`, { afterMs: 200 + ((time * 617) % 900) })
    await holdsNow()
  }
})

test('the next command closes what is open: tally and truth are the same, every file has its receipt', async () => {
  await writePersons(join(box.folder, 'next.csv'), 0, 1)
  expect((await box.json(['cross', 'next.csv', ...flowTo('Acme', `${out}-next`), ...whole])).code).toBe(0)
  const state = await homeState(box.home, uscc.first)
  expect(state).toMatchObject({ faults: [], openCrossings: [], unsettled: 0, upper: { ordinary: await truth() } })
  const count = (kind: string) => state.entries.filter((one) => one === kind).length
  expect(count('permit')).toBe(count('outcome'))
  const names = await readdir(out)
  const crossed = begun.filter((name) => names.includes(name))
  expect(names.toSorted()).toEqual(
    ['first.csv', ...crossed].flatMap((name) => [name, `${name}.receipt.json`]).toSorted(),
  )
  // Before the commit nothing is there; after it everything is.
  const points = crossingPoints.filter((point) => begun.includes(`${point}.csv`))
  const committed = points.slice(points.indexOf('committed')).map((point) => `${point}.csv`)
  expect(crossed.filter((name) => !name.startsWith('random'))).toEqual(committed)
  for (const name of crossed) {
    const receipt = ['verify', join(out, `${name}.receipt.json`), '--key', join(box.home, 'log/key')]
    expect((await box.run([...receipt, '--data', join(out, name)])).code).toBe(0)
    expect(await readFile(join(out, name), 'utf8')).toBe(await readFile(join(box.folder, name), 'utf8'))
  }
})
