import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeEach, expect, test } from 'vitest'
import { flowTo, stated } from '../../testing/crossing-files.ts'
import { createSandbox, type Sandbox } from '../../testing/run-cli.ts'

let box: Sandbox
const boxes: Sandbox[] = []
beforeEach(async () => {
  box = await createSandbox()
  boxes.push(box)
})
afterAll(() => Promise.all(boxes.map((one) => one[Symbol.asyncDispose]())))

test.each([
  ['half a surrogate pair', 'a.ndjson', Buffer.from('{"a":"x","\\ud800":"y"}\n'), '{"a":"x"}\n'],
  ['half a pair below a key', 'a.ndjson', Buffer.from('{"a":"x","b":{"\\udc00":"y"}}\n'), '{"a":"x"}\n'],
  ['U+FFFD', 'a.ndjson', Buffer.from('{"a":"x","\ufffd":"y"}\n'), '{"a":"x"}\n'],
  ['bytes that are no UTF-8', 'a.csv', Buffer.from('part,b\xff\nbolt,nut\n', 'latin1'), 'part\nbolt\n'],
])('a name with %s is a condition, and crosses only where it is taken out', async (_what, name, content, left) => {
  await writeFile(join(box.folder, name), content)
  const out = join(box.folder, 'outbox')
  const flags = [...flowTo('Acme GmbH', out), ...stated, '--encoding', 'utf-8', '--header', 'present']
  const to = flags.filter((one) => one !== '--out' && one !== out)
  const { document } = await box.json(['check', name, ...to])
  const missing = { id: 'names', state: 'missing', flag: '--drop column_2' }
  expect(document).toMatchObject({
    mayCross: false,
    conditions: expect.arrayContaining([expect.objectContaining(missing)]),
  })
  const refused = await box.json(['cross', name, ...flags])
  expect(refused).toMatchObject({ code: 3, document: { conditions: document.conditions } })
  const { code } = await box.json(['cross', name, ...flags, '--drop', 'column_2'])
  expect(code).toBe(0)
  expect(await readFile(join(out, name), 'utf8')).toBe(left)
  for (const [lang, words] of [
    ['en', 'a name of column_2 that can be read'],
    ['zh', 'column_2 的列名须能确切读出'],
  ] as const) {
    expect((await box.run(['check', name, ...to, '--lang', lang])).stdout).toContain(words)
  }
})
