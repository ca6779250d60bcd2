import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeEach, expect, test } from 'vitest'
import { flowTo, handler, openingOf, proofs, stated, writeProofs } from '../../testing/crossing-files.ts'
import { createSandbox, type Sandbox } from '../../testing/run-cli.ts'

let box: Sandbox
const boxes: Sandbox[] = []
beforeEach(async () => {
  box = await createSandbox()
  boxes.push(box)
  await writeProofs(box.folder)
})
afterAll(() => Promise.all(boxes.map((one) => one[Symbol.asyncDispose]())))

async function write(lines: readonly string[]): Promise<void> {
  await writeFile(join(box.folder, 'rows.ndjson'), lines.join('\n'))
}

async function crossed(lines: readonly string[], ...flags: readonly string[]) {
  await write(lines)
  const out = join(box.folder, 'outbox')
  const all = [...flowTo('Acme GmbH', out), ...stated, ...proofs, ...handler, ...openingOf(0), ...flags]
  const { code, document } = await box.json(['cross', 'rows.ndjson', ...all])
  expect({ code, document }).toMatchObject({ code: 0 })
  return { dropped: document.dropped, lines: (await readFile(join(out, 'rows.ndjson'), 'utf8')).split('\n') }
}

const orders = [
  '{"order":"A1","user_id":"u1","contact":{"phone":"13812345678","at":{"city":"Bonn"}}}',
  '{"order":"A2","user_id":"u2","contact":null}',
]
const withoutContact = ['{"order":"A1","user_id":"u1"}', '{"order":"A2","user_id":"u2"}']

test.each([
  ['a parent', orders, 'contact', withoutContact, ['contact.phone', 'contact.at.city', 'contact']],
  [
    'a parent that is no column',
    orders.slice(0, 1),
    'contact',
    withoutContact.slice(0, 1),
    ['contact.phone', 'contact.at.city'],
  ],
  ['a list', ['{"n":1,"tags":null}', '{"n":2,"tags":["x","y"]}'], 'tags', ['{"n":1}', '{"n":2}'], ['tags', 'tags[]']],
  ['a list of objects', ['{"n":1,"q":[{"s":"a"},[2]]}'], 'q[]', ['{"n":1}'], ['q[].s', 'q[][]']],
  ['an empty list', ['{"n":1,"e":{"s":[]}}'], 'e.s', ['{"n":1}'], ['e.s[]']],
  [
    'a key with a point',
    ['{"n":1,"a":{"b":"x","c":"y"},"a.b":"z"}'],
    'a.b',
    ['{"n":1,"a":{"c":"y"}}'],
    ['a.b', 'a.b (2)'],
  ],
  ['not what only begins alike', ['{"a":"x","ab":"y","a b":"z"}'], 'a', ['{"ab":"y","a b":"z"}'], ['a']],
])('%s is dropped with all below it, and each column is told', async (_of, lines, name, left, dropped) => {
  expect(await crossed(lines, '--drop', name)).toEqual({ lines: left, dropped })
})

test.each([
  [
    'null beside an object',
    ['{"o":1,"c":{"p":"x"}}', '{"o":2,"c":null}', '{"o":3,"c":{}}'],
    'c.p',
    ['{"o":1}', '{"o":2}', '{"o":3}'],
  ],
  ['elements of a list', ['{"o":1,"q":[{"s":1},{"s":null},{}]}', '{"o":2,"q":null}'], 'q[].s', ['{"o":1}', '{"o":2}']],
  ['where a value stays, its places', ['{"o":1,"q":[{"s":1},{},5]}'], 'q[].s', ['{"o":1,"q":[{},{},5]}']],
  ['where a member stays, null', ['{"c":{"p":"x","r":2}}', '{"c":null}'], 'c.p', ['{"c":{"r":2}}', '{"c":null}']],
])('what is cut leaves no trace by row: %s', async (_of, lines, name, left) => {
  expect((await crossed(lines, '--drop', name)).lines).toEqual(left)
})

test('the columns of a CSV have nothing below them', async () => {
  await writeFile(join(box.folder, 'flat.csv'), 'contact,contact.size\nbolt,4\n')
  const { document } = await box.json(['check', 'flat.csv', '--to', 'DE', '--drop', 'contact'])
  expect(document.dropped).toEqual(['contact'])
})

test('the report names every dropped column', async () => {
  await write(orders)
  const { stdout } = await box.run(['check', 'rows.ndjson', '--to', 'DE', '--drop', 'contact'])
  expect(stdout).toContain('taken out: contact.phone, contact.at.city, contact')
})

test.each([
  [['--mask', 'contact']],
  [['--token', 'contact']],
  [['--generalise', 'contact=100']],
  [['--clear', 'contact=mobile']],
  [['--mask', 'contact', '--token', 'contact.phone']],
])('%j would let pass what is below, and is refused', async (flags) => {
  await write(orders)
  const { document } = await box.json(['check', 'rows.ndjson', '--to', 'DE', ...flags])
  expect(document).toMatchObject({ error: { code: 'FEIYU_USAGE_COLUMN_PARENT' } })
  expect(JSON.stringify(document)).toContain('contact.at.city')
})

test('a column with others below can be changed where something is said of each', async () => {
  const lines = ['{"o":1,"t":"abc"}', '{"o":2,"t":["def","g"]}']
  const { lines: left } = await crossed(lines, '--mask', 't=1,0', '--mask', 't[]')
  expect(left).toEqual(['{"o":1,"t":"a**"}', '{"o":2,"t":["***","*"]}'])
})

test('a column is not both dropped with its parent and changed', async () => {
  await write(orders)
  const flags = ['--drop', 'contact', '--mask', 'contact.phone']
  const { document } = await box.json(['check', 'rows.ndjson', '--to', 'DE', ...flags])
  expect(document).toMatchObject({ error: { code: 'FEIYU_USAGE_COLUMN_TWICE' } })
})
