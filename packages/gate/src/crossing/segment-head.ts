import { CrossingError } from '../errors.ts'
import type { Permit } from '../permit/permit.ts'
import type { SegmentHead } from '../ports/book.ts'

/** What the book keeps of a crossing beside its persons: taken from the permit and from nothing else. */
export function segmentHead({ id, who, why, ground, count }: Permit): SegmentHead {
  if (count.account === null || count.registers === null) {
    throw new CrossingError('FEIYU_CROSSING_ORDER', 'a permit that counts nobody has no segment; please report this')
  }
  return {
    permit: id,
    account: count.account,
    recipient: who.overseasRecipient.name,
    scenario: why.scenario,
    ...(ground.mechanism === null ? {} : { mechanism: ground.mechanism.digest }),
    fields: count.counted,
    registers: count.registers,
    classTable: ground.classTable,
  }
}
