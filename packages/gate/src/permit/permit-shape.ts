import { type CivilDate, isCivilDate } from '@feiyu/core'
import { count, digest, id, instant, list, type Of, oneOf, record, type Shape, when } from '@feiyu/evidence'
import { maxColumns } from '@feiyu/scan'
import type { Account, CountedField, Registers } from '../ports/book.ts'
import type { Approval, FieldAction, Permit, PermitConsent, PermitField } from './permit.ts'

const most = { texts: 256, fields: maxColumns, packs: 64, citations: 64, conditions: 64, approvals: 64, handlers: 64 }
/** Bits of a `PersonBatch`; the last of the 64 says that the person is a minor. */
const mostBit = 62

const text = textOf(1, 1000)
const anyText = textOf(0, 1000)
const civilDate: Shape<CivilDate> = when(isCivilDate, 'a date such as 2026-11-25')
const share = when((value): value is number => typeof value === 'number' && value >= 0 && value <= 1, '0 to 1')
const step = when((value): value is number => typeof value === 'number' && value > 0, 'a number above 0')
const bit = when((value): value is number => isBit(value), `a bit from 0 to ${mostBit}`)
const flag = oneOf(true, false)
const base64 = when(
  (value): value is string => typeof value === 'string' && Buffer.from(value, 'base64').toString('base64') === value,
  'base64',
)

const persons = record({ ordinary: count, sensitive: count })
const party = orNull(record({ name: text, uscc: text }))
const recipient = record({ name: text, country: id, keyDigest: orNull(digest) })
const onward = list(text, most.texts)

const ground = record({
  pathway: id,
  kind: oneOf('exemption', 'mechanism'),
  citations: list(id, most.citations),
  mechanism: orNull(record({ kind: text, number: text, validUntil: orNull(civilDate), digest })),
  decision: digest,
  asOf: civilDate,
  packs: list(record({ id, digest }), most.packs),
  classTable: digest,
})

const actions: { readonly [A in FieldAction['action']]: Shape<Extract<FieldAction, { readonly action: A }>> } = {
  pass: record({ action: oneOf('pass') }),
  drop: record({ action: oneOf('drop') }),
  mask: record({ action: oneOf('mask'), keepStart: count, keepEnd: count }),
  constant: record({ action: oneOf('constant'), value: anyText }),
  token: record({ action: oneOf('token'), keyId: text }),
  'generalise-date': record({ action: oneOf('generalise-date'), to: oneOf('year', 'quarter', 'month') }),
  'generalise-number': record({ action: oneOf('generalise-number'), step }),
}
const actionOf: Shape<FieldAction> = tagged('action', actions)

const field: Shape<PermitField> = {
  read(value, at) {
    const { path, type, category, ...action } = objectAt(value, at)
    const named = { path, type, category }
    return { ...namedField.read(named, at), ...actionOf.read(action, at) }
  },
}
const namedField = record({
  path: anyText,
  type: id,
  category: oneOf('business', 'personal', 'sensitive', 'credential'),
})

const watch = record({
  detectors: digest,
  cleared: list(record({ path: anyText, detectors: list(id, most.texts) }), most.fields),
  strongHit: oneOf('stop'),
  weakHoldAbove: share,
  drift: record({
    onNewField: oneOf('drop', 'hold', 'stop'),
    onMissingField: oneOf('hold', 'stop'),
    onNewClass: oneOf('stop'),
  }),
  undecodable: oneOf('stop'),
})

const ceilings = record({ rows: count, bytes: count, newPersons: persons })
const account: Shape<Account> = tagged('kind', {
  counted: record({ kind: oneOf('counted') }),
  side: record({ kind: oneOf('side'), article: id }),
})
const scope = when(
  (value): value is string => typeof value === 'string' && value.isWellFormed() && /^[^\0]{1,200}$/s.test(value),
  'a name of 1 to 200 characters without NUL',
)
const registers: Shape<Registers> = tagged('kind', {
  system: record({ kind: oneOf('system'), name: scope }),
  alone: record({ kind: oneOf('alone'), scope }),
})
const counted: Shape<CountedField> = record({ path: anyText, type: id, bit, sensitive: flag })

