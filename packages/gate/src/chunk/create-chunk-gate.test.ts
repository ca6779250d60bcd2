import { createHash } from 'node:crypto'
import { codeWords } from '@feiyu/scan'
import { beforeAll, describe, expect, test } from 'vitest'
import { readConsentRegister } from '../consent/consent-register.ts'
import { consentToken } from '../consent/consent-token.ts'
import type { Permit, PermitField } from '../permit/permit.ts'
import type { Source } from '../ports/source.ts'
import { bookKeyMac } from '../tally/batch-mac.ts'
import { samplePermit } from '../testing/sample-permit.ts'
import { BarEncoder, type Cells, permitOf, rowsOf, sampleClasses } from '../testing/sample-rows.ts'
import type { ChunkResult } from './chunk-gate.ts'
import { type ChunkGateOptions, createChunkGate } from './create-chunk-gate.ts'

const residentId = '11010519491231002X'
const others = ['44030519830307125X', '310115199001015671', '510104197502043899']
const key = '-----BEGIN RSA PRIVATE KEY-----\nMIIEpAIBAAKCAQEA0Z3VS5JJcds3xfn'
const mac = bookKeyMac(new Uint8Array(16).fill(1))
const tokens = () => bookKeyMac(new Uint8Array(16).fill(2))
let base: Permit

beforeAll(async () => {
  base = await samplePermit()
})

const text: PermitField = { path: '备注', type: 'free_text', category: 'personal', action: 'pass' }
const order: PermitField = { path: 'no', type: 'number', category: 'business', action: 'pass' }
const remark = { path: '备注', type: 'resident_id', bit: 0, sensitive: false }
/** Whatever bit a column has, it is counted. */
const allBits = Array.from({ length: 63 }, (_, bit) => ({ ...remark, bit, sensitive: true }))

interface Passed {
  readonly text: string
  readonly results: readonly ChunkResult[]
  readonly stop: Extract<ChunkResult, { kind: 'stop' }>['stop'] | null
  readonly released: number
}

/** Sends rows through a gate, `size` in a chunk. */
function pass(
  permit: Permit,
  names: readonly string[],
  rows: Cells,
  size = 500,
  options: Partial<ChunkGateOptions> = {},
): Passed {
  const gate = createChunkGate(permit, {
    classTable: sampleClasses,
    macs: [mac],
    encoder: new BarEncoder(),
    tokens,
    consent: null,
    ...options,
  })
  let text = ''
  const results: ChunkResult[] = []
  const take = (result: ChunkResult) => {
    results.push(result)
    if (result.kind === 'clear') text += Buffer.from(result.bytes).toString()
    return result.kind === 'clear'
  }
  let isOpen = true
  for (let from = 0; from < rows.length && isOpen; from += size) {
    isOpen = take(gate.take(rowsOf(rows.slice(from, from + size), names.length, from), names))
  }
  if (isOpen) take(gate.end())
  const last = results.at(-1)!
  // What was stopped stays stopped.
  if (last.kind === 'stop') expect(gate.end()).toEqual(last)
  const released = results.reduce((sum, result) => sum + (result.kind === 'clear' ? result.rowsReleased : 0), 0)
  return { text, results, stop: last.kind === 'stop' ? last.stop : null, released }
}

/** Rows of a number and a harmless remark, but for those given (row from 1). */
function remarks(count: number, odd: Readonly<Record<number, string | Uint8Array>> = {}): Cells {
  return Array.from({ length: count }, (_, row) => [String(row + 1), odd[row + 1] ?? '按时送达，谢谢'])
}

const names = ['no', '备注']
const permitted = (changes: Parameters<typeof permitOf>[2] = {}, field: PermitField = text) =>
  permitOf(base, [order, field], { counted: allBits, ...changes })

