import { canonicalJson, digestOfJson, parseCivilDate } from '@feiyu/core'
import { instantOf, writeEntry } from '@feiyu/evidence'
import { maxColumns } from '@feiyu/scan'
import { expect, test } from 'vitest'
import {
  atNoon,
  digestOfText,
  noon,
  portSigner,
  sampleApproval,
  sampleParticulars,
  samplePermit,
  sampleTrust,
  stranger,
} from '../testing/sample-permit.ts'
import { mintPermit } from './mint-permit.ts'
import type { Approval, Permit, PermitField } from './permit.ts'
import { disclosuresOf, drawSalts, permitEntry } from './permit-entry.ts'
import { approvalDigest, permitId, readApproval, readPermit, writeCanonical } from './read-permit.ts'
import { signApproval } from './sign-approval.ts'
import { signPermitId } from './signatures.ts'
import { type Trust, verifyPermit } from './verify-permit.ts'
import { withinApproval } from './within-approval.ts'

const hour = 3_600_000

test('a permit that was minted from a live approval is honoured, and reads back as it was', async () => {
  const [approval, permit] = await both()
  expect(readPermit(writeCanonical(permit))).toEqual(permit)
  expect(readApproval(writeCanonical(approval))).toEqual(approval)
  expect(await judge(permit, approval)).toEqual([])
})

test('a permit takes as many columns as a table may have, and finds them in its approval at once', async () => {
  const [approval, permit] = await both()
  const [first] = approval.fields
  const fields = Array.from({ length: maxColumns }, (_, index): PermitField => ({ ...first!, path: `size ${index}` }))
  const wide = { ...permit, what: { ...permit.what, fields } }
  expect(readPermit(writeCanonical(wide)).what.fields).toHaveLength(maxColumns)
  const begun = performance.now()
  expect(withinApproval(wide, { ...approval, fields })).toEqual([])
  expect(performance.now() - begun).toBeLessThan(5000)
  const wider = { ...permit, what: { ...permit.what, fields: [...fields, first!] } }
  expect(() => readPermit(writeCanonical(wider))).toThrowError(expect.objectContaining({ code: 'FEIYU_PERMIT_FORM' }))
})

test('a permit ends with 24 hours, its approval, its mechanism, other law, or its year, whichever is first', async () => {
  const ends = async (changes: Partial<Approval>, lawChanges: readonly string[] = [], now = noon) => {
    const approval = await sampleApproval({ notAfter: instantOf(now + 100 * 24 * hour), ...changes })
    const particulars = sampleParticulars({ lawChanges: lawChanges.map((day) => parseCivilDate(day)) })
    return (await mintPermit(approval, particulars, { now: () => now }, portSigner)).notAfter
  }
  const ground = (await sampleApproval()).ground
  const mechanism = (validUntil: string) => ({
    ground: {
      ...ground,
      kind: 'mechanism' as const,
      mechanism: { kind: 'scc', number: '1', validUntil: parseCivilDate(validUntil), digest: digestOfText('scc') },
    },
  })
  expect(await ends({})).toBe(instantOf(noon + 24 * hour))
  expect(await ends({ notAfter: instantOf(noon + hour) })).toBe(instantOf(noon + hour))
  expect(await ends(mechanism('2026-11-25'))).toBe('2026-11-25T15:59:59.999Z')
  expect(await ends(mechanism('2026-11-26'))).toBe(instantOf(noon + 24 * hour))
  expect(await ends({}, ['2026-01-01', '2026-11-26'])).toBe('2026-11-25T15:59:59.999Z')
  expect(await ends({}, ['2026-11-25', '2027-01-01'])).toBe(instantOf(noon + 24 * hour))
  expect(await ends({}, [], Date.parse('2026-12-31T20:00:00+08:00'))).toBe('2026-12-31T15:59:59.999Z')
  expect(await ends({}, [], Date.parse('2027-01-01T00:00:00+08:00'))).toBe('2027-01-01T16:00:00.000Z')
})

test('nothing is minted from an approval that is over, not begun, or whose mechanism is over', async () => {
  for (const changes of [{ notAfter: instantOf(noon - 1) }, { notBefore: instantOf(noon + 1) }]) {
    await expect(samplePermit({}, await sampleApproval(changes))).rejects.toMatchObject({
      code: 'FEIYU_PERMIT_APPROVAL_NOT_IN_FORCE',
    })
  }
})

