import { cp, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createSandbox, type Sandbox } from '../../testing/run-cli.ts'

const packs = fileURLToPath(new URL('../../../../../packs', import.meta.url))
let box: Sandbox
beforeAll(async () => {
  box = await createSandbox()
})
afterAll(() => box[Symbol.asyncDispose]())

async function copyOf(name: string, change: (text: string) => string, file: string): Promise<string> {
  await cp(packs, join(box.folder, name), { recursive: true })
  const path = join(box.folder, name, 'cn', file)
  await writeFile(path, change(await readFile(path, 'utf8')))
  return name
}

test('list and show say what a pack holds', async () => {
  const list = await box.json(['packs', 'list'])
  expect(list.document.packs).toContainEqual(
    expect.objectContaining({ id: 'cn', digest: expect.stringMatching(/^sha256:/) }),
  )
  expect(list.document.packs).toHaveLength(13)
  const show = await box.json(['packs', 'show', 'cn', '--as-of', '2026-11-23'])
  expect(show.document).toMatchObject({ id: 'cn', asOf: '2026-11-23' })
  expect(await box.json(['packs', 'show', 'xn'])).toMatchObject({
    code: 2,
    document: { error: { code: 'FEIYU_USAGE_UNKNOWN_PACK' } },
  })
})

test('the packs of this checkout are proven', async () => {
  const { code, document } = await box.json(['packs', 'check'])
  expect(document.problems).toEqual([])
  expect(code).toBe(0)
})

test('a deleted row is found with a counterexample, exit 1', async () => {
  const name = await copyOf(
    'holed',
    (text) => text.replace(/- id: art-8-ordinary\n[\s\S]*?\n(?=- id)/, ''),
    'decisions/pathway.yaml',
  )
  const { code, document } = await box.json(['packs', 'check', '--folder', name])
  expect(code).toBe(1)
  expect(JSON.stringify(document.problems)).toContain('counterexample')
})

test('an unknown key of a pack is named with its line, exit 2', async () => {
  const name = await copyOf('misspelt', (text) => text.replace('version:', 'versoin:'), 'pack.yaml')
  const { code, document } = await box.json(['packs', 'check', '--folder', name])
  expect(code).toBe(2)
  expect(document.problems).toEqual([
    expect.objectContaining({
      code: 'FEIYU_PACK_UNKNOWN_KEY',
      at: expect.stringMatching(/pack\.yaml:\d+/),
      message: expect.stringContaining('did you mean'),
    }),
  ])
})

test('a folder without packs is a clear error', async () => {
  expect(await box.json(['packs', 'check', '--folder', 'nowhere'])).toMatchObject({
    code: 2,
    document: { error: { code: 'FEIYU_USAGE_NO_PACKS' } },
  })
})
