import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { ClassTable } from '@feiyu/core'
import type { FieldAction } from '@feiyu/gate'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { firstPass, gateFile, permitFor } from '../testing/gate-file.ts'
import { classTableOn } from '../testing/scan-file.ts'

const residentId = '11010519491231002X'
const digits = '310115199001015671'

let folder: string
let classTable: ClassTable
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'feiyu-gate-shape-'))
  classTable = await classTableOn('2026-11-23')
})
afterAll(() => rmSync(folder, { recursive: true }))

/** Sends a file through the gate under a permit from its own scan that clears nothing. */
async function through(content: string | Uint8Array, actions: Readonly<Record<string, FieldAction>> = {}) {
  const path = join(folder, 'in.txt')
  writeFileSync(path, content)
  const permit = permitFor(await firstPass(path, classTable), classTable, actions)
  const parts: Buffer[] = []
  let stop: { readonly code: string } | null = null
  await gateFile(path, { ...permit, watch: { ...permit.watch, cleared: [] } }, classTable, (result) => {
    if (result.kind === 'stop') stop = result.stop
    else parts.push(Buffer.from(result.bytes))
  })
  return { out: Buffer.concat(parts), stop: stop as { readonly code: string } | null }
}

type Value = string | number | boolean | null | readonly Value[] | { readonly [name: string]: Value }

const word = fc.constantFrom('bolt', 'nut', 'steel', 'blue', '', 'a b', '"', '螺母')
const key = fc.constantFrom('part', 'size', 'items', 'of', '1', '2', 'n')
const leaf = fc.oneof(word, fc.nat(99), fc.boolean(), fc.constant(null))
const { value } = fc.letrec<{ value: Value }>((tie) => ({
  value: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    leaf,
    fc.array(tie('value'), { maxLength: 4 }),
    fc.dictionary(key, tie('value'), { maxKeys: 4, noNullPrototype: true }),
  ),
}))
const record = fc.dictionary(key, value, { maxKeys: 4, noNullPrototype: true })
const records = fc.array(record, { minLength: 1, maxLength: 5 })

/** Puts something at one of the places of a value, chosen by a number. */
function put(one: Value, choice: number, hidden: Value, inName: boolean): Value {
  const rest = Math.floor(choice / 7)
  if (Array.isArray(one)) {
    const elements = one as readonly Value[]
    if (elements.length === 0) return [inName ? { [String(hidden)]: 1 } : hidden]
    const at = choice % elements.length
    return elements.map((element, index) => (index === at ? put(element, rest, hidden, inName) : element))
  }
  if (typeof one !== 'object' || one === null) return inName ? { [String(hidden)]: one } : hidden
  const names = Object.keys(one)
  if (names.length === 0) return inName ? { [String(hidden)]: 1 } : { part: hidden }
  const members = one as { readonly [name: string]: Value }
  const name = names[choice % names.length]!
  if (inName && rest % 2 === 0) return { ...members, [String(hidden)]: members[name]! }
  return { ...members, [name]: put(members[name]!, rest, hidden, inName) }
}

