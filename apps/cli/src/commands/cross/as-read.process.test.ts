import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import iconv from 'iconv-lite'
import { afterAll, beforeEach, expect, test } from 'vitest'
import { flowTo, handler, openingOf, proofs, stated, writeProofs } from '../../testing/crossing-files.ts'
import { residentId } from '../../testing/people.ts'
import { createSandbox, type Sandbox } from '../../testing/run-cli.ts'

let box: Sandbox
let out: string
const boxes: Sandbox[] = []
beforeEach(async () => {
  box = await createSandbox()
  boxes.push(box)
  out = join(box.folder, 'outbox')
  await writeProofs(box.folder)
})
afterAll(() => Promise.all(boxes.map((one) => one[Symbol.asyncDispose]())))

const whole = [...stated, ...proofs, ...handler]

async function crossed(file: string, ...flags: readonly string[]) {
  return box.json(['cross', file, ...flags])
}

const oddFiles: readonly (readonly [name: string, content: string, encoding: string, flags: readonly string[]])[] = [
  ['quotes.csv', 'part,remark\r\n"bolt","a ""b"", c"\r\nnut,"two\r\nlines"\r\n', 'utf8', []],
  ['blank.csv', '\n\npart,pieces\n\nbolt,10\r\n\r\nnut,20\n\n', 'utf8', []],
  ['mark.csv', '\ufeffpart;pieces\r\nbolt;10\r\nnut;20', 'utf8', []],
  ['ragged.csv', 'part,pieces,size\nbolt\nnut,10\nnail,5,M4,steel\n', 'utf8', []],
  ['twice.csv', 'size,size,\nM4,M5,M6\nM5,M6,M8\n', 'utf8', ['--header', 'present']],
  ['none.csv', 'bolt,10\nnut,20', 'utf8', ['--header', 'absent']],
  ['gb.csv', '零件,数量\r\n螺栓,10\r\n"螺母, 大",20\r\n', 'gb18030', []],
  ['wide.csv', '\ufeff零件\t数量\r\n螺栓\t10\r\n螺母\t20\r\n', 'utf16-le', []],
  [
    'nested.ndjson',
    '{"part":"bolt","of":[{"n":1.50,"m":null},{"n":12345678901234567890}]}\r\n\n {"a.b":1 }',
    'utf8',
    [],
  ],
  [
    'array.json',
    '[\n  {"part": "\\u87ba\\u6813", "sizes": ["M4", "M5"]},\n  {"part": "nut", "sizes": [ ]}\n]\n',
    'utf8',
    [],
  ],
]

test.each(oddFiles)('%s crosses byte for byte', async (name, content, encoding, flags) => {
  const bytes = iconv.encode(content, encoding)
  await writeFile(join(box.folder, name), bytes)
  const { code, document } = await crossed(name, ...flowTo('Acme GmbH', out), ...stated, ...flags)
  expect({ code, conditions: document.conditions }).toMatchObject({ code: 0 })
  expect((await readFile(join(out, name))).toString('hex')).toBe(bytes.toString('hex'))
})

test('nested objects keep their shape when columns are cut, masked and tokenised, also in GB 18030', async () => {
  const records = [
    {
      id: residentId(1),
      items: [
        { sku: '螺栓', n: 1 },
        { sku: 'nut', n: 2 },
      ],
      tags: ['急', '易碎'],
      at: { city: '上海', room: null },
    },
    { id: residentId(2), items: [], tags: [], at: { city: '北京' } },
  ]
  const text = `${records.map((record) => JSON.stringify(record)).join('\r\n')}\r\n`
  await writeFile(join(box.folder, 'orders.ndjson'), iconv.encode(text, 'gb18030'))
  const changes = ['--token', 'id', '--mask', 'items[].sku=1,0', '--drop', 'tags[]']
  const flags = [...flowTo('Acme', out), ...whole, ...openingOf(0), ...changes, '--encoding', 'gb18030']
  const { code, document } = await crossed('orders.ndjson', ...flags)
  expect({ code, outcome: document.outcome }).toMatchObject({ code: 0, outcome: { released: { rows: 2, persons: 2 } } })
  const left = iconv.decode(await readFile(join(out, 'orders.ndjson')), 'gb18030')
  expect(left.replace(/"[0-9a-f]{16}"/g, '"token"')).toBe(
    '{"id":"token","items":[{"sku":"螺*","n":1},{"sku":"n**","n":2}],"at":{"city":"上海","room":null}}\r\n' +
      '{"id":"token","items":[],"at":{"city":"北京"}}\r\n',
  )
})

test('a long list may become much longer in tokens', async () => {
  const sizes = Array.from({ length: 3000 }, (_, at) => at % 10)
  await writeFile(join(box.folder, 'parts.ndjson'), `{"part":"bolt","sizes":${JSON.stringify(sizes)}}\n`)
  const flags = [...flowTo('Acme', out), ...whole, ...openingOf(0)]
  const { code, document } = await crossed('parts.ndjson', ...flags, '--token', 'sizes[]')
  expect({ code, stop: document.stop }).toEqual({ code: 0, stop: undefined })
  const left: unknown = JSON.parse(await readFile(join(out, 'parts.ndjson'), 'utf8'))
  expect(left).toMatchObject({ part: 'bolt', sizes: { length: 3000 } })
})

test('a name that holds a value is told by check, with the flag that takes it out, and crosses under no permit', async () => {
  const text = `{"part":"bolt","of":{"1":{"${residentId(1)}":"x"}}}\n`
  await writeFile(join(box.folder, 'parts.ndjson'), text)
  const flags = [...flowTo('Acme', out), ...stated]
  const refused = await box.run(['cross', 'parts.ndjson', ...flags])
  expect(refused.code).toBe(3)
  expect(refused.stdout).toMatch(/no value of a person in the name of column_2[\s\S]*--drop column_2/)
  expect(refused.stdout + refused.stderr).not.toContain(residentId(1))
  const zh = await box.run(['cross', 'parts.ndjson', ...flags, '--lang', 'zh'])
  expect(zh.stdout).toContain('column_2 的列名中不得含有个人的值')
  expect((await crossed('parts.ndjson', ...flags, '--drop', 'column_2')).code).toBe(0)
  expect(await readFile(join(out, 'parts.ndjson'), 'utf8')).toBe('{"part":"bolt"}\n')
})
