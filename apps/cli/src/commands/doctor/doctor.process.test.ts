import { chmod, mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeEach, expect, test } from 'vitest'
import { createSandbox, type Sandbox } from '../../testing/run-cli.ts'

let box: Sandbox
const boxes: Sandbox[] = []
beforeEach(async () => {
  box = await createSandbox()
  boxes.push(box)
})
afterAll(() => Promise.all(boxes.map((one) => one[Symbol.asyncDispose]())))

async function states(): Promise<{ readonly code: number | null; readonly found: Readonly<Record<string, string>> }> {
  const { code, document } = await box.json(['doctor'])
  const checks: unknown = document.checks
  if (!Array.isArray(checks)) throw new TypeError('no checks')
  return { code, found: Object.fromEntries(checks.map((one: { id: string; state: string }) => [one.id, one.state])) }
}

test('a fresh machine works, and leaves no home behind', async () => {
  const { code, found } = await states()
  expect(code).toBe(0)
  expect(found).toMatchObject({
    version: 'good',
    node: 'good',
    home: 'good',
    disk: 'good',
    clock: 'good',
    packs: 'good',
    statements: 'look',
  })
})

test('a home that others can read is to look at', async () => {
  await mkdir(box.home)
  await chmod(box.home, 0o755)
  expect((await states()).found).toMatchObject({ home: 'look' })
})

test('a home that is a file, and statements that cannot be read, would fail', async () => {
  await writeFile(box.home, 'x')
  expect(await states()).toMatchObject({ code: 1, found: { home: 'fails' } })
})

test('broken statements would fail and are named', async () => {
  await mkdir(box.home, { mode: 0o700 })
  await writeFile(join(box.home, 'feiyu.yaml'), 'schema: statements/9\nstatements: []\n')
  expect(await states()).toMatchObject({ code: 1, found: { statements: 'fails' } })
})

test('in Chinese the report says what to do', async () => {
  const { stdout } = await box.run(['doctor', '--lang', 'zh'])
  expect(stdout).toContain('本机上的飞鱼')
  expect(stdout).toContain('feiyu init')
})