describe('nested objects', () => {
  test('leave byte for byte where nothing of them is changed', async () => {
    await fc.assert(
      fc.asyncProperty(records, async (objects) => {
        const text = objects.map((object) => JSON.stringify(object, null, ' ').replaceAll('\n', '\t')).join('\r\n')
        const { out, stop } = await through(text)
        expect(stop).toBe(null)
        expect(out.toString()).toBe(text)
      }),
      { seed: 31, numRuns: 60 },
    )
  })

  test('with a resident ID hidden anywhere, as a value or a part of one, as a name, escaped or not, are stopped', async () => {
    const hidden = fc.constantFrom<readonly [Value, string]>(
      [residentId, residentId],
      [`看 ${residentId} 见`, residentId],
      [digits, digits],
    )
    let stopped = 0
    await fc.assert(
      fc.asyncProperty(
        records,
        hidden,
        fc.nat(10_000),
        fc.boolean(),
        fc.boolean(),
        async (objects, [what, id], choice, inName, isEscaped) => {
          const at = choice % objects.length
          const placed = objects.map((object, index) =>
            index === at ? put(object, Math.floor(choice / 5), inName ? id : what, inName) : object,
          )
          const plain = placed.map((object) => JSON.stringify(object)).join('\n')
          const escaped = (text: string) =>
            [...text].map((one) => `\\u${one.charCodeAt(0).toString(16).padStart(4, '0')}`).join('')
          const text = isEscaped ? plain.replaceAll(id, escaped(id)) : plain
          const { out, stop } = await through(`${text}\n`)
          expect(stop).not.toBe(null)
          expect(out.length).toBe(0)
          if (inName) expect(stop?.code).toBe('name-holds-value')
          stopped++
        },
      ),
      { seed: 32, numRuns: 120 },
    )
    expect(stopped).toBe(120)
  }, 60_000)

  test('a bare number that is a resident ID, in an array of arrays, is stopped', async () => {
    const { stop, out } = await through(`{"a":[[1,[${digits}]],2]}\n`)
    expect(stop?.code).toMatch(/^(uncleared-value|new-class)$/)
    expect(out.length).toBe(0)
  })

  test('what leaves of a column is what the transform made of its values, element by element', async () => {
    const actions = fc.constantFrom<FieldAction | undefined>(
      undefined,
      { action: 'drop' },
      { action: 'mask', keepStart: 1, keepEnd: 0 },
      { action: 'token', keyId: 'k' },
    )
    await fc.assert(
      fc.asyncProperty(records, fc.infiniteStream(actions), async (objects, stream) => {
        const text = `${objects.map((object) => JSON.stringify(object)).join('\n')}\n`
        writeFileSync(join(folder, 'names.txt'), text)
        const before = leavesOf(objects)
        const chosen: Record<string, FieldAction> = {}
        for (const name of before.keys()) {
          const { value: action } = stream.next()
          if (action !== undefined) chosen[name] = action
        }
        const { out, stop } = await through(text, chosen)
        expect(stop).toBe(null)
        const lines = out.toString().trimEnd().split('\n')
        const after = leavesOf(lines.map((line): Value => JSON.parse(line)))
        for (const [name, values] of before) {
          // Beside values there may be what holds the place of an element out of which all was cut: nothing of a value.
          const left = (after.get(name) ?? []).filter((one) => !isHollow(one))
          const action = chosen[name]?.action
          if (action === 'drop') expect(left).toEqual([])
          else {
            const held = values.filter((one) => !isHollow(one))
            const shown = left.map((one, at) => (action === 'token' ? beforeToken(one, held[at]!) : one))
            expect(shown).toEqual(held.map((one) => leafAfter(one, chosen[name])))
          }
        }
      }),
      { seed: 33, numRuns: 120 },
    )
  }, 60_000)
})

/** Whether something stands in a leaf. */
function isSaid(one: Value): boolean {
  return one !== null && one !== '' && typeof one !== 'object'
}

/** The value before, where it became a token, or is empty and stayed so. */
function beforeToken(one: Value, before: Value): Value {
  const isToken = typeof one === 'string' && /^[0-9a-f]{16}$/.test(one)
  return isSaid(before) === isToken ? (isToken ? before : one) : 'not a token'
}

function isHollow(one: Value): boolean {
  return typeof one === 'object' && one !== null
}

function leafAfter(one: Value, action: FieldAction | undefined): Value {
  if (action?.action !== 'mask' || !isSaid(one)) return one
  const characters = [...String(one)]
  return characters.map((character, at) => (at < 1 && characters.length > 1 ? character : '*')).join('')
}

/** Values by the path of their column, in order; objects and arrays with nothing in them are values. */
function leavesOf(objects: readonly Value[]): Map<string, Value[]> {
  const leaves = new Map<string, Value[]>()
  const walk = (one: Value, path: string): void => {
    const own = Array.isArray(one) ? `${path}[]` : path
    const parts = typeof one !== 'object' || one === null ? [] : Object.entries(one)
    if (parts.length === 0 && path !== '') leaves.set(own, [...(leaves.get(own) ?? []), one])
    for (const [name, part] of parts)
      walk(part as Value, Array.isArray(one) ? own : path === '' ? name : `${path}.${name}`)
  }
  for (const object of objects) walk(object, '')
  return leaves
}

test('a name in which a byte is no character stops: its bytes would leave unseen', async () => {
  const csv = Buffer.concat([Buffer.from('part,si'), Buffer.of(0xff), Buffer.from('ze\nbolt,1\nnut,2\n')])
  expect((await through(csv)).stop).toEqual({ code: 'undecodable', row: null, column: 2, type: null })
  const json = Buffer.concat([Buffer.from('{"part":1,"a'), Buffer.of(0xff), Buffer.from('":{"b":2}}\n')])
  expect((await through(json)).stop).toMatchObject({ code: 'undecodable', column: 2 })
  expect((await through('{"part":1,"a\\ud800":{"b":2}}\n')).stop).toMatchObject({ code: 'undecodable', column: 2 })
})
