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

/** A copy of all packs with one file of `cn` changed. */
async function copyOf(name: string, file: string, change: (text: string) => string): Promise<string> {
  await cp(packs, join(box.folder, name), { recursive: true })
  const path = join(box.folder, name, 'cn', file)
  const before = await readFile(path, 'utf8')
  const after = change(before)
  expect(after).not.toBe(before)
  await writeFile(path, after)
  return name
}

/** Three English words in a row, outside of what is quoted from the pack. */
const english = /[a-z]{2,} [a-z]{2,} [a-z]{2,}/i

test.each([
  [
    'FEIYU_PACK_GAP',
    'decisions/pathway.yaml',
    (text: string) => text.replace(/- id: art-8-ordinary\n[\s\S]*?\n(?=- id)/, ''),
    '没有一行回答',
  ],
  [
    'FEIYU_PACK_CASE',
    'decisions/extension.yaml',
    (text: string) => text.replace('incidents: { ge: 1 }', 'incidents: { ge: 2 }'),
    '，应为 `REAPPLY`',
  ],
  [
    'FEIYU_PACK_UNUSED_FACT',
    'facts.yaml',
    (text: string) =>
      text.replace(
        /^ {2}incidents:/m,
        '  left_over: { type: boolean, kind: claim, unstated: false, zh: 余, en: left, question: { zh: 余？, en: left? } }\n$&',
      ),
    '没有一行用到 `left_over`',
  ],
  ['FEIYU_PACK_BAD_YAML', 'facts.yaml', (text: string) => `${text}  x: [`, '方括号没有闭合'],
  [
    'FEIYU_PACK_UNKNOWN_NAME',
    'decisions/freshness.yaml',
    (text: string) => text.replace('cn-scc-filing-guide-2#annex 5 note (2)', 'cn-scc-filing-guide-2#annex 55'),
    '没有法规包定义 `cn-scc-filing-guide-2` 的条文 `annex 55`',
  ],
])('packs check says %s in Chinese, with file and line', async (code, file, change, words) => {
  const name = await copyOf(code.toLowerCase(), file, change)
  const { document } = await box.json(['packs', 'check', '--folder', name, '--lang', 'zh'])
  const problems = document.problems as readonly {
    readonly code: string
    readonly message: string
    readonly at: string
  }[]
  expect(problems.find((one) => one.code === code)?.message).toContain(words)
  for (const { message, at, code: own } of problems) {
    // The name of a case is a sentence of the pack.
    const said = own === 'FEIYU_PACK_CASE' ? message.slice(message.lastIndexOf('：')) : message
    expect(said.replace(/`[^`]*`|\{[^{}]*\}/g, '')).not.toMatch(english)
    expect(at).toMatch(/\.yaml/)
  }
  const { stdout } = await box.run(['packs', 'check', '--folder', name, '--lang', 'zh'])
  expect(stdout.replaceAll(/\s/g, '')).toContain(words.replaceAll(' ', ''))
})

test('a table that cannot be taken in is said in Chinese', async () => {
  await writeFile(join(box.folder, 'wrong.csv'), 'id;from\r\nx;2024-01-01\r\n')
  const args = ['packs', 'table', 'import', 'cn', 'extension', 'wrong.csv', '--folder', packs, '--lang', 'zh']
  const { code, stderr } = await box.run(args)
  expect(code).toBe(2)
  expect(stderr).toContain('未知的列')
  expect(stderr).not.toMatch(english)
})
