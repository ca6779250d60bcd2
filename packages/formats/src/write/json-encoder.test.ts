import fc from 'fast-check'
import { afterAll, describe, expect, test } from 'vitest'
import { TestFolder } from '../testing/files.ts'
import { type Fate, rewrite } from '../testing/rewrite.ts'

const folder = new TestFolder()
afterAll(() => folder[Symbol.dispose]())

const lines = async (content: string, fates: Readonly<Record<string, Fate>>, stays?: (row: number) => boolean) =>
  (await rewrite(folder.write(content), { format: 'ndjson', encoding: 'utf-8' }, fates, stays)).bytes.toString()
const star: Fate = (value) => '*'.repeat([...value].length)

describe('JSON of which something changes', () => {
  test('a member is cut out of every object that has it, with its name and its comma', async () => {
    const file = '{"a":1,"b":2,"c":3}\n{ "b" : 2 , "c":3 }\n{"a": 1, "b":2 }\n'
    expect(await lines(file, { b: 'cut' })).toBe('{"a":1,"c":3}\n{ "c":3 }\n{"a": 1 }\n')
    expect(await lines(file, { a: 'cut', c: 'cut' })).toBe('{"b":2}\n{ "b" : 2 }\n{"b":2 }\n')
    expect(await lines(file, { a: 'cut', b: 'cut', c: 'cut' })).toBe('{}\n{}\n{}\n')
  })

  test('nested objects and arrays of objects keep their shape; pairs stay pairs', async () => {
    const file = '{"id":7,"items":[{"sku":"x","n":1.50},{"sku":"y","n":2}],"at":{"city":"上海","zip":null}}\n'
    expect(await lines(file, { 'items[].sku': star })).toBe(file.replace('"x"', '"*"').replace('"y"', '"*"'))
    expect(await lines(file, { 'items[].n': (value) => `n${value}` })).toBe(
      file.replace('1.50', '"n1.50"').replace('2}', '"n2"}'),
    )
    expect(await lines(file, { 'items[].sku': 'cut', 'at.city': 'cut' })).toBe(
      '{"id":7,"items":[{"n":1.50},{"n":2}],"at":{"zip":null}}\n',
    )
  })

  test('what held nothing else goes with what is cut; elements beside others that stay keep their places', async () => {
    const file = '{"id":1,"tags":["a","b"],"x":{"y":{"z":1}},"items":[{"a":1},{"a":2,"b":3},[4],[]]}\n'
    expect(await lines(file, { 'tags[]': 'cut', 'x.y.z': 'cut' })).toBe(
      '{"id":1,"items":[{"a":1},{"a":2,"b":3},[4],[]]}\n',
    )
    expect(await lines(file, { 'items[].a': 'cut', 'items[][]': 'cut' })).toBe(
      '{"id":1,"tags":["a","b"],"x":{"y":{"z":1}},"items":[{},{"b":3},[]]}\n',
    )
    expect(await lines('{"a":[1,{"b":2},3,{"b":4}]}\n', { 'a[]': 'cut' })).toBe('{"a":[{"b":2},{"b":4}]}\n')
    expect(await lines('{"a":[{"b":2},{"b":4}],"c":[[[{"b":1}]]]}\n', { 'a[].b': 'cut', 'c[][][].b': 'cut' })).toBe(
      '{}\n',
    )
  })

  test('a name with points is not the nested one', async () => {
    const file = '{"a.b":1,"a":{"b":2}}\n'
    expect(await lines(file, { 'a.b': 'cut' })).toBe('{"a":{"b":2}}\n')
    expect(await lines(file, { 'a.b (2)': 'cut' })).toBe('{"a.b":1}\n')
    expect(await lines(file, { 'a.b (2)': star })).toBe('{"a.b":1,"a":{"b":"*"}}\n')
  })

  test('a name that begins with a byte order mark is not the one without it', async () => {
    expect(await lines('{"\ufeffa":1,"a":2}\n', { a: 'cut' })).toBe('{"\ufeffa":1}\n')
  })

  test('null, an empty text and a missing member stay what they are; numbers and truths become texts', async () => {
    const file = '{"a":null}\n{"a":""}\n{}\n{"a":{}}\n{"a":12}\n{"a":true}\n{"a":[null,"",3]}\n'
    expect(await lines(file, { a: star, 'a[]': star })).toBe(
      '{"a":null}\n{"a":""}\n{}\n{"a":{}}\n{"a":"**"}\n{"a":"****"}\n{"a":[null,"","*"]}\n',
    )
  })

  test('members of one name twice are both seen and both changed', async () => {
    expect(await lines('{"a":"x","a":"yy"}\n{"a":"z"}\n', { a: star })).toBe('{"a":"*","a":"**"}\n{"a":"*"}\n')
  })

  test('records that stay behind go with their line, or their comma', async () => {
    const file = '{"a":1}\n\n{"a":2}\r\n{"a":3}'
    expect(await lines(file, {}, (row) => row === 0)).toBe('{"a":2}\r\n{"a":3}')
    expect(await lines(file, {}, (row) => row === 2)).toBe('{"a":1}\n\n{"a":2}\r')
    expect(await lines(file, {}, () => true)).toBe('')
    const array = '[\n  {"a":1} ,\n  {"a":2},\n  {"a":3}\n]\n'
    const stays = async (stay: (row: number) => boolean) =>
      (await rewrite(folder.write(array), {}, {}, stay)).bytes.toString()
    expect(await stays((row) => row === 0)).toBe('[\n  {"a":2},\n  {"a":3}\n]\n')
    expect(await stays((row) => row > 0)).toBe('[\n  {"a":1}\n]\n')
    expect(await stays(() => true)).toBe('[\n  \n]\n')
  })
})