const condition = record({
  duty: id,
  state: oneOf('met', 'not-applicable'),
  proof: orNull(digest),
  by: orNull(text),
  on: orNull(civilDate),
})

const consent: Shape<PermitConsent> = record({
  basis: oneOf('consent'),
  source: tagged('kind', {
    register: record({ kind: oneOf('register'), digest, keyPath: anyText }),
    column: record({ kind: oneOf('column'), path: anyText, granted: list(text, most.texts) }),
  }),
  onMissing: oneOf('drop', 'hold'),
})

/** How a permit is read: every member known and there, every value of its form. */
export const permitShape: Shape<Permit> = record({
  id: digest,
  schema: oneOf('feiyu.permit/1'),
  issuedAt: instant,
  notBefore: instant,
  notAfter: instant,
  uses: when((value): value is 1 => value === 1, '1'),
  log: text,
  port: text,
  epoch: count,
  why: record({
    approval: digest,
    flow: orNull(id),
    mode: oneOf('file'),
    run: text,
    purpose: text,
    scenario: orNull(id),
  }),
  who: record({ handler: party, exporter: text, overseasRecipient: recipient, onward }),
  ground,
  what: record({ revision: digest, fields: list(field, most.fields) }),
  watch,
  count: record({
    subject: orNull(record({ path: orNull(anyText), keyType: id, handlerPath: orNull(anyText) })),
    books: list(record({ handler: text, book: digest, newPersons: persons }), most.handlers),
    account: orNull(account),
    registers: orNull(registers),
    counted: list(counted, most.fields),
    ceilings,
  }),
  conditions: list(condition, most.conditions),
  consent: orNull(consent),
  after: record({ recipientDeleteBy: orNull(civilDate), acknowledgeWithinDays: orNull(count) }),
  signature: base64,
})

/** How an approval is read. */
export const approvalShape: Shape<Approval> = record({
  schema: oneOf('feiyu.approval/1'),
  id: text,
  notBefore: instant,
  notAfter: instant,
  handler: party,
  group: orNull(record({ path: anyText, handlers: list(text, most.handlers) })),
  overseasRecipient: recipient,
  onward,
  purpose: text,
  ground,
  fields: list(field, most.fields),
  watch,
  ceilings,
  conditions: list(condition, most.conditions),
  consent: orNull(consent),
  approvals: list(record({ person: text, role: text, at: instant, key: text, signature: base64 }), most.approvals),
})

function orNull<T>(shape: Shape<T>): Shape<T | null> {
  return { read: (value, at) => (value === null ? null : shape.read(value, at)) }
}

/** An object whose form depends on one of its members. */
function tagged<S extends Readonly<Record<string, Shape<unknown>>>>(tag: string, shapes: S): Shape<Of<S[keyof S]>> {
  const kind = oneOf(...Object.keys(shapes))
  return {
    read(value, at) {
      const shape = shapes[kind.read(objectAt(value, at)[tag], `${at}.${tag}`)]
      // `kind` has let through only names of shapes.
      return shape?.read(value, at) as Of<S[keyof S]>
    },
  }
}

function textOf(least: number, longest: number): Shape<string> {
  return when(
    (value): value is string =>
      typeof value === 'string' && value.isWellFormed() && value.length >= least && value.length <= longest,
    `a text of ${least} to ${longest} characters`,
  )
}

const object = when(
  (value): value is Readonly<Record<string, unknown>> =>
    typeof value === 'object' && value !== null && !Array.isArray(value),
  'an object',
)

function objectAt(value: unknown, at: string): Readonly<Record<string, unknown>> {
  return object.read(value, at)
}

function isBit(value: unknown): boolean {
  return Number.isInteger(value) && Number(value) >= 0 && Number(value) <= mostBit
}
