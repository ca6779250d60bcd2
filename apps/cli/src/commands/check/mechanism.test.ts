import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseCivilDate } from '@feiyu/core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createContext, processStreams } from '../../context.ts'
import { groundOf } from './ground.ts'
import { type Flow, mismatches, readMechanism } from './mechanism.ts'

const context = createContext({ home: '', noColour: true, locale: null, account: 'x' }, processStreams, {
  language: 'en',
  json: false,
})
const good = [
  'kind: SCC',
  'number: 沪网信备 2026-001',
  'recipient: ACME GmbH',
  'country: DE',
  'validFrom: 2026-01-01',
  'validUntil: 2026-12-31',
  'persons: { ordinary: 1000, sensitive: 10 }',
].join('\n')
const flow: Flow = {
  asOf: parseCivilDate('2026-11-23'),
  recipient: 'Acme  gmbh',
  country: 'DE',
  purpose: 'orders',
  ordinary: 1000,
  sensitive: 10,
  fields: ['name'],
  credentials: [],
}
let folder = ''
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'feiyu-mechanism-'))
})
afterAll(() => rm(folder, { recursive: true }))

async function read(text: string) {
  const path = join(folder, 'm.yaml')
  await writeFile(path, text)
  return readMechanism(context, path)
}

test('a mechanism in force for this recipient, country and scale covers the flow', async () => {
  expect(mismatches(await read(good), ['SCC', 'CERTIFICATION'], flow)).toEqual([])
})

test.each<[string, Partial<Flow>, string]>([
  ['before its first day', { asOf: parseCivilDate('2025-12-31') }, 'not-yet'],
  ['after its last day', { asOf: parseCivilDate('2027-01-01') }, 'ended'],
  ['another recipient', { recipient: 'Acme Inc' }, 'recipient'],
  ['no recipient', { recipient: null }, 'recipient'],
  ['another country', { country: 'US' }, 'country'],
  ['one ordinary person more', { ordinary: 1001 }, 'scale'],
  ['one sensitive person more', { sensitive: 11 }, 'scale'],
])('%s is not covered', async (_name, change, kind) => {
  expect(mismatches(await read(good), ['SCC'], { ...flow, ...change }).map((one) => one.kind)).toEqual([kind])
})

test('its last day still counts', async () => {
  expect(mismatches(await read(good), ['SCC'], { ...flow, asOf: parseCivilDate('2026-12-31') })).toEqual([])
})

test('a purpose and columns that it names bind', async () => {
  const narrow = await read(`${good}\npurpose: payroll\nfields: [salary]\n`)
  expect(mismatches(narrow, ['SCC'], flow).map((one) => one.kind)).toEqual(['purpose', 'fields'])
})

test('only an assessment meets the assessment, only a contract or certificate the band below', async () => {
  const kinds = (pathway: string) => {
    const ground = groundOf(pathway)
    return ground.kind === 'mechanism' ? ground.fits : ground.kind
  }
  expect(kinds('SECURITY_ASSESSMENT')).toEqual(['SECURITY_ASSESSMENT'])
  expect(kinds('SCC_OR_CERT')).toEqual(['SCC', 'CERTIFICATION'])
  expect(kinds('EXEMPT_ART5_SMALL')).toBe('none')
  expect(kinds('PROHIBITED')).toBe('never')
  expect(kinds('SOMETHING_NEW')).toBe('approval')
  const scc = await read(good)
  expect(mismatches(scc, ['SECURITY_ASSESSMENT'], flow).map((one) => one.kind)).toEqual(['kind'])
})

test.each([
  ['unknown kind', good.replace('SCC', 'SSC'), 'FEIYU_INPUT_WRONG_TYPE'],
  ['unknown key', `${good}\nvaliduntil: 2027-01-01`, 'FEIYU_INPUT_UNKNOWN_KEY'],
  ['missing number', good.replace(/number.*\n/, ''), 'FEIYU_INPUT_MISSING_KEY'],
  ['end before beginning', good.replace('2026-12-31', '2025-12-31'), 'FEIYU_INPUT_MECHANISM_TERM'],
  ['persons that are no number', good.replace('1000', 'many'), 'FEIYU_INPUT_WRONG_TYPE'],
  ['country in words', good.replace('DE', 'Germany'), 'FEIYU_INPUT_WRONG_TYPE'],
])('%s is a clear error', async (_name, text, code) => {
  await expect(read(text)).rejects.toMatchObject({ code })
})