/** A JSON value with the text of each token, so that digits and escapes are told apart. */
type Node =
  | { readonly kind: 'token'; readonly raw: string; readonly value: string }
  | { readonly kind: 'object'; readonly members: readonly (readonly [raw: string, name: string, node: Node])[] }
  | { readonly kind: 'array'; readonly elements: readonly Node[] }

const stringNode = fc
  .tuple(fc.string({ unit: fc.constantFrom('a', '1', '"', '\\', '\n', '中', '😀', '\u0001', '/') }), fc.boolean())
  .map(([value, isEscaped]): Node => ({ kind: 'token', raw: rawString(value, isEscaped), value }))
const wordNode = fc
  .constantFrom('null', 'true', 'false', '0', '-1.50', '12345678901234567890', '1e7', '0.1E-2')
  .map((raw): Node => ({ kind: 'token', raw, value: raw === 'null' ? '' : raw }))
const name = fc.tuple(fc.constantFrom('a', 'b', '名', '"'), fc.boolean())
const { node } = fc.letrec<{ node: Node; object: Node; array: Node }>((tie) => ({
  node: fc.oneof({ depthSize: 'small', withCrossShrink: true }, wordNode, stringNode, tie('object'), tie('array')),
  object: fc.array(fc.tuple(name, tie('node')), { maxLength: 4 }).map(
    (members): Node => ({
      kind: 'object',
      members: members.map(([[key, isEscaped], value]) => [rawString(key, isEscaped), key, value]),
    }),
  ),
  array: fc.array(tie('node'), { maxLength: 4 }).map((elements): Node => ({ kind: 'array', elements })),
}))
const record = fc.array(fc.tuple(name, node), { maxLength: 5 }).map(
  (members): Node => ({
    kind: 'object',
    members: members.map(([[key, isEscaped], value]) => [rawString(key, isEscaped), key, value]),
  }),
)

function rawString(value: string, isEscaped: boolean): string {
  if (!isEscaped) return JSON.stringify(value)
  const units = Array.from({ length: value.length }, (_, at) => value.charCodeAt(at).toString(16).padStart(4, '0'))
  return `"${units.map((unit) => `\\u${unit}`).join('')}"`
}

/** The text of a node, with `blank` between its tokens. */
function print(one: Node, blank: string): string {
  if (one.kind === 'token') return one.raw
  const parts =
    one.kind === 'array'
      ? one.elements.map((element) => print(element, blank))
      : one.members.map(([raw, , member]) => `${raw}${blank}:${blank}${print(member, blank)}`)
  const [open, close] = one.kind === 'array' ? '[]' : '{}'
  return `${open}${blank}${parts.join(`${blank},${blank}`)}${blank}${close}`
}

