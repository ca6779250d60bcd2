import { beforeAll, describe, expect, test } from 'vitest'
import type { Permit, PermitField } from '../permit/permit.ts'
import { bookKeyMac } from '../tally/batch-mac.ts'
import { digestOfText, samplePermit } from '../testing/sample-permit.ts'
import { BarEncoder, type Cells, permitOf, rowsOf, sampleClasses } from '../testing/sample-rows.ts'
import type { ChunkResult } from './chunk-gate.ts'
import { createChunkGate } from './create-chunk-gate.ts'

const residentId = '11010519491231002X'
const people = ['44030519830307125X', '310115199001015671', '510104197502043899']
const mac = bookKeyMac(new Uint8Array(16).fill(1))
/** Whatever bit a column has, it is counted. */
const allBits = Array.from({ length: 63 }, (_, bit) => ({
  path: '身份证号',
  type: 'resident_id',
  bit,
  sensitive: true,
}))
let base: Permit
beforeAll(async () => {
  base = await samplePermit()
})

/** Sends rows through a gate with two books, `size` in a chunk. */
function pass(permit: Permit, names: readonly string[], rows: Cells, size: number) {
  const gate = createChunkGate(permit, {
    classTable: sampleClasses,
    macs: [mac, bookKeyMac(new Uint8Array(16).fill(2))],
    encoder: new BarEncoder(),
    tokens: () => mac,
    consent: null,
  })
  let text = ''
  const results: ChunkResult[] = []
  const ends = (result: ChunkResult) => {
    results.push(result)
    if (result.kind === 'clear') text += Buffer.from(result.bytes).toString()
    return result.kind === 'stop'
  }
  let isOver = false
  for (let from = 0; from < rows.length && !isOver; from += size) {
    isOver = ends(gate.take(rowsOf(rows.slice(from, from + size), names.length, from), names))
  }
  if (!isOver) ends(gate.end())
  const last = results.at(-1)!
  return { text, results, stop: last.kind === 'stop' ? last.stop : null }
}

describe('the dataset of a group', () => {
  const handlers = ['91310000MA1FL0000N', '91310000MA1FL0001R'] as const
  const company: PermitField = { path: '公司', type: 'uscc', category: 'business', action: 'drop' }
  const columns = ['身份证号', '公司']
  const idField: PermitField = { path: '身份证号', type: 'resident_id', category: 'personal', action: 'pass' }
  const cleared = { 身份证号: ['resident_id'] }

  function groupPermit(): Permit {
    const books = handlers.map((handler, index) => ({
      ...base.count.books[0]!,
      handler,
      book: digestOfText(`${index}`),
    }))
    const permit = permitOf(base, [idField, company], { cleared, counted: allBits })
    const subject = { path: null, keyType: 'resident_id', handlerPath: '公司' }
    return { ...permit, count: { ...permit.count, subject, books } }
  }

  test('each book gets the persons of its rows under its own code; a shared person goes to both', () => {
    const rows = [
      [residentId, handlers[0]],
      [people[0]!, ` ${handlers[1]} `],
      [residentId, handlers[1]],
    ]
    const { results, stop, text: out } = pass(groupPermit(), columns, rows, 2)
    expect(stop).toBeNull()
    expect(out).toBe(`身份证号\n${rows.map(([id]) => id).join('\n')}\nend\n`)
    const last = results.at(-1)!
    if (last.kind !== 'clear') throw new Error(last.kind)
    expect(last.persons.map(({ count }) => count)).toEqual([1, 2])
    const [first, second] = last.persons.map(({ words }) => [...words.subarray(0, 2)])
    expect(first).not.toEqual(second)
  })

  test('a row of no legal person of the permit stops, in the head and behind it, and its value is not told', () => {
    const rows = Array.from({ length: 1200 }, (_, row) => [people[row % 3]!, handlers[row % 2]!])
    for (const bad of [7, 1100]) {
      for (const value of ['91310000MA1FL00022', '', null]) {
        const odd = rows.map((row, index) => (index + 1 === bad ? [row[0]!, value] : row))
        const { stop, text: out } = pass(groupPermit(), columns, odd, 500)
        expect(stop).toEqual({ code: 'handler-missing', row: bad, column: 2, type: null })
        if (bad === 7) expect(out).toBe('')
      }
    }
    expect(pass(groupPermit(), ['身份证号'], [[residentId]], 500).stop).toMatchObject({
      code: 'handler-missing',
      column: null,
    })
  })

  test('a secret in the rows of one legal person stops the whole', () => {
    const rows = Array.from({ length: 1200 }, (_, row) => [people[row % 3]!, handlers[row % 2]!])
    const odd = rows.map((row, index) => (index === 1150 ? ['秘密★5年', row[1]!] : row))
    expect(pass(groupPermit(), columns, odd, 500).stop).toMatchObject({ row: 1151 })
  })

  test('rows without consent count in no book', () => {
    const withConsent = groupPermit()
    const source = { kind: 'column', path: '同意', granted: ['是'] } as const
    const agreed: PermitField = { path: '同意', type: 'category_code', category: 'business', action: 'drop' }
    const permit: Permit = {
      ...withConsent,
      what: { ...withConsent.what, fields: [idField, company, agreed] },
      consent: { basis: 'consent', source, onMissing: 'drop' },
    }
    const rows = [
      [residentId, handlers[0], '是'],
      [people[0]!, handlers[1], '否'],
      [people[1]!, handlers[1], '是'],
    ]
    const { results } = pass(permit, [...columns, '同意'], rows, 500)
    expect(results.at(-1)).toMatchObject({ persons: [{ count: 1 }, { count: 1 }], counts: { withoutConsent: 1 } })
  })
})