test('an unknown key, a missing one, a wrong type, another spelling: refused wherever it stands', async () => {
  const permit: Record<string, unknown> = { ...(await samplePermit()) }
  let refused = 0
  for (const [place, altered] of mutations(permit)) {
    const bytes = new TextEncoder().encode(canonicalJson(altered))
    expect(() => readPermit(bytes), place).toThrowError(expect.objectContaining({ code: 'FEIYU_PERMIT_FORM' }))
    refused++
  }
  expect(refused).toBeGreaterThan(150)
  const text = canonicalJson(permit)
  for (const bytes of [
    `${text}\n`,
    ` ${text}`,
    text.slice(0, -1),
    '',
    `\ufeff${text}`,
    text.replace('"epoch":1', '"epoch":1.0'),
  ]) {
    expect(() => readPermit(new TextEncoder().encode(bytes))).toThrowError(
      expect.objectContaining({ code: 'FEIYU_PERMIT_FORM' }),
    )
  }
  expect(() => readPermit(Uint8Array.of(0xff, 0x7b))).toThrowError(
    expect.objectContaining({ code: 'FEIYU_PERMIT_FORM' }),
  )
})

test('every byte of a permit is under its id: whatever changes is refused', async () => {
  const [approval, permit] = await both()
  const changes: readonly Partial<Permit>[] = [
    { notAfter: instantOf(noon + 25 * hour) },
    { what: { ...permit.what, revision: digestOfText('other') } },
    { after: { recipientDeleteBy: null, acknowledgeWithinDays: 31 } },
  ]
  for (const change of changes) expect(await judge({ ...permit, ...change }, approval)).toContain('permit-altered')
  const id = digestOfText('other')
  expect(await judge({ ...permit, id }, approval)).toEqual(['permit-altered', 'port-signature'])
})

test('the port: an unknown key, another signature, another log, another epoch', async () => {
  const [approval, permit] = await both()
  expect(await judge(permit, approval, { portKeys: [stranger.key] })).toEqual(['unknown-port'])
  expect(await judge({ ...permit, signature: await signPermitId(permit.id, stranger) }, approval)).toEqual([
    'port-signature',
  ])
  expect(await judge(permit, approval, { log: 'example.com/other' })).toEqual(['other-log'])
  expect(await judge(permit, approval, { epoch: 2 })).toEqual(['other-epoch'])
  expect(await judge(permit, approval, { epoch: 0 })).toEqual(['other-epoch'])
})

test('time: too early, the last moment, a millisecond later, longer than it may be, used', async () => {
  const [approval, permit] = await both()
  const at = (moment: number) => judge(permit, approval, { clock: { now: () => moment } })
  expect(await at(noon - 1)).toEqual(['not-yet-valid'])
  expect(await at(noon + 24 * hour)).toEqual([])
  expect(await at(noon + 24 * hour + 1)).toEqual(['expired'])
  expect(await judge(await resigned(permit, { notAfter: instantOf(noon + 24 * hour + 1) }), approval)).toEqual([
    'too-long',
  ])
  expect(await judge(await resigned(permit, { notBefore: instantOf(noon - 1) }), approval)).toEqual(['too-long'])
  expect(await judge(permit, approval, { used: (id) => id === permit.id })).toEqual(['used'])
})

test('a permit of one year is refused in the next, though its 24 hours are not over', async () => {
  const eve = Date.parse('2026-12-31T23:00:00+08:00')
  const approval = await sampleApproval({ notAfter: instantOf(eve + 100 * hour) })
  const permit = await mintPermit(approval, sampleParticulars(), { now: () => eve }, portSigner)
  const at = (moment: number) => judge(permit, approval, { clock: { now: () => moment } })
  expect(await at(eve + hour - 1)).toEqual([])
  expect(await at(eve + hour)).toEqual(['expired'])
  expect(
    await judge(await resigned(permit, { notAfter: instantOf(eve + hour) }), approval, { clock: { now: () => eve } }),
  ).toEqual(['too-long'])
})

test('a stolen port key alone opens nothing', async () => {
  const unsigned = { ...(await sampleApproval()), approvals: [] }
  expect(await judge(await samplePermit({}, unsigned), unsigned)).toEqual(['not-approved'])
  const self = await signApproval(unsigned, { person: 'wang', role: 'compliance', signer: portSigner }, atNoon)
  expect(await judge(await samplePermit({}, self), self)).toEqual(['unknown-approver'])
  const enrolledApprovers = [{ person: 'wang', key: portSigner.key }]
  expect(await judge(await samplePermit({}, self), self, { enrolledApprovers })).toEqual(['approved-by-port'])
  const other = await signApproval(unsigned, { person: 'wang', role: 'compliance', signer: stranger }, atNoon)
  expect(await judge(await samplePermit({}, other), other)).toEqual(['unknown-approver'])
})