describe('uncleared values', () => {
  test('one resident ID in row 90,000: its chunk gives no byte, and row, column and kind are named', () => {
    const rows = remarks(100_000, { 90000: `清关用身份证${residentId}，请核对` })
    const { text: out, stop, results, released } = pass(permitted(), names, rows, 3600)
    expect(stop).toEqual({ code: 'uncleared-value', row: 90_000, column: 2, type: 'resident_id' })
    expect(released).toBe(86_400)
    expect(out).toContain('86400|')
    expect(out).not.toContain('86401|')
    expect(JSON.stringify(results)).not.toContain(residentId)
    const { stop: none, released: all } = pass(permitted({ cleared: { 备注: ['resident_id'] } }), names, rows, 3600)
    expect([none, all]).toEqual([null, 100_000])
  })

  test.each([1, 2, 999, 1000, 1001, 1499, 1500])(
    'in row %i: nothing of its chunk leaves, however the head is cut',
    (row) => {
      for (const size of [1, 7, 500, 1000, 1001, 2000]) {
        const rows = remarks(1500, { [row]: residentId })
        const { text: out, stop } = pass(permitted(), names, rows, size)
        expect(stop).toMatchObject({ code: 'uncleared-value', row })
        const chunk = Math.floor((row - 1) / size) * size
        expect(out).not.toContain(`\n${chunk + 1}|`)
        expect(out.length > 0).toBe(chunk >= 1000)
      }
    },
  )

  test('a weak kind is held above the permit’s rate, in all rows or in one chunk, and passes below it', () => {
    const phones = (count: number, from: number) =>
      Object.fromEntries(Array.from({ length: count }, (_, at) => [from + at, `请打${13912345000 + at}电话`]))
    const rate = permitted({ watch: { weakHoldAbove: 0.01 } })
    expect(pass(rate, names, remarks(3000, phones(4, 1500))).stop).toBe(null)
    expect(pass(rate, names, remarks(3000, phones(9, 2501)), 500).stop).toMatchObject({ code: 'weak-hits', row: 2501 })
    expect(pass(rate, names, remarks(3000, phones(40, 100))).stop).toEqual({
      code: 'weak-hits',
      row: 100,
      column: 2,
      type: 'mobile',
    })
    const cleared = permitted({ cleared: { 备注: ['mobile'] }, watch: { weakHoldAbove: 0.01 } })
    expect(pass(cleared, names, remarks(3000, phones(2000, 100))).stop).toBe(null)
  })

  test('a kind with a check digit stops at once in a column of its own type', () => {
    const card: PermitField = { path: '卡号', type: 'bank_card', category: 'sensitive', action: 'pass' }
    const rows = [['6222021234567890128'], ...Array<string[]>(300).fill(['']), ['x']]
    const permit = permitOf(base, [card], { counted: allBits, watch: { weakHoldAbove: 1 } })
    expect(pass(permit, ['卡号'], rows).stop).toMatchObject({ code: 'uncleared-value', type: 'bank_card', row: 1 })
  })

  test('a column that does not leave may hold anything but a secrecy mark', () => {
    const odd = { 7: residentId, 8: key }
    for (const action of [{ action: 'drop' }, { action: 'constant', value: 'x' }] as const) {
      const { stop, text: out } = pass(permitted({}, { ...text, ...action }), names, remarks(20, odd))
      expect(stop).toBe(null)
      expect(out).not.toContain(residentId)
      const marked = pass(permitted({}, { ...text, ...action }), names, remarks(20, { 9: '机密★10年' }))
      expect(marked.stop).toEqual({ code: 'marking', row: 9, column: 2, type: 'secrecy_mark' })
    }
    expect(pass(permitted({}, { ...text, action: 'token', keyId: 'k' }), names, remarks(20, odd)).stop?.row).toBe(7)
  })
})

