import { cp, mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { packSentence } from '../../i18n/zh/pack-errors.ts'
import { packMessages } from '../../testing/pack-messages.ts'
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

/** Puts a text behind or before the line that begins so. */
async function insert(path: string, line: string, text: string, where: 'before' | 'behind'): Promise<void> {
  const before = await readFile(path, 'utf8')
  const from = before.indexOf(`\n${line}`) + 1
  expect(from).toBeGreaterThan(0)
  const at = where === 'before' ? from : before.indexOf('\n', from) + 1
  await writeFile(path, `${before.slice(0, at)}${text}${before.slice(at)}`)
}

/** The two halves of a block whose second begins with `rules:`, each put under its heading. */
async function insertBoth(path: string, block: string): Promise<void> {
  const [head = '', rules = ''] = block.split('rules:\n')
  const [heading = '', ...lines] = head.split('\n')
  await insert(path, heading, lines.join('\n'), 'behind')
  await insert(path, 'rules:', rules, 'behind')
}

test.each(['', '.zh'])('whoever follows the guide (%s) to the letter ends with proven packs', async (language) => {
  const guide = await readFile(join(root, `docs/guides/write-a-pack${language}.md`), 'utf8')
  const blocks = [...guide.matchAll(/```yaml\n([\s\S]*?)```/g)].map((block) => block[1] ?? '')
  expect(blocks).toHaveLength(13)
  const [source = '', rules = '', cases = '', overtaken = '', change = '', number = '', numberCases = ''] = blocks
  const [fact = '', outcome = '', row = '', duty = '', flag = '', groupCases = ''] = blocks.slice(7)
  const folder = join(box.folder, `law${language}`)
  const cn = join(folder, 'cn')
  const check = async () => (await box.json(['packs', 'check', '--folder', folder])).document.problems
  await mkdir(folder)
  await cp(join(root, 'packs'), folder, { recursive: true })
  await writeFile(join(cn, 'sources/cn-exercise-amendment-2027.yaml'), source)
  await replaceItem(join(cn, 'decisions/extension.yaml'), '- id: major-incident\n', rules)
  expect(JSON.stringify(await check())).toContain('LX-030')
  await writeFile(join(cn, 'cases/exercise.yaml'), cases)
  await replaceItem(join(cn, 'cases/validity.yaml'), "- name: 'LX-030", overtaken)
  const head = join(cn, 'pack.yaml')
  const text = (await readFile(head, 'utf8')).replace(/^version: .*$/m, "version: '2027.1.0'")
  await writeFile(head, text.replace('changes:\n', `changes:\n${change}`))
  expect(await check()).toEqual([])

  // The number: without its cases the check asks for them, with them it is proven.
  const lines = join(cn, 'parameters/lines.yaml')
  const before = await readFile(lines, 'utf8')
  await writeFile(lines, before.replace(/^ordinary-contract-line:\n(?: .*\n)*/m, number))
  expect(await readFile(lines, 'utf8')).not.toBe(before)
  await writeFile(join(cn, 'cases/exercise-number.yaml'), numberCases)
  expect(await check()).toEqual([])

  await insert(join(cn, 'facts.yaml'), 'facts:', fact, 'behind')
  expect(JSON.stringify(await check())).toContain('group_contract')
  const questions = join(cn, 'questions.yaml')
  await insert(questions, '    FILE_BY:', outcome, 'before')
  await insert(join(cn, 'decisions/deadline.yaml'), '- id: contract-review-before-the-guide', row, 'before')
  await insertBoth(join(cn, 'duties.yaml'), duty)
  await insertBoth(join(cn, 'flags.yaml'), flag)
  expect(JSON.stringify(await check())).toContain('group-contract-filing-2027')
  await writeFile(join(cn, 'cases/exercise-group.yaml'), groupCases)
  expect(await check()).toEqual([])

  // The question at the end, on both days.
  const facts = /```\n(question: extension\n[\s\S]*?)```/.exec(guide)?.[1] ?? ''
  const asked = [...guide.matchAll(/^npx feiyu (assess .*)$/gm)].map((line) => line[1]?.split(' ') ?? [])
  await writeFile(join(box.folder, 'facts.yaml'), facts)
  const answers = asked.map(async (args) => {
    const words = args.map((word) =>
      word.replace('../my-law/packs', folder).replace('../my-law/facts.yaml', 'facts.yaml'),
    )
    return (await box.json(words)).document.pathway
  })
  expect(await Promise.all(answers)).toEqual(['REAPPLY', 'EXTENSION_MAY_BE_FILED'])
})

test.each([
  [
    '',
    [
      'unknown key',
      'no row answers for',
      'disagree',
      'never decides',
      'no case',
      'the lighter',
      'no citation of this row',
    ],
  ],
  ['.zh', ['未知的键', '没有一行回答', '的结论不同', '从不决定结论', '没有案例', '反而得出更轻的', '这一行的依据在']],
])('the messages that the guide (%s) explains are those that the check says', async (language, phrases) => {
  const guide = await readFile(join(root, `docs/guides/write-a-pack${language}.md`), 'utf8')
  const said = packMessages().map(({ message }) => (language === '' ? message : packSentence(message)))
  for (const phrase of phrases) {
    expect(guide).toContain(phrase)
    expect([phrase, said.some((message) => message?.includes(phrase))]).toEqual([phrase, true])
  }
})