test('the signature of an approver is over the approval, the person, the role and the moment', async () => {
  const approval = await sampleApproval()
  const [signed] = approval.approvals
  const forge = (changes: Partial<Approval['approvals'][number]>) => ({
    ...approval,
    approvals: [{ ...signed!, ...changes }],
  })
  const judged = async (forged: Approval) => judge(await samplePermit({}, forged), forged)
  expect(await judged(forge({ role: 'owner' }))).toEqual(['approver-signature'])
  expect(await judged(forge({ at: instantOf(noon + 1) }))).toEqual(['approver-signature'])
  expect(await judged(forge({ person: 'li' }))).toEqual(['unknown-approver'])
  const wider = { ...approval, ceilings: { ...approval.ceilings, rows: 2000 } }
  expect(await judged(wider)).toEqual(['approver-signature'])
})

test('another approval than the named one, or one that is not in force, is refused', async () => {
  const [approval, permit] = await both()
  const other = await sampleApproval({ id: 'approval-2' })
  expect(await judge(permit, other)).toEqual(['other-approval'])
  const short = await sampleApproval({ notAfter: instantOf(noon + hour) })
  const minted = await samplePermit({}, short)
  expect(await judge(minted, short, { clock: { now: () => noon + hour + 1 } })).toEqual([
    'expired',
    'approval-not-in-force',
  ])
  expect(await approvalDigest(approval)).not.toBe(await approvalDigest(other))
})

test('a permit is never wider than its approval, and may be narrower', async () => {
  const [approval, permit] = await both()
  const judged = async (changes: Partial<Permit>) => judge(await resigned(permit, changes), approval)
  const fields = (change: (field: PermitField) => PermitField) => ({
    what: { ...permit.what, fields: permit.what.fields.map(change) },
  })
  const plain = ({ path, type, category }: PermitField) => ({ path, type, category })
  expect(await judged(fields((field) => ({ ...plain(field), action: 'pass' })))).toEqual(['wider-fields'])
  expect(await judged(fields((field) => ({ ...plain(field), action: 'drop' })))).toEqual([])
  expect(await judged(fields((field) => ({ ...field, category: 'business' })))).toEqual(['wider-fields'])
  const dropped = fields((field) => ({ ...plain(field), category: 'business', action: 'drop' }))
  expect(await judged(dropped)).toEqual(['wider-fields'])
  const added: PermitField = { path: 'x', type: 'text', category: 'business', action: 'pass' }
  expect(await judged({ what: { ...permit.what, fields: [...permit.what.fields, added] } })).toEqual(['wider-fields'])
  expect(await judged({ ground: { ...permit.ground, pathway: 'NOT_EXPORT' } })).toEqual(['wider-ground'])
  expect(await judged({ who: { ...permit.who, onward: ['Someone Ltd'] } })).toEqual(['wider-party'])
  expect(await judged({ why: { ...permit.why, purpose: 'marketing' } })).toEqual(['wider-party'])
  const { ceilings } = permit.count
  for (const wider of [
    { ...ceilings, rows: ceilings.rows + 1 },
    { ...ceilings, bytes: ceilings.bytes + 1 },
    { ...ceilings, newPersons: { ordinary: 101, sensitive: 0 } },
    { ...ceilings, newPersons: { ordinary: 100, sensitive: 1 } },
  ]) {
    expect(await judged({ count: { ...permit.count, ceilings: wider } })).toEqual(['wider-ceilings'])
  }
  const { watch } = permit
  for (const lax of [
    { ...watch, weakHoldAbove: 0.02 },
    { ...watch, detectors: digestOfText('fewer') },
    { ...watch, cleared: [{ path: 'remark', detectors: ['cn.mobile'] }] },
    { ...watch, cleared: [{ path: 'mobile', detectors: ['cn.mobile', 'cn.resident-id'] }] },
    { ...watch, drift: { ...watch.drift, onNewField: 'drop' as const } },
  ]) {
    expect(await judged({ watch: lax })).toEqual(['wider-watch'])
  }
  expect(await judged({ watch: { ...watch, cleared: [], weakHoldAbove: 0 } })).toEqual([])
})

test('a condition that is missing, or said to be met without proof, by and day, is refused', async () => {
  const [approval, permit] = await both()
  expect(await judge(await resigned(permit, { conditions: [] }), approval)).toEqual(['conditions-missing'])
  const [met] = approval.conditions
  for (const bare of [{ proof: null }, { by: null }, { on: null }]) {
    const unproven = await sampleApproval({ conditions: [{ ...met!, ...bare }] })
    expect(await judge(await samplePermit({}, unproven), unproven)).toEqual(['conditions-missing'])
  }
  const spared = await sampleApproval({
    conditions: [{ duty: 'separate-consent', state: 'not-applicable', proof: null, by: null, on: null }],
  })
  expect(await judge(await samplePermit({}, spared), spared)).toEqual([])
})