describe('secrets and marks', () => {
  test('a credential stops even where its kind was cleared, and so does a column of them', () => {
    const cleared = permitted({ cleared: { 备注: ['private_key'] } })
    expect(pass(cleared, names, remarks(20, { 5: key })).stop).toEqual({
      code: 'credential',
      row: 5,
      column: 2,
      type: 'private_key',
    })
    const column: PermitField = { ...text, type: 'password', category: 'credential' }
    expect(pass(permitted({}, column), names, remarks(20)).stop).toMatchObject({ code: 'credential', column: 2 })
  })

  test('a mark stops wherever it stands; the word alone stops unless it was cleared', () => {
    const cleared = permitted({ cleared: { 备注: ['secrecy_label'] } })
    expect(pass(cleared, names, remarks(20, { 5: '机密★10年' })).stop).toMatchObject({ code: 'marking', row: 5 })
    expect(pass(cleared, names, remarks(20, { 5: '商业机密' })).stop).toBe(null)
    expect(pass(permitted(), names, remarks(20, { 5: '商业机密' })).stop).toEqual({
      code: 'marking',
      row: 5,
      column: 2,
      type: 'secrecy_label',
    })
    const header = permitOf(base, [order, { ...text, path: '绝密★' }], { counted: allBits })
    expect(pass(header, ['no', '绝密★'], remarks(20)).stop).toMatchObject({ code: 'marking', row: 0, column: 2 })
  })

  test('what could not be decoded stops, but not in a column that is dropped', () => {
    const broken = { 6: Uint8Array.of(0x61, 0xe4, 0xb8) }
    const stop = { code: 'undecodable', row: 6, column: 2, type: 'free_text' }
    expect(pass(permitted(), names, remarks(20, broken)).stop).toEqual(stop)
    expect(pass(permitted(), names, remarks(20, { 6: 'a\ufffdb' })).stop).toEqual(stop)
    expect(pass(permitted({}, { ...text, action: 'drop' }), names, remarks(20, broken)).stop).toBe(null)
  })
})

