import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { flowTo, handler, openingOf, proofs, stated, writePersons, writeProofs } from '../../testing/crossing-files.ts'
import { createSandbox, type Sandbox } from '../../testing/run-cli.ts'

// Whoever begins knows nothing: one round says all that is missing.

let box: Sandbox
beforeEach(async () => {
  box = await createSandbox()
  await writeProofs(box.folder)
})
afterEach(() => box[Symbol.asyncDispose]())

const flat = (text: string) => text.replaceAll(/\s+/g, ' ')

test.each([
  [
    'en',
    /--core-data yes\|no Data Security Law, art\. 21\(2\)/,
    /--notice FILE Personal Information Protection Law, art\. 39/,
    /--pipia FILE Personal Information Protection Law, art\. 55, 56/,
    /--basis GROUND/,
    /--recipient NAME/,
    /--purpose TEXT/,
    /--handler NAME --uscc CODE/,
    /--opening-ordinary N Provisions/,
  ],
  [
    'zh',
    /--core-data yes\|no 《中华人民共和国数据安全法》/,
    /--notice 文件 提供 《中华人民共和国个人信息保护法》第39条/,
    /--pipia 文件 提供 《中华人民共和国个人信息保护法》第55条、第56条/,
    /--basis 依据/,
    /--recipient 名称/,
    /--purpose 文字/,
    /--uscc/,
    /--opening-ordinary 人数 《/,
  ],
] as const)(
  'the first run lists every fact and condition with its flag and its article (%s)',
  async (language, ...words) => {
    await writePersons(join(box.folder, 'orders.csv'), 0, 5)
    const ran = await box.run([
      'cross',
      'orders.csv',
      '--to',
      'DE',
      '--out',
      join(box.folder, 'out'),
      '--lang',
      language,
    ])
    expect(ran.code).toBe(4)
    for (const word of words) expect(flat(ran.stdout)).toMatch(word)
  },
)

test('with what the first run listed, the second crosses: nothing is asked one after the other', async () => {
  await writePersons(join(box.folder, 'orders.csv'), 0, 5)
  const first = await box.json(['check', 'orders.csv', '--to', 'DE'])
  const missing = first.document.missing as readonly { readonly fact: string; readonly citations: readonly unknown[] }[]
  expect(missing.filter(({ citations }) => citations.length === 0)).toEqual([])
  const conditions = first.document.conditions as readonly { readonly id: string; readonly flag: string | null }[]
  expect(conditions.filter(({ flag }) => flag === null)).toEqual([])
  expect(conditions.map(({ id }) => id)).toEqual([
    'recipient',
    'purpose',
    'legal-basis',
    'notice',
    'pipia',
    'separate_consent',
  ])
  const given = [...flowTo('Acme', join(box.folder, 'out')), ...stated, ...proofs, ...handler, ...openingOf(0)]
  expect((await box.run(['cross', 'orders.csv', ...given])).code).toBe(0)
})

test('a file about nobody is not asked for notice and assessment', async () => {
  await writeFile(join(box.folder, 'parts.csv'), 'part,pieces\nbolt,10\n')
  const { document } = await box.json(['check', 'parts.csv', '--to', 'DE'])
  expect(document).toMatchObject({ answer: { kind: 'undetermined' }, conditions: [] })
})

test.each([
  ['en', 'no passwords or keys in the data: drop api_key', 'Data Security Law, art. 27'],
  ['zh', '数据中不得有口令或密钥：请去掉 api_key', '《中华人民共和国数据安全法》第27条'],
] as const)('passwords and keys have one way out, with its flag and article (%s)', async (language, ...words) => {
  const key = 'AKIAIOSFODNN7EXAMPLE'
  await writeFile(join(box.folder, 'hosts.csv'), `host,api_key,note\nalpha,${key},ok\nbeta,${key},use ${key} today\n`)
  const ran = await box.run(['check', 'hosts.csv', '--to', 'DE', ...stated, '--lang', language])
  for (const word of [...words, '--drop api_key', '--drop note']) expect(flat(ran.stdout)).toContain(word)
  expect(ran.stdout).not.toContain('--clear')
})

test.each([
  ['en', 'is no description of a mechanism', 'kind, number, recipient, country, validFrom, persons'],
  ['zh', '不是对机制的描述', 'kind, number, recipient, country, validFrom, persons'],
] as const)(
  'the contract itself in place of its description is told what is wanted (%s)',
  async (language, ...words) => {
    await writePersons(join(box.folder, 'orders.csv'), 0, 5)
    await writeFile(join(box.folder, 'scc.pdf'), Buffer.from('%PDF-1.7\n\xe2\xe3\xcf\xd3\n1 0 obj', 'latin1'))
    await writeFile(join(box.folder, 'scc.txt'), 'Standard contract\n')
    for (const file of ['scc.pdf', 'scc.txt']) {
      const ran = await box.run(['check', 'orders.csv', '--to', 'DE', '--mechanism', file, '--lang', language])
      expect(ran).toMatchObject({ code: 2, stderr: expect.stringContaining('FEIYU_INPUT_MECHANISM_FORM') })
      for (const word of words) expect(flat(ran.stderr)).toContain(word)
    }
  },
)

test.each([
  ['en', /--to <country> \(required\)/, /--out <folder> \(required\)/],
  ['zh', /--to <country> （必填）/, /--out <folder> （必填）/],
] as const)('help says which flags have to be there (%s)', async (language, ...words) => {
  const { stdout } = await box.run(['cross', '--help', '--lang', language])
  for (const word of words) expect(flat(stdout)).toMatch(word)
  expect(flat(stdout)).not.toMatch(/--recipient <name>[^-]*(?:required|必填)/)
})
