import { canonicalJson } from '@feiyu/core'
import type { Approval, Permit, PermitCondition, PermitField, PermitWatch } from './permit.ts'
import { type PermitRefusal, permitRefusal } from './permit-refusal.ts'

/** Where a permit goes beyond what people signed. A permit may be narrower in every part, and wider in none. */
export function withinApproval(permit: Permit, approval: Approval): readonly PermitRefusal[] {
  const { who, why, what, count } = permit
  const checks: readonly (readonly [PermitRefusal['code'], boolean])[] = [
    ['wider-ground', same(permit.ground, approval.ground)],
    [
      'wider-party',
      same(who.handler, approval.handler) &&
        isOfGroup(count, approval) &&
        same(who.overseasRecipient, approval.overseasRecipient) &&
        why.purpose === approval.purpose &&
        who.onward.every((party) => approval.onward.includes(party)),
    ],
    ['wider-fields', areWithin(what.fields, approval.fields)],
    ['wider-watch', watchesAsMuch(permit.watch, approval.watch)],
    [
      'wider-ceilings',
      count.ceilings.rows <= approval.ceilings.rows &&
        count.ceilings.bytes <= approval.ceilings.bytes &&
        count.ceilings.newPersons.ordinary <= approval.ceilings.newPersons.ordinary &&
        count.ceilings.newPersons.sensitive <= approval.ceilings.newPersons.sensitive,
    ],
    ['conditions-missing', approval.conditions.every((condition) => isMet(condition, permit.conditions))],
    ['wider-consent', same(permit.consent, approval.consent)],
  ]
  return checks.filter(([, holds]) => !holds).map(([code]) => permitRefusal(code))
}

/** The same column tells the legal persons, and none of them is another than was signed. */
function isOfGroup({ subject, books }: Permit['count'], { group, handler }: Approval): boolean {
  const signed = group?.handlers ?? (handler === null ? [] : [handler.uscc])
  return (
    (subject === null || subject.handlerPath === (group?.path ?? null)) &&
    books.every((book) => signed.includes(book.handler))
  )
}

/** Looks among the fields of one path alone: a table may have thousands. */
function areWithin(fields: readonly PermitField[], approved: readonly PermitField[]): boolean {
  const byPath = Map.groupBy(approved, ({ path }) => path)
  return fields.every((field) => byPath.get(field.path)?.some((allowed) => isWithin(field, allowed)) === true)
}

/** The same thing in a column of the same path, under the same transform or left out. */
function isWithin(field: PermitField, allowed: PermitField): boolean {
  return (
    same(field, allowed) ||
    (field.action === 'drop' && field.type === allowed.type && field.category === allowed.category)
  )
}

/** From light to strict. */
const newField = ['drop', 'hold', 'stop']
const missingField = ['hold', 'stop']

function watchesAsMuch(watch: PermitWatch, approved: PermitWatch): boolean {
  const cleared = new Map(approved.cleared.map(({ path, detectors }) => [path, detectors]))
  return (
    watch.detectors === approved.detectors &&
    watch.weakHoldAbove <= approved.weakHoldAbove &&
    newField.indexOf(watch.drift.onNewField) >= newField.indexOf(approved.drift.onNewField) &&
    missingField.indexOf(watch.drift.onMissingField) >= missingField.indexOf(approved.drift.onMissingField) &&
    watch.cleared.every(({ path, detectors }) => detectors.every((name) => cleared.get(path)?.includes(name) === true))
  )
}

function isMet(condition: PermitCondition, given: readonly PermitCondition[]): boolean {
  const proven = condition.proof !== null && condition.by !== null && condition.on !== null
  return (condition.state === 'not-applicable' || proven) && given.some((each) => same(each, condition))
}

function same(left: unknown, right: unknown): boolean {
  return canonicalJson(left) === canonicalJson(right)
}
