import { isSensitive } from '@feiyu/core'
import type { Permit, PermitField } from './permit.ts'
import { type PermitRefusal, permitRefusal } from './permit-refusal.ts'

/** What of a permit would let persons cross uncounted, or a secret at all. */
export function countedWhole({ what, who, ground, count }: Permit): readonly PermitRefusal[] {
  const refusals: PermitRefusal[] = []
  if (what.fields.some((field) => field.category === 'credential' && bringsValues(field))) {
    refusals.push(permitRefusal('credential-passes'))
  }
  const personal = what.fields.filter((field) => field.category !== 'business' && bringsValues(field))
  const counted = personal.every((field) =>
    count.counted.some((each) => each.path === field.path && (each.sensitive || !isSensitive(field.category))),
  )
  const whole =
    who.handler !== null &&
    count.subject !== null &&
    areBooksOf(who.handler.uscc, count) &&
    count.account !== null &&
    count.registers !== null
  if (personal.length > 0 && !(whole && counted)) refusals.push(permitRefusal('not-counted'))
  if (count.account?.kind === 'side') {
    const { article } = count.account
    if (ground.kind !== 'exemption' || !ground.citations.includes(article)) {
      refusals.push(permitRefusal('wrong-account'))
    }
  }
  return refusals
}

/** Whether each legal person has one book; without a column that tells them, there is none but the handler's own. */
function areBooksOf(handler: string, { subject, books }: Permit['count']): boolean {
  if (subject?.handlerPath === null) return books.length === 1 && books[0]!.handler === handler
  const isOnce = (values: readonly string[]) => new Set(values).size === values.length
  return books.length > 0 && isOnce(books.map((one) => one.handler)) && isOnce(books.map(({ book }) => book))
}

/** Whether anything that a column says of a person leaves; one constant for all says nothing. Pseudonyms do (tally T3). */
function bringsValues({ action }: PermitField): boolean {
  return action !== 'drop' && action !== 'constant'
}