test('personal columns cross only counted; secrets not at all; a side ledger is that of the cited exemption', async () => {
  const [approval, permit] = await both()
  const { count } = permit
  for (const uncounted of [
    { ...count, counted: [] },
    { ...count, books: [] },
    { ...count, registers: null },
    { ...count, books: [...count.books, ...count.books] },
    { ...count, account: null },
    { ...count, subject: null },
  ]) {
    expect(await judge(await resigned(permit, { count: uncounted }), approval)).toEqual(['not-counted'])
  }
  const [order, mobile] = approval.fields
  const sensitive = await sampleApproval({ fields: [order!, { ...mobile!, category: 'sensitive' }] })
  expect(await judge(await samplePermit({}, sensitive), sensitive)).toEqual(['not-counted'])
  const secret = await sampleApproval({ fields: [order!, { ...order!, path: 'password', category: 'credential' }] })
  expect(await judge(await samplePermit({}, secret), secret)).toContain('credential-passes')
  const side = (article: string) => judge2({ count: { ...count, account: { kind: 'side', article } } })
  const judge2 = async (changes: Partial<Permit>) => judge(await resigned(permit, changes), approval)
  expect(await side('cn-2024-flows#art-5.1.4')).toEqual([])
  expect(await side('cn-2024-flows#art-5.1.1')).toEqual(['wrong-account'])
  const business = await sampleApproval({ handler: null, fields: [order!], conditions: [] })
  const nobody = {
    ...sampleParticulars().count,
    subject: null,
    books: [],
    account: null,
    registers: null,
    counted: [],
  }
  expect(await judge(await samplePermit({ count: nobody }, business), business)).toEqual([])
})

test('what the log says of a permit holds no name and no number, and the salts open what it commits to', async () => {
  const permit = await samplePermit()
  let byte = 0
  const salts = drawSalts((sizeBytes) => new Uint8Array(sizeBytes).fill(++byte))
  const entry = await permitEntry(permit, salts)
  expect(entry).toMatchObject({
    approval: permit.why.approval,
    input: permit.what.revision,
    fields: await digestOfJson(permit.what.fields),
    notAfter: permit.notAfter,
    ceilings: permit.count.ceilings,
    conditions: [{ duty: 'pipia', state: 'met', proof: digestOfText('pipia') }],
  })
  const text = new TextDecoder().decode(writeEntry('permit', instantOf(noon), entry))
  for (const secret of ['示例', 'Beispiel', '客户服务', '91310000MA1FL00000']) expect(text).not.toContain(secret)
  expect(text).toContain(permit.id)
  expect(disclosuresOf(permit, salts).map(({ value }) => value)).toEqual([
    '客户服务',
    { name: 'Beispiel GmbH', country: 'DE' },
    { name: '示例贸易有限公司', uscc: '91310000MA1FL00000' },
  ])
})

async function both(): Promise<readonly [Approval, Permit]> {
  const approval = await sampleApproval()
  return [approval, await samplePermit({}, approval)]
}

/** Codes of what the gate refuses a permit for. */
async function judge(permit: Permit, approval: Approval, trust: Partial<Trust> = {}): Promise<readonly string[]> {
  const documents = { permit: writeCanonical(permit), approval: writeCanonical(approval) }
  const verdict = await verifyPermit(documents, sampleTrust(trust))
  return verdict.kind === 'honoured' ? [] : verdict.refusals.map(({ code }) => code)
}

/** As somebody with the port's key would alter it. */
async function resigned(permit: Permit, changes: Partial<Permit>): Promise<Permit> {
  const altered = { ...permit, ...changes }
  const id = await permitId(altered)
  return { ...altered, id, signature: await signPermitId(id, portSigner) }
}

/** For every member at any depth: the document without it, with a stranger beside it, and with another type in its place. */
function* mutations(value: unknown, at = 'permit'): Generator<readonly [string, unknown]> {
  if (typeof value !== 'object' || value === null) return
  const isList = Array.isArray(value)
  if (!isList) yield [`${at} + stranger`, { ...value, stranger: 1 }]
  for (const [name, member] of Object.entries(value)) {
    const put = (replacement: unknown) =>
      isList ? Object.assign([...value], { [name]: replacement }) : { ...value, [name]: replacement }
    if (!isList) yield [`${at} - ${name}`, put(undefined)]
    yield [`${at}.${name} as nothing known`, put({ unknown: true })]
    if (typeof member !== 'boolean') yield [`${at}.${name} as true`, put(true)]
    for (const [place, altered] of mutations(member, `${at}.${name}`)) yield [place, put(altered)]
  }
}
