import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { flowTo, handler, openingOf, proofs, stated, writeProofs } from '../../testing/crossing-files.ts'
import { uscc } from '../../testing/people.ts'
import { createSandbox, type Sandbox } from '../../testing/run-cli.ts'

let box: Sandbox
beforeEach(async () => {
  box = await createSandbox()
  await writeProofs(box.folder)
})
afterEach(() => box[Symbol.asyncDispose]())

/** A file of a system whose users have the numbers from 1 on. */
async function writeUsers(name: string, users: number): Promise<void> {
  const rows = Array.from({ length: users }, (_, index) => `${index + 1},Shanghai`)
  await writeFile(join(box.folder, name), `user_id,city\n${rows.join('\n')}\n`)
}

async function cross(name: string, ...more: readonly string[]): Promise<string> {
  const flags = [...flowTo('Rhine GmbH', join(box.folder, `out-${name}`)), ...stated, ...proofs, ...handler]
  const { code, stdout, stderr } = await box.run(['cross', name, ...flags, ...more])
  expect(code, stderr + stdout).toBe(0)
  return stdout
}

async function tally(): Promise<Record<string, unknown>> {
  const { document } = await box.json(['tally', 'show', '--uscc', uscc.first])
  return (document.books as Record<string, unknown>[])[0]!
}

test('two systems whose users have the same numbers are two sets of persons; one system twice is one', async () => {
  await writeUsers('shop.csv', 40)
  await writeUsers('desk.csv', 30)
  await writeUsers('later.csv', 45)
  await cross('shop.csv', '--register', 'shop', ...openingOf(0))
  expect(await tally()).toMatchObject({ figures: { upper: { ordinary: 40 } }, alone: 0, precision: 'exact' })
  await cross('desk.csv', '--register', 'desk')
  expect(await tally()).toMatchObject({ figures: { upper: { ordinary: 70 } }, alone: 0, precision: 'upper-bound' })
  const text = await cross('later.csv', '--register', ' shop ')
  expect(text).not.toContain('--register')
  expect(await tally()).toMatchObject({ figures: { upper: { ordinary: 75 } } })
})

test('where nobody names the system, the numbers of each crossing are persons of its own, and it is said', async () => {
  await writeUsers('shop.csv', 40)
  await writeUsers('desk.csv', 30)
  expect(await cross('shop.csv', ...openingOf(0))).toContain('--register')
  const again = ['check', 'desk.csv', '--to', 'DE', ...stated, ...handler]
  expect((await box.run(again)).stdout).toContain('--register NAME')
  expect((await box.run([...again, '--lang', 'zh'])).stdout).toContain('--register')
  expect(await box.json(again)).toMatchObject({ document: { tally: { newPersons: { ordinary: 30 }, isAlone: true } } })
  await cross('desk.csv')
  expect(await tally()).toMatchObject({ figures: { upper: { ordinary: 70 } }, alone: 2, precision: 'upper-bound' })
  expect((await box.run(['tally', 'show'])).stdout).toContain('--register')
})

test('imports name their system as crossings do', async () => {
  await writeUsers('shop.csv', 40)
  await writeUsers('earlier.csv', 50)
  const signed = ['--uscc', uscc.first, '--source', 'files', '--by', 'Li Lei']
  const imported = ['tally', 'import', '--file', 'earlier.csv', ...signed]
  expect((await box.run([...imported, '--register', 'shop'])).code).toBe(0)
  await cross('shop.csv', '--register', 'shop')
  expect(await tally()).toMatchObject({ figures: { upper: { ordinary: 50 } } })
  expect((await box.run(imported)).code).toBe(0)
  expect(await tally()).toMatchObject({ figures: { upper: { ordinary: 100 } }, alone: 1 })
})