describe('drift', () => {
  const wide = ['no', '备注', 'extra']
  const rows = remarks(20).map((row) => [...row, 'x'])
  const drift = (onNewField: 'drop' | 'hold' | 'stop') =>
    permitted({ watch: { drift: { onNewField, onMissingField: 'stop', onNewClass: 'stop' } } })

  test('a column that is not in the permit never passes: it stops, or is dropped where the permit says so', () => {
    expect(pass(drift('hold'), wide, rows).stop).toEqual({ code: 'new-field', row: null, column: 3, type: null })
    expect(pass(drift('stop'), wide, rows).stop?.code).toBe('new-field')
    const dropped = pass(drift('drop'), wide, rows)
    expect(dropped.text).toContain('no|备注\n1|按时送达，谢谢\n')
    expect(dropped.results.at(-1)).toMatchObject({ counts: { dropped: { unknown: 20 } } })
    const late = createChunkGate(drift('hold'), {
      classTable: sampleClasses,
      macs: [mac],
      encoder: new BarEncoder(),
      tokens,
      consent: null,
    })
    expect(late.take(rowsOf(remarks(2000), 2), names).kind).toBe('clear')
    expect(late.take(rowsOf(rows, 3, 2000), wide)).toMatchObject({ stop: { code: 'new-field', column: 3 } })
  })

  test('a second column of one name is not the one that the permit means', () => {
    const twice = ['no', '备注', '备注']
    expect(pass(permitted(), twice, rows).stop).toMatchObject({ code: 'new-field', column: 3 })
    expect(pass(drift('drop'), twice, rows).text).toContain('no|备注\n1|按时送达，谢谢\n')
    const options = { classTable: sampleClasses, macs: [mac], encoder: new BarEncoder(), tokens, consent: null }
    expect(() => createChunkGate(permitOf(base, [text, text]), options)).toThrow('name each column once')
  })

  test('a column whose name holds a value, or text that nobody can read, stops with its first row unless it is cut', () => {
    const rows = [['1', '照常']]
    const named = (path: string, action: Partial<PermitField> = {}) =>
      permitted({}, { ...text, path, ...action } as PermitField)
    const at = { row: null, column: 2, type: null }
    const holding = ['no', `备注${residentId}`]
    expect(pass(named('column_2'), holding, rows).stop).toEqual({ code: 'name-holds-value', ...at })
    const constant = named('column_2', { action: 'constant', value: 'x' } as Partial<PermitField>)
    expect(pass(constant, holding, rows).stop).toEqual({ code: 'name-holds-value', ...at })
    const cut = pass(named('column_2', { action: 'drop' }), holding, rows)
    expect([cut.stop, cut.text]).toEqual([null, 'no\n1\nend\n'])
    for (const name of ['备\ufffd', '备\ud800']) {
      expect(pass(named('column_2'), ['no', name], rows).stop).toEqual({ code: 'undecodable', ...at })
      expect(pass(named('column_2', { action: 'drop' }), ['no', name], rows).stop).toBeNull()
    }
    // Between two digits the point of a path makes a decimal of the number, and a key of its own it stays.
    expect(pass(named('column_2'), ['no', `1.${residentId}`], rows).stop).toMatchObject({ code: 'name-holds-value' })
  })

  test('a column that never comes, and columns in another order, which leave in that of the file', () => {
    expect(pass(permitted(), ['no'], [['1']]).stop).toEqual({
      code: 'missing-field',
      row: null,
      column: 2,
      type: 'free_text',
    })
    expect(pass(permitted(), ['备注', 'no'], [['照常', '1']]).text).toBe('备注|no\n照常|1\nend\n')
  })

  test('a column that turns out graver than the permit says stops before its chunk, and at the end at the latest', () => {
    const column: PermitField = { path: 'a', type: 'opaque', category: 'business', action: 'pass' }
    const permit = permitOf(base, [column], { counted: allBits })
    const people = Array.from({ length: 1200 }, (_, at) => ['王', '李', '张', '刘'].map((name) => `${name}伟`)[at % 4]!)
    const found = pass(
      permit,
      ['name'],
      people.map((name) => [name]),
    )
    expect(found.stop?.code).toBe('new-field')
    const named = permitOf(base, [{ ...column, path: '姓名' }], { counted: allBits })
    const stopped = pass(
      named,
      ['姓名'],
      people.map((name) => [name]),
    )
    expect(stopped).toMatchObject({ stop: { code: 'new-class', column: 1, type: 'person_name' }, text: '' })
    expect(pass(named, ['姓名'], [['王伟'], ['李强']]).stop?.code).toBe('new-class')
  })

  test('an empty column stops nothing, whatever its name might mean', () => {
    const mobile: PermitField = { path: '手机号', type: 'mobile', category: 'business', action: 'pass' }
    expect(pass(permitOf(base, [text, mobile], { counted: [] }), ['备注', '手机号'], [['照常', '']]).stop).toBe(null)
  })

  test('persons in a column whose bit the permit does not count stop the crossing', () => {
    const mobile: PermitField = { path: '手机号', type: 'mobile', category: 'personal', action: 'pass' }
    const rows = Array.from({ length: 30 }, (_, at) => [String(13912345600 + at * 37)])
    const cleared = { 手机号: ['mobile'] }
    expect(pass(permitOf(base, [mobile], { cleared, counted: allBits }), ['手机号'], rows).stop).toBe(null)
    expect(pass(permitOf(base, [mobile], { cleared, counted: [] }), ['手机号'], rows).stop).toEqual({
      code: 'uncounted-field',
      row: null,
      column: 1,
      type: 'mobile',
    })
  })
})