const isEmpty = (one: Node) =>
  (one.kind === 'array' && one.elements.length === 0) || (one.kind === 'object' && one.members.length === 0)

/** What stays of a node under the column `path`; undefined where nothing does. Every value that was there is shown to `see`. */
function remains(
  one: Node,
  path: string,
  fates: Readonly<Record<string, Fate>>,
  see: (path: string, value: string) => void,
): Node | undefined {
  const own = one.kind === 'array' ? `${path}[]` : path
  if (one.kind === 'token' || (isEmpty(one) && path !== '')) {
    const value = one.kind === 'token' ? one.value : ''
    see(own, value)
    const fate = fates[own]
    if (fate === 'cut') return undefined
    if (fate === undefined) return one
    return value === '' && fate(value) === ''
      ? one
      : { kind: 'token', raw: JSON.stringify(fate(value)), value: fate(value) }
  }
  if (one.kind === 'object') {
    const members = one.members.flatMap(([raw, key, member]): [string, string, Node][] => {
      const rest = remains(member, path === '' ? key : `${path}.${key}`, fates, see)
      return rest === undefined ? [] : [[raw, key, rest]]
    })
    return members.length > 0 || path === '' ? { kind: 'object', members } : undefined
  }
  let full = 0
  const elements = one.elements.flatMap((element): Node[] => {
    const rest = remains(element, own, fates, see)
    if (rest !== undefined) full++
    if (rest !== undefined) return [rest]
    if (element.kind === 'token' || isEmpty(element)) return []
    return [element.kind === 'array' ? { kind: 'array', elements: [] } : { kind: 'object', members: [] }]
  })
  return full > 0 ? { kind: 'array', elements } : undefined
}

test('whatever the objects, what leaves is what was shown as cells, each value in its place, and nothing else', async () => {
  const fateOf = fc.constantFrom<Fate | undefined>(undefined, undefined, 'cut', star, (value) => `<${value}>`)
  const blank = fc.constantFrom('', ' ', '\t ')
  let values = 0
  await fc.assert(
    fc.asyncProperty(
      fc.array(record, { minLength: 1, maxLength: 6 }),
      fc.infiniteStream(fateOf),
      blank,
      fc.boolean(),
      fc.integer({ min: 1, max: 300 }),
      async (records, stream, between, isArray, chunkBytes) => {
        const printed = records.map((one) => print(one, between))
        const path = folder.write(isArray ? `[${printed.join(',')}]` : `${printed.join('\n')}\n`, 'random.json')
        const options = { format: isArray ? 'json' : 'ndjson', encoding: 'utf-8', chunkBytes } as const
        const seen = new Map<string, string[]>()
        const see = (at: string, value: string) => seen.set(at, [...(seen.get(at) ?? []), value])
        for (const one of records) remains(one, '', {}, see)
        const fates: Record<string, Fate> = {}
        for (const at of seen.keys()) {
          const { value } = stream.next()
          if (value !== undefined) fates[at] = value
        }
        const { bytes, values: shown } = await rewrite(path, options, fates)
        // What a gate is shown is every value there is, in order, column by column.
        expect(Object.fromEntries(shown)).toEqual(Object.fromEntries(seen))
        values += [...seen.values()].flat().length
        const rest = records.map((one) => remains(one, '', fates, () => {})!)
        const expected = rest.map((one) => print(one, ''))
        expect(withoutBlanks(bytes.toString())).toBe(isArray ? `[${expected.join(',')}]` : expected.join(''))
        if (Object.keys(fates).length === 0)
          expect(bytes.toString()).toBe(isArray ? `[${printed}]` : `${printed.join('\n')}\n`)
      },
    ),
    { seed: 23, numRuns: 300 },
  )
  expect(values).toBeGreaterThan(2000)
}, 60_000)

function withoutBlanks(text: string): string {
  return text.replace(/("(?:[^"\\]|\\.)*")|\s+/g, (_, string: string | undefined) => string ?? '')
}
