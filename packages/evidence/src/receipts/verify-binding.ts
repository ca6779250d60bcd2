import { type Fault, fault } from './fault.ts'
import type { Receipt } from './receipt.ts'

/** What does not hold between a permit and an outcome that are both genuine: it must be this permit's, later, and within it. */
export function verifyBinding({ permit, outcome }: Pick<Receipt, 'permit' | 'outcome'>): readonly Fault[] {
  const allowed = permit.entry.body
  const done = outcome.entry.body
  const faults: Fault[] = []
  if (done.permit !== allowed.permit) faults.push(fault('binding', 'other-permit'))
  if (outcome.index <= permit.index || outcome.entry.at < permit.entry.at) {
    faults.push(fault('binding', 'outcome-before-permit'))
  }
  if (allowed.mode === 'file' && done.end === 'completed' && done.read.digest !== allowed.input) {
    faults.push(fault('binding', 'other-input'))
  }
  const early = done.firstRelease !== undefined && done.firstRelease < allowed.notBefore
  const late = done.lastRelease !== undefined && done.lastRelease > allowed.notAfter
  if (early || late) faults.push(fault('binding', 'outside-validity', early ? 'too early' : 'too late'))
  const { ceilings } = allowed
  const over = [
    ['bytes', done.released.bytes, ceilings.bytes],
    ['rows', done.released.rows, ceilings.rows],
    ['new persons', done.newPersons.ordinary, ceilings.newPersons.ordinary],
    ['new persons with sensitive data', done.newPersons.sensitive, ceilings.newPersons.sensitive],
  ] as const
  for (const [what, figure, ceiling] of over) {
    if (ceiling !== undefined && figure > ceiling) {
      faults.push(fault('binding', 'over-ceiling', `${figure} ${what}, at most ${ceiling}`))
    }
  }
  return faults
}