describe('what leaves', () => {
  const idField: PermitField = { path: '身份证号', type: 'resident_id', category: 'personal', action: 'pass' }
  const cleared = { 身份证号: ['resident_id'] }
  const rows = [residentId, ...others, residentId].map((id, at) => [id, `2026-0${at + 1}-15`, String(at * 7)])
  const born: PermitField = {
    path: '出生日期',
    type: 'birth_date',
    category: 'personal',
    action: 'generalise-date',
    to: 'month',
  }
  const amount: PermitField = {
    path: '金额',
    type: 'amount',
    category: 'personal',
    action: 'generalise-number',
    step: 10,
  }
  const three = ['身份证号', '出生日期', '金额']

  test('values are masked, generalised, replaced by tokens of the recipient, and counted by kind', () => {
    const masked = permitOf(base, [{ ...idField, action: 'mask', keepStart: 3, keepEnd: 1 }, born, amount], {
      cleared,
      counted: allBits,
    })
    const { text: out, results } = pass(masked, three, rows)
    expect(out.split('\n').slice(0, 3)).toEqual([
      '身份证号|出生日期|金额',
      '110**************X|2026-01|0',
      '440**************X|2026-02|0',
    ])
    expect(results.at(-1)).toMatchObject({ counts: { masked: { resident_id: 5, birth_date: 5, amount: 5 } } })
    const token = permitOf(base, [{ ...idField, action: 'token', keyId: 'k' }, born, amount], {
      cleared,
      counted: allBits,
    })
    const ids = pass(token, three, rows)
      .text.split('\n')
      .slice(1, 6)
      .map((line) => line.split('|')[0])
    expect(new Set(ids).size).toBe(4)
    expect(ids[0]).toBe(ids[4])
    expect(ids[0]).toMatch(/^[0-9a-f]{16}$/)
    const code = new Int32Array(codeWords)
    mac.mac(Buffer.from(residentId), Int32Array.of(0, 18), 1, code)
    expect(ids[0]).not.toBe(Buffer.from(code.buffer, 0, 8).toString('hex'))
  })

  test('a value that a transform cannot read stops; a word for no value becomes empty', () => {
    const permit = permitOf(base, [idField, born, amount], { cleared, counted: allBits })
    const odd = (date: string, sum: string) => [...rows, [residentId, date, sum]]
    expect(pass(permit, three, odd('last May', '1')).stop).toEqual({
      code: 'unreadable',
      row: 6,
      column: 2,
      type: 'birth_date',
    })
    expect(pass(permit, three, odd('3/8/1971', '1')).stop).toMatchObject({ code: 'unreadable', row: 6, column: 2 })
    expect(pass(permit, three, odd('1971-08-03', '1e3')).stop).toMatchObject({ code: 'unreadable', column: 3 })
    expect(pass(permit, three, odd('NULL', '无')).text).toContain(`${residentId}||\n`)
  })

  test('persons go with the chunk that holds them, and nobody is told before the head is known', () => {
    const permit = permitOf(base, [idField], { cleared, counted: allBits })
    const many = Array.from({ length: 1100 }, (_, at) => [others[at % 3]!])
    const { results } = pass(permit, ['身份证号'], [...many, [residentId]], 550)
    const counts = results.map((result) =>
      result.kind === 'clear' ? [result.persons[0]?.count ?? 0, result.rowsReleased] : null,
    )
    expect(counts).toEqual([
      [0, 0],
      [3, 1100],
      [1, 1],
      [0, 0],
    ])
  })
})

