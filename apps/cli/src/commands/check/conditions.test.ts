import { parseCivilDate } from '@feiyu/core'
import { decide, type Law } from '@feiyu/law'
import { beforeAll, expect, test } from 'vitest'
import { createContext, processStreams } from '../../context.ts'
import type { ProofFile } from '../../inputs/read-file.ts'
import { bundledLaw } from '../../testing/bundled-law.ts'
import { type Condition, conditionsOf, type Shown } from './conditions.ts'
import { FactSheet } from './fact-sheet.ts'
import type { Flow } from './mechanism.ts'

const context = createContext({ home: '', noColour: true, locale: null, account: 'x' }, processStreams, {
  language: 'en',
  json: false,
})
const today = parseCivilDate('2026-11-23')
const base = {
  pi: true,
  ciio: false,
  important_data: false,
  core_data: false,
  state_secret: false,
  ordinary_ytd: 5,
  sensitive_ytd: 0,
}
const flow: Flow = {
  asOf: today,
  recipient: 'Acme',
  country: 'DE',
  purpose: 'orders',
  ordinary: 5,
  sensitive: 0,
  fields: ['phone'],
  credentials: [],
}
const file: ProofFile = { path: 'p', digest: `sha256:${'a'.repeat(64)}`, bytes: 1 }
const shown: Shown = { by: 'x', on: today, basis: 'contract', mechanism: null, proofs: new Map() }
let law: Law
beforeAll(async () => {
  law = await bundledLaw()
})

function run(
  facts: Readonly<Record<string, unknown>>,
  change: { readonly flow?: Partial<Flow>; readonly shown?: Partial<Shown>; readonly sheet?: FactSheet } = {},
) {
  const answer = decide(law, facts, { asOf: today })
  const found = conditionsOf(context, law, answer, {
    flow: { ...flow, ...change.flow },
    shown: { ...shown, ...change.shown },
    facts: change.sheet ?? new FactSheet(),
  })
  return new Map(found.map((one) => [one.id, one]))
}

const state = (found: ReadonlyMap<string, Condition>, id: string) => found.get(id)?.state

test('an exempt flow with personal information still needs notice and PIPIA, each with its article and flag', () => {
  const found = run(base)
  expect(found.get('notice')).toMatchObject({ state: 'missing', flag: '--notice FILE' })
  expect(found.get('pipia')).toMatchObject({ state: 'missing', flag: '--pipia FILE' })
  expect(found.get('pipia')?.citations.map((one) => `${one.instrument} ${one.article}`)).toContain('cn-pipl-2021 55')
  expect(found.has('mechanism')).toBe(false)
})

test('a proof meets its duty with its digest, author and day', () => {
  const found = run(base, { shown: { proofs: new Map([['pipia', file]]) } })
  expect(found.get('pipia')).toMatchObject({ state: 'met', proof: { digest: file.digest, by: 'x', on: today } })
  expect(state(found, 'notice')).toBe('missing')
})

test('separate consent is asked where consent is the basis, and where the basis is not said', () => {
  expect(state(run(base), 'separate_consent')).toBe('not-applicable')
  expect(state(run(base, { shown: { basis: 'consent' } }), 'separate_consent')).toBe('missing')
  expect(state(run(base, { shown: { basis: null } }), 'separate_consent')).toBe('missing')
  expect(state(run(base, { shown: { basis: null } }), 'legal-basis')).toBe('missing')
  const proofs = new Map([['separate_consent', file]])
  expect(state(run(base, { shown: { basis: 'consent', proofs } }), 'separate_consent')).toBe('met')
})

test('recipient and purpose have to be named', () => {
  const found = run(base, { flow: { recipient: null, purpose: null } })
  expect([state(found, 'recipient'), state(found, 'purpose')]).toEqual(['missing', 'missing'])
})

test('without personal information nothing of this is asked', () => {
  expect([...run({ ...base, pi: false, ordinary_ytd: null, sensitive_ytd: null }).keys()]).toEqual([])
})

test('the contract band needs a mechanism, and a prohibited file cannot be helped', () => {
  expect(run({ ...base, ordinary_ytd: 100_000 }).get('mechanism')).toMatchObject({
    state: 'missing',
    flag: '--mechanism FILE',
  })
  expect(run({ ...base, state_secret: true }).get('lawful')).toMatchObject({ state: 'missing', flag: '--drop api_key' })
})

test('an exemption that was only stated as proven needs the proof itself', () => {
  const facts = { ...base, ordinary_ytd: 200_000, exemption: 'contract_necessity', exemption_proven: true }
  const sheet = new FactSheet()
  sheet.state('exemption_proven', true, { from: 'facts', by: 'x', on: today, proof: null })
  expect(run(facts, { sheet }).get('exemption_proven')).toMatchObject({
    state: 'missing',
    flag: '--exemption-proof FILE',
  })
  const proven = new FactSheet()
  proven.state('exemption_proven', true, { from: 'flag', by: 'x', on: today, proof: file.digest })
  expect(state(run(facts, { sheet: proven }), 'exemption_proven')).toBe('met')
})

test('an undecided answer has no conditions yet', () => {
  expect(run({ pi: true }).size).toBe(0)
})

test('a column of passwords keeps any file from crossing', () => {
  const found = run(
    { ...base, pi: false, ordinary_ytd: null, sensitive_ytd: null },
    { flow: { credentials: ['api_key'] } },
  )
  expect(found.get('credentials')).toMatchObject({ state: 'missing', flag: '--drop api_key' })
})
