import { cp, mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createSandbox, type Sandbox } from '../../testing/run-cli.ts'

const root = fileURLToPath(new URL('../../../../../', import.meta.url))
let box: Sandbox
beforeAll(async () => {
  box = await createSandbox()
})
afterAll(() => box[Symbol.asyncDispose]())

/** Replaces the row or case of an id, up to the next one. */
async function replaceItem(path: string, start: string, text: string): Promise<void> {
  const before = await readFile(path, 'utf8')
  const from = before.indexOf(start)
  const next = before.indexOf('\n- ', from)
  expect(from).toBeGreaterThan(0)
  await writeFile(path, `${before.slice(0, from)}${text}${next < 0 ? '' : before.slice(next + 1)}`)
}

test.each(['', '.zh'])('whoever follows the guide (%s) to the letter ends with a proven rule', async (language) => {
  const guide = await readFile(join(root, `docs/guides/write-a-pack${language}.md`), 'utf8')
  const [source, rules, cases, overtaken, change] = [...guide.matchAll(/```yaml\n([\s\S]*?)```/g)].map(
    (block) => block[1] ?? '',
  )
  const folder = join(box.folder, `law${language}`)
  const cn = join(folder, 'cn')
  await mkdir(folder)
  await cp(join(root, 'packs'), folder, { recursive: true })
  await writeFile(join(cn, 'sources/cn-exercise-amendment-2027.yaml'), source ?? '')
  await replaceItem(join(cn, 'decisions/extension.yaml'), '- id: major-incident\n', rules ?? '')
  const early = await box.json(['packs', 'check', '--folder', folder])
  expect(early.code).toBe(1)
  expect(JSON.stringify(early.document.problems)).toContain('LX-030')
  await writeFile(join(cn, 'cases/exercise.yaml'), cases ?? '')
  await replaceItem(join(cn, 'cases/validity.yaml'), "- name: 'LX-030", overtaken ?? '')
  const head = join(cn, 'pack.yaml')
  const text = (await readFile(head, 'utf8')).replace(/^version: .*$/m, "version: '2027.1.0'")
  await writeFile(head, text.replace('changes:\n', `changes:\n${change}`))
  expect((await box.json(['packs', 'check', '--folder', folder])).document.problems).toEqual([])
})