describe('consent', () => {
  const idField: PermitField = { path: '身份证号', type: 'resident_id', category: 'personal', action: 'pass' }
  const agreed: PermitField = { path: '同意', type: 'category_code', category: 'personal', action: 'drop' }
  const consentMac = bookKeyMac(new Uint8Array(16).fill(3))
  const people = [residentId, ...others]
  const rows = people.map((id, at) => [id, at % 2 === 0 ? '是' : '否'])
  const two = ['身份证号', '同意']
  const permit = (consent: NonNullable<Permit['consent']>) =>
    permitOf(base, [idField, agreed], { cleared: { 身份证号: ['resident_id'] }, counted: allBits, consent })

  /** A register of these lines, as a source. */
  function registerOf(lines: readonly (readonly string[])[]): Source {
    const header = ['token', 'scope', 'from', 'withdrawn']
    return {
      names: () => header,
      batches: async function* () {
        yield rowsOf(lines, 4)
      },
      digest: `sha256:${createHash('sha256').update(JSON.stringify(lines)).digest('hex')}`,
      chunkHashes: null,
      progress: { bytesRead: 0 },
    }
  }

  test('a column with the word: rows without it stay behind, uncounted as persons and counted as rows', () => {
    const drop = permit({
      basis: 'consent',
      source: { kind: 'column', path: '同意', granted: ['是'] },
      onMissing: 'drop',
    })
    const { text: out, results } = pass(drop, two, rows)
    expect(out).toBe(`身份证号\n${people[0]}\n${people[2]}\nend\n`)
    expect(results.at(-1)).toMatchObject({
      rowsReleased: 2,
      persons: [{ count: 2 }],
      counts: { withoutConsent: 2, held: { resident_id: 2 }, dropped: { category_code: 4 } },
    })
    const hold = permit({
      basis: 'consent',
      source: { kind: 'column', path: '同意', granted: ['是'] },
      onMissing: 'hold',
    })
    expect(pass(hold, two, rows).stop).toEqual({ code: 'consent-missing', row: 2, column: 2, type: null })
  })

  test('a register: the last event of a token for the purpose decides, at the instant of the flow', async () => {
    const line = (index: number, scope: string, from: string, withdrawn = '') => [
      consentToken(consentMac, ` ${people[index]!.toLowerCase()}`),
      scope,
      from,
      withdrawn,
    ]
    const source = registerOf([
      line(0, '客户服务', '2026-01-01'),
      line(0, '客户服务', '2025-01-01', '2025-06-01'),
      line(1, '营销', '2026-01-01'),
      line(2, '客户服务', '2026-01-01', '2026-11-24T16:00:00Z'),
      line(3, '客户服务', '2026-11-26'),
    ])
    const at = Date.parse('2026-11-25T00:00:00+08:00')
    const early = await readConsentRegister(source, '客户服务', at - 1)
    const register = await readConsentRegister(source, '客户服务', at)
    expect(register.subjects).toBe(3)
    const consent = {
      basis: 'consent',
      source: { kind: 'register', digest: source.digest!, keyPath: '身份证号' },
      onMissing: 'drop',
    } as const
    const through = (open: typeof register) =>
      pass(permit(consent), two, rows, 500, { consent: { register: open, mac: consentMac } })
        .text.split('\n')
        .slice(1, -2)
    expect(through(register)).toEqual([people[0]])
    expect(through(early)).toEqual([people[0], people[2]])
    const other = { ...consent, source: { ...consent.source, digest: base.id } }
    expect(() => pass(permit(other), two, rows, 500, { consent: { register, mac: consentMac } })).toThrow(
      'read that one',
    )
    expect(() => pass(permit(consent), two, rows)).toThrow('read that one')
  })

  test.each([
    [['xyz', 'a', '2026-01-01', ''], 'row 1 of the register: `token`'],
    [['0011223344556677', 'a', '', ''], '`from`'],
    [['0011223344556677', 'a', '2026-13-01', ''], '`from`'],
    [['0011223344556677', 'a', '2026-01-01', '2026-01-01T00:00:00'], '`withdrawn`'],
  ])('a line that is none is refused: %#', async (line, message) => {
    await expect(readConsentRegister(registerOf([line]), 'a', 0)).rejects.toThrow(message)
  })
})

test('a gate is not made with another class table, or without the book that the permit counts in', () => {
  const options = { classTable: sampleClasses, macs: [], encoder: new BarEncoder(), tokens, consent: null }
  expect(() => createChunkGate(base, options)).toThrow('open the book')
  const table = { ...sampleClasses, digest: base.id }
  expect(() => createChunkGate(base, { ...options, macs: [mac], classTable: table })).toThrow(
    'not the one of the permit',
  )
})
